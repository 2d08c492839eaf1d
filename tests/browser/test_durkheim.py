"""Durkheim's provinces, played once from the line to the stories behind it and on to a land with persons in it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, come_to, open_lesson, press, slider

pytestmark = pytest.mark.browser
PICTURE = 'p[data-says$="prussia"]'


def at(page: Page, heading: str) -> None:
    page.get_by_role("heading", name=heading).evaluate("heading => heading.scrollIntoView({ block: 'start' })")


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "durkheim")
    expect(page.locator(LIVE).first).to_contain_text("4.3 times as many")
    page.get_by_role("radio", name="Durkheim's four bands").first.check(force=True)
    expect(page.locator(LIVE).first).to_contain_text("7.5 times as many")
    expect(page.locator(PICTURE)).to_contain_text("4 bands of provinces")
    page.get_by_role("radio", name="Thirteen provinces").first.check(force=True)
    waiting = page.get_by_text("This step waits for your guess above.")
    expect(waiting).to_have_count(5)
    lowest = page.locator(".st-key-predict-lowest")
    press(page, lowest.get_by_role("button", name="Commit my guess"))
    expect(lowest.locator(".mark.wrong")).to_contain_text("All 798 may have been among the 196,449 others")
    at(page, "Who were they?")
    expect(page.locator(PICTURE)).to_contain_text("What Saxony can be made of")
    slider(page, "part_many").fill("0")
    expect(page.get_by_text("The rate of Protestants is 0.0")).to_be_visible()
    slider(page, "part_many").fill("50")
    alike = page.locator(".st-key-predict-alike")
    come_to(page, alike.get_by_text("Both equally often")).click()
    press(page, alike.get_by_role("button", name="Commit my guess"))
    expect(alike.locator(".mark.wrong")).to_contain_text("most Protestants live where everyone's rate is high")
    expect(waiting).to_have_count(1)  # The model waits for the last guess.
    press(page, page.get_by_role("button", name="Only others").first)
    expect(page.locator(PICTURE)).to_contain_text("In this story 0.0 of 100,000 Protestants")
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "part_few")).to_have_value("85")
    at(page, "What was known of persons")
    expect(page.locator(PICTURE)).to_contain_text("10.0 of 100,000 Catholics")
    total = page.locator(".st-key-predict-sum")
    press(page, total.get_by_role("button", name="Commit my guess"))
    expect(total.locator(".mark.wrong")).to_contain_text("Add the two, with their signs")
    at(page, "The model, with persons in it")
    come_to(page, page.get_by_role("radio", name="Province means only").first).check(force=True)
    expect(page.locator("table.recovery tr", has_text="own faith").locator("td.found")).to_have_text(
        "not in this model"
    )
    come_to(page, page.get_by_text("The risk of every person in it.")).click()
    expect(page.locator(".mark.wrong").last).to_contain_text("risks can differ as widely as the bounds allow")
    expect(page.get_by_text("Opposite stories of persons fit the same dots")).to_be_visible()
