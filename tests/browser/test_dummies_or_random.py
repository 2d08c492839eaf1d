"""Dummies or random, played once: what dummies cannot say, what they protect from, the price, the challenge."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, open_lesson, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "dummies_or_random")
    opening = page.locator(LIVE).first
    expect(opening).to_contain_text("A dummy for each of 40 schools")
    before = opening.inner_text()
    slider(page, "corr_ux").focus()
    page.keyboard.press("Home")
    expect(opening).not_to_have_text(before)
    slider(page, "corr_ux").fill("0.8")
    expect(opening).to_have_text(before)
    sector = page.locator(".st-key-predict-sector")
    press(page, sector.get_by_text("A smaller effect", exact=False).first)
    press(page, sector.get_by_role("button", name="Commit my guess"))
    expect(sector.locator(".mark.wrong")).to_contain_text("They take all of it.")
    bias = page.locator(".st-key-predict-bias")
    press(page, bias.get_by_text("Too high", exact=True))
    press(page, bias.get_by_role("button", name="Commit my guess"))
    expect(bias.locator(".mark.right")).to_contain_text("as an effect of x")
    expect(page.get_by_text("the same, digit by digit")).to_be_visible()
    price = page.locator(".st-key-predict-price")
    press(page, price.get_by_role("button", name="Commit my guess"))
    expect(price.locator(".mark")).to_be_visible()
    press(page, page.get_by_role("button", name="Draw 200 samples"))
    expect(page.get_by_text("200 samples.", exact=False)).to_be_visible(timeout=60_000)
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "icc_x")).to_have_value("0.9")
    expect(page.get_by_text("A dollar more goes with")).to_be_visible()
    press(page, page.get_by_text("One with random intercepts."))
    expect(page.locator(".mark.right").last).to_contain_text("property of schools")
