/* What leaves its place on a projected screen, what lies over something else, and what is too small for the last row. */
() => {
  const SMALLEST = 13 / 720;
  const box = (css) => document.querySelector(css)?.getBoundingClientRect();
  const [story, stage, foot] = [".st-key-story", ".st-key-stage", ".st-key-foot"].map(box);
  const place = document.querySelector(".st-key-story");
  const wrong = [];
  if (document.querySelector(".stMain").scrollHeight > innerHeight + 2) wrong.push("the page scrolls");
  if (place && place.scrollHeight > place.clientHeight + 2) wrong.push("the words do not fit");
  const along = (a, b) => a.left < b.right - 2 && b.left < a.right - 2;
  const over = (a, b) => a && b && along(a, b) && a.top < b.bottom - 2 && b.top < a.bottom - 2;
  if (over(story, stage)) wrong.push("words and picture lie over each other");
  if (over(story, foot) || over(stage, foot)) wrong.push("the foot covers something");
  for (const words of document.querySelectorAll(".st-key-story :is(p, li)")) {
    const size = parseFloat(getComputedStyle(words).fontSize) * (words.currentCSSZoom ?? 1);
    const seen = words.checkVisibility() && words.innerText.trim();
    if (seen && size < innerHeight * SMALLEST) wrong.push(`${Math.round(size)} px: ${words.innerText.slice(0, 40)}`);
  }
  return wrong;
}
