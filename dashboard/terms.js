/* A word of the glossary shows its meaning on hover, on focus and on a tap: beside the word, never over it, and within
   the window. Escape or a tap elsewhere takes it away. It names itself as the word's description. */

const TIP = "frogpond-term";
const EDGE = 8;

export default function () {
  if (window.frogpondTerms) return;
  window.frogpondTerms = true;
  const word = (event) => event.target.closest?.(".term");
  document.addEventListener("pointerover", (event) => event.pointerType !== "touch" && word(event) && show(word(event)));
  document.addEventListener("pointerout", (event) => word(event) && event.pointerType !== "touch" && leave(event));
  document.addEventListener("focusin", (event) => (word(event) ? show(word(event)) : hide()));
  document.addEventListener("focusout", hide);
  document.addEventListener("click", (event) => (word(event) ? show(word(event)) : hide()));
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("scroll", follow, { capture: true, passive: true });
}

function tip() {
  const found = document.getElementById(TIP);
  if (found) return found;
  const made = document.createElement("div");
  Object.assign(made, { id: TIP, className: "term-tip", hidden: true });
  made.setAttribute("role", "tooltip");
  made.addEventListener("pointerleave", hide);
  document.querySelector(".stApp").append(made);
  return made;
}

function show(word) {
  const box = tip();
  box.textContent = MEANINGS[word.dataset.term] ?? "";
  box.hidden = box.textContent === "";
  word.setAttribute("aria-describedby", TIP);
  const line = word.getClientRects()[0];
  const { width, height } = box.getBoundingClientRect();
  const below = line.bottom + 4 + height < innerHeight;
  box.style.left = `${Math.max(EDGE, Math.min(line.left, innerWidth - width - EDGE))}px`;
  box.style.top = `${below ? word.getBoundingClientRect().bottom + 4 : line.top - height - 4}px`;
}

/* A word that has the focus keeps its meaning beside it: coming to it may be what has scrolled the page. */
function follow() {
  const word = document.activeElement;
  if (word?.matches(".term") && !tip().hidden) show(word);
  else hide();
}

/* The pointer may move on to the meaning itself, which can then be read in peace. */
function leave(event) {
  if (event.relatedTarget?.id !== TIP && document.activeElement !== event.target) hide();
}

function hide() {
  const found = document.getElementById(TIP);
  if (found) found.hidden = true;
}
