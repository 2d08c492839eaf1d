/* One control, or one bar, as an element, in the panel or in the text of a step. Each tells `panel` what the hand does,
   and returns the element with `show`: control name -> how it shows a value. */

/* A control with `typed` ([lowest, highest]) takes numbers beyond its range, and between its steps, when they are typed. */
function rangeField(panel, control) {
  const id = `c-${control.name}`;
  const row = make("div", { className: "control" });
  row.style.setProperty("--own", `var(--sym-${control.name}, var(--pond-accent))`);
  const label = make("label", { htmlFor: id });
  const chip = make("span", { className: "chip", innerHTML: control.html });
  label.append(chip, make("span", { className: "words", textContent: control.label }));
  const limits = { min: control.lo, max: control.hi, step: control.step };
  const number = make("input", { type: "number", ...limits, ariaLabel: `${control.label}, as a number` });
  if (control.typed) Object.assign(number, { min: control.typed[0], max: control.typed[1], step: "any" });
  number.inputMode = "decimal";
  const slider = make("input", { type: "range", id, ...limits });
  slider.dataset.name = control.name;
  slider.oninput = () => panel.set(control.name, Number(slider.value), false);
  slider.onchange = () => panel.set(control.name, Number(slider.value), true);
  slider.onkeydown = (event) => bigStep(event, control, slider);
  number.onchange = () => {
    const typed = number.value === "" ? NaN : Number(number.value);
    if (Number.isNaN(typed)) return panel.show(control.name);
    panel.set(control.name, control.typed ? within(control.typed, control.step, typed) : tidy(control, typed), true);
  };
  const show = (value) => {
    slider.value = value;
    if (number.getRootNode().activeElement !== number || Number(number.value) !== value) number.value = value;
    slider.setAttribute("aria-valuetext", `${control.label} ${value}`);
    const share = (value - control.lo) / (control.hi - control.lo || 1);
    slider.style.setProperty("--share", Math.min(1, Math.max(0, share)));
  };
  row.append(label, number, slider);
  if (control.note) row.append(make("p", { className: "note", textContent: control.note }));
  return { element: row, show: { [control.name]: show } };
}

/* `titled`: its label already stands above it. */
function choiceField(panel, control, titled) {
  const row = make("div", { className: "choice", role: "radiogroup", ariaLabel: control.label });
  const radios = control.options.map(([code, words]) => {
    const label = make("label", { className: "option" });
    const radio = make("input", { type: "radio", name: control.name, value: code });
    radio.onchange = () => panel.set(control.name, code, true);
    label.append(radio, make("span", { textContent: words }));
    row.append(label);
    return radio;
  });
  const show = { [control.name]: (value) => radios.forEach((radio) => (radio.checked = radio.value === value)) };
  if (titled) return { element: row, show };
  const named = make("div", { className: "named" });
  named.append(make("p", { className: "choice-label", textContent: control.label }), row);
  return { element: named, show };
}

function sceneBar(panel) {
  const bar = make("div", { className: "scenes", role: "group", ariaLabel: "Scenes" });
  const chips = panel.scenes.map(({ name, settings }) => {
    const chip = make("button", { type: "button", className: "scene", textContent: name });
    chip.onclick = () => panel.glide(settings);
    bar.append(chip);
    return chip;
  });
  const mark = (values) =>
    panel.scenes.forEach(({ settings }, k) => {
      const on = Object.entries(settings).every(([name, value]) => values[name] === value);
      chips[k].setAttribute("aria-pressed", on);
    });
  return { element: bar, show: {}, mark };
}

function freshButton(panel) {
  const fresh = make("button", { type: "button", className: "fresh", textContent: "New sample" });
  fresh.onclick = () => panel.perform({ sample: true });
  return { element: fresh, show: {} };
}

function sampleBar(panel) {
  const seed = panel.control("seed");
  const bar = make("div", { className: "sample" });
  const reset = make("button", { type: "button", className: "reset", textContent: "Reset" });
  reset.onclick = () => panel.glide(Object.fromEntries(panel.controls.map((c) => [c.name, c.start])));
  const label = make("label", { className: "seed", textContent: "no." });
  const number = make("input", { type: "number", min: seed.lo, max: seed.hi, step: 1, ariaLabel: seed.label });
  number.onchange = () => {
    const typed = Math.round(Number(number.value));
    if (!(typed >= seed.lo && typed <= seed.hi)) return panel.show("seed");
    panel.set("seed", typed, true);
  };
  label.append(number);
  bar.append(freshButton(panel).element, label, reset);
  return { element: bar, show: { seed: (value) => (number.value = value) } };
}

/* What a step names in `moves`. */
function field(panel, name) {
  if (name === "scenes") return sceneBar(panel);
  if (name === "sample") return freshButton(panel);
  const control = panel.control(name);
  return control.kind === "range" ? rangeField(panel, control) : choiceField(panel, control, false);
}

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

const within = ([lo, hi], step, value) => Math.min(hi, Math.max(lo, step % 1 ? value : Math.round(value)));

function tidy(control, value) {
  const within = Math.min(control.hi, Math.max(control.lo, value));
  const steps = Math.round((within - control.lo) / control.step);
  return Number((control.lo + steps * control.step).toFixed(6));
}

/* PageUp and PageDown move a tenth of the range, whatever the browser's own idea of a page. */
function bigStep(event, control, slider) {
  const sign = { PageUp: 1, PageDown: -1 }[event.key];
  if (!sign) return;
  event.preventDefault();
  slider.value = tidy(control, Number(slider.value) + sign * leap(control));
  slider.dispatchEvent(new Event("input"));
  slider.dispatchEvent(new Event("change"));
}

const leap = (control) => Math.max(control.step, (control.hi - control.lo) / 10);
