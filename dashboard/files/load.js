/* A button, and the file input that it opens. What is too large stays in the browser. Built once: a page that is drawn
   anew must not take the focus away. */

export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".load");
  const chooser = box.querySelector("input") ?? built(box);
  const button = box.querySelector("button");
  button.textContent = chooser.ariaLabel = data.label;
  chooser.accept = data.kinds;
  chooser.onchange = async () => {
    const [file] = chooser.files;
    if (!file) return;
    const text = file.size > data.longest ? null : await file.text();
    chooser.value = ""; // The same file may be chosen again.
    setTriggerValue("chosen", { text, at: Date.now() });
  };
}

function built(box) {
  const chooser = Object.assign(document.createElement("input"), { type: "file", tabIndex: -1, hidden: true });
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.onclick = () => chooser.click();
  box.append(button, chooser);
  return chooser;
}
