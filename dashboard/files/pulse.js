/* Asks again until the server has no more to wait for: then this is no longer on the page. */

const EVERY_MS = 500;

export default function ({ setTriggerValue }) {
  const timer = setInterval(() => setTriggerValue("look", Date.now()), EVERY_MS);
  return () => clearInterval(timer);
}
