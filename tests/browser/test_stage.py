"""The picture stays in view at every step; controls and numbers are moved where they are spoken of."""

import pytest
from playwright.sync_api import Browser, Page, expect

from lessons.curriculum import lessons
from tests.browser.lesson import AT_REST, open_lesson, slider

pytestmark = pytest.mark.browser
SIZES = {"desk": (1440, 900), "laptop": (1024, 768), "phone": (390, 844)}
every_lesson = pytest.mark.parametrize("slug", [lesson.slug for lesson in lessons()])
# Which part of the first picture can be seen, as a share of its height.
IN_VIEW = """() => {
  const picture = document.querySelector('.st-key-stage canvas, .st-key-stage [data-testid^="stBidiComponent"]');
  if (!picture) return 0;
  const { top, bottom, height, width } = picture.getBoundingClientRect();
  if (height < 60 || width < 120) return 0;
  return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / height;
}"""


# Between a desk and a phone nothing new has ever been found: the whole product is for those who have the time.
@pytest.mark.parametrize("size", ["desk", pytest.param("laptop", marks=pytest.mark.long), "phone"])
@every_lesson
def test_the_picture_is_in_view_at_every_step(browser: Browser, address: str, slug: str, size: str):
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    try:
        page = context.new_page()
        open_lesson(page, address, slug)
        n_steps = page.locator('[class*="st-key-step-"]').count()
        assert n_steps > 3
        for k in range(n_steps - 2):  # The questions and the takeaways have the last picture beside them.
            page.locator(f".st-key-step-{k}").evaluate("step => step.scrollIntoView({ block: 'start' })")
            page.wait_for_function(f"({IN_VIEW})() > 0.9", timeout=30_000)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    finally:
        context.close()


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
