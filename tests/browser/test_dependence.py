"""Dependence, played once: a hundred intervals, the guess, the test of the program, the challenge."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lesson import LIVE, open_lesson, pixels, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "dependence")
    _stretch(page)
    misses = page.locator(".st-key-predict-misses")
    expect(page.get_by_text("naive intervals miss there")).to_have_count(0)
    _commit(page, misses)
    expect(misses.locator(".mark.wrong")).to_contain_text("Too high")
    expect(page.get_by_text("naive intervals miss there")).to_be_visible()
    worth = page.locator(".st-key-predict-worth")
    expect(page.get_by_text("design effect says")).to_have_count(0)
    _commit(page, worth)
    expect(page.get_by_text("So your 600 pupils are worth")).to_be_visible()
    _test_the_program(page)
    _solve(page)


def _commit(page: Page, guess: Locator) -> None:
    press(page, guess.get_by_role("button", name="Commit my guess"))


def _stretch(page: Page) -> None:
    """The hundred intervals follow the first slider, and fewer miss."""
    opening = page.locator(LIVE).first
    expect(opening).to_contain_text(re.compile(r"[3-9]\d miss"))
    before, address = pixels(page, "hundred"), page.url
    slider(page, "icc").focus()
    page.keyboard.press("Home")
    expect(opening).to_contain_text(re.compile(r" \d miss"))
    page.wait_for_function(
        "before => document.querySelector('[class*=\"-hundred\"] canvas').toDataURL() !== before", arg=before
    )
    page.goto(address)
    expect(opening).to_contain_text(re.compile(r"[3-9]\d miss"))


def _test_the_program(page: Page) -> None:
    doubling = page.locator(".st-key-predict-doubling")
    press(page, doubling.get_by_text("Less often", exact=True))
    _commit(page, doubling)
    expect(doubling.locator(".mark.wrong")).to_contain_text("faster than the true one")
    press(page, page.get_by_role("button", name=re.compile("Test the program in")))
    expect(page.get_by_text(re.compile(r"Drawing samples: \d+ of 400"))).to_be_visible()
    expect(page.get_by_text("false alarm")).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile("Drawing samples"))).to_have_count(0)


def _solve(page: Page) -> None:
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "icc")).to_have_value("0.03")
    expect(page.get_by_text("The sliders have moved since").first).to_be_visible()
