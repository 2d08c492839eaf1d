/* The travelling dots. Every unit is one dot for good: it moves from crowd to groups to strips to scatter plot to lines.

   A new stage comes from the text, another one picked by the reader; the latest of both is shown.

   data: { stage, picked, stages, parts, group, names, x, y, lines, average, settings, title, inks, projected }
   state: { stage }, sent when the reader picks a picture. */

const TRIP_MS = 1300;
const PAUSE_MS = 900;
const AXIS = { y: ["crowd", "strips", "scatter", "lines"], x: ["scatter", "lines"] };
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const ease = (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2);

export default function (component) {
  const root = component.parentElement;
  const travel = (root.frogpondTravel ??= new Travel(root.querySelector(".travel")));
  travel.update(component.data, component.setStateValue);
}

class Travel {
  constructor(box) {
    this.box = box;
    this.box.innerHTML =
      '<div class="stage moving"><canvas role="img"></canvas><div class="name" hidden></div></div>' +
      '<ol class="steps"></ol><p class="says" role="status"></p><div class="still"></div>';
    this.canvas = box.querySelector("canvas");
    this.name = box.querySelector(".name");
    this.places = new Map();
    this.hovered = -1;
    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("pointerleave", () => this.hover(-1));
    new ResizeObserver(() => this.resize()).observe(this.canvas);
  }

  update(data, send) {
    const first = !this.data;
    this.data = data;
    this.send = send;
    this.box.classList.toggle("projected", data.projected);
    this.canvas.style.height = data.projected ? (innerWidth > 1.5 * innerHeight ? "52vh" : "30vh") : innerWidth < 641 ? "21vh" : "min(38rem, 100vh - 20rem)";
    this.measure();
    const news = data.stage !== this.told ? (first && data.picked) || data.stage : data.picked !== this.picked && data.picked;
    if (news && news !== this.stage) this.show(news, first);
    else if (this.travels()) this.aimAnew();
    else this.go(120);
    this.told = data.stage;
    this.picked = data.picked;
    this.buttons();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.drawStill(), 500);
  }

  /* One button a picture, in order, and one that walks through them all. */
  buttons() {
    const steps = this.box.querySelector(".steps");
    if (steps.children.length !== this.data.stages.length + 1) {
      const play = { code: "", words: "Play", says: "" };
      steps.replaceChildren(
        ...[play, ...this.data.stages].map((stage) => {
          const item = document.createElement("li");
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = stage.words;
          button.className = stage.code ? "" : "play";
          button.onclick = () => (stage.code ? this.pick(stage.code) : this.play());
          item.append(button);
          return item;
        }),
      );
    }
    this.data.stages.forEach((stage, k) => {
      steps.children[k + 1].firstChild.setAttribute("aria-pressed", String(stage.code === this.stage));
    });
    const says = this.data.stages.find((stage) => stage.code === this.stage).says;
    const caption = this.box.querySelector(".says");
    if (caption.textContent !== says) caption.textContent = says;
    this.canvas.setAttribute("aria-label", says);
  }

  pick(stage) {
    clearTimeout(this.walk);
    this.picked = stage;
    this.show(stage, false);
    this.buttons();
    this.send("stage", stage);
  }

  play() {
    const codes = this.data.stages.map((stage) => stage.code);
    const step = (k) => {
      if (k === codes.length - 1) return this.pick(codes[k]);
      this.show(codes[k], false);
      this.buttons();
      this.walk = setTimeout(() => step(k + 1), k === 0 && this.stage === codes[0] ? PAUSE_MS : TRIP_MS + PAUSE_MS);
    };
    clearTimeout(this.walk);
    step(0);
  }

  show(stage, atOnce) {
    this.from = this.stage ?? stage;
    this.stage = stage;
    this.go(atOnce ? 0 : TRIP_MS);
  }

  /* Start a trip from where each dot is now to where the present picture wants it. */
  go(ms) {
    const targets = this.layout(this.stage, this.width, this.height);
    this.trip = targets.map((target, i) => ({ from: this.places.get(this.id(i)) ?? target, to: target }));
    const kept = new Set(this.trip.map((_, i) => this.id(i)));
    for (const id of this.places.keys()) if (!kept.has(id)) this.places.delete(id);
    this.started = performance.now();
    this.lasts = calm() ? 0 : ms;
    this.changes = ms >= TRIP_MS;
    cancelAnimationFrame(this.frame);
    this.tick();
  }

  travels() {
    return this.changes && performance.now() - this.started < this.lasts;
  }

  /* New data on the way: keep going, to where the dots belong now. */
  aimAnew() {
    const targets = this.layout(this.stage, this.width, this.height);
    this.trip = targets.map((to, i) => ({ from: this.trip[i]?.from ?? to, to }));
  }

  tick() {
    const t = this.lasts ? Math.min(1, (performance.now() - this.started) / this.lasts) : 1;
    this.trip.forEach(({ from, to }, i) => {
      // A small delay by place keeps the crowd from moving as one block.
      const own = this.changes ? Math.min(1, Math.max(0, (t * 1.3 - 0.3 * this.rank(i)))) : t;
      const share = ease(own);
      this.places.set(this.id(i), [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
    });
    const context = this.canvas.getContext("2d");
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    const appear = this.changes || !this.lasts ? t : 1;
    this.paint(context, this.width, this.height, this.stage, (i) => this.places.get(this.id(i)), appear, this.from);
    if (t < 1) this.frame = requestAnimationFrame(() => this.tick());
    else this.from = this.stage;
  }

  id(i) {
    const { group } = this.data;
    if (this.counted !== this.data) {
      const seen = {};
      this.ids = group.map((g) => `${g}:${(seen[g] = (seen[g] ?? 0) + 1)}`);
      this.counted = this.data;
    }
    return this.ids[i];
  }

  /* A shuffled place in [0, 1) that belongs to the dot, whatever is added around it. */
  rank(i) {
    let hash = 2166136261;
    for (const letter of this.id(i)) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
  }

  layout(stage, width, height) {
    if (stage === "crowd") return this.crowd(width, height);
    if (stage === "groups") return this.groups(width, height);
    if (stage === "strips") return this.strips(width, height);
    const at = this.scales(width, height);
    return this.data.x.map((x, i) => [at.x(x), at.y(this.data.y[i])]);
  }

  /* All units at the height of their score, wider where there are more of them. */
  crowd(width, height) {
    const { y } = this.data;
    const at = this.scales(width, height);
    const mean = average(y);
    const spread = Math.sqrt(average(y.map((v) => (v - mean) ** 2))) || 1;
    const half = 0.4 * (width - at.left);
    return y.map((v, i) => {
      const wide = Math.max(0.05, Math.exp(-(((v - mean) / spread) ** 2) / 2));
      return [at.left + (width - at.left) / 2 + (2 * this.rank(i) - 1) * half * wide, at.y(v)];
    });
  }

  /* A strip for each group, in the order of the groups: a slider moves strips up and down and swaps none. */
  strips(width, height) {
    const { group, y } = this.data;
    const at = this.scales(width, height);
    const present = [...new Set(group)];
    const wide = (width - at.left - 10) / present.length;
    const place = new Map(present.map((g, k) => [g, at.left + (k + 0.5) * wide]));
    this.bars = present.map((g) => {
      const mean = average(y.filter((_, i) => group[i] === g));
      return { g, x: place.get(g), y: at.y(mean), half: Math.min(40, 0.42 * wide) };
    });
    return y.map((v, i) => [place.get(group[i]) + (this.rank(i) - 0.5) * Math.min(60, 0.6 * wide), at.y(v)]);
  }

  groups(width, height) {
    const { group, names } = this.data;
    const present = [...new Set(group)];
    const columns = Math.ceil(Math.sqrt((present.length * width) / height));
    const rows = Math.ceil(present.length / columns);
    const size = Math.min(width / columns, height / rows);
    const most = Math.max(...present.map((g) => group.filter((one) => one === g).length));
    const gap = Math.min(12, (0.4 * size) / Math.sqrt(most));
    const place = new Map(present.map((g, k) => [g, k]));
    const seen = {};
    this.centers = present.map((g, k) => ({
      g, name: names[g],
      x: ((k % columns) + 0.5) * (width / columns),
      y: (Math.floor(k / columns) + 0.5) * (height / rows),
      r: gap * Math.sqrt(most) + 5,
    }));
    return group.map((g) => {
      const k = (seen[g] = (seen[g] ?? -1) + 1);
      const center = this.centers[place.get(g)];
      const r = gap * Math.sqrt(k + 0.5);
      return [center.x + r * Math.cos(k * GOLDEN), center.y + r * Math.sin(k * GOLDEN)];
    });
  }

  scales(width, height) {
    const { x_domain: dx, y_domain: dy } = this.data.settings;
    const left = this.data.projected ? 74 : 52;
    const bottom = this.data.projected ? 60 : width < 500 ? 34 : 44;
    return {
      left, bottom,
      x: (v) => left + ((v - dx[0]) / (dx[1] - dx[0])) * (width - left - 10),
      y: (v) => height - bottom - ((v - dy[0]) / (dy[1] - dy[0])) * (height - bottom - 10),
    };
  }

  paint(context, width, height, stage, placeOf, t, from) {
    const { inks, group } = this.data;
    context.clearRect(0, 0, width, height);
    const fade = (stages) => (stages.includes(stage) ? (stages.includes(from) ? 1 : t) : stages.includes(from) ? 1 - t : 0);
    this.axes(context, width, height, fade(AXIS.x), fade(AXIS.y));
    const [rings, strips, lined, plain] = ["groups", "strips", "lines", "crowd"].map((one) => fade([one]));
    if (rings > 0) this.rings(context, width, height, rings);
    const colored = 1 - plain;
    const told = this.data.parts.length ? strips : 0;
    const radius = this.data.projected ? 5 : width < 500 ? 2.6 : 3.6;
    for (let i = 0; i < group.length; i++) {
      const [x, y] = placeOf(i);
      const own = group[i] === group[0];
      const dim = this.hovered >= 0 && group[i] !== this.hovered ? 0.12 : own ? 1 : 0.75 - 0.5 * told;
      context.beginPath();
      context.arc(x, y, radius * (this.hovered === group[i] ? 1.4 : own ? 1.25 : 1), 0, 2 * Math.PI);
      context.globalAlpha = own ? 0 : dim * (0.85 - 0.6 * lined) * (1 - colored);
      context.fillStyle = inks.faint;
      context.fill();
      context.globalAlpha = dim * (0.85 - 0.6 * lined) * (own ? 1 : colored);
      context.fillStyle = inks.groups[group[i] % inks.groups.length];
      context.fill();
    }
    context.globalAlpha = 1;
    if (strips > 0) this.drawMeans(context, width, height, strips);
    if (lined > 0) this.drawLines(context, width, height, lined);
    this.markOne(context, placeOf(0), radius);
  }

  /* The mean of each group and of all; and the way from there to the unit that wears the ring. */
  drawMeans(context, width, height, share) {
    const { inks, group, y, projected, parts } = this.data;
    const places = this.strips(width, height);
    const at = this.scales(width, height);
    const thick = projected ? 1.5 : 1;
    context.globalAlpha = share;
    context.strokeStyle = inks.ink;
    context.lineWidth = 1.6 * thick;
    context.setLineDash([6, 4]);
    line(context, at.left, at.y(average(y)), width - 10, at.y(average(y)));
    context.setLineDash([]);
    for (const bar of this.bars) {
      context.globalAlpha = parts.length && bar.g !== group[0] ? 0.3 * share : share;
      context.strokeStyle = inks.paper;
      context.lineWidth = 7 * thick;
      line(context, bar.x - bar.half, bar.y, bar.x + bar.half, bar.y);
      context.strokeStyle = bar.g === group[0] ? inks.ink : inks.groups[bar.g % inks.groups.length];
      context.lineWidth = 4 * thick;
      line(context, bar.x - bar.half, bar.y, bar.x + bar.half, bar.y);
    }
    context.globalAlpha = share;
    const middles = parts.map((part) => (at.y(part.y) + at.y(part.y2)) / 2);
    const room = projected ? 30 : 22;
    if (parts.length === 2 && Math.abs(middles[1] - middles[0]) < room) {
      const [center, way] = [(middles[0] + middles[1]) / 2, middles[1] < middles[0] ? -1 : 1];
      middles.splice(0, 2, center - (way * room) / 2, center + (way * room) / 2);
    }
    const right = this.bars[0].x + this.bars[0].half + 10;
    parts.forEach((part, k) => this.drawPart(context, part, places[0][0] + (k - 0.5) * 9, at, right, middles[k]));
    context.globalAlpha = 1;
  }

  drawPart(context, { y, y2, words, ink }, x, at, right, middle) {
    const size = this.data.projected ? 20 : 14;
    context.strokeStyle = context.fillStyle = ink;
    context.lineWidth = this.data.projected ? 5 : 3.5;
    line(context, x, at.y(y), x, at.y(y2));
    context.font = `600 ${size}px Inter, sans-serif`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.globalAlpha *= 0.88;
    context.fillStyle = this.data.inks.paper;
    context.fillRect(right - 4, middle - 0.7 * size, context.measureText(words).width + 8, 1.4 * size);
    context.globalAlpha /= 0.88;
    context.fillStyle = ink;
    context.fillText(words, right, middle);
  }

  /* One dot wears a ring throughout, so that the eye can follow it. */
  markOne(context, [x, y], radius) {
    context.beginPath();
    context.arc(x, y, radius + 4, 0, 2 * Math.PI);
    context.lineWidth = this.data.projected ? 3.5 : 2.5;
    context.strokeStyle = this.data.inks.ink;
    context.stroke();
  }

  rings(context, width, height, share) {
    this.groups(width, height);
    context.globalAlpha = share;
    for (const { g, x, y, r } of this.centers) {
      const own = g === this.data.group[0];
      context.strokeStyle = own ? this.data.inks.ink : this.data.inks.grid;
      context.lineWidth = own ? 2.5 : 1.5;
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  axes(context, width, height, across, up) {
    const { inks, settings, projected } = this.data;
    const at = this.scales(width, height);
    const size = projected ? 19 : 12.5;
    const [[x0, x1], [y0, y1]] = [settings.x_domain, settings.y_domain];
    const say = (share, ink, heavy, align, baseline) => {
      context.globalAlpha = share;
      context.font = `${heavy ? 500 : 400} ${size}px Inter, sans-serif`;
      context.fillStyle = ink;
      [context.textAlign, context.textBaseline] = [align, baseline];
    };
    context.strokeStyle = inks.grid;
    context.lineWidth = 1;
    say(across, inks.quiet, false, "center", "top");
    for (const v of across > 0 ? ticks(settings.x_domain) : []) {
      line(context, at.x(v), at.y(y0), at.x(v), at.y(y1));
      context.fillText(minus(v), at.x(v), height - at.bottom + 6);
    }
    say(across, inks.ink, true, "center", "bottom");
    context.fillText(settings.x_title, at.left + (width - at.left) / 2, height - 2);
    say(up, inks.quiet, false, "right", "middle");
    for (const v of up > 0 ? ticks(settings.y_domain) : []) {
      line(context, at.x(x0), at.y(v), at.x(x1), at.y(v));
      context.fillText(minus(v), at.left - 7, at.y(v));
    }
    say(up, inks.ink, true, "center", "middle");
    context.save();
    context.translate(projected ? 14 : 10, (height - at.bottom) / 2);
    context.rotate(-Math.PI / 2);
    context.fillText(settings.y_title, 0, 0);
    context.restore();
    context.globalAlpha = 1;
  }

  /* Each line grows from its middle to both ends; the average comes last and lies on top. */
  drawLines(context, width, height, share) {
    const { lines, inks, average, projected, group } = this.data;
    const at = this.scales(width, height);
    const present = [...new Set(group)];
    const grow = (x, y, x2, y2) => {
      const [mx, my] = [(x + x2) / 2, (y + y2) / 2];
      line(context, at.x(mx + (x - mx) * share), at.y(my + (y - my) * share), at.x(mx + (x2 - mx) * share), at.y(my + (y2 - my) * share));
    };
    lines.forEach((ends, k) => {
      const own = present[k];
      context.globalAlpha = this.hovered >= 0 && own !== this.hovered ? 0.12 : 0.9;
      context.strokeStyle = inks.groups[own % inks.groups.length];
      context.lineWidth = (own === this.hovered || own === group[0] ? 4.5 : 2) * (projected ? 1.5 : 1);
      grow(...ends);
    });
    context.globalAlpha = 1;
    for (const [ink, thick] of [[inks.paper, 8], [inks.ink, 4]]) {
      context.strokeStyle = ink;
      context.lineWidth = thick * (projected ? 1.5 : 1);
      grow(...average[0], ...average[1]);
    }
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let [best, near] = [-1, 14];
    this.data.group.forEach((_, i) => {
      const place = this.places.get(this.id(i));
      const gap = Math.hypot(place[0] - x, place[1] - y);
      if (gap < near) [best, near] = [i, gap];
    });
    this.hover(best < 0 ? -1 : this.data.group[best], best);
  }

  hover(group, i = -1) {
    this.name.hidden = i < 0 || this.stage === "crowd";
    if (i >= 0) {
      const { settings, names, x, y } = this.data;
      const [left, top] = this.places.get(this.id(i));
      this.name.textContent = `${settings.group_word} ${names[group]}: x ${minus(x[i].toFixed(1))}, y ${minus(y[i].toFixed(1))}`;
      this.name.style.left = `${Math.min(this.width - 80, Math.max(80, left))}px`;
      this.name.style.top = `${Math.max(30, top)}px`;
    }
    const seen = this.stage === "crowd" ? -1 : group;
    if (seen === this.hovered) return;
    this.hovered = seen;
    if (!this.travels()) this.tick();
  }

  /* Take the size of the canvas; true when it has changed. */
  measure() {
    const [width, height] = [this.canvas.clientWidth || 600, this.canvas.clientHeight || 400];
    const sharp = Math.round(width * devicePixelRatio);
    if (width === this.width && height === this.height && this.canvas.width === sharp) return false;
    [this.width, this.height] = [width, height];
    this.canvas.width = sharp;
    this.canvas.height = Math.round(height * devicePixelRatio);
    return true;
  }

  resize() {
    if (!this.data || !this.measure()) return;
    this.places.clear();
    this.go(0);
  }

  /* Paper cannot move: in print the pictures stand side by side. */
  drawStill() {
    const still = this.box.querySelector(".still");
    still.replaceChildren(
      ...this.data.stages.map((stage) => {
        const figure = document.createElement("figure");
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [1280, 840];
        const context = canvas.getContext("2d");
        context.scale(2, 2);
        const places = this.layout(stage.code, 640, 420);
        this.paint(context, 640, 420, stage.code, (i) => places[i], 1, stage.code);
        const caption = document.createElement("figcaption");
        caption.textContent = `${stage.words}. ${stage.says}`;
        figure.append(canvas, caption);
        return figure;
      }),
    );
  }
}

function line(context, x, y, x2, y2) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x2, y2);
  context.stroke();
}

const average = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

function ticks([low, high]) {
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].find((size) => (high - low) / size <= 7) ?? 200;
  const found = [];
  for (let v = Math.ceil(low / step) * step; v <= high + 1e-9; v += step) found.push(Math.round(v * 1e6) / 1e6);
  return found;
}

const minus = (v) => String(v).replace("-", "\u2212");
