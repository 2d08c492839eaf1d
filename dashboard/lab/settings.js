/* The Lab's numbers: the panel's ranges, which report while they move, one message in flight, the newest values next.

   data: { structure, values, ack, revision }; structure is JSON of { main, more }, lists of controls
   state: { seq, values, released }; the server answers with ack = the last seq it has drawn. */

const LOST_AFTER_MS = 6000;
const SETTLED_AFTER_MS = 350;

export default function (component) {
  const root = component.parentElement;
  (root.pondSettings ??= new Settings(root)).update(component.data, component.setStateValue);
}

class Settings {
  constructor(root) {
    this.box = root.querySelector(".panel");
    this.seq = Date.now();
    this.values = {};
  }

  update(data, send) {
    this.send = send;
    if (data.structure !== this.structure) this.build(data.structure);
    if (!this.inFlight) this.seq = Math.max(this.seq, data.ack);
    const settled = data.ack >= this.seq && !this.waiting;
    if (settled || data.revision !== this.revision) this.adopt(data.values);
    this.revision = data.revision;
    if (data.ack >= this.seq) this.landed();
  }

  build(structure) {
    this.structure = structure;
    const { main, more } = JSON.parse(structure);
    const fields = (controls) => controls.map((control) => rangeField(this, control));
    const [first, rest] = [fields(main), fields(more)];
    this.fields = Object.assign({}, ...[...first, ...rest].map((field) => field.show));
    const folded = make("details", {});
    folded.append(make("summary", { textContent: "More of the world" }), ...rest.map((field) => field.element));
    this.box.replaceChildren(...first.map((field) => field.element), folded);
  }

  adopt(values) {
    this.values = { ...values };
    Object.keys(this.fields).forEach((name) => this.show(name));
  }

  show(name) {
    this.fields[name](this.values[name]);
  }

  set(name, value, released) {
    this.values[name] = value;
    this.show(name);
    clearTimeout(this.settling);
    if (released) this.settling = setTimeout(() => this.tell(true), SETTLED_AFTER_MS);
    this.tell(false);
  }

  tell(released) {
    this.waiting = { released };
    if (!this.inFlight) this.post();
  }

  post() {
    const { released } = this.waiting;
    this.waiting = null;
    this.inFlight = true;
    this.seq += 1;
    clearTimeout(this.lost);
    this.lost = setTimeout(() => {
      this.waiting ??= { released };  // What has no answer is said again.
      this.landed();
    }, LOST_AFTER_MS);
    this.send("state", { seq: this.seq, values: { ...this.values }, released });
  }

  landed() {
    clearTimeout(this.lost);
    this.inFlight = false;
    if (this.waiting) this.post();
  }
}
