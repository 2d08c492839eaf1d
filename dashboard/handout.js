/* The browser's own print: paper, or a file. */

export default function ({ parentElement }) {
  parentElement.querySelector("button").onclick = () => print();
}
