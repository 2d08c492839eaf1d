"""After a reload, from another page, in another session: what the reader did is there. And the map moves."""

import pytest
from playwright.sync_api import Page, expect

from lessons.curriculum import lessons
from tests.browser.lesson import open_lesson, slider

pytestmark = pytest.mark.browser
KEPT = "() => (localStorage.getItem('frogpond-progress') || '').includes('{}')"


def kept(page: Page, text: str) -> None:
    page.wait_for_function(KEPT.format(text))


def commit(page: Page) -> str:
    """Commit the number on the axis of icc's first question; returns how it was asked."""
    card = page.locator(".st-key-predict-pairs")
    card.get_by_role("button", name="Commit my guess").click()
    expect(card.locator(".mark")).to_be_visible()
    return card.locator(".predict-ask").inner_text()


def answer(page: Page) -> str:
    """Answer the first question with one option; returns the sentence under it."""
    question = page.locator('[class*="st-key-question-icc-"]').filter(has=page.get_by_role("radio")).first
    question.get_by_role("radio").first.locator("xpath=ancestor::label").click()
    expect(question.locator(".mark")).to_be_visible()
    return question.locator(".mark").inner_text()


def test_a_guess_and_a_mark_are_there_after_a_reload_and_from_another_page(page: Page, address: str):
    open_lesson(page, address, "icc?tau00=36")
    asked = commit(page)
    said = answer(page)
    kept(page, "pairs")
    kept(page, "parts")
    for way in ("reload", "leave"):
        if way == "reload":
            page.goto(f"{address}/icc")  # Another link: the controls are at their start.
        else:
            page.get_by_role("link", name="Glossary").first.click()
            expect(page.get_by_role("heading", name="Glossary")).to_be_visible()
            page.go_back()
        card = page.locator(".st-key-predict-pairs")
        expect(card.locator(".mark")).to_be_visible()
        assert card.locator(".predict-ask").inner_text() == asked, "with the wording as it was"
        expect(page.locator('[class*="st-key-question-icc-"] .mark').first).to_have_text(said.replace("\n", " "))
        expect(page.locator(".outline summary")).not_to_contain_text("0 of")


def test_forget_it_forgets_the_guess_as_well(page: Page, address: str):
    open_lesson(page, address, "icc")
    commit(page)
    kept(page, "pairs")
    page.get_by_role("link", name="Map").first.click()
    page.get_by_text("Your progress").click()
    page.get_by_role("button", name="Forget it").click()
    page.get_by_role("button", name="Forget it all").click()
    page.wait_for_function(KEPT.format("pairs").replace("=> ", "=> !"))
    open_lesson(page, address, "icc")
    expect(page.locator(".st-key-predict-pairs").get_by_role("button", name="Commit my guess")).to_be_visible()


def test_the_outline_leads_to_a_step(page: Page, address: str):
    open_lesson(page, address)
    page.locator(".outline summary").click()
    entry = page.locator(".outline button").last
    title = entry.inner_text()
    entry.click()
    expect(page.get_by_role("heading", name=title)).to_be_in_viewport()


def test_the_end_of_a_lesson_leads_to_the_next(page: Page, address: str):
    open_lesson(page, address, "icc")
    page.locator(".st-key-onward").get_by_role("link", name="Next:").click()
    page.wait_for_url("**/fixed_and_random*")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_word_says_what_it_means_by_hover_focus_and_tap(page: Page, address: str, width: int):
    page.set_viewport_size({"width": width, "height": 844})
    open_lesson(page, address)
    word, tip = page.locator(".term").first, page.get_by_role("tooltip")
    word.scroll_into_view_if_needed()
    word.focus()
    expect(tip).to_be_visible()
    assert word.get_attribute("aria-describedby") == tip.get_attribute("id")
    one, other = word.bounding_box(), tip.bounding_box()
    assert other["y"] >= one["y"] + one["height"] or other["y"] + other["height"] <= one["y"], "never over the word"
    assert other["x"] >= 0
    assert other["x"] + other["width"] <= width
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    word.blur()
    word.click()
    expect(tip).to_be_visible()
    page.locator("h1").first.click(force=True)
    expect(tip).to_be_hidden()


def test_the_map_moves(page: Page, address: str):
    page.goto(address)
    expect(page.locator(".st-key-front-picture canvas").first).to_be_visible()
    slider(page, "tau00").focus()
    page.keyboard.press("Home")
    expect(page.locator(".st-key-front .live")).to_contain_text("0 % lies between schools")
    page.keyboard.press("End")
    expect(page.locator(".st-key-front .live")).to_contain_text("74 % lies between schools")


def test_every_lesson_on_the_map_has_its_picture(page: Page, address: str):
    page.set_viewport_size({"width": 1440, "height": 2400})
    page.goto(address)
    pictures = page.locator('[class*="st-key-card-"] img')
    expect(pictures).to_have_count(len(lessons()))
    page.wait_for_function(
        "[...document.querySelectorAll('[class*=st-key-card-] img')].every((one) => one.naturalWidth > 300)",
        timeout=90_000,
    )
    assert all(pictures.nth(k).get_attribute("alt") for k in range(len(lessons())))
