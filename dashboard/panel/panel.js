/* The live panel: native inputs that report while they are dragged, one message in flight, newest value first.

   data: { structure, values, ack, revision, projected }; structure is JSON of { controls, scenes, parts }
   state: { seq, values, released, seen, at, scrolled }; the server answers with ack = the last seq it has drawn. While a
   slider moves, seen has the numbers of the steps in view, and only these are drawn anew. at is the step that the reader
   is at: the stage shows its picture; scrolled says that nothing else has changed. */

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

class Panel {
  constructor(root) {
    this.box = root.querySelector(".panel");
    this.seq = Date.now();
    this.inFlight = false;
    this.sentAt = 0;
    this.pace = 0;
    this.waiting = null;
    this.values = {};
    this.copies = [];
    this.by = "pointer";
    this.followTheme();
    this.followConnection();
    addEventListener("frogpond-perform", ({ detail }) => this.box.isConnected && this.perform(detail));
    this.drawer = new Drawer(this.box);
    this.places = new Places(this);
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

  /* What was on its way when the connection broke has no answer any more: say it again as soon as somebody listens. */
  followConnection() {
    const app = document.querySelector(".stApp");
    const state = () => app.dataset.testConnectionState;
    let last = state();
    new MutationObserver(() => {
      if (state() === "CONNECTED" && last !== "CONNECTED" && this.inFlight && this.box.isConnected) this.await(500);
      last = state();
    }).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  }

  /* What a key or the remote asks for: the scene of that place, a new sample, or a control set to a number. */
  perform({ scene, sample, set }) {
    const control = set && this.control(set[0]);
    if (control) this.set(control.name, tidy(control, set[1]), true);
    else if (sample) this.set("seed", (this.values.seed % this.control("seed").hi) + 1, true);
    else if (this.scenes[scene]) this.glide(this.scenes[scene].settings);
  }

  update(data, send) {
    this.send = send;
    if (data.structure !== this.structure) this.build(data.structure);
    // A clock that was set back must not make new messages look old.
    if (!this.inFlight) this.seq = Math.max(this.seq, data.ack);
    this.projected = data.projected;
    this.box.classList.toggle("projected", data.projected);
    const settled = data.ack >= this.seq && !this.waiting && !this.gliding;
    // What the hand has just said is newer than a link, and than a session that was begun after the connection broke.
    const linked = data.revision !== this.revision && !(this.moving() && data.ack < this.seq);
    if (linked || settled || !this.started) this.adopt(data.values);
    this.revision = data.revision;
    this.started = true;
    this.places.fill();
    if (data.ack >= this.seq) this.landed();
  }

  /* Whether something that the hand moved is on its way. */
  moving() {
    return (this.inFlight && !this.sent.scrolled) || Boolean(this.waiting && !this.waiting.scrolled);
  }

  control(name) {
    return this.controls.find((control) => control.name === name);
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
     keys are often pressed several times in a row, and each press is a release of its own. What is let go where it was
     told to be says nothing new. */
  report(released) {
    clearTimeout(this.settling);
    if (released) this.settling = setTimeout(() => this.tell(true), SETTLED_AFTER_MS[this.by]);
    if (this.told !== JSON.stringify(this.values)) this.tell(false);
  }

  tell(released) {
    this.told = JSON.stringify(this.values);
    this.say({ released, scrolled: false });
  }

  /* The reader has come to another step, and nothing else has changed: what waits to be said says it as well. */
  arrived() {
    if (this.waiting) Object.assign(this.waiting, this.place());
    else this.say({ released: true, scrolled: true });
  }

  place() {
    return { seen: this.places.inView(), at: this.places.at };
  }

  say(how) {
    const message = { values: { ...this.values }, ...how, ...this.place() };
    if (this.inFlight) this.waiting = message;
    else this.post(message);
  }

  post(message) {
    this.inFlight = true;
    this.sent = message;
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
    this.told = JSON.stringify(this.values);
    for (const name of Object.keys(this.values)) this.show(name);
    this.markScene();
  }

  /* Said before it is shown: what is in view is measured on a page that is laid out. */
  set(name, value, released) {
    this.values[name] = value;
    this.report(released);
    this.show(name);
    this.markScene();
  }

  /* The same control in two places is one control. */
  show(name) {
    for (const copy of this.copies) copy.show[name]?.(this.values[name]);
    this.places.write(name, this.values[name]);
  }

  markScene() {
    for (const copy of this.copies) copy.mark?.(this.values);
  }

  /* Another place for some of the controls. */
  mount(copy) {
    this.copies = this.copies.filter(({ element }) => element.isConnected);
    this.copies.push(copy);
    for (const [name, show] of Object.entries(copy.show)) if (name in this.values) show(this.values[name]);
    copy.mark?.(this.values);
    copy.element.addEventListener("pointerdown", () => (this.by = "pointer"));
    copy.element.addEventListener("keydown", () => (this.by = "keys"));
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
      this.report(share === 1);
      for (const name of Object.keys(settings)) this.show(name);
      this.markScene();
    };
    this.gliding = requestAnimationFrame(frame);
  }

  build(structure) {
    const data = JSON.parse(structure);
    this.structure = structure;
    this.controls = data.controls;
    this.scenes = data.scenes;
    this.copies = [];
    this.box.replaceChildren(this.drawer.head());
    const add = (copy, to = this.box) => (to.append(copy.element), this.mount(copy));
    if (data.scenes.length) add(sceneBar(this));
    for (const [part, title] of Object.entries(data.parts)) {
      const own = data.controls.filter((c) => c.part === part);
      if (!own.length) continue;
      const group = make("fieldset", { className: `part part-${part}` });
      group.append(make("legend", { textContent: title }));
      this.box.append(group);
      for (const control of own)
        add(control.kind === "range" ? rangeField(this, control) : choiceField(this, control, control.label === title), group);
    }
    add(sampleBar(this));
    this.places.forget();
  }
}

/* A figure's caption is its alt text. Handing it over here spares the chart a redraw at every step. */
function nameFigures() {
  for (const caption of document.querySelectorAll("[data-says]")) {
    const figure = document.querySelector(`.st-key-figure-${caption.dataset.says} [role="graphics-document"]`);
    if (figure && figure.getAttribute("aria-label") !== caption.textContent)
      figure.setAttribute("aria-label", caption.textContent);
  }
}
