/* Progress lives in this browser's localStorage, under one key. Tabs hear of each other through the storage event. */

const KEY = "frogpond-progress";

export default function ({ parentElement, data, setStateValue }) {
  const said = (parentElement.frogpondSaid ??= { text: null });
  const stored = read();
  const news = stored !== said.text && stored !== data.text;
  if (data.text === null || (news && !data.wipe)) tell(said, stored, setStateValue);
  else write(data.text, said);

  const listen = (event) => event.key === KEY && tell(said, event.newValue ?? "", setStateValue);
  window.addEventListener("storage", listen);
  return () => window.removeEventListener("storage", listen);
}

/* What the browser holds goes to a server that asks for it (after a restart, too), and again when another tab has
   changed it. Nothing is written before the server has heard what is here. */
function tell(said, text, setStateValue) {
  said.text = text;
  setStateValue("stored", { text, at: Date.now() });
}

function read() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function write(text, said) {
  said.text = text;
  try {
    localStorage.setItem(KEY, text);
  } catch {
    /* A browser that keeps nothing still has the session. */
  }
}
