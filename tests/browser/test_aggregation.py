"""Aggregation, played once: means, their spread, the pupils; the overlap, the error, the challenge."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, come_to, open_lesson, pixels, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "aggregation")
    opening = page.locator(LIVE).first
    expect(opening).to_contain_text("A league table shows no more than this.")
    before = pixels(page, "district")
    come_to(page, page.locator('input[name="view"][value="units"]').first).check(force=True)
    expect(opening).to_contain_text("Every pupil is here")
    page.wait_for_function(
        "before => document.querySelector('[class*=\"-district\"] canvas').toDataURL() !== before", arg=before
    )
    overlap = page.locator(".st-key-predict-overlap")
    press(page, overlap.get_by_role("button", name="Commit my guess"))
    expect(overlap.locator(".mark.wrong")).to_contain_text("Too high.")
    expect(page.get_by_text("takes them all for equally good")).to_be_visible()
    error = page.locator(".st-key-predict-error")
    press(page, error.get_by_text("Smaller", exact=True))
    press(page, error.get_by_role("button", name="Commit my guess"))
    expect(error.locator(".mark.wrong")).to_be_visible()
    press(page, page.get_by_role("button", name="Draw 200 samples"))
    expect(page.get_by_text("intervals without 0")).to_be_visible(timeout=60_000)
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "gamma01")).to_have_value("0")
    press(page, page.get_by_text("That all means are equally good."))
    expect(page.locator(".mark.right").last).to_contain_text("as much as one of 60")
