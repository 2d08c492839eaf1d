"""The frog pond, played once: a frog moves, keeps its x, and its prediction follows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, come_to, open_lesson, pixels, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "frog_pond")
    opening = page.locator(LIVE).first
    expect(opening).to_contain_text("This frog has an ability of")
    before, words = pixels(page, "frog"), opening.inner_text()
    slider(page, "pond").focus()
    page.keyboard.press("Home")
    expect(opening).not_to_have_text(words)
    page.wait_for_function(
        "before => document.querySelector('[class*=\"-frog\"] canvas').toDataURL() !== before", arg=before
    )
    move = page.locator(".st-key-predict-move")
    press(page, move.get_by_role("button", name="Commit my guess"))
    expect(move.locator(".mark.wrong")).to_contain_text("against its class")
    expect(page.get_by_text("It compares two pupils who are equally able")).to_be_visible()
    coefficient = page.locator(".st-key-predict-coefficient")
    press(page, coefficient.get_by_text("The slope between classes", exact=True))
    press(page, coefficient.get_by_role("button", name="Commit my guess"))
    expect(coefficient.locator(".mark.wrong")).to_contain_text("pupils of one x")
    come_to(page, page.get_by_role("radio", name="From the mean of the class").first).check(force=True)
    expect(page.get_by_text(re.compile("classes moves to 0"))).to_be_attached()
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(page.get_by_text("Raudenbush and Bryk print 2.19 and 5.87")).to_be_visible()
    press(page, page.get_by_text("Whether classes with a higher mean lie higher."))
    expect(page.locator(".mark.right").last).to_contain_text("Only distances")
