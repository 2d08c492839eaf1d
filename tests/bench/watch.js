/* Put into each page before anything else: notes when keys, inputs, new text and new paint happen, in page time. */
(() => {
  const bench = (window.bench = { keys: [], inputs: [], texts: [], paints: [], ready: 0, text: "" });
  const now = () => performance.now();
  document.addEventListener("keydown", () => bench.keys.push(now()), true);
  document.addEventListener("input", () => bench.inputs.push(now()), true);
  document.addEventListener("pointerup", () => (bench.up = now()), true);
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (this.canvas.width * this.canvas.height > 40000) bench.paints.push(now());
    return clear.apply(this, box);
  };
  const fill = CanvasRenderingContext2D.prototype.fillRect;
  CanvasRenderingContext2D.prototype.fillRect = function (...box) {
    if (this.canvas.width * this.canvas.height > 40000) bench.paints.push(now());
    return fill.apply(this, box);
  };
  const read = () => {
    const element = bench.selector && document.querySelector(bench.selector);
    const text = element ? element.textContent : "";
    if (!text || text === bench.text) return;
    bench.text = text;
    bench.texts.push(now());
  };
  // Streamlit draws charts as SVG by default: there a change of its nodes is the paint.
  const drawn = (record) => record.target.closest?.("svg.marks");
  const seen = (records) => {
    read();
    if (records.some(drawn)) bench.paints.push(now());
  };
  const svg = () => document.querySelector("svg.marks");
  const watch = () => new MutationObserver(seen).observe(document, { subtree: true, childList: true, characterData: true, attributes: Boolean(svg()) });
  watch();
  const first = () => {
    read();
    const drawing = document.querySelector("svg.marks path");
    if (bench.text && (bench.paints.length || drawing)) {
      bench.ready = now();
      if (drawing) watch();
    } else requestAnimationFrame(first);
  };
  requestAnimationFrame(first);
})();
