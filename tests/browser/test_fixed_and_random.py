"""Fixed and random, played once: a score taken apart, another pupil, two readings, dice, the challenge."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, come_to, open_lesson, pixels, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "fixed_and_random")
    expect(page.locator(LIVE).first).to_contain_text("Pupil 8 of school 1 scored")
    _point_at_a_part(page)
    same = page.locator(".st-key-predict-same")
    press(page, same.get_by_text("The residual alone"))
    press(page, same.get_by_role("button", name="Commit my guess"))
    expect(same.locator(".mark.wrong")).to_contain_text("the pupil's own")
    expect(page.get_by_text("parts are this pupil's own")).to_be_visible()
    wider = page.locator(".st-key-predict-wider")
    press(page, wider.get_by_role("button", name="Commit my guess"))
    expect(wider.locator(".mark")).to_be_visible()
    come_to(page, page.locator('input[name="reading"][value="sample"]').first).check(force=True)
    expect(page.get_by_text("anything to say about a new school")).to_be_visible()
    dice = page.locator(".st-key-predict-dice")
    press(page, dice.get_by_role("button", name="Commit my guess"))
    expect(dice.locator(".mark")).to_contain_text("one part in J")
    _solve(page)
    press(page, page.get_by_text("It depends on the question."))
    expect(page.locator(".mark.right").last).to_contain_text("About these sixteen")


def _point_at_a_part(page: Page) -> None:
    """A term of the equation and its step light each other up: under the pointer at one, both are drawn anew."""
    canvas = page.locator('[class*="-score"] canvas').first
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.9 * box["height"])
    dim = pixels(page, "score")
    across = 0.915  # What is the pupil's own is the last term of the sum.
    page.mouse.move(box["x"] + across * box["width"], box["y"] + 0.065 * box["height"])
    page.wait_for_function(
        "before => document.querySelector('[class*=\"-score\"] canvas').toDataURL() !== before", arg=dim
    )


def _solve(page: Page) -> None:
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "n_per_group")).to_have_value("60")
