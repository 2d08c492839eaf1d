"""No axis title, label, option or sentence is cut off, and the picture is in view: on a phone, at a desk, projected.

Where a page is open anyway, axe has a look at it, and the policy holds: a page costs more to open than to look at.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.progress.record import ChoiceMade, GuessMade, Record, to_json
from lessons.curriculum import lessons
from lessons.kit import PredictChoice, PredictNumber
from tests.browser.lesson import AT_REST, LIVE
from tests.browser.looks import cut_off, in_view, serious, settled
from tests.browser.seat import WATCH

pytestmark = pytest.mark.browser
SLUGS = [lesson.slug for lesson in lessons()]
every_lesson = pytest.mark.parametrize("slug", SLUGS)


Opened = tuple[Page, list[str]]


def opened(strict: Opened, url: str, size: tuple[int, int], theme: str, known: str = "") -> Page:
    """A page at rest, which came there without travel. known: what the browser holds of its reader."""
    page, _ = strict
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.evaluate("known => localStorage.setItem('frogpond-progress', known)", known)
    page.goto(url)
    expect(page.locator(AT_REST)).to_be_visible(timeout=60_000)
    return page


def theme(slug: str, turn: int) -> str:
    """One of both, by turns: from lesson to lesson, and within a lesson from place to place."""
    return ("light", "dark")[(SLUGS.index(slug) // 2 + turn) % 2]


def all_guessed(slug: str) -> str:
    """What a browser holds whose reader has answered every prediction of a lesson, numbers at the end of their axes."""
    lesson = next(one for one in lessons() if one.slug == slug)
    p, known = lesson.params(), Record()
    for block in lesson.story(lesson.run(p)):
        item = f"{slug}/{getattr(block, 'name', '')}"
        if isinstance(block, PredictNumber):
            made = GuessMade(1.0, block.low, block.truth, block.low, block.high, p.to_query())
            known = known.guess(item, made)
        elif isinstance(block, PredictChoice):
            known = known.choose(item, ChoiceMade(1.0, next(iter(block.options)), p.to_query()))
    assert known.guesses or known.choices
    return to_json(known)


# Answered: all there is can be seen. Open: the axes, the options and the buttons of what is asked are there.
STATES = [
    pytest.param((390, 844), True, 0, id="phone-answered"),
    pytest.param((1440, 900), False, 1, id="desk-open"),
    pytest.param((1440, 900), True, 1, id="desk-answered", marks=pytest.mark.long),
    pytest.param((1024, 768), True, 0, id="laptop-answered", marks=pytest.mark.long),
]
ASKED = '[class*="st-key-predict-"]'


@pytest.mark.parametrize(("size", "answered", "turn"), STATES)
@every_lesson
def test_a_page_shows_all_its_words_and_its_picture_at_every_step(
    strict: Opened, address: str, slug: str, size: tuple[int, int], answered: bool, turn: int
):
    page = opened(strict, f"{address}/{slug}", size, theme(slug, turn), all_guessed(slug) if answered else "")
    expect(page.locator(LIVE).first).to_be_visible(timeout=30_000)
    expect(page.locator(ASKED).first).to_be_attached(timeout=30_000)
    settled(page)
    hard = serious(page)
    cut = walked_down(page)
    open_ones = page.locator(ASKED).get_by_role("button", name="Skip", exact=True).count()
    assert (open_ones == 0) == answered
    assert len(page.evaluate("drawnWords()")) > 5
    assert (cut, hard, strict[1]) == ({}, [], [])


@pytest.mark.parametrize("path", ["", "data", "glossary", "review", "lab"])
def test_a_page_between_lessons_shows_all_its_words_on_a_phone(strict: Opened, address: str, path: str):
    page = opened(strict, f"{address}/{path}", (390, 844), "light")
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    settled(page)
    assert not cut_off(page)
    assert not page.evaluate("scrollsSideways()")
    assert not serious(page)


def walked_down(page: Page) -> dict[str, list[str]]:
    """What is wrong at any step, each with its own pictures on the stage."""
    steps = page.locator('[class*="st-key-step-"]').all()
    assert len(steps) > 3
    wrong = {}
    for k, step in enumerate(steps):
        step.evaluate("step => step.scrollIntoView({ block: 'start' })")
        settled(page)
        found = cut_off(page)
        if page.evaluate("scrollsSideways()"):
            found.append("the page scrolls sideways")
        # The questions and the takeaways have the last picture beside them.
        if k < len(steps) - 2 and in_view(page) <= 0.9:
            found.append("the picture is not in view")
        if found:
            wrong[step.get_attribute("class").split("st-key-")[-1].split()[0]] = found
    return wrong


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
def test_a_projected_screen_shows_all_its_words(strict: Opened, address: str, slug: str):
    page = opened(strict, f"{address}/{slug}?present=1", WALLS[0], theme(slug, SLUGS.index(slug)))
    expect(page.locator(".where")).to_be_visible(timeout=30_000)
    settled(page)
    hard = serious(page)
    assert (walked(page, slug, WALLS[:1]), hard, strict[1]) == ({}, [], [])


@pytest.mark.long
@every_lesson
def test_and_so_it_does_on_every_wall(strict: Opened, address: str, slug: str):
    page = opened(strict, f"{address}/{slug}?present=1", WALLS[0], "light")
    assert not walked(page, slug, WALLS)


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
