"""Controls and numbers are moved where they are spoken of, and the picture follows the reader."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lesson import AT_REST, open_lesson, slider

pytestmark = pytest.mark.browser


def test_a_control_in_two_places_is_one_control(page: Page, address: str):
    open_lesson(page, address)
    page.locator(".stage-bar").get_by_role("button", name="All controls").click()
    copies = page.locator('input[type="range"][data-name="tau11"]')
    assert copies.count() > 1
    copies.first.press("End")
    for k in range(copies.count()):
        expect(copies.nth(k)).to_have_value("16")


def test_all_controls_are_one_key_away_and_the_drawer_stays_as_it_was_left(page: Page, address: str):
    open_lesson(page, address)
    every = page.locator(".st-key-panel")
    expect(every).to_be_hidden()
    page.keyboard.press("c")
    expect(every).to_be_visible()
    page.reload()
    expect(every).to_be_visible()
    page.keyboard.press("Escape")
    expect(every).to_be_hidden()


def number(page: Page, name: str = "tau11"):
    return page.locator(f".drag-{name}").first


def test_a_number_in_a_sentence_is_dragged_with_the_mouse(page: Page, address: str):
    open_lesson(page, address)
    place = number(page)
    expect(place).to_have_attribute("role", "slider")
    before = float(place.get_attribute("aria-valuenow"))
    box = place.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for k in range(1, 11):
        page.mouse.move(x + 5 * k, y)
    page.mouse.up()
    page.wait_for_url("**tau11=*")
    after = float(number(page).get_attribute("aria-valuenow"))
    assert after > before
    expect(slider(page, "tau11")).to_have_value(f"{after:g}")


def test_a_number_in_a_sentence_is_moved_with_keys_and_typed(page: Page, address: str):
    open_lesson(page, address)
    number(page).focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**tau11=6.25*")
    page.keyboard.press("End")
    page.wait_for_url("**tau11=16*")
    page.keyboard.type("4.5")
    page.wait_for_url("**tau11=4.5*")
    expect(number(page)).to_have_attribute("aria-valuenow", "4.5")


def test_a_number_in_a_sentence_is_dragged_with_a_finger(browser: Browser, address: str):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    try:
        page = context.new_page()
        open_lesson(page, address)
        place = number(page)
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        finger = page.context.new_cdp_session(page)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

        def touch(kind: str, at: float | None = None) -> None:
            points = [] if at is None else [{"x": at, "y": y}]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", x)
        for k in range(1, 11):
            touch("touchMove", x + 5 * k)
        touch("touchEnd")
        page.wait_for_url("**tau11=*")
        assert float(number(page).get_attribute("aria-valuenow")) > 6
    finally:
        context.close()


def test_the_picture_changes_with_the_step_that_the_reader_is_at(page: Page, address: str):
    open_lesson(page, address)
    shown = page.locator(".st-key-stage .figure-title")
    first = shown.first.inner_text()
    challenge = page.get_by_role("heading", name="A real study")
    challenge.evaluate("heading => heading.scrollIntoView({ block: 'start' })")
    expect(page.locator(AT_REST)).to_be_visible()
    expect(shown.first).not_to_have_text(first)


# Keeps what the page says to the server to itself, as a slow line does, until it is let go.
HOLD = """
const send = WebSocket.prototype.send, held = [];
WebSocket.prototype.send = function (data) { if (window.hold) held.push([this, data]); else send.call(this, data); };
window.letGo = () => { window.hold = false; for (const [socket, data] of held.splice(0)) send.call(socket, data); };
"""


def test_the_picture_follows_a_reader_who_goes_on_while_a_number_is_still_on_its_way(new_page: Page, address: str):
    new_page.add_init_script(HOLD)
    open_lesson(new_page, address)
    new_page.wait_for_timeout(1500)
    shown = new_page.locator(".st-key-stage .figure-title").first
    first = shown.inner_text()
    control = slider(new_page, "tau11")
    control.focus()
    new_page.evaluate("window.hold = true")
    control.press("ArrowRight")
    new_page.wait_for_timeout(1000)  # The key has come to rest: what it says then waits for the first answer.
    new_page.get_by_role("heading", name="A real study").evaluate("h => h.scrollIntoView({ block: 'start' })")
    new_page.wait_for_timeout(400)
    new_page.evaluate("letGo()")
    new_page.wait_for_url("**tau11=6.25**")
    expect(shown).not_to_have_text(first)
