"""The ecological fallacy, played once from states to persons and on to a world with two slopes."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, come_to, open_lesson, slider

pytestmark = pytest.mark.browser


def at(page: Page, heading: str) -> None:
    page.get_by_role("heading", name=heading).evaluate("heading => heading.scrollIntoView({ block: 'start' })")


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "ecological_fallacy")
    expect(page.locator(LIVE).first).to_contain_text("the correlation is −0.526")
    waiting = page.get_by_text("This step waits for your guess above.")
    assert waiting.count() == 4, "persons wait for the guess, in every step that speaks of them"
    assert page.get_by_text("more often illiterate than all others").count() == 0
    guess = page.locator(".st-key-predict-persons_nativity")
    guess.get_by_text("about as strong").click()
    guess.get_by_role("button", name="Commit my guess").click()
    expect(guess.locator(".mark.wrong")).to_contain_text("You read persons off the states.")
    expect(page.locator('p[data-says$="census_nativity"]')).to_contain_text("0.118")
    expect(waiting).to_have_count(0)
    at(page, "One state bursts into its people")
    expect(page.locator('p[data-says$="census_nativity"]')).to_contain_text("what one of them is the mean of")
    at(page, "Every state bursts")
    expect(page.locator('p[data-says$="census_nativity"]')).to_contain_text("38 of these lines rise")
    at(page, "Divisions")
    expect(page.locator('p[data-says$="census_nativity"]')).to_contain_text("−0.619")
    page.get_by_role("radio", name="Race").first.check(force=True)
    race = page.locator(".st-key-predict-persons_race")
    expect(race.get_by_role("button", name="Commit my guess")).to_be_visible()
    expect(waiting).to_have_count(4)  # Each comparison has a guess of its own.
    race.get_by_role("button", name="Skip").click()
    expect(page.get_by_text("Over persons the correlation is 0.203").first).to_be_visible()
    total = page.locator(".st-key-predict-total")
    come_to(page, total.get_by_role("button", name="Commit my guess")).click()
    expect(total.locator(".mark.wrong")).to_contain_text("All persons together mix both slopes")
    at(page, "All persons together")
    expect(page.locator('p[data-says$="slopes"]')).to_contain_text("To expect for all persons")
    come_to(page, page.get_by_role("radio", name="State means only").first).check(force=True)
    expect(page.locator("table.recovery tr", has_text="slope within states").locator("td.found")).to_have_text(
        "not in this model"
    )
    box = page.locator('[class*="st-key-challenge-"]').first
    come_to(page, box.get_by_role("button", name="Hint")).click()
    come_to(page, box.get_by_role("button", name="Show a solution")).click()
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "gamma10")).to_have_value("-1.5")
    come_to(page, page.get_by_text("That unemployed people chose the party more often than")).click()
    expect(page.locator(".mark.wrong").last).to_contain_text("ecological fallacy")
    expect(page.get_by_text("What holds for the means of groups need not hold for their members")).to_be_visible()
