// Which words are cut off: those a canvas draws beyond its edge or shortens, and those a box of the page hides.
(() => {
  let drawn = [];
  let moved = performance.now();
  new MutationObserver(() => (moved = performance.now())).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  // Milliseconds since the page was changed, or words were drawn.
  window.quietFor = () => performance.now() - moved;
  const fillText = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
    fillText.call(this, text, x, y, ...rest);
    moved = performance.now();
    const size = this.measureText(text), now = this.getTransform();
    const corners = [-size.actualBoundingBoxLeft, size.actualBoundingBoxRight].flatMap((dx) =>
      [-size.actualBoundingBoxAscent, size.actualBoundingBoxDescent].map((dy) => now.transformPoint({ x: x + dx, y: y + dy })));
    const { canvas } = this;
    drawn.push({ canvas, text, corners, width: canvas.width, height: canvas.height });
  };

  /* What is wiped off is not there any more: the first picture is often drawn before its letters have come. */
  const clearRect = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (x, y, width, height) {
    clearRect.call(this, x, y, width, height);
    const now = this.getTransform(), from = now.transformPoint({ x, y }), to = now.transformPoint({ x: x + width, y: y + height });
    const wiped = ({ canvas, corners }) =>
      canvas === this.canvas && corners.some((p) => p.x >= from.x) && corners.some((p) => p.x <= to.x) &&
      corners.some((p) => p.y >= from.y) && corners.some((p) => p.y <= to.y);
    drawn = drawn.filter((one) => !wiped(one));
  };

  const width = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, "width");
  Object.defineProperty(HTMLCanvasElement.prototype, "width", {
    ...width,
    set(value) {
      width.set.call(this, value);
      drawn = drawn.filter(({ canvas }) => canvas !== this);
    },
  });

  const SLACK = 2;
  const outside = ({ corners, width, height }) =>
    corners.some((p) => p.x < -SLACK || p.y < -SLACK || p.x > width + SLACK || p.y > height + SLACK);
  // A table is scrolled: what it draws beyond its edge can be come to.
  const current = ({ canvas, width, height }) =>
    canvas.checkVisibility() && !canvas.closest("[data-testid='stDataFrame']") && canvas.width === width && canvas.height === height;

  window.drawnWords = () => [...new Set(drawn.filter(current).map(({ text }) => text))];
  window.cutOffInCharts = () =>
    [...new Set(drawn.filter(current).filter((one) => one.text.endsWith("…") || outside(one)).map(({ text }) => text))];

  function* texts(root) {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) yield* texts(element.shadowRoot);
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE && node.textContent.trim()) yield node;
    }
  }
  const above = (element) => element.parentElement ?? element.getRootNode().host;
  const NOT_READ = "style, script, .katex, [data-testid='stHeader'], [data-testid='stSidebar'], #vg-tooltip-element, .vega-embed details";

  function hides(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const words = range.getBoundingClientRect();
    if (!words.width) return "";
    for (let box = node.parentElement; box; box = above(box)) {
      const { overflowX } = getComputedStyle(box), edge = box.getBoundingClientRect();
      if (edge.width <= 1) return "";  // For screen readers alone.
      // What can be scrolled to is not cut off.
      if (["auto", "scroll"].includes(overflowX) && box.scrollWidth > box.clientWidth) return "";
      if (overflowX !== "visible" && (words.left < edge.left - SLACK || words.right > edge.right + SLACK)) return box.className || box.localName;
    }
    return words.left < -SLACK || words.right > innerWidth + SLACK ? "the window" : "";
  }

  // An equation has no words of its own: it is cut off where it is wider than its place.
  const equations = () =>
    [...document.querySelectorAll(".katex-display")]
      .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + SLACK)
      .map((one) => [`an equation, ${one.scrollWidth} wide`, one.clientWidth]);

  window.scrollsSideways = () =>
    [document.documentElement, document.querySelector(".stMain")].some((one) => one && one.scrollWidth > one.clientWidth + 1);

  window.cutOffInPage = () => [...equations(), ...inWords()];
  const inWords = () =>
    [...texts(document.body)]
      .filter(({ parentElement: e }) => !e.closest(NOT_READ) && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((node) => [node.textContent.trim(), hides(node)])
      .filter(([, by]) => by);
})();
