/* A button, and the file input that it opens. What is too large stays in the browser. */

export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".load");
  const chooser = Object.assign(document.createElement("input"), {
    type: "file", accept: data.kinds, tabIndex: -1, hidden: true, ariaLabel: data.label,
  });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: data.label });
  button.onclick = () => chooser.click();
  chooser.onchange = async () => {
    const [file] = chooser.files;
    chooser.value = "";
    if (!file) return;
    const text = file.size > data.longest ? null : await file.text();
    setTriggerValue("chosen", { text, at: Date.now() });
  };
  box.replaceChildren(button, chooser);
}
