/* What lies over the whole wall for a moment: black, a test card for the projector, the list of keys. One at a time. */

const KEYS = [
  ["Right, Space, Page Down", "on"], ["Left, Page Up", "back"], ["R", "the answer, and back to the question"],
  ["V", "discuss, vote again"], ["1 to 9", "scenes"], ["S", "new sample"], ["B or .", "black"], ["F", "full screen"], ["N", "notes"],
  ["T", "test card"], ["?", "these keys"], ["Esc", "leave"],
];
const TYPE = [2.4, 3.3, 3.9, 6];

const made = (tag, text = "", css = "") => {
  const element = document.createElement(tag);
  element.textContent = text;
  element.style.cssText = css;
  return element;
};

function cover(name, fill) {
  const known = document.querySelector(`.pond-${name}`);
  if (known) return known;
  const sheet = made("div", "", "position:fixed;inset:0;z-index:100000;overflow:hidden;font-family:Inter,sans-serif");
  sheet.className = `pond-cover pond-${name}`;
  sheet.hidden = true;
  sheet.onclick = () => (sheet.hidden = true);
  sheet.append(made("style", ".pond-cover[hidden]{display:none!important}"));
  fill(sheet);
  return document.body.appendChild(sheet);
}

const black = () => cover("black", (sheet) => (sheet.style.background = "#000"));

function help() {
  return cover("keys", (sheet) => {
    sheet.style.cssText += ";background:#10181F;color:#E4EBF0;display:grid;grid-template-columns:max-content max-content;gap:1.2vh 5vh;place-content:center;font-size:3.6vh";
    for (const [key, does] of KEYS) sheet.append(made("b", key), made("span", does));
  });
}

/* Twelve greys, the inks of the symbols on both papers, type from small to large, a circle that must be round. */
function card(inks) {
  return cover("card", (sheet) => {
    sheet.style.cssText += ";background:#FFFFFF;color:#1D2A35;display:grid;grid-template-rows:16vh 22vh 22vh 1fr";
    const row = (css) => sheet.appendChild(made("div", "", `display:flex;align-items:center;justify-content:space-around;${css}`));
    const greys = row("align-items:stretch;justify-content:stretch");
    for (let k = 0; k < 12; k++) {
      const share = Math.round((255 * k) / 11);
      const grey = made("span", String(k + 1), "flex:1;display:grid;place-items:center;font-size:3.3vh");
      grey.style.background = `rgb(${share},${share},${share})`;
      grey.style.color = k < 6 ? "#FFFFFF" : "#000000";
      greys.append(grey);
    }
    for (const [paper, place] of [["#FFFFFF", 1], ["#10181F", 2]]) {
      const line = row(`background:${paper}`);
      for (const ink of inks) line.append(made("span", ink[0], `color:${ink[place]};font-size:4vh;border-bottom:1vh solid ${ink[place]}`));
    }
    const last = row("");
    last.append(made("span", "", "width:30vh;height:30vh;border:.6vh solid;border-radius:50%"));
    const sizes = last.appendChild(made("div"));
    for (const size of TYPE) sizes.append(made("p", "Can the last row read this line?", `font-size:${size}vh;margin:1vh 0`));
  });
}
