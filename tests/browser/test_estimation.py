"""Estimation, played once: the climb by hand, the top, ML against REML, the edge."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, open_lesson, pixels, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "estimation")
    opening = page.locator(LIVE).first
    expect(opening).to_contain_text("The log likelihood of the data there is")
    before, words = pixels(page, "hill"), opening.inner_text()
    slider(page, "here_tau").focus()
    page.keyboard.press("Home")
    expect(opening).not_to_have_text(words)
    page.wait_for_function(
        "before => document.querySelector('[class*=\"-hill\"] canvas').toDataURL() !== before", arg=before
    )
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(page.get_by_text("these are the estimates")).to_be_visible()
    ml = page.locator(".st-key-predict-ml")
    press(page, ml.get_by_role("button", name="Commit my guess"))
    expect(ml.locator(".mark")).to_be_visible()
    edge = page.locator(".st-key-predict-edge")
    press(page, edge.get_by_role("button", name="Commit my guess"))
    expect(edge.locator(".mark.wrong")).to_contain_text("Too high.")
    expect(page.get_by_text("It is no proof that groups are alike.")).to_be_visible()
    expect(page.get_by_text("the same data; x is counted in two units")).to_be_visible()
    press(page, page.get_by_text("These data cannot tell the clinics apart."))
    expect(page.locator(".mark.right").last).to_contain_text("common even where they differ")
