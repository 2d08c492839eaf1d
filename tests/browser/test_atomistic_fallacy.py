"""The atomistic fallacy, played once from persons to states."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, come_to, open_lesson, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "atomistic_fallacy")
    expect(page.locator(LIVE).first).to_contain_text("made-up countries")
    says = page.locator('p[data-says$="-countries"]')
    expect(says).to_contain_text("is not shown yet")
    assert page.get_by_text("of mean risk").count() == 0, "the countries wait for the guess"
    countries = page.locator(".st-key-predict-countries")
    countries.get_by_text("Rich countries stand lower").click()
    countries.get_by_role("button", name="Commit my guess").click()
    expect(countries.locator(".mark.wrong")).to_contain_text("atomistic fallacy")
    expect(says).to_contain_text("4.14 points more of mean risk")
    assert page.get_by_text("correlate at").count() == 0, "the states wait for the guess"
    context = page.locator(".st-key-predict-context")
    come_to(page, context.get_by_role("button", name="Commit my guess")).click()
    expect(context.locator(".mark.wrong")).to_contain_text("Too low.")
    blend = page.locator(".st-key-predict-blend")
    come_to(page, blend.get_by_role("button", name="Skip")).click()
    expect(page.get_by_text("Random intercepts do not separate the levels")).to_be_visible()
    states = page.locator(".st-key-predict-states")
    come_to(page, states.get_by_text("It rises", exact=True)).click()
    states.get_by_role("button", name="Commit my guess").click()
    expect(states.locator(".mark.wrong")).to_contain_text("atomistic fallacy")
    page.get_by_role("heading", name="A real study").evaluate("h => h.scrollIntoView({ block: 'start' })")
    expect(page.locator('p[data-says$="states_all"]')).to_contain_text("correlate at −0.64")
    page.get_by_role("radio", name="White voters").first.check(force=True)
    expect(page.locator('p[data-says$="states_white"]')).to_be_visible()
    box = page.locator('[class*="st-key-challenge-"]').first
    come_to(page, box.get_by_role("button", name="Hint")).click()
    come_to(page, box.get_by_role("button", name="Show a solution")).click()
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "gamma01")).to_have_value("1")
    come_to(page, page.get_by_text("It separates within from between.")).click()
    expect(page.locator(".mark.wrong").last).to_contain_text("one number for all")
    expect(page.get_by_text("each level has a slope of its own")).to_be_visible()
