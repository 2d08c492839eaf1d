"""Nested data: the dots travel, stay the same dots, stand still for those who ask, and lie still on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, press, slider

pytestmark = pytest.mark.browser
CANVAS = ".travel canvas >> nth=0"


def opened(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/nested_data{query}")
    expect(page.locator(LIVE).first).to_be_visible(timeout=30_000)
    expect(page.locator(CANVAS)).to_be_visible()


def picture(page: Page) -> str:
    return page.locator(CANVAS).evaluate("c => c.toDataURL()")


def test_the_lesson_is_played_once(page: Page, address: str):
    opened(page, address)
    for words, said in (
        ("One crowd", "each at the height of the score"),
        ("Their groups", "in their 24 schools"),
        ("Their scores", "A strip is one of 24 schools"),
        ("Two measures", "by what they knew on entry"),
        ("A line for each group", "A line for each of the 24 schools"),
    ):
        before = picture(page)
        page.get_by_role("button", name=words).click()
        expect(page.locator(".travel .says")).to_contain_text(said)
        expect(page.locator(CANVAS)).to_have_attribute("aria-label", page.locator(".travel .says").inner_text())
        assert picture(page) != before
    page.wait_for_url("**picture=lines**")
    assert page.get_by_text("closer together than strangers do").count() == 0, "the answer waits for the guess"
    gap = page.locator(".st-key-predict-gap")
    press(page, gap.get_by_role("button", name="Commit my guess"))
    expect(gap.locator(".mark.wrong")).to_contain_text("Too high.")
    expect(page.get_by_text("closer together than strangers do")).to_be_visible()
    box = page.locator('[class*="st-key-challenge-"]').first
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    press(page, page.locator(".st-key-question-nested_data-levels").get_by_text("The judges."))
    expect(page.locator(".mark.right").last).to_contain_text("judges are the groups")
    expect(page.get_by_text("That units of a group are alike does not say why.")).to_be_visible()


def test_a_link_opens_its_picture_and_a_slider_moves_the_dots_in_it(page: Page, address: str):
    opened(page, address, "?picture=lines")
    expect(page.locator(".travel .says")).to_contain_text("A line for each of the 24 schools")
    page.wait_for_timeout(500)
    before = picture(page)
    slider(page, "tau00").focus()
    page.keyboard.press("Home")
    expect(page.locator(".travel .says")).not_to_contain_text("32.37")
    assert picture(page) != before
    expect(page.get_by_role("button", name="A line for each group")).to_have_attribute("aria-pressed", "true")


def test_the_dots_travel_unless_the_reader_wants_it_still(page: Page, address: str):
    for motion, pictures in (("no-preference", 3), ("reduce", 1)):
        page.emulate_media(reduced_motion=motion)
        opened(page, address)
        page.wait_for_timeout(1500)
        page.get_by_role("button", name="Their groups").click()
        seen = set()
        for _ in range(12):
            seen.add(picture(page))
            page.wait_for_timeout(60)
        assert (len(seen) >= pictures) if pictures > 1 else (len(seen) <= 2), motion


def test_the_first_slider_of_the_lesson_moves_its_first_picture(page: Page, address: str):
    opened(page, address)
    expect(page.get_by_role("button", name="Their scores")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(1500)
    for name in ("tau00", "sigma2"):
        before = picture(page)
        slider(page, name).focus()
        page.keyboard.press("Home")
        page.wait_for_function(
            "before => document.querySelector('.st-key-stage [class*=\"st-key-travel-\"] .stBidiComponentRegular')"
            "?.shadowRoot.querySelector('canvas').toDataURL() !== before",
            arg=before,
        )


def test_the_dots_travel_with_the_steps_and_a_pick_holds_until_the_next_one(page: Page, address: str):
    opened(page, address)
    page.get_by_role("button", name="Two measures").click()
    expect(page.get_by_role("button", name="Two measures")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("heading", name="Units and groups").evaluate("h => h.scrollIntoView({ block: 'start' })")
    expect(page.get_by_role("button", name="Their groups")).to_have_attribute("aria-pressed", "true")


def test_play_walks_through_all_pictures(page: Page, address: str):
    opened(page, address)
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="A line for each group")).to_have_attribute(
        "aria-pressed", "true", timeout=15_000
    )
    page.wait_for_url("**picture=lines**")


def test_on_paper_the_five_pictures_stand_side_by_side(page: Page, address: str):
    opened(page, address)
    page.wait_for_timeout(1200)
    page.emulate_media(media="print")
    expect(page.locator(".travel .still figure")).to_have_count(5)
    expect(page.locator(".travel .still figure").first).to_be_visible()
    expect(page.locator(".travel .steps")).to_be_hidden()
