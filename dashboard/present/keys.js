/* Keys and clickers for presenter mode, heard before anything on the page hears them: what the mouse did last never
   takes them away. Only what is typed into a field stays there, and a slider keeps Up and Down.

   data: { screen, hall, inks, room, left, speaker }; triggers: move; state: hall, how many times taller than 720 lines
   the wall is; room and speaker, which this tab keeps over a reload and over a server that was started anew. */

const MOVES = {
  ArrowRight: "next", " ": "next", PageDown: "next", ArrowLeft: "back", PageUp: "back",
  n: "notes", r: "reveal", v: "again", Escape: "leave",
};
const JUST_LEFT_MS = 700;
const TALLEST = 4;
const ROOM = "frogpond-room";
const SPEAKER = "frogpond-speaker";
const TYPED_IN = "input:not([type=range]):not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]";

let shown;
let listening;
let measuring;
let following;
let beside;
let say;
let leftFullScreen = -Infinity;
document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement) leftFullScreen = performance.now();
});

export default function ({ data, setTriggerValue, setStateValue }) {
  // A new screen is read from its beginning, wherever the last one was scrolled to.
  if (data.screen !== shown) document.querySelector(".stMain").scrollTop = 0;
  fitWords(data.screen !== shown);
  shown = data.screen;
  const covers = { b: black(), ".": black(), t: card(data.inks), "?": help() };
  const hide = () => document.querySelectorAll(".pond-cover").forEach((sheet) => (sheet.hidden = true));
  const press = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || staysThere(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key in covers) {
      const open = covers[key].hidden;
      hide();
      covers[key].hidden = !open;
    } else if (key === "f") fullScreen();
    else if (key === "s") perform({ sample: true });
    else if (/^[1-9]$/.test(key)) perform({ scene: Number(key) - 1 });
    else if (key === "Escape" && performance.now() - leftFullScreen < JUST_LEFT_MS) hide();
    else if (key in MOVES) {
      const covered = document.querySelector(".pond-cover:not([hidden])");
      hide();
      if (!(covered && key === "Escape")) setTriggerValue("move", MOVES[key]);
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  say = (what) => {
    if (what.move === "black") covers.b.hidden = !covers.b.hidden;
    else if (what.move) setTriggerValue("move", what.move);
    else perform(what);
  };
  keepRoom(data, setStateValue);
  keepSpeaker(data.speaker, setStateValue);
  // Each screen calls this again: one key is one press.
  removeEventListener("keydown", listening, true);
  listening = press;
  addEventListener("keydown", press, true);
  const measure = () => {
    const hall = Math.min(TALLEST, Math.max(1, Math.round((2 * innerHeight) / 720) / 2));
    if (hall !== data.hall) setStateValue("hall", hall);
  };
  removeEventListener("resize", measuring);
  measuring = () => (measure(), fitWords(true));
  addEventListener("resize", measuring);
  measure();
  // The covers stay: a page that is drawn again must not light up a blackened hall.
  return () => removeEventListener("keydown", press, true);
}

/* The owner's remote: its moves are waited for, and done as if a key had been pressed here. */
async function follow(room) {
  if (following?.code === room.code) return;
  following = room;
  let after = "";
  while (following === room) {
    if (!document.querySelector(".st-key-present")) return void (following = undefined);
    const place = new URL(`r/${room.code}/moves?after=${after}`, document.baseURI);
    const answer = await fetch(place, { headers: { "X-Pond-Key": room.key } }).catch(() => null);
    if (!answer?.ok) {
      await new Promise((done) => setTimeout(done, 1000));
      continue;
    }
    const told = await answer.json();
    after = told.after;
    for (const what of told.moves) say(what);
  }
}

/* A new session does not know whose room this is: the tab does, and hands it back. */
function keepRoom(data, setStateValue) {
  const kept = sessionStorage.getItem(ROOM);
  if (data.room) {
    sessionStorage.setItem(ROOM, JSON.stringify(data.room));
    follow(data.room);
    return;
  }
  following = undefined;
  if (data.left) sessionStorage.removeItem(ROOM);
  else if (kept) setStateValue("room", JSON.parse(kept));
}

/* A speaker's window of the same browser needs no room: it says hello, is told what is on the wall, and moves it. */
function keepSpeaker({ id, open, told }, setStateValue) {
  const kept = JSON.parse(sessionStorage.getItem(SPEAKER) ?? "null") ?? { id, open };
  sessionStorage.setItem(SPEAKER, JSON.stringify(kept));
  if (kept.id !== id || kept.open !== open) setStateValue("speaker", kept);
  if (beside?.name !== `frogpond-${kept.id}`) {
    beside?.close();
    beside = new BroadcastChannel(`frogpond-${kept.id}`);
  }
  beside.onmessage = ({ data: said }) => {
    if (said.what) say(said.what);
    if (!said.hello) return;
    sessionStorage.setItem(SPEAKER, JSON.stringify({ ...kept, open: true }));
    setStateValue("speaker", { id: kept.id, open: true });
    if (told) beside.postMessage({ told });
  };
  if (told) beside.postMessage({ told });
}

const perform = (what) => dispatchEvent(new CustomEvent("frogpond-perform", { detail: what }));

function staysThere(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return false;
  if (target.matches(TYPED_IN)) return !["Escape", "PageUp", "PageDown"].includes(event.key);
  if (target.matches(".drag")) return /^[-\d.]$|^Backspace$|^Enter$/.test(event.key);
  return false;
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}
