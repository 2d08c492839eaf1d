/* Asks again until the server has no more to wait for: then this is no longer on the page. One question at a time, and
   each answer draws this anew; a question that has no answer is asked again later. */

const SOON_MS = 400;
const LATER_MS = 3000;

export default function ({ parentElement, setTriggerValue }) {
  const ask = (after) => {
    clearTimeout(parentElement.frogpondPulse);
    parentElement.frogpondPulse = setTimeout(() => {
      if (!parentElement.isConnected) return;
      setTriggerValue("look", Date.now());
      ask(LATER_MS);
    }, after);
  };
  ask(SOON_MS);
  return () => clearTimeout(parentElement.frogpondPulse);
}
