"""Levels of a claim, played once: drawn by pointer, by keys and by a click, and on to a politician's claim."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.lesson import LIVE, come_to, found_cell, open_lesson, press, slider

pytestmark = pytest.mark.browser
WORLD = 'p[data-says$="world"]'


def node(page: Page, step: int, letter: str) -> Locator:
    return page.locator(f'.st-key-step-{step} .drawing [data-letter="{letter}"]')


def drag(page: Page, one: Locator, up: float) -> None:
    one.scroll_into_view_if_needed()
    box = one.locator("circle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - up / 2, steps=3)
    page.mouse.move(x, y - up, steps=3)
    page.mouse.up()


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "propositions")
    claim = page.locator(LIVE).first
    expect(claim).to_contain_text("the claim is micro")
    expect(page.locator(WORLD)).to_contain_text("All have one slope")
    drag(page, node(page, 0, "x"), 120)
    expect(claim).to_contain_text("the claim is macro-micro")
    expect(page.locator(WORLD)).to_contain_text("they have one teacher")
    page.wait_for_url("**x_level=upper**")
    node(page, 0, "y").focus()
    page.keyboard.press("ArrowUp")
    expect(claim).to_contain_text("the claim is macro:")
    expect(page.locator(WORLD)).to_contain_text("24 classes, and no pupil")
    expect(node(page, 0, "y")).to_be_focused()
    node(page, 0, "x").click()
    expect(claim).to_contain_text("the claim is micro-macro")
    page.keyboard.press("Enter")
    expect(claim).to_contain_text("the claim is macro:")
    press(page, page.get_by_role("button", name="Micro", exact=True).first)
    expect(claim).to_contain_text("the claim is micro:")
    node(page, 2, "z").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("The arrow ends in an arrow")).to_be_visible()
    expect(found_cell(page, "cross-level interaction")).to_contain_text("−")
    pay = page.locator(".st-key-predict-pay")
    come_to(page, pay.get_by_text("From the same classes")).click()
    press(page, pay.get_by_role("button", name="Commit my guess"))
    expect(pay.locator(".mark.wrong")).to_contain_text("x gets no new value")
    box = page.locator('[class*="st-key-challenge-"]').first
    expect(box.locator(".condition.met")).to_have_count(2)
    press(page, box.get_by_role("button", name="Hint"))
    press(page, box.get_by_role("button", name="Show a solution"))
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "gamma11")).to_have_value("-2")
    come_to(page, page.get_by_role("radio", name="Cross-level", exact=True).first).check(force=True)
    expect(page.get_by_text("The difference is −1.34")).to_be_visible()
    come_to(page, page.get_by_text("There are 2,000 pupils.")).click()
    expect(page.locator(".mark.wrong").last).to_contain_text("what differs among pupils")
    expect(page.get_by_text("Ask of each variable")).to_be_visible()


def test_a_thumb_can_draw_on_a_phone(browser: Browser, address: str):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce")
    page = context.new_page()
    open_lesson(page, address, "propositions")
    come_to(page, node(page, 0, "x"))
    node(page, 0, "x").tap()
    expect(page.locator(LIVE).first).to_contain_text("the claim is macro-micro")
    context.close()
