"""What a reader feels: key to text, drag to paint, updates while dragging, first paint; ours and the plain page."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.bench.figures import Figure, percentile
from tests.bench.plain import served_plain
from tests.bench.tree import HERE as NOW
from tests.bench.tree import Tree
from tests.browser.serve import CHROMIUM

HERE = Path(__file__).parent
SIZE = {"width": 1440, "height": 900}
PRESSES, MOVES, VISITS, DRAG_SECONDS = 40, 30, 5, 4.0
# Each move of the hand is a new value of the slider: a slower hand, and not the page, would set the pace.
SWEEP = 20
TEXT = "key to changed text, p50"
# Updates a second while dragging, on a machine where the plain page answers a key in so many milliseconds.
LEAST_UPDATES, PLAIN_TEXT = 12, 75


@dataclass(frozen=True)
class Subject:
    """A page to measure: where it is, whose text answers a slider, and the slider itself."""

    path: str
    text: str
    slider: str
    reports_while_dragged: bool


OURS = Subject("/random_slopes", ".st-key-story .live", 'input[type="range"][data-name="tau11"]', True)
PLAIN = Subject("/", ".stMain .stMarkdown p", 'input[type="range"][aria-label="Slope variance"]', False)


@dataclass(frozen=True)
class Felt:
    """Milliseconds, but updates a second."""

    text: list[float]
    paint: list[float]
    updates: float
    first: list[float]


def opened(browser: Browser, url: str, subject: Subject) -> Page:
    page = browser.new_context(viewport=SIZE, bypass_csp=True).new_page()
    page.add_init_script(path=HERE / "watch.js")
    page.add_init_script(f"window.bench.selector = {subject.text!r}")
    page.goto(url + subject.path)
    page.wait_for_function("window.bench.ready", timeout=60_000)
    return page


def first_paint(browser: Browser, url: str, subject: Subject) -> float:
    """Milliseconds from navigation until the live text and a drawn chart are there."""
    page = opened(browser, url, subject)
    ready = page.evaluate("window.bench.ready")
    page.context.close()
    return ready


def slider(page: Page, subject: Subject) -> Locator:
    """The first that can be seen: a control stands in every step that speaks of it."""
    return page.locator(subject.slider).filter(visible=True).first


def key_to_text(page: Page, subject: Subject) -> list[float]:
    """From each arrow key to the changed text, one after the other."""
    slider(page, subject).focus()
    found: list[float] = []
    for press in range(PRESSES):
        seen = page.evaluate("window.bench.texts.length")
        page.keyboard.press("ArrowRight" if press < PRESSES / 2 else "ArrowLeft")
        page.wait_for_function("seen => window.bench.texts.length > seen", arg=seen, timeout=20_000)
        found.append(page.evaluate("window.bench.texts.at(-1) - window.bench.keys.at(-1)"))
        page.wait_for_timeout(400)
    return found


def grab(page: Page, subject: Subject) -> tuple[float, float, float]:
    """Press on the thumb: where it is, and how far it can go to the right."""
    thumb = slider(page, subject)
    thumb.scroll_into_view_if_needed()
    box = thumb.bounding_box()
    assert box
    if subject.reports_while_dragged:
        share = thumb.evaluate("e => (e.value - e.min) / (e.max - e.min)")
        x, reach = box["x"] + 10 + share * (box["width"] - 20), (1 - share) * (box["width"] - 20)
    else:
        x, reach = box["x"] + 2, 60.0  # Streamlit hangs a wider, invisible input on the middle of the thumb.
    y = box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y, reach


def drag_to_paint(page: Page, subject: Subject) -> list[float]:
    """From a step of the thumb to the chart drawn anew; where a page reports on release only, from the release."""
    found: list[float] = []
    event = "bench.inputs.at(-1)" if subject.reports_while_dragged else "bench.up"
    for move in range(MOVES):
        x, y, reach = grab(page, subject)
        seen = page.evaluate("window.bench.paints.length")
        page.mouse.move(x + (0.25 if move % 2 == 0 else -0.25) * reach, y)
        if not subject.reports_while_dragged:
            page.mouse.up()
        page.wait_for_function(
            f"seen => bench.paints.length > seen && bench.paints.at(-1) > {event}", arg=seen, timeout=20_000
        )
        page.wait_for_timeout(350)
        found.append(page.evaluate(f"bench.paints.find(t => t > {event}) - {event}"))
        page.mouse.up()
        page.wait_for_timeout(350)
    return found


def updates_while_dragging(page: Page, subject: Subject) -> float:
    """How often the text changes in a second while the thumb keeps moving."""
    x, y, reach = grab(page, subject)
    seen, start, step = page.evaluate("window.bench.texts.length"), time.monotonic(), 0
    while time.monotonic() - start < DRAG_SECONDS:
        step += 1
        page.mouse.move(x + reach * 0.9 * abs((step / SWEEP) % 2 - 1), y)
        page.wait_for_timeout(12)
    changed = page.evaluate("window.bench.texts.length") - seen
    page.mouse.up()
    return changed / (time.monotonic() - start)


def felt(browser: Browser, url: str, subject: Subject) -> Felt:
    first_paint(browser, url, subject)  # The first visitor of a server pays for its imports.
    visits = [first_paint(browser, url, subject) for _ in range(VISITS)]
    page = opened(browser, url, subject)
    page.wait_for_timeout(1500)
    text, paint = key_to_text(page, subject), drag_to_paint(page, subject)
    updates = updates_while_dragging(page, subject)
    page.context.close()
    return Felt(text, paint, updates, visits)


def measure(say: Callable[[str], None], before: Tree | None, _: float | None) -> list[Figure]:
    """The pages in the same browser, one after the other. Goals are told beside the plain page, on the same machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        say("our page")
        with NOW.served() as (url, _):
            ours = felt(browser, url, OURS)
        then = None
        if before:
            say("our page before")
            with before.served() as (url, _):
                then = felt(browser, url, OURS)
        say("the plain page")
        with served_plain() as (url, _):
            other = felt(browser, url, PLAIN)
        browser.close()
    return rows(ours, other, then)


def rows(ours: Felt, other: Felt, then: Felt | None) -> list[Figure]:
    p, least = percentile, LEAST_UPDATES * PLAIN_TEXT / percentile(other.text, 50)

    def figure(
        name: str, unit: str, of: Callable[[Felt], float], goal: float | None = None, more: bool = False
    ) -> Figure:
        return Figure(name, of(ours), unit, of(other), goal, more, before=of(then) if then else None)

    return [
        figure(TEXT, "ms", lambda f: p(f.text, 50), 0.5 * p(other.text, 50)),
        figure("key to changed text, p95", "ms", lambda f: p(f.text, 95)),
        figure("drag to paint, p50", "ms", lambda f: p(f.paint, 50)),
        figure("drag to paint, p95", "ms", lambda f: p(f.paint, 95), 0.4 * p(other.paint, 95)),
        figure("updates while dragging", "a second", lambda f: f.updates, least, more=True),
        figure("first paint, median", "s", lambda f: p(f.first, 50) / 1000, 0.3 + p(other.first, 50) / 1000),
    ]
