"""Diagnostics, played once: a fault and its picture, one that hides, what is explained, the test, the challenge."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, come_to, open_lesson, pixels, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "diagnostics")
    expect(page.locator(LIVE).first).to_contain_text("You made the levels of schools skewed")
    before = pixels(page, "residuals")
    come_to(page, page.locator('input[name="fault"][value="curve"]').first).check(force=True)
    expect(page.locator(LIVE).first).to_contain_text("the mean of residuals bends along x")
    page.wait_for_function(
        "before => document.querySelector('[class*=\"-residuals\"] canvas').toDataURL() !== before", arg=before
    )
    left = page.locator(".st-key-predict-left")
    press(page, left.get_by_role("button", name="Commit my guess"))
    expect(left.locator(".mark")).to_be_visible()
    expect(page.get_by_text("levels that look normal prove nothing")).to_be_visible()
    falls = page.locator(".st-key-predict-falls")
    press(page, falls.get_by_text("It falls"))
    press(page, falls.get_by_role("button", name="Commit my guess"))
    expect(falls.locator(".mark.wrong")).to_contain_text("explains nothing between them")
    rate = page.locator(".st-key-predict-rate")
    press(page, rate.get_by_role("button", name="Commit my guess"))
    expect(rate.locator(".mark")).to_be_visible()
    expect(page.get_by_text("Where schools are alike the printed test rejects")).to_be_visible()
    _solve(page)
    press(page, page.get_by_text("p = .04."))
    expect(page.locator(".mark.right").last).to_contain_text("half as large")


def _solve(page: Page) -> None:
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "n_per_group")).to_have_value("2")
