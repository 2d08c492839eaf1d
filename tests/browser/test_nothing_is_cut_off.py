"""No axis title, label, option or sentence is cut off: every lesson at a desk, on a phone and projected."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lessons.curriculum import lessons
from tests.browser.lesson import AT_REST, LIVE, press

pytestmark = pytest.mark.browser
WATCH = Path(__file__).with_name("cut_off.js").read_text(encoding="utf-8")
every_lesson = pytest.mark.parametrize("slug", [lesson.slug for lesson in lessons()])


def opened(browser: Browser, url: str, width: int, height: int) -> Page:
    """A page that notes what its charts write, at rest."""
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.add_init_script(WATCH)
    page.goto(url)
    expect(page.locator(AT_REST)).to_be_visible(timeout=60_000)
    return page


QUIET = "([rest, ms]) => document.querySelector(rest) && quietFor() > ms"
# Longer than the page takes to tell where it was scrolled to, and to be set smaller on a wall.
QUIET_MS = 300


def settled(page: Page) -> None:
    """The server is at rest, and nothing has been drawn for a while."""
    page.wait_for_timeout(150)  # What a key or a scroll sets going has begun.
    page.wait_for_function(QUIET, arg=[AT_REST, QUIET_MS], timeout=60_000)


def skip_all(page: Page) -> None:
    """Every prediction is skipped; some wait for others, and are there once these were answered."""
    skip = page.get_by_role("button", name="Skip", exact=True)
    expect(skip.first).to_be_attached(timeout=30_000)
    while skip.count():
        asked = skip.first.locator("xpath=ancestor::*[contains(@class, 'st-key-predict-')][1]").get_attribute("class")
        name = asked.split("st-key-")[-1].split()[0]
        this = page.locator(f".st-key-{name}").get_by_role("button", name="Skip", exact=True)
        press(page, this)
        expect(this).to_have_count(0, timeout=30_000)
        settled(page)


def cut_off(page: Page) -> list[str]:
    return [*page.evaluate("cutOffInCharts()"), *page.evaluate("cutOffInPage()")]


# What is cut off at a desk is cut off on a phone, but for the full product.
@pytest.mark.parametrize(
    ("width", "height"),
    [pytest.param(1440, 900, id="desk", marks=pytest.mark.long), pytest.param(390, 844, id="phone")],
)
@every_lesson
def test_a_page_shows_all_its_words(browser: Browser, address: str, slug: str, width: int, height: int):
    page = opened(browser, f"{address}/{slug}", width, height)
    expect(page.locator(LIVE).first).to_be_visible(timeout=30_000)
    skip_all(page)
    wrong = {}
    for step in page.locator('[class*="st-key-step-"]').all():  # Each has its own pictures on the stage.
        step.evaluate("step => step.scrollIntoView({ block: 'start' })")
        settled(page)
        if cut := cut_off(page):
            wrong[step.get_attribute("class").split("st-key-")[-1].split()[0]] = cut
    assert len(page.evaluate("drawnWords()")) > 5
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not wrong
    page.context.close()


WALLS = [(1280, 720), (1024, 768), (1920, 1080), (3840, 2160)]
ON_THE_WALL = Path(__file__).with_name("on_the_wall.js").read_text(encoding="utf-8").partition("*/")[2].strip()
# Games are played on the study page; on a wall they are a picture to talk about.
GAMES = {("icc", "Guess the ICC")}


def walked(page: Page, slug: str, walls: list[tuple[int, int]]) -> dict[str, list]:
    """What is wrong on any screen of a lesson on any of these walls."""
    page.locator(".pond-black").wait_for(state="attached")
    n_screens = int(page.locator(".where").inner_text().split()[-1])
    assert n_screens > 10
    wrong = {}
    for screen in range(1, n_screens + 1):
        expect(page.locator(".where")).to_have_text(f"{screen} of {n_screens}")
        for width, height in walls:
            page.set_viewport_size({"width": width, "height": height})
            settled(page)
            found = page.evaluate(ON_THE_WALL)
            found += cut_off(page) if (width, height) == walls[0] else []
            if found and (slug, page.locator(".screen-title").inner_text()) not in GAMES:
                wrong[f"{screen} at {width}x{height}"] = found
        page.keyboard.press("PageDown")
    return wrong


@every_lesson
def test_a_projected_screen_shows_all_its_words(browser: Browser, address: str, slug: str):
    page = opened(browser, f"{address}/{slug}?present=1", 1280, 720)
    assert not walked(page, slug, WALLS[:1])
    page.context.close()


@pytest.mark.long
@every_lesson
def test_and_so_it_does_on_every_wall(browser: Browser, address: str, slug: str):
    page = opened(browser, f"{address}/{slug}?present=1", 1280, 720)
    assert not walked(page, slug, WALLS)
    page.context.close()


def test_words_beyond_the_edge_are_found(browser: Browser):
    page = browser.new_context(viewport={"width": 300, "height": 300}).new_page()
    page.set_content(
        "<canvas width=100 height=50></canvas><p style='width:50px;overflow:hidden;white-space:nowrap'>an option that "
        "is far too long</p><p style='width:200px;overflow:hidden'>short</p>"
    )
    page.evaluate(WATCH)
    page.evaluate(
        "() => { const pen = document.querySelector('canvas').getContext('2d');"
        " pen.fillText('a title that leaves its picture', 60, 20); pen.fillText('fits', 10, 40);"
        " pen.fillText('sh…', 9, 9) }"
    )
    assert page.evaluate("cutOffInCharts()") == ["a title that leaves its picture", "sh…"]
    assert [words for words, _ in page.evaluate("cutOffInPage()")] == ["an option that is far too long"]
    page.context.close()
