/* The live panel: native inputs that report while they are dragged, one message in flight, newest value first.

   data: { structure, values, ack, revision, projected }; structure is JSON of { controls, scenes, parts }
   state: { seq, values, released, seen }; the server answers with ack = the last seq it has drawn. While a slider
   moves, seen has the numbers of the steps in view, and only these are drawn anew. */

const LOST_AFTER_MS = 3000;
const LONGEST_WAIT_MS = 60000;
const SLOWER = 4;
const GLIDE_MS = 450;
const SETTLED_AFTER_MS = { pointer: 100, keys: 700 };
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export default function (component) {
  const root = component.parentElement;
  const panel = (root.frogpondPanel ??= new Panel(root));
  panel.update(component.data, component.setStateValue);
  nameFigures();
}

/* The numbers of the steps of the story that are on the screen now. */
function inView() {
  const steps = [...document.querySelectorAll('[class*="st-key-step-"]')];
  if (!steps.length) return null;
  const number = (step) => Number(/st-key-step-(\d+)/.exec(step.className)[1]);
  return steps.filter(onScreen).map(number);
}

function onScreen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

class Panel {
  constructor(root) {
    this.box = root.querySelector(".panel");
    this.seq = Date.now();
    this.inFlight = false;
    this.sentAt = 0;
    this.pace = 0;
    this.waiting = null;
    this.values = {};
    this.fields = {};
    this.by = "pointer";
    this.box.addEventListener("pointerdown", () => (this.by = "pointer"));
    this.box.addEventListener("keydown", () => (this.by = "keys"));
    this.followTheme();
  }

  /* Charts get their inks from the server: when the page changes its theme, ask for them anew. */
  followTheme() {
    const app = document.querySelector(".stApp");
    const scheme = () => getComputedStyle(app).colorScheme;
    let last = scheme();
    new MutationObserver(() => {
      if (scheme() !== last && this.box.isConnected) this.tell(true);
      last = scheme();
    }).observe(app, { attributes: true, attributeFilter: ["class", "style"] });
  }

  update(data, send) {
    this.send = send;
    if (data.structure !== this.structure) this.build(data.structure);
    // A clock that was set back must not make new messages look old.
    if (!this.inFlight) this.seq = Math.max(this.seq, data.ack);
    this.box.classList.toggle("projected", data.projected);
    const settled = data.ack >= this.seq && !this.waiting && !this.gliding;
    if (data.revision !== this.revision || settled || !this.started) this.adopt(data.values);
    this.revision = data.revision;
    this.started = true;
    if (data.ack >= this.seq) this.landed();
  }

  landed() {
    clearTimeout(this.lost);
    if (this.inFlight) this.pace = Math.max(performance.now() - this.sentAt, this.pace / 2);
    this.inFlight = false;
    if (this.waiting) {
      const next = this.waiting;
      this.waiting = null;
      this.post(next);
    }
  }

  /* One message in flight; while it is, only the newest waits. A release is told once nothing has moved for a while:
     keys are often pressed several times in a row, and each press is a release of its own. */
  report(released) {
    clearTimeout(this.settling);
    if (released) this.settling = setTimeout(() => this.tell(true), SETTLED_AFTER_MS[this.by]);
    this.tell(false);
  }

  tell(released) {
    const message = { values: { ...this.values }, released, seen: inView() };
    if (this.inFlight) this.waiting = message;
    else this.post(message);
  }

  post(message) {
    this.inFlight = true;
    this.seq += 1;
    this.sentAt = performance.now();
    this.send("state", { seq: this.seq, ...message });
    this.await(Math.max(LOST_AFTER_MS, SLOWER * this.pace));
  }

  /* No answer: the page is drawn anew from what the controls say, and once more after twice the time. Where answers have
     been slow of late the panel waits longer, so that a busy server is not asked for more than it can do. */
  await(patience) {
    clearTimeout(this.lost);
    this.lost = setTimeout(() => {
      if (!this.box.isConnected) return;
      document.querySelector(".st-key-way-out button")?.click();
      this.await(Math.min(2 * patience, LONGEST_WAIT_MS));
    }, patience);
  }

  adopt(values) {
    this.values = { ...values };
    for (const name of Object.keys(this.fields)) this.show(name);
    this.markScene();
  }

  set(name, value, released) {
    this.values[name] = value;
    this.show(name);
    this.markScene();
    this.report(released);
  }

  show(name) {
    this.fields[name]?.(this.values[name]);
  }

  markScene() {
    for (const chip of this.box.querySelectorAll(".scene")) {
      const { settings } = this.data_scenes[chip.dataset.index];
      const on = Object.entries(settings).every(([k, v]) => this.values[k] === v);
      chip.setAttribute("aria-pressed", on);
    }
  }

  /* Move every slider of a scene together, so that the eye can follow what changes. */
  glide(settings) {
    const from = { ...this.values };
    const ranges = this.controls.filter((c) => c.kind === "range");
    const moves = ranges.filter((c) => c.name in settings && settings[c.name] !== from[c.name]);
    Object.assign(this.values, settings);
    const target = { ...this.values };
    const began = performance.now();
    cancelAnimationFrame(this.gliding);
    const frame = (now) => {
      const share = calm() ? 1 : Math.min(1, (now - began) / GLIDE_MS);
      const ease = 1 - (1 - share) ** 3;
      for (const c of moves)
        this.values[c.name] = tidy(c, from[c.name] + ease * (target[c.name] - from[c.name]));
      this.gliding = share < 1 ? requestAnimationFrame(frame) : 0;
      if (share === 1) Object.assign(this.values, target);
      for (const name of Object.keys(settings)) this.show(name);
      this.markScene();
      this.report(share === 1);
    };
    this.gliding = requestAnimationFrame(frame);
  }

  build(structure) {
    const data = JSON.parse(structure);
    this.structure = structure;
    this.controls = data.controls;
    this.data_scenes = data.scenes;
    this.fields = {};
    this.box.replaceChildren(this.handle());
    if (data.scenes.length) this.box.append(this.sceneBar(data.scenes));
    for (const [part, title] of Object.entries(data.parts)) {
      const own = data.controls.filter((c) => c.part === part);
      if (!own.length) continue;
      this.partTitle = title;
      const group = make("fieldset", { className: `part part-${part}` });
      group.append(make("legend", { textContent: title }));
      for (const control of own)
        group.append(control.kind === "range" ? this.range(control) : this.choice(control));
      this.box.append(group);
    }
    this.box.append(this.sampleBar(data.controls.find((c) => c.part === "sample")));
  }

  /* On a phone the panel covers the page's foot: the handle folds it away. */
  handle() {
    const handle = make("button", { type: "button", className: "handle", textContent: "Hide controls", ariaExpanded: "true" });
    handle.onclick = () => {
      const folded = this.box.classList.toggle("folded");
      handle.textContent = folded ? "Show controls" : "Hide controls";
      handle.ariaExpanded = String(!folded);
    };
    return handle;
  }

  sceneBar(scenes) {
    const bar = make("div", { className: "scenes", role: "group", ariaLabel: "Scenes" });
    scenes.forEach((scene, index) => {
      const chip = make("button", { type: "button", className: "scene", textContent: scene.name });
      chip.dataset.index = index;
      chip.onclick = () => this.glide(scene.settings);
      bar.append(chip);
    });
    return bar;
  }

  range(control) {
    const id = `c-${control.name}`;
    const row = make("div", { className: "control" });
    row.style.setProperty("--own", `var(--sym-${control.name}, var(--st-primary-color))`);
    const label = make("label", { htmlFor: id });
    const chip = make("span", { className: "chip", innerHTML: control.html });
    label.append(chip, make("span", { className: "words", textContent: control.label }));
    const limits = { min: control.lo, max: control.hi, step: control.step };
    const number = make("input", { type: "number", ...limits, ariaLabel: `${control.label}, as a number` });
    number.inputMode = "decimal";
    const slider = make("input", { type: "range", id, ...limits });
    slider.dataset.name = control.name;
    slider.oninput = () => this.set(control.name, Number(slider.value), false);
    slider.onchange = () => this.set(control.name, Number(slider.value), true);
    slider.onkeydown = (event) => bigStep(event, control, slider);
    number.onchange = () => {
      const typed = number.value === "" ? NaN : Number(number.value);
      if (Number.isNaN(typed)) return this.show(control.name);
      this.set(control.name, tidy(control, Math.min(control.hi, Math.max(control.lo, typed))), true);
    };
    this.fields[control.name] = (value) => {
      slider.value = value;
      if (root(number).activeElement !== number || Number(number.value) !== value) number.value = value;
      slider.setAttribute("aria-valuetext", `${control.label} ${value}`);
      const share = (value - control.lo) / (control.hi - control.lo || 1);
      slider.style.setProperty("--share", share);
    };
    row.append(label, number, slider);
    if (control.note) row.append(make("p", { className: "note", textContent: control.note }));
    return row;
  }

  choice(control) {
    const row = make("div", { className: "choice", role: "radiogroup", ariaLabel: control.label });
    const radios = control.options.map(([code, words]) => {
      const label = make("label", { className: "option" });
      const radio = make("input", { type: "radio", name: control.name, value: code });
      radio.onchange = () => this.set(control.name, code, true);
      label.append(radio, make("span", { textContent: words }));
      row.append(label);
      return radio;
    });
    this.fields[control.name] = (value) => radios.forEach((radio) => (radio.checked = radio.value === value));
    if (control.label === this.partTitle) return row;
    const named = make("div", { className: "named" });
    named.append(make("p", { className: "choice-label", textContent: control.label }), row);
    return named;
  }

  sampleBar(seed) {
    const bar = make("div", { className: "sample" });
    const fresh = make("button", { type: "button", className: "fresh", textContent: "New sample" });
    fresh.onclick = () => this.set("seed", (this.values.seed % seed.hi) + 1, true);
    const reset = make("button", { type: "button", className: "reset", textContent: "Reset" });
    reset.onclick = () => this.glide(Object.fromEntries(this.controls.map((c) => [c.name, c.start])));
    const label = make("label", { className: "seed", textContent: "no." });
    const number = make("input", { type: "number", min: seed.lo, max: seed.hi, step: 1, ariaLabel: seed.label });
    number.onchange = () => {
      const typed = Math.round(Number(number.value));
      if (!(typed >= seed.lo && typed <= seed.hi)) return this.show("seed");
      this.set("seed", typed, true);
    };
    this.fields.seed = (value) => (number.value = value);
    label.append(number);
    bar.append(fresh, label, reset);
    return bar;
  }
}

const root = (node) => node.getRootNode();
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

function tidy(control, value) {
  const steps = Math.round((value - control.lo) / control.step);
  return Number((control.lo + steps * control.step).toFixed(6));
}

/* PageUp and PageDown move a tenth of the range, whatever the browser's own idea of a page. */
function bigStep(event, control, slider) {
  const sign = { PageUp: 1, PageDown: -1 }[event.key];
  if (!sign) return;
  event.preventDefault();
  const leap = Math.max(control.step, (control.hi - control.lo) / 10);
  const next = tidy(control, Number(slider.value) + sign * leap);
  slider.value = Math.min(control.hi, Math.max(control.lo, next));
  slider.dispatchEvent(new Event("input"));
  slider.dispatchEvent(new Event("change"));
}

/* A figure's caption is its alt text. Handing it over here spares the chart a redraw at every step. */
function nameFigures() {
  for (const caption of document.querySelectorAll("[data-says]")) {
    const figure = document.querySelector(`.st-key-figure-${caption.dataset.says} [role="graphics-document"]`);
    if (figure && figure.getAttribute("aria-label") !== caption.textContent)
      figure.setAttribute("aria-label", caption.textContent);
  }
}
