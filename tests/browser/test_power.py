"""Power, played once: the hundred follow the hand, guesses are judged, fits meet the line, the cheapest plan."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, open_lesson, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "power")
    opening = page.locator(LIVE).first
    expect(opening).to_contain_text("Half of 30 schools")
    before = opening.inner_text()
    slider(page, "gamma01").focus()
    page.keyboard.press("Home")
    expect(opening).to_contain_text("In the long run it would be 5 of 100")
    slider(page, "gamma01").fill("0.4")
    expect(opening).to_have_text(before)
    doubled = page.locator(".st-key-predict-doubled")
    press(page, doubled.get_by_text("More than before", exact=True))
    press(page, doubled.get_by_role("button", name="Commit my guess"))
    expect(doubled.locator(".mark.wrong")).to_contain_text("they are of fewer schools")
    press(page, page.get_by_role("button", name="Fit 200 studies of each plan"))
    expect(page.get_by_text("by 200 fits", exact=False)).to_be_visible(timeout=60_000)
    ceiling = page.locator(".st-key-predict-ceiling")
    press(page, ceiling.get_by_role("button", name="Commit my guess"))
    expect(ceiling.locator(".mark")).to_be_visible()
    loss = page.locator(".st-key-predict-loss")
    press(page, loss.get_by_text("Whole schools", exact=True))
    press(page, loss.get_by_role("button", name="Commit my guess"))
    expect(loss.locator(".mark.right")).to_contain_text("goes its level")
    expect(page.get_by_text("such a number says again what p said")).to_be_visible()
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    link = page.get_by_role("link", name="Open it in the Lab")
    assert "lab?n_groups=" in link.get_attribute("href")
    press(page, page.get_by_text("A little more power, up to a ceiling."))
    expect(page.locator(".mark.right").last).to_contain_text("The noise of pupils goes.")
