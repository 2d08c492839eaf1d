/* Progress lives in this browser's localStorage, under one key. Tabs hear of each other through the storage event.
   What the server cannot read is moved to a key of its own before anything is written, and never overwritten. */

const KEY = "frogpond-progress";
const ASIDE = "frogpond-progress-aside-";
const MOST_ASIDE = 5;

export default function ({ parentElement, data, setStateValue }) {
  const said = (parentElement.frogpondSaid ??= { text: null, at: null });
  const stored = read(KEY);
  const news = stored !== said.text && stored !== data.text;
  if (data.text === null || (news && !data.wipe)) tell(said, stored, data, setStateValue);
  else if (data.wipe) wipe(data.text, said);
  else if (data.aside === null || data.aside !== said.at || putAside(stored)) write(data.text, said);

  const listen = (event) => event.key === KEY && tell(said, event.newValue ?? "", data, setStateValue);
  window.addEventListener("storage", listen);
  return () => window.removeEventListener("storage", listen);
}

/* What the browser holds goes to a server that asks for it (after a restart, too), and again when another tab has
   changed it. Nothing is written before the server has heard what is here. A text that is too long is cut: it cannot be
   read either way, and the server says so. */
function tell(said, text, { longest }, setStateValue) {
  said.text = text;
  said.at = Date.now();
  setStateValue("stored", { text: text.slice(0, longest + 1), at: said.at });
}

function read(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(text, said) {
  said.text = text;
  said.at = null;
  try {
    localStorage.setItem(KEY, text);
  } catch {
    /* A browser that keeps nothing still has the session. */
  }
}

/* Whether the text is safe under a key of its own. */
function putAside(text) {
  const places = Array.from({ length: MOST_ASIDE }, (_, k) => `${ASIDE}${k + 1}`);
  const place = places.find((key) => [text, ""].includes(read(key)));
  if (!place) return false;
  try {
    localStorage.setItem(place, text);
    return true;
  } catch {
    return false;
  }
}

/* "Forget it" forgets what was kept aside as well. */
function wipe(text, said) {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith(ASIDE)).forEach((key) => localStorage.removeItem(key));
  } catch {
    /* Nothing was kept. */
  }
  write(text, said);
}
