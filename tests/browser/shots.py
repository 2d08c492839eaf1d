"""`make shots`: the pictures to look at before a change is done, and the one in the README."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from lessons.curriculum import lessons
from tests.browser.serve import CHROMIUM, served

README_PICTURE = Path(__file__).parents[2] / "dashboard" / "static" / "screenshot.png"
SIZES = {"desk": (1440, 900), "phone": (390, 844), "hall": (1280, 720)}
CANVAS = '[class*="st-key-figure-"] canvas'


def shoot(browser: Browser, url: str, size: tuple[int, int], theme: str, target: Path, steps: bool = False) -> None:
    """One picture of one page; `steps`: one of each step of a lesson, with what is on the stage there."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    page = context.new_page()
    page.goto(url)
    if "//" in url and url.rstrip("/").count("/") > 2:
        expect(page.locator(CANVAS).first).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1500)
    page.screenshot(path=target)
    for k in range(1, page.locator('[class*="st-key-step-"]').count() if steps else 0):
        page.locator(f".st-key-step-{k}").evaluate("step => step.scrollIntoView({ block: 'start' })")
        page.wait_for_timeout(1200)
        page.screenshot(path=target.with_stem(f"{target.stem}-{k}"))
    context.close()


def main() -> None:
    """Every lesson and the map, on every size, light and dark, into the folder named (or .bench/shots)."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".bench/shots")
    folder.mkdir(parents=True, exist_ok=True)
    with served() as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for theme in ("light", "dark"):
            for name, size in SIZES.items():
                shoot(browser, address, size, theme, folder / f"map-{name}-{theme}.png")
                for lesson in lessons():
                    query = "?present=1" if name == "hall" else ""
                    target = folder / f"{lesson.slug}-{name}-{theme}.png"
                    shoot(browser, f"{address}/{lesson.slug}{query}", size, theme, target, steps=name == "desk")
        scene = f"{address}/random_slopes?tau00=36&tau11=9"
        shoot(browser, scene, SIZES["desk"], "light", README_PICTURE)
        browser.close()
    print(f"Look at {folder}/ and {README_PICTURE.name}.")


if __name__ == "__main__":
    main()
