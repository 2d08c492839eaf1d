/* The outline in a lesson's head: a section that is pressed comes into view, and the stage follows it. A step's link to
   the wall takes along what the address says now. */

function followOutline(main) {
  main.addEventListener("click", (event) => {
    const wall = event.target.closest?.("a.present-here");
    if (wall && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const place = new URL(location);
      place.searchParams.set("present", new URLSearchParams(wall.search).get("present"));
      event.preventDefault();
      location.assign(place);
      return;
    }
    const goto = event.target.closest?.("[data-goto]")?.dataset.goto;
    const step = goto && document.querySelector(`.st-key-step-${CSS.escape(goto)}`);
    if (!step) return;
    const under = Math.max(readingTop(), document.querySelector('[data-testid="stHeader"]')?.getBoundingClientRect().bottom ?? 0);
    const top = step.getBoundingClientRect().top - under - 12;
    document.querySelector(".stMain")?.scrollBy({ top, behavior: calm() ? "auto" : "smooth" });
    step.tabIndex = -1;
    step.focus({ preventScroll: true });
  });
}
