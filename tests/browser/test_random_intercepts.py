"""Random intercepts, played once from the first prediction to the takeaways."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, open_lesson, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "random_intercepts")
    expect(page.locator(LIVE).first).to_contain_text("This one is school")
    expect(page.locator(LIVE).nth(1)).to_contain_text("The ring is the first pupil of school")
    before = page.locator(LIVE).first.inner_text()
    page.get_by_role("radio", name="The lowest").first.check(force=True)
    expect(page.locator(LIVE).first).not_to_have_text(before)
    split = page.locator(".st-key-predict-split")
    split.get_by_role("button", name="Commit my guess").click()
    expect(split.locator(".mark")).to_be_visible()
    expect(page.get_by_text("With very many schools one residual has the variance")).to_be_visible()
    error = page.locator(".st-key-predict-error")
    error.get_by_text("Smaller", exact=True).click()
    error.get_by_role("button", name="Commit my guess").click()
    expect(error.locator(".mark.wrong")).to_contain_text("One thing does make it smaller")
    box = page.locator('[class*="st-key-challenge-"]').first
    box.get_by_role("button", name="Hint").click()
    box.get_by_role("button", name="Show a solution").click()
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "tau00")).to_have_value("64")
    page.get_by_text("The model has one slope for all schools.").click()
    expect(page.locator(".mark.right").last).to_contain_text("residual at level 2")
    expect(page.get_by_text("A random-intercept model has two residuals")).to_be_visible()
