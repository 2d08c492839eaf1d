"""Bayes, played once: the prior is dragged, zero is small, no prior is silent, the sampler piles up its draws."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, open_lesson, pixels, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "bayes")
    opening = page.locator(LIVE).first
    expect(opening).to_contain_text("Half of your prior lies below")
    before, words = pixels(page, "beliefs"), opening.inner_text()
    slider(page, "prior_scale").focus()
    page.keyboard.press("Home")
    expect(opening).not_to_have_text(words)
    page.wait_for_function(
        "before => document.querySelector('[class*=\"-beliefs\"] canvas').toDataURL() !== before", arg=before
    )
    zero = page.locator(".st-key-predict-zero")
    press(page, zero.get_by_role("button", name="Commit my guess"))
    expect(zero.locator(".mark")).to_be_visible()
    expect(page.get_by_text("it never says 0, it says how small")).to_be_visible()
    silent = page.locator(".st-key-predict-silent")
    press(page, silent.get_by_text("It falls by more than a tenth"))
    press(page, silent.get_by_role("button", name="Commit my guess"))
    expect(silent.locator(".mark.right")).to_contain_text("It is no silence")
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    press(page, page.get_by_role("button", name="Let the sampler run").first)
    expect(page.get_by_text("so the 8,000 draws are worth")).to_be_visible()
    expect(page.get_by_text("School A found 28 points of gain")).to_be_visible()
    expect(page.get_by_text("A Gibbs sampler for y ~ 1 + (1 | group)").first).to_be_visible()
    press(page, page.get_by_text("Both: one names the likeliest value, the other weighs all."))
    expect(page.locator(".mark.right").last).to_contain_text("They answer two questions.")
