/* All controls: a drawer over the words, one key and one click away. It stays as the reader left it. */

const DRAWER_KEPT = "frogpond-drawer";
const TYPED_INTO = "input:not([type=range]):not([type=radio]), textarea, select, [contenteditable]";

class Drawer {
  constructor(box) {
    this.box = box;
    this.buttons = [];
    this.set(localStorage.getItem(DRAWER_KEPT) === "open");
    document.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    if (!this.box.isConnected || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.composedPath()[0];
    if (target instanceof Element && target.matches(TYPED_INTO)) return;
    if (event.key === "c" || event.key === "C") this.turn();
    else if (event.key === "Escape" && this.open && !document.querySelector('[role="dialog"]')) {
      this.turn();
      event.stopImmediatePropagation();
    }
  }

  turn() {
    this.set(!this.open);
    localStorage.setItem(DRAWER_KEPT, this.open ? "open" : "closed");
    const next = this.open ? this.box.querySelector("input, button") : this.buttons.find((button) => button.isConnected);
    next?.focus();
  }

  set(open) {
    this.open = open;
    document.documentElement.dataset.drawer = open ? "open" : "closed";
    for (const button of this.buttons) button.ariaExpanded = String(open);
  }

  head() {
    const head = make("div", { className: "drawer-head" });
    const close = make("button", { type: "button", className: "close", textContent: "Close", title: "Key: C" });
    close.onclick = () => this.turn();
    head.append(make("h2", { textContent: "All controls" }), close);
    return head;
  }

  button() {
    const button = make("button", { type: "button", className: "all", textContent: "All controls", title: "Key: C" });
    button.ariaExpanded = String(this.open);
    button.onclick = () => this.turn();
    this.buttons = [...this.buttons.filter((one) => one.isConnected), button];
    return button;
  }
}
