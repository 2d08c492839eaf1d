/* The speaker's page: what is on the wall, its notes, the clock, and the keys and sliders that move it. With a room it
   speaks to the wall through the server, from any device; without one, to the wall's own browser. */
(function () {
  const key = location.hash.slice(1);
  const beside = /\/speaker$/.test(location.pathname) ? new BroadcastChannel(`frogpond-${key}`) : null;
  const here = location.pathname.replace(/\/remote$/, "");
  const own = { headers: { "X-Pond-Key": key } };
  const KEYS = [["Back", { move: "back" }], ["Next", { move: "next" }], ["Answer", { move: "reveal" }], ["Black", { move: "black" }], ["Vote again", { move: "again" }], ["New sample", { sample: true }]];
  const began = Date.now();
  const find = (css) => document.querySelector(css);
  const made = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  let shown = "";
  const waiting = [];
  let busy = false;

  /* One message in flight. Every press is sent; of a slider only the newest value. */
  const send = async (what) => {
    if (beside) return void beside.postMessage({ what });
    const last = waiting.at(-1);
    if (what.set && last && last.set && last.set[0] === what.set[0]) waiting.pop();
    waiting.push(what);
    if (busy) return;
    busy = true;
    while (waiting.length) {
      const body = JSON.stringify(waiting.shift());
      await fetch(`${here}/moves`, { method: "POST", body, ...own }).catch(() => null);
    }
    busy = false;
  };

  const slider = ({ name, label, lo, hi, step, value }) => {
    const input = made("input", { type: "range", min: lo, max: hi, step, ariaLabel: label });
    input.value = value;
    const number = made("output", { textContent: value });
    input.oninput = () => {
      number.textContent = input.value;
      send({ set: [name, Number(input.value)] });
    };
    return made("label", {}, label, " ", number, input);
  };

  const show = (told) => {
    find("h1").textContent = told.title;
    find(".next").textContent = told.next ? `Then: ${told.next}` : "The last screen.";
    find(".notes").replaceChildren(...told.notes.map(([kind, said]) => made("p", {}, made("b", { textContent: kind }), " ", said)));
    find(".sliders").replaceChildren(...told.controls.map(slider));
    find(".scenes").replaceChildren(
      ...told.scenes.map((words, k) => made("button", { textContent: words, onclick: () => send({ scene: k }) })),
    );
  };

  const look = async () => {
    const answer = await fetch(`${here}/wall`, own).catch(() => null);
    if (answer && answer.ok) {
      const text = await answer.text();
      const touched = document.activeElement && document.activeElement.matches("input[type=range]:active");
      if (text !== shown && text !== "{}" && !touched) {
        shown = text;
        show(JSON.parse(text));
      }
    } else if (answer) find("h1").textContent = "This room is not yours, or it is gone.";
    setTimeout(look, 300);
  };

  const tick = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    find(".clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  find(".keys").append(...KEYS.map(([words, what]) => made("button", { textContent: words, onclick: () => send(what) })));
  setInterval(tick, 1000);
  tick();
  if (beside) {
    find("h1").textContent = "Waiting for the wall in this browser.";
    beside.onmessage = ({ data }) => data.told && !document.querySelector("input[type=range]:active") && show(data.told);
    beside.postMessage({ hello: true });
  } else look();
})();
