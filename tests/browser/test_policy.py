"""What the browser is told it may do: every page works within it, and nothing else is possible."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from lessons.curriculum import lessons
from tests.browser.lesson import AT_REST

pytestmark = pytest.mark.browser
PAGES = ["", "map", "data", "glossary", "lab", "review", *(lesson.slug for lesson in lessons())]
SAY = "addEventListener('securitypolicyviolation', e => console.error('forbidden', e.violatedDirective, e.blockedURI))"


@pytest.fixture
def strict(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page under our policy, and what went wrong on it: forbidden, not found, failed, or sent elsewhere."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=False)
    page, wrong = context.new_page(), list[str]()
    page.add_init_script(SAY)
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda problem: wrong.append(str(problem)))
    page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.on("request", lambda asked: wrong.append(asked.url) if not ours(asked.url) else None)
    yield page, wrong
    context.close()


def ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))


def settled(page: Page) -> None:
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    expect(page.locator(AT_REST)).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1500)


@pytest.mark.parametrize("path", [*PAGES, "random_slopes?present=1&tau11=9"])
def test_a_page_needs_nothing_that_is_forbidden_and_asks_for_nothing_that_is_not_there(strict, address: str, path: str):
    page, wrong = strict
    page.goto(f"{address}/{path}")
    settled(page)
    assert not wrong


def test_what_a_lesson_offers_to_open_stays_within_the_policy(strict, address: str):
    page, wrong = strict
    page.goto(f"{address}/random_slopes")
    settled(page)
    for tab in page.get_by_role("tab").all():
        tab.click()
    for more in page.locator('[data-testid="stExpander"] summary').all():
        more.click()
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("dialog").get_by_text("/random_slopes").first).to_be_visible()
    page.wait_for_timeout(1500)
    assert not wrong


@pytest.mark.parametrize(
    "planted",
    [
        "document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.invalid/x.png'}))",
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.planted = 1'}))",
        "document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://elsewhere.invalid/'}))",
        "fetch('https://elsewhere.invalid/').catch(() => 0)",
    ],
)
def test_what_a_link_could_plant_does_nothing(strict, address: str, planted: str):
    page, wrong = strict
    page.goto(f"{address}/glossary")
    settled(page)
    assert not wrong
    page.evaluate(planted)
    page.wait_for_timeout(300)
    assert any("forbidden" in said for said in wrong)
    assert page.evaluate("window.planted") is None


def test_the_map_is_found_by_its_name(page: Page, address: str):
    page.goto(f"{address}/map")
    expect(page.get_by_role("heading", name="Multilevel models, by moving them")).to_be_visible(timeout=30_000)
    assert page.get_by_text("Page not found").count() == 0
