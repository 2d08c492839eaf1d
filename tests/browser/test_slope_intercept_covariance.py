"""Intercepts and slopes together, played once: the zero moves and no line does."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, open_lesson, pixels, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "slope_intercept_covariance")
    opening = page.locator(LIVE).first
    expect(opening).to_contain_text("fan out")
    before = pixels(page, "fan")
    slider(page, "corr01").focus()
    page.keyboard.press("Home")
    expect(opening).to_contain_text("fan in")
    page.wait_for_function(
        "before => document.querySelector('[class*=\"-fan\"] canvas').toDataURL() !== before", arg=before
    )
    slider(page, "corr01").fill("0.5")
    expect(opening).to_contain_text("fan out")
    moved = page.locator(".st-key-predict-moved")
    press(page, moved.get_by_role("button", name="Commit my guess"))
    expect(moved.locator(".mark")).to_be_visible()
    expect(page.get_by_text("a correlation that is reported without its zero says nothing")).to_be_visible()
    least = page.locator(".st-key-predict-least")
    press(page, least.get_by_role("button", name="Commit my guess"))
    expect(least.locator(".mark")).to_be_visible()
    press(page, page.get_by_role("button", name="Draw 200 samples"))
    expect(page.get_by_text("the fit of the model is singular")).to_be_visible(timeout=60_000)
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "zero")).to_have_value("-3")
    expect(page.get_by_text("Nobody changed a line.")).to_be_visible()
    press(page, page.get_by_text("Little: another zero could give another sign."))
    expect(page.locator(".mark.right").last).to_contain_text("belongs to the zero")
