"""What the browser is told it may do: nothing else is possible. Every page works within it: test_access.py."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import AT_REST

pytestmark = pytest.mark.browser


def settled(page: Page) -> None:
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    expect(page.locator(AT_REST)).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1500)


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
