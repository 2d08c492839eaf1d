/* How many have answered, asked of the server once a second: no run of the page is needed for it. */

const EVERY_MS = 1000;
let asking;

export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".count");
  const look = async () => {
    if (!place.isConnected) return clearInterval(asking);
    const answer = await fetch(new URL(`r/${data.code}/now`, document.baseURI)).catch(() => null);
    if (answer?.ok) {
      const { count } = await answer.json();
      place.textContent = count === 1 ? "1 answer" : `${count} answers`;
    }
  };
  clearInterval(asking);
  asking = setInterval(look, EVERY_MS);
  look();
  return () => clearInterval(asking);
}
