/* Saves a file once, whatever is drawn anew around it, and says so: then the server forgets it. */

const saved = (window.frogpondSaved ??= new Set());

export default function ({ data, setTriggerValue }) {
  if (!data?.number || saved.has(data.number)) return;
  saved.add(data.number);
  const bytes = Uint8Array.from(atob(data.content), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: data.mime }));
  const link = Object.assign(document.createElement("a"), { href: address, download: data.name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  setTriggerValue("saved", data.number);
}
