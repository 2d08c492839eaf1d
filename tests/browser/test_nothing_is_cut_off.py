"""No axis title, label, option or sentence is cut off, and the picture is in view: on a phone, at a desk, projected."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.progress.record import ChoiceMade, GuessMade, Record, to_json
from lessons.curriculum import lessons
from lessons.kit import PredictChoice, PredictNumber
from tests.browser.lesson import AT_REST, LIVE

pytestmark = pytest.mark.browser
WATCH = Path(__file__).with_name("cut_off.js").read_text(encoding="utf-8")
every_lesson = pytest.mark.parametrize("slug", [lesson.slug for lesson in lessons()])


@contextmanager
def opened(browser: Browser, url: str, width: int, height: int, known: str = "") -> Iterator[Page]:
    """A page that notes what its charts write, at rest. known: what the browser holds of its reader."""
    with closing(browser.new_context(viewport={"width": width, "height": height})) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.add_init_script(f"localStorage.setItem('frogpond-progress', {json.dumps(known)})")
        page.goto(url)
        expect(page.locator(AT_REST)).to_be_visible(timeout=60_000)
        yield page


QUIET = "([rest, ms]) => document.querySelector(rest) && quietFor() > ms"
# Longer than the page takes to tell where it was scrolled to, and to be set smaller on a wall.
QUIET_MS = 200


def settled(page: Page) -> None:
    """The server is at rest, and nothing has been drawn for a while."""
    page.wait_for_timeout(150)  # What a key or a scroll sets going has begun.
    page.wait_for_function(QUIET, arg=[AT_REST, QUIET_MS], timeout=60_000)


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


def cut_off(page: Page) -> list[str]:
    return [*page.evaluate("cutOffInCharts()"), *page.evaluate("cutOffInPage()")]


# Which part of the first picture can be seen, as a share of its height.
IN_VIEW = """() => {
  const picture = document.querySelector('.st-key-stage canvas, .st-key-stage [data-testid^="stBidiComponent"]');
  if (!picture) return 0;
  const { top, bottom, height, width } = picture.getBoundingClientRect();
  if (height < 60 || width < 120) return 0;
  return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / height;
}"""
# Answered: all there is can be seen. Open: the axes, the options and the buttons of what is asked are there.
STATES = [
    pytest.param(390, 844, True, id="phone-answered"),
    pytest.param(1440, 900, False, id="desk-open"),
    pytest.param(1440, 900, True, id="desk-answered", marks=pytest.mark.long),
    pytest.param(1024, 768, True, id="laptop-answered", marks=pytest.mark.long),
]
ASKED = '[class*="st-key-predict-"]'


@pytest.mark.parametrize(("width", "height", "answered"), STATES)
@every_lesson
def test_a_page_shows_all_its_words_and_its_picture_at_every_step(
    browser: Browser, address: str, slug: str, width: int, height: int, answered: bool
):
    with opened(browser, f"{address}/{slug}", width, height, all_guessed(slug) if answered else "") as page:
        expect(page.locator(LIVE).first).to_be_visible(timeout=30_000)
        expect(page.locator(ASKED).first).to_be_attached(timeout=30_000)
        settled(page)
        wrong = walked_down(page)
        open_ones = page.locator(ASKED).get_by_role("button", name="Skip", exact=True).count()
        assert (open_ones == 0) == answered
        assert len(page.evaluate("drawnWords()")) > 5
        assert not wrong


@pytest.mark.parametrize("path", ["", "data", "glossary", "review", "lab"])
def test_a_page_between_lessons_shows_all_its_words_on_a_phone(browser: Browser, address: str, path: str):
    with opened(browser, f"{address}/{path}", 390, 844) as page:
        expect(page.locator("h1").first).to_be_visible(timeout=30_000)
        settled(page)
        assert not cut_off(page)
        assert not page.evaluate("scrollsSideways()")


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
        if k < len(steps) - 2 and page.evaluate(f"({IN_VIEW})()") <= 0.9:
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
def test_a_projected_screen_shows_all_its_words(browser: Browser, address: str, slug: str):
    with opened(browser, f"{address}/{slug}?present=1", 1280, 720) as page:
        assert not walked(page, slug, WALLS[:1])


@pytest.mark.long
@every_lesson
def test_and_so_it_does_on_every_wall(browser: Browser, address: str, slug: str):
    with opened(browser, f"{address}/{slug}?present=1", 1280, 720) as page:
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
