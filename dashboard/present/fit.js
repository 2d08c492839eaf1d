/* Nothing scrolls on a wall: words that are too many for their place are set smaller, a little at a time, once they
   have all arrived. They grow again only on a new screen, so that nothing flickers while a slider moves. */

const SMALLEST = 0.5;
const A_LITTLE = 0.05;
const REST_MS = 80;
const NEW_FOR_MS = 2500;

let watching;
let fitting;
let newSince = -Infinity;
// Controls arrive in places of their own, which no observer of the page looks into.
const grown = new ResizeObserver(() => fitSoon());

function fitWords(anew) {
  if (anew) newSince = performance.now();
  if (!watching) {
    watching = new MutationObserver(fitSoon);
    watching.observe(document.querySelector(".stMain"), { childList: true, subtree: true, characterData: true });
  }
  fitSoon();
}

function fitSoon() {
  clearTimeout(fitting);
  fitting = setTimeout(() => {
    const running = document.querySelector(".stApp").dataset.testScriptState === "running";
    if (running) fitSoon();
    else shrink(document.querySelector(".st-key-present .st-key-story"), performance.now() - newSince < NEW_FOR_MS);
  }, REST_MS);
}

function shrink(story, anew) {
  if (!story) return;
  for (const child of story.children) grown.observe(child);
  let size = anew ? 1 : Number(story.style.getPropertyValue("--fit") || 1);
  story.style.setProperty("--fit", size);
  while (story.scrollHeight > story.clientHeight + 1 && size > SMALLEST) {
    size = Math.round(100 * (size - A_LITTLE)) / 100;
    story.style.setProperty("--fit", size);
  }
}
