/* A claim to be drawn. A node is dragged to another of its places, or moved there by keys or a click.

   data: { levels, nodes: [{ letter, words, at, quiet, places: [{ code, x, y, says }] }],
           arrows: [{ start, end, ink }], says, inks, projected }
   state: { moved: { letter, to, n } }, sent when a node has come to another place; n counts, so that each is news. */

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, RADIUS] = [420, 270, 27];
const [SIZE, PROJECTED] = [17, 20];
const CLICK = 6; // Pixels: a press that moves less is a click.

export default function (component) {
  const root = component.parentElement;
  const drawing = (root.frogpondDrawing ??= new Drawing(root.querySelector(".drawing")));
  drawing.update(component.data, component.setStateValue);
}

class Drawing {
  constructor(box) {
    this.box = box;
    this.n = 0;
    this.svg = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group" });
    this.says = document.createElement("p");
    this.says.className = "says";
    this.says.setAttribute("role", "status");
    box.replaceChildren(this.svg, this.says);
  }

  update(data, send) {
    [this.data, this.send] = [data, send];
    this.box.classList.toggle("projected", data.projected);
    if (!this.held) this.draw();
  }

  draw() {
    const focused = this.box.getRootNode().activeElement?.dataset?.letter;
    const { levels, nodes, inks, says, projected } = this.data;
    this.size = projected ? PROJECTED : SIZE;
    this.svg.setAttribute("aria-label", says);
    if (this.says.textContent !== says) this.says.textContent = says;
    this.at = new Map(nodes.map((node) => [node.letter, pixels(placeOf(node, node.at))]));
    const border = make("line", { x1: 0, x2: WIDTH, y1: HEIGHT / 2, y2: HEIGHT / 2, stroke: inks.quiet, "stroke-dasharray": "6 6", "stroke-width": 1.5 });
    const names = levels.map((level, k) => text(level, 2, k ? HEIGHT - 4 : this.size - 2, { fill: inks.quiet, "font-weight": 600, "font-size": this.size - 2 }));
    this.lines = make("g", { "aria-hidden": "true" });
    this.svg.replaceChildren(border, ...names, this.lines, ...nodes.map((node) => this.node(node)));
    this.arrows();
    if (focused) this.svg.querySelector(`[data-letter="${focused}"]`)?.focus();
  }

  node(node) {
    const { inks } = this.data;
    const here = node.places.find((place) => place.code === node.at);
    const group = make("g", { class: "node", tabindex: 0, role: "button", "data-letter": node.letter, "aria-label": `${node.letter}, ${node.words}: ${here.says}` });
    const circle = { r: RADIUS, fill: inks.paper, stroke: node.quiet ? inks.quiet : inks.ink, "stroke-width": 2.4, ...(node.quiet && { "stroke-dasharray": "4 4" }) };
    const below = here.y > 0.5 ? RADIUS + this.size + 2 : -RADIUS - 8; // An arrow leaves an upper node at its foot.
    const words = text(node.words, 0, below, { "text-anchor": "middle", fill: inks.ink, "font-weight": 600, "font-size": this.size, stroke: inks.paper, "stroke-width": 5, "paint-order": "stroke" });
    const letter = text(node.letter, 0, 8, { "text-anchor": "middle", fill: inks.ink, "font-style": "italic", "font-weight": 600, "font-size": 24 });
    group.append(make("circle", circle), letter, words);
    group.addEventListener("pointerdown", (event) => this.hold(event, node, group));
    group.addEventListener("keydown", (event) => this.key(event, node));
    this.put(group, this.at.get(node.letter));
    return group;
  }

  put(group, [x, y]) {
    group.setAttribute("transform", `translate(${x} ${y})`);
  }

  hold(event, node, group) {
    event.preventDefault();
    group.focus();
    group.setPointerCapture(event.pointerId);
    group.classList.add("held");
    this.held = true;
    const start = [event.clientX, event.clientY];
    const move = (moved) => {
      this.at.set(node.letter, this.under(moved));
      this.put(group, this.at.get(node.letter));
      this.arrows();
    };
    const drop = (last) => {
      group.removeEventListener("pointermove", move);
      this.held = false;
      group.classList.remove("held");
      const clicked = Math.hypot(last.clientX - start[0], last.clientY - start[1]) < CLICK;
      const at = this.at.get(node.letter);
      this.move(node, clicked || last.type !== "pointerup" ? (clicked ? next(node, 1) : node.at) : nearest(node, at));
    };
    group.addEventListener("pointermove", move);
    group.addEventListener("lostpointercapture", drop, { once: true });
    group.addEventListener("pointerup", drop, { once: true });
  }

  /* Up and down go to a higher and a lower place, Enter and Space to the next one. */
  key(event, node) {
    const way = { Enter: 0, " ": 0, ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const from = placeOf(node, node.at);
    const axis = event.key === "ArrowLeft" || event.key === "ArrowRight" ? "x" : "y";
    const there = node.places.find((place) => Math.sign(Math.round(100 * (place[axis] - from[axis]))) === way);
    this.move(node, way ? (there?.code ?? node.at) : next(node, 1));
  }

  move(node, to) {
    const changed = to !== node.at;
    this.data = { ...this.data, nodes: this.data.nodes.map((one) => (one === node ? { ...one, at: to } : one)) };
    this.draw();
    if (changed) this.send("moved", { letter: node.letter, to, n: (this.n += 1) });
  }

  /* Where the pointer is, in the drawing's own units. */
  under(event) {
    const box = this.svg.getBoundingClientRect();
    const scale = Math.min(box.width / WIDTH, box.height / HEIGHT);
    const [left, top] = [(box.width - WIDTH * scale) / 2, (box.height - HEIGHT * scale) / 2];
    const within = (value, most) => Math.min(most - RADIUS, Math.max(RADIUS, value));
    return [within((event.clientX - box.left - left) / scale, WIDTH), within((event.clientY - box.top - top) / scale, HEIGHT)];
  }

  arrows() {
    this.lines.replaceChildren(
      ...this.data.arrows.flatMap(({ start, end, ink }) => {
        const from = this.at.get(start);
        const onArrow = end.length > 1;
        const to = onArrow ? middle(this.at.get(end[0]), this.at.get(end[1])) : this.at.get(end);
        return arrow(from, to, RADIUS + 5, onArrow ? 7 : RADIUS + 5, ink);
      }),
    );
  }
}

function arrow(from, to, before, after, ink) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const [x1, y1] = [from[0] + ux * before, from[1] + uy * before];
  const [x2, y2] = [to[0] - ux * after, to[1] - uy * after];
  const [bx, by] = [x2 - ux * 15, y2 - uy * 15];
  const head = `${x2},${y2} ${bx - uy * 8},${by + ux * 8} ${bx + uy * 8},${by - ux * 8}`;
  return [make("line", { x1, y1, x2: bx, y2: by, stroke: ink, "stroke-width": 4.5 }), make("polygon", { points: head, fill: ink })];
}

function make(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function text(words, x, y, attributes) {
  const element = make("text", { x, y, ...attributes });
  element.textContent = words;
  return element;
}

const middle = ([x1, y1], [x2, y2]) => [(x1 + x2) / 2, (y1 + y2) / 2];
const pixels = ({ x, y }) => [x * WIDTH, y * HEIGHT];
const placeOf = (node, code) => node.places.find((place) => place.code === code);
const next = (node, by) => {
  const k = node.places.findIndex((place) => place.code === node.at);
  return node.places[(k + by) % node.places.length].code;
};
const nearest = (node, [x, y]) => {
  const gap = (place) => Math.hypot(place.x * WIDTH - x, place.y * HEIGHT - y);
  return node.places.reduce((best, place) => (gap(place) < gap(best) ? place : best)).code;
};
