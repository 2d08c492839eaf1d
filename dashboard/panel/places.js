/* Where controls stand on the page: in the text of a step (data-moves), under the stage (data-bar), and as numbers in a
   sentence (.drag). And where the reader is: which steps are in view, and which of them the stage speaks for. */

const NEAR_TOP = 0.22;
const SETTLE_MS = 90;
const STAY_PX = 80;
const PRESS_MS = 300;
const LOOK_AGAIN_MS = 40;
const PIXELS_A_STEP = 5;
const ROOM_FOR_TWO = 1200;

class Places {
  constructor(panel) {
    this.panel = panel;
    this.at = 0;
    this.filled = new WeakMap();
    const main = document.querySelector(".stMain") ?? document.body;
    new MutationObserver(() => this.soon()).observe(main, { childList: true, subtree: true });
    document.addEventListener("scroll", () => this.soon(), { capture: true, passive: true });
    addEventListener("resize", () => this.soon());
    for (const kind of ["pointerdown", "focusin"]) main.addEventListener(kind, (event) => this.touched(event));
    followNumbers(this, main);
    followOutline(main);
  }

  /* Not at every mutation: once nothing has moved for a moment. */
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.panel.box.isConnected && (this.fill(), this.look()), SETTLE_MS);
  }

  forget() {
    this.filled = new WeakMap();
  }

  fill() {
    for (const place of document.querySelectorAll("[data-moves], [data-bar]")) {
      if (this.filled.get(place) === this.panel.structure) continue;
      this.filled.set(place, this.panel.structure);
      const inside = shadow(place);
      inside.classList.toggle("projected", this.panel.projected);
      if (place.dataset.moves) for (const name of place.dataset.moves.split(" ")) this.put(inside, field(this.panel, name));
      else this.bar(inside);
    }
    for (const number of document.querySelectorAll(".drag")) this.name(number);
    switchPictures(this.panel.projected);
  }

  put(inside, copy) {
    inside.append(copy.element);
    this.panel.mount(copy);
  }

  bar(inside) {
    inside.append(this.panel.drawer.button());
    this.put(inside, freshButton(this.panel));
  }

  /* A number that the reader sets, where it stands in a sentence. */
  name(number) {
    const name = own(number);
    const control = this.panel.control(name);
    if (!control) return;
    const value = this.panel.values[name];
    const says = { role: "slider", tabindex: "0", "aria-label": control.label, "aria-valuemin": control.lo };
    const now = { "aria-valuemax": control.hi, "aria-valuenow": value, title: `${control.label}: drag, type, or use the arrow keys` };
    for (const [key, said] of Object.entries({ ...says, ...now }))
      if (number.getAttribute(key) !== String(said)) number.setAttribute(key, said);
  }

  write(name, value) {
    for (const number of document.querySelectorAll(`.drag-${CSS.escape(name)}`)) {
      number.setAttribute("aria-valuenow", value);
      if (number.firstChild && this.held === name) number.firstChild.nodeValue = shown(this.panel.control(name), value);
    }
  }

  steps() {
    return [...document.querySelectorAll('[class*="st-key-step-"]')];
  }

  /* The numbers of the steps of the story that are on the screen now. */
  inView() {
    const steps = this.steps();
    return steps.length ? steps.filter(onScreen).map(numberOf) : null;
  }

  /* The step that the reader is at: the last one that begins above the reading line, or the one that was touched since. */
  look() {
    const steps = this.steps();
    if (!steps.length) return;
    const top = readingTop();
    if (this.touchedAt !== undefined && Math.abs(scrolled() - this.touchedAt) < 24) return;
    this.touchedAt = undefined;
    const line = top + NEAR_TOP * (innerHeight - top);
    const begun = steps.filter((step) => step.getBoundingClientRect().top <= line);
    const next = begun.length ? numberOf(begun.at(-1)) : 0;
    /* A picture of another height moves the words, on a phone: that alone does not lead back to where the reader was. */
    if (next === this.before && Math.abs(scrolled() - this.wentAt) < STAY_PX) return;
    this.go(next);
  }

  touched(event) {
    const step = event.target.closest?.('[class*="st-key-step-"]');
    if (!step || !this.panel.box.isConnected) return;
    this.touchedAt = scrolled();
    this.touchedWhen = performance.now();
    this.go(numberOf(step));
  }

  go(step) {
    if (step === this.at) return;
    this.before = this.at;
    this.wentAt = scrolled();
    this.at = step;
    this.tellOnceAtRest();
  }

  /* What is pressed in a step says something of its own, and goes first: two messages at once, and one may be lost. */
  tellOnceAtRest() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      if (!this.panel.box.isConnected) return;
      const pressing = performance.now() - (this.touchedWhen ?? -Infinity) < PRESS_MS;
      if (pressing || running()) this.tellOnceAtRest();
      else this.panel.arrived();
    }, LOOK_AGAIN_MS);
  }
}

const numberOf = (step) => Number(/st-key-step-(\d+)/.exec(step.className)[1]);
const running = () => document.querySelector(".stApp")?.dataset.testScriptState === "running";
const scrolled = () => document.querySelector(".stMain")?.scrollTop ?? 0;
const own = (number) => /drag-(\w+)/.exec(number.className)[1];

function onScreen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/* On a phone the stage lies over the words' top: what is under it is not read. */
function readingTop() {
  const stage = document.querySelector(".st-key-stage");
  return stage && innerWidth <= 640 ? Math.max(0, stage.getBoundingClientRect().bottom) : 0;
}

function shadow(place) {
  const inside = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  const box = make("div", { className: place.dataset.bar === undefined ? "panel inline" : "panel bar" });
  inside.replaceChildren(make("style", { textContent: SHEET }), box);
  return box;
}

/* Two pictures where there is room for one: one at a time, by a switch that says so. */
function switchPictures(projected) {
  const root = document.documentElement;
  root.dataset.pictures = projected || innerWidth <= ROOM_FOR_TWO ? "one" : "all";
  root.dataset.picture ??= 0;
  for (const bar of document.querySelectorAll("[data-pictures].switch")) {
    const turn = (k) => {
      root.dataset.picture = k;
      [...bar.children].forEach((one, place) => (one.ariaPressed = String(place === k)));
    };
    if (bar.childElementCount) continue;
    bar.dataset.pictures.split("|").forEach((title, k) => {
      const button = make("button", { type: "button", textContent: title });
      button.onclick = () => turn(k);
      bar.append(button);
    });
    turn(0);
  }
}

function shown(control, value) {
  const digits = Number.isInteger(value) ? 0 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace("-", "\u2212");
}

/* A number in a sentence is dragged sideways, stepped with the arrow keys, or typed. */
function followNumbers(places, main) {
  const panel = places.panel;
  let held = null;
  let typed = "";
  main.addEventListener("pointerdown", (event) => {
    const number = event.target.closest?.(".drag");
    const control = number && panel.box.isConnected && panel.control(own(number));
    if (!control) return;
    event.preventDefault();
    number.focus();
    panel.by = "pointer";
    held = { control, x: event.clientX, from: panel.values[control.name], id: event.pointerId };
    places.held = control.name;
  });
  document.addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    const { control, x, from } = held;
    const steps = Math.round((event.clientX - x) / PIXELS_A_STEP);
    const value = tidy(control, from + steps * stride(control));
    if (value !== panel.values[control.name]) panel.set(control.name, value, false);
  });
  const release = (event) => {
    if (!held || event.pointerId !== held.id) return;
    const { name } = held.control;
    held = null;
    panel.set(name, panel.values[name], true);
    places.held = undefined;
  };
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);
  main.addEventListener("focusout", () => (typed = ""));
  main.addEventListener("keydown", (event) => {
    const number = event.target.closest?.(".drag");
    const control = number && panel.box.isConnected && panel.control(own(number));
    if (!control || event.altKey || event.ctrlKey || event.metaKey) return;
    const value = panel.values[control.name];
    const to = {
      ArrowRight: value + control.step, ArrowUp: value + control.step,
      ArrowLeft: value - control.step, ArrowDown: value - control.step,
      PageUp: value + leap(control), PageDown: value - leap(control), Home: control.lo, End: control.hi,
    };
    const letter = /^[-\d.]$/.test(event.key);
    if (letter) typed += event.key;
    else if (event.key === "Backspace") typed = typed.slice(0, -1);
    else if (!(event.key in to) && event.key !== "Enter") return void (typed = "");
    event.preventDefault();
    event.stopPropagation();
    panel.by = "keys";
    places.held = control.name;
    const next = event.key in to ? to[event.key] : Number(typed);
    if (event.key in to || event.key === "Enter") typed = "";
    if (event.key !== "Enter" && typed !== "-" && typed !== "." && !Number.isNaN(next) && (event.key in to || typed !== ""))
      panel.set(control.name, tidy(control, next), true);
  });
}

/* About two hundred pixels are the whole range, in whole steps. */
const stride = (control) => Math.max(1, Math.round((control.hi - control.lo) / control.step / 50)) * control.step;
