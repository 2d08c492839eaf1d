"""The wall and the phones: a hall answers what is asked, is counted, and sees what it believed beside what is so."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import present

pytestmark = pytest.mark.browser


def door(page: Page) -> str:
    """The path of the room, as the wall shows it."""
    return "/r/" + page.locator(".door b").inner_text().rsplit("/r/")[1]


def answered_by(browser: Browser, url: str, words: str, script: bool) -> Page:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=script).new_page()
    phone.goto(url)
    phone.get_by_role("button", name=words, exact=True).click()
    expect(phone.get_by_role("status")).to_contain_text("Sent")
    return phone


def test_a_hall_answers_from_phones_with_and_without_scripts(browser: Browser, page: Page, address: str):
    present(page, f"{address}/icc?present=10")
    expect(page.locator(".predict-ask")).to_be_visible()
    page.get_by_role("button", name="Room", exact=True).click()
    expect(page.locator(".count")).to_have_text("0 answers", timeout=30_000)
    url = address + door(page)
    follower = answered_by(browser, url, "It rises", True)
    answered_by(browser, url, "It falls", False)
    answered_by(browser, url, "It rises", False)
    expect(page.locator(".count")).to_have_text("3 answers")
    expect(page.locator(".st-key-figure-room")).to_have_count(0)
    page.keyboard.press("r")
    expect(page.locator(".said-by")).to_have_text("3 have answered.")
    expect(page.locator(".st-key-figure-room canvas")).to_be_visible(timeout=30_000)
    expect(follower.get_by_text("This question is closed")).to_be_visible(timeout=15_000)
    assert follower.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_number_goes_onto_the_axis_of_its_question(browser: Browser, page: Page, address: str):
    present(page, f"{address}/icc?present=3")
    page.get_by_role("button", name="Room", exact=True).click()
    expect(page.locator(".count")).to_be_visible(timeout=30_000)
    phone = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(address + door(page))
    phone.get_by_role("spinbutton").fill("0.4")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("status")).to_contain_text("Sent")
    expect(page.locator(".count")).to_have_text("1 answer")
    page.keyboard.press("r")
    expect(page.locator(".said-by")).to_have_text("One has answered.")
    expect(page.locator(".st-key-figure-room canvas")).to_be_visible(timeout=30_000)


def test_after_a_talk_the_hall_votes_again_and_sees_both_votes_and_at_the_end_how_many_were_right(
    browser: Browser, page: Page, address: str
):
    present(page, f"{address}/icc?present=10")
    page.get_by_role("button", name="Room", exact=True).click()
    expect(page.locator(".count")).to_have_text("0 answers", timeout=30_000)
    url = address + door(page)
    phones = [answered_by(browser, url, words, False) for words in ("It falls", "It falls", "It rises")]
    expect(page.locator(".count")).to_have_text("3 answers")
    page.keyboard.press("v")
    expect(page.get_by_text("Second vote", exact=True)).to_be_visible(timeout=15_000)
    expect(page.locator(".count")).to_have_text("0 answers", timeout=15_000)
    phones[0].goto(url)
    expect(phones[0].get_by_text("Second vote.")).to_be_visible()
    phones[0].get_by_role("button", name="It rises", exact=True).click()
    expect(page.locator(".count")).to_have_text("1 answer")
    page.keyboard.press("r")
    expect(page.locator(".said-by")).to_have_text("First vote, pale: 3. Second vote: 1.")
    expect(page.locator(".st-key-figure-room canvas")).to_be_visible(timeout=30_000)
    while page.locator(".screen-title").inner_text() != "How many of you were right":
        shown = page.locator(".where").inner_text()
        page.keyboard.press("PageDown")
        expect(page.locator(".where")).not_to_have_text(shown)
    expect(page.locator(".st-key-figure-believed canvas")).to_be_visible(timeout=30_000)


def test_a_room_outlives_a_reload_of_the_wall_and_not_its_leaving(browser: Browser, page: Page, address: str):
    present(page, f"{address}/icc?present=10")
    page.get_by_role("button", name="Room", exact=True).click()
    expect(page.locator(".count")).to_have_text("0 answers", timeout=30_000)
    room = door(page)
    answered_by(browser, address + room, "It rises", False)
    page.reload()
    expect(page.locator(".count")).to_have_text("1 answer", timeout=30_000)
    assert door(page) == room
    page.get_by_role("button", name="Leave the room").click()
    expect(page.locator(".door")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Room", exact=True)).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1500)
    expect(page.locator(".door")).to_have_count(0)


def test_the_speakers_page_moves_the_wall_and_follows_it(browser: Browser, page: Page, address: str):
    present(page, f"{address}/icc?present=1")
    page.get_by_role("button", name="Room", exact=True).click()
    expect(page.get_by_role("button", name="Leave the room")).to_be_visible(timeout=15_000)
    speaker = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    speaker.goto(address + "/" + page.get_by_role("link", name="Speaker").get_attribute("href").removeprefix("./"))
    expect(speaker.get_by_role("heading")).to_have_text("How much of the variance is between groups?", timeout=30_000)
    expect(speaker.get_by_text("Ask.")).to_be_visible()
    speaker.get_by_role("slider", name="Variance between schools").fill("60")
    expect(page.locator(".live").first).to_contain_text("60", timeout=15_000)
    speaker.get_by_role("button", name="Next", exact=True).click()
    expect(page.locator(".where")).to_contain_text("2 of")
    expect(speaker.get_by_role("heading")).to_have_text("A share of the variance")
    speaker.get_by_role("button", name="Black").click()
    expect(page.locator(".pond-black")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(speaker.get_by_role("heading")).to_have_text("Two pupils of one school")


def test_a_speakers_window_of_the_same_browser_needs_no_room(page: Page, address: str):
    present(page, f"{address}/icc?present=1")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Speaker").click()
    speaker = opened.value
    expect(speaker.get_by_role("heading")).to_have_text("How much of the variance is between groups?", timeout=30_000)
    expect(speaker.get_by_text("Ask.")).to_be_visible()
    speaker.get_by_role("slider", name="Variance between schools").fill("60")
    expect(page.locator(".live").first).to_contain_text("60", timeout=15_000)
    speaker.get_by_role("button", name="Next", exact=True).click()
    expect(page.locator(".where")).to_contain_text("2 of")
    expect(speaker.get_by_role("heading")).to_have_text("A share of the variance")
    page.reload()
    page.locator(".pond-black").wait_for(state="attached")
    speaker.get_by_role("button", name="Next", exact=True).click()
    expect(page.locator(".where")).to_contain_text("3 of", timeout=15_000)
    speaker.get_by_role("button", name="Black").click()
    expect(page.locator(".pond-black")).to_be_visible()


def test_nobody_without_the_key_moves_the_wall_or_reads_its_notes(browser: Browser, page: Page, address: str):
    present(page, f"{address}/icc?present=1")
    page.get_by_role("button", name="Room", exact=True).click()
    expect(page.get_by_role("button", name="Leave the room")).to_be_visible(timeout=15_000)
    href = page.get_by_role("link", name="Speaker").get_attribute("href").removeprefix("./").partition("#")[0]
    stranger = browser.new_context().new_page()
    stranger.goto(f"{address}/{href}#guess")
    expect(stranger.get_by_role("heading")).to_contain_text("not yours", timeout=15_000)
    stranger.get_by_role("button", name="Next", exact=True).click()
    stranger.wait_for_timeout(1000)
    expect(page.locator(".where")).to_contain_text("1 of")
