/* Clicker keys for presenter mode: Right, Space, PageDown next; Left, PageUp back; B black; F full screen; R reveal; N notes; Esc leaves. */

const MOVES = {
  ArrowRight: "next", " ": "next", PageDown: "next",
  ArrowLeft: "back", PageUp: "back",
  n: "notes", N: "notes", r: "reveal", R: "reveal", Escape: "leave",
};

let shown;
let listening;

export default function ({ data, setTriggerValue }) {
  // A new screen is read from its beginning, wherever the last one was scrolled to.
  if (data.screen !== shown) for (const place of document.querySelectorAll(".stMain, .st-key-story")) place.scrollTop = 0;
  shown = data.screen;
  const cover = document.querySelector(".pond-black") ?? document.body.appendChild(blackCover());
  const press = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || inControl(event)) return;
    if (event.key === "b" || event.key === "B") cover.hidden = !cover.hidden;
    else if (event.key === "f" || event.key === "F") fullScreen();
    else if (event.key in MOVES && !(event.key === "Escape" && document.fullscreenElement)) {
      cover.hidden = true;
      setTriggerValue("move", MOVES[event.key]);
    } else return;
    event.preventDefault();
  };
  // Each screen calls this again: one key is one press.
  document.removeEventListener("keydown", listening);
  listening = press;
  document.addEventListener("keydown", press);
  // The cover stays: a page that is drawn again must not light up a blackened hall.
  return () => document.removeEventListener("keydown", press);
}

/* A slider keeps its own arrow keys, a button its space bar: what has the focus comes first. */
function inControl(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return false;
  if (target.matches("input, textarea, select, [contenteditable], [role=slider], [role=radio]")) return event.key !== "Escape";
  return target.matches("button, a, summary") && event.key === " ";
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

function blackCover() {
  const cover = document.createElement("div");
  cover.className = "pond-black";
  cover.hidden = true;
  cover.style.cssText = "position:fixed;inset:0;background:#000;z-index:100000";
  cover.onclick = () => (cover.hidden = true);
  const style = document.createElement("style");
  style.textContent = ".pond-black[hidden]{display:none}";
  cover.append(style);
  return cover;
}
