"""Shrinkage, played once: the guess, the pull, the truth, the ranks, the challenge, the counties."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, come_to, open_lesson, pixels, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "shrinkage")
    expect(page.locator(LIVE).first).to_contain_text("Your school has 3 pupils")
    level = page.locator(".st-key-predict-level")
    press(page, level.get_by_role("button", name="Commit my guess"))
    expect(level.locator(".mark.wrong")).to_contain_text("the luck of the pupils")
    expect(page.get_by_text("share that is real")).to_be_visible()
    _pool(page)
    nearer = page.locator(".st-key-predict-nearer")
    press(page, nearer.get_by_role("button", name="Commit my guess"))
    expect(nearer.locator(".mark")).to_be_visible()
    press(page, page.get_by_role("button", name="Draw 200 samples"))
    expect(page.get_by_text("200 samples, each with its own fit.")).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile(r"Of \d+ pairs of schools"))).to_be_visible()
    _solve(page)
    press(page, page.get_by_text("Means of few pupils scatter more."))
    expect(page.locator(".mark.right").last).to_contain_text("at both ends")


def _pool(page: Page) -> None:
    """The picture follows the way to pool."""
    come_to(page, page.get_by_role("radio", name="Partial pooling").first).check(force=True)
    expect(page.get_by_text("every school moves toward the average")).to_be_visible()
    before = pixels(page, "schools")
    page.get_by_role("radio", name="Complete pooling").first.check(force=True)
    expect(page.get_by_text("every school believes the average")).to_be_visible()
    page.wait_for_function(
        "before => document.querySelector('[class*=\"-schools\"] canvas').toDataURL() !== before", arg=before
    )


def _solve(page: Page) -> None:
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "own_n")).to_have_value("1")
