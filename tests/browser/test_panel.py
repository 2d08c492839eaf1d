"""The live panel in a real browser: what a reader's hand does, and what the page does before the hand lets go."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import (
    AT_REST,
    LIVE,
    found_cell,
    grab,
    numbers,
    open_drawer,
    open_lesson,
    pixels,
    slider,
    visible,
)

pytestmark = pytest.mark.browser


def test_numbers_and_marks_change_while_the_slider_is_still_held(page: Page, address: str):
    open_lesson(page, address)
    sentence, picture = page.locator(LIVE).first.inner_text(), pixels(page, "pupils")
    x, y, width = grab(page, "tau11")
    page.mouse.move(x + 0.3 * width, y, steps=8)
    expect(page.locator(LIVE).first).not_to_have_text(sentence)
    page.wait_for_function("([css, old]) => document.querySelector(css).toDataURL() !== old", arg=[CANVAS, picture])
    assert "tau11" not in page.url, "the address must wait for the release"
    page.mouse.up()
    page.wait_for_url("**tau11=**")


CANVAS = '[class*="st-key-figure-"][class*="-pupils"] canvas'


def test_the_newest_value_wins_however_fast_the_hand_is(page: Page, address: str):
    open_lesson(page, address)
    x, y, width = grab(page, "tau11")
    for step in range(60):
        page.mouse.move(x + width * 0.3 * (-1) ** step, y)
    page.mouse.move(x + width, y)
    page.mouse.up()
    page.wait_for_url("**tau11=16**")
    expect(page.locator(LIVE).first).to_contain_text("variance 16")


def test_the_keyboard_moves_a_slider_by_a_step_a_leap_and_to_its_ends(page: Page, address: str):
    open_lesson(page, address)
    control = slider(page, "tau00")
    control.focus()
    for key, value in [
        ("ArrowRight", 17),
        ("ArrowLeft", 16),
        ("PageUp", 22),
        ("PageDown", 16),
        ("End", 64),
        ("Home", 0),
    ]:
        page.keyboard.press(key)
        assert float(control.input_value()) == pytest.approx(value, abs=0.5), key
    page.wait_for_url("**tau00=0**")


def test_a_key_says_its_value_once_and_once_more_when_it_rests(new_page: Page, address: str):
    sent: list[object] = []
    new_page.on("websocket", lambda socket: socket.on("framesent", lambda said: sent.append(said)))
    open_lesson(new_page, address)
    control = slider(new_page, "tau11")
    control.focus()
    new_page.wait_for_timeout(1500)  # What the page says when it has opened is said.
    sent.clear()
    control.press("ArrowRight")
    new_page.wait_for_url("**tau11=6.25**")
    new_page.wait_for_timeout(1500)
    assert len(sent) == 2


def test_focus_can_be_seen(page: Page, address: str):
    open_lesson(page, address)
    open_drawer(page).locator("button.scene").last.focus()
    page.keyboard.press("Tab")
    outline = page.evaluate(
        "() => { let e = document.activeElement; while (e.shadowRoot) e = e.shadowRoot.activeElement;"
        " return getComputedStyle(e).outlineWidth; }"
    )
    assert outline == "3px"


def test_a_number_can_be_typed_and_one_out_of_range_stops_at_the_end(page: Page, address: str):
    open_lesson(page, address)
    typed = visible(page.get_by_label("Slope variance, as a number"))
    typed.fill("9.5")
    typed.press("Enter")
    expect(page.locator(LIVE).first).to_contain_text("variance 9.50")
    typed.fill("99")
    typed.press("Enter")
    expect(typed).to_have_value("16")
    typed.fill("")
    typed.press("Tab")
    expect(typed).to_have_value("16")


def test_a_scene_sets_several_controls_and_reset_brings_the_start_back(page: Page, address: str):
    open_lesson(page, address)
    drawer = open_drawer(page)
    drawer.get_by_role("button", name="Fanning out").click()
    expect(slider(page, "corr01")).to_have_value("0.8")
    page.wait_for_url("**corr01=0.8**")
    expect(drawer.get_by_role("button", name="Fanning out")).to_have_attribute("aria-pressed", "true")
    drawer.get_by_role("button", name="Reset").click()
    expect(slider(page, "corr01")).to_have_value("0")
    page.wait_for_url(lambda url: "corr01" not in url)


def test_only_a_new_sample_reshuffles(page: Page, address: str):
    open_lesson(page, address)
    before = found_cell(page, "average intercept").inner_text()
    visible(page.get_by_role("button", name="New sample")).click()
    page.wait_for_url("**seed=2**")
    expect(found_cell(page, "average intercept")).not_to_have_text(before)


def test_the_world_and_the_model_are_told_apart(page: Page, address: str):
    open_lesson(page, address)
    drawer = open_drawer(page)
    for title in ("World: how the data arise", "Model: what you fit"):
        expect(drawer.get_by_role("group", name=title)).to_be_visible()
    drawer.get_by_role("radio", name="Random intercept").check(force=True)
    page.wait_for_url("**model=random_intercept**")
    expect(found_cell(page, "slope variance")).to_have_text("not in this model")


def test_a_shared_link_restores_everything(page: Page, address: str):
    open_lesson(page, address, "random_slopes?tau00=36&tau11=9&corr01=0.5&n_groups=12&model=random_intercept&seed=44")
    for name, value in [("tau00", "36"), ("tau11", "9"), ("corr01", "0.5"), ("n_groups", "12")]:
        expect(slider(page, name)).to_have_value(value)
    expect(visible(page.get_by_role("radio", name="Random intercept"))).to_be_checked()
    expect(page.get_by_label("Sample number")).to_have_value("44")
    sentence = page.locator(LIVE).first.inner_text()
    assert 9.0 in numbers(sentence)
    page.reload()
    expect(page.locator(LIVE).first).to_have_text(sentence)


def test_a_broken_link_falls_back_control_by_control_with_a_notice(page: Page, address: str):
    open_lesson(page, address, "random_slopes?tau00=frog&tau11=1e99&corr01=0.5&model=%3Cscript%3E")
    expect(slider(page, "corr01")).to_have_value("0.5")
    expect(slider(page, "tau00")).to_have_value("16")
    assert page.locator(".notice").count() == 3
    expect(page.locator(".notice").first).to_contain_text("Intercept variance must be a number")


def test_leaving_and_coming_back_loses_nothing(page: Page, address: str):
    open_lesson(page, address, "random_slopes?tau11=9")
    page.get_by_role("link", name="Map").first.click()
    expect(page.get_by_role("heading", name="Multilevel models, by moving them")).to_be_visible()
    page.get_by_role("link", name="Does x matter equally everywhere?").last.click()
    expect(slider(page, "tau11")).to_have_value("9")
    page.wait_for_url("**tau11=9**")


def test_pointing_at_a_school_names_it_in_both_charts(page: Page, address: str):
    open_lesson(page, address, "random_slopes?n_groups=4&n_per_group=30")
    page.get_by_role("heading", name="A school is a point").evaluate("heading => heading.scrollIntoView()")
    canvas = page.locator('[class*="-schools"] canvas').first
    expect(canvas).to_be_visible()
    before = pixels(page, "pupils")
    box = canvas.bounding_box()
    for step in range(200):
        page.mouse.move(
            box["x"] + box["width"] * (0.3 + 0.02 * (step % 20)),
            box["y"] + box["height"] * (0.2 + 0.05 * (step // 20)),
        )
        if page.locator("#vg-tooltip-element.visible").count():
            break
    expect(page.locator("#vg-tooltip-element")).to_contain_text("school")
    page.wait_for_function("([css, old]) => document.querySelector(css).toDataURL() !== old", arg=[CANVAS, before])


def test_a_caption_is_the_alt_text_of_its_chart(page: Page, address: str):
    open_lesson(page, address, "icc")
    caption = page.locator(".st-key-stage p[data-says]").first
    before = caption.inner_text()
    slider(page, "tau00").press("End")
    page.wait_for_url("**tau00=*")
    expect(page.locator(AT_REST)).to_be_visible()
    expect(caption).not_to_have_text(before)
    chart = page.locator('.st-key-stage [role="graphics-document"]').first
    expect(chart).to_have_attribute("aria-label", re.compile(re.escape(caption.inner_text()) + r"\s*"))


def test_the_page_fits_a_phone_and_the_chart_stays_in_view_above_the_sliders(browser, address: str):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    phone = context.new_page()
    open_lesson(phone, address)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    chart = phone.locator(CANVAS).first.bounding_box()
    control = slider(phone, "tau11").bounding_box()
    assert chart["y"] >= 0
    assert chart["y"] + chart["height"] < control["y"] < 844
    context.close()


def test_nothing_is_fetched_from_elsewhere(new_page: Page, address: str):
    elsewhere: list[str] = []
    new_page.on(
        "request",
        lambda request: (
            elsewhere.append(request.url) if not request.url.startswith((address, "data:", "blob:")) else None
        ),
    )
    open_lesson(new_page, address)
    new_page.goto(address)
    expect(new_page.get_by_role("heading", name="Multilevel models, by moving them")).to_be_visible()
    assert not elsewhere


def test_what_is_out_of_sight_waits_for_the_release_and_what_is_in_sight_does_not(page: Page, address: str):
    open_lesson(page, address)
    below = found_cell(page, "slope variance")
    before = below.inner_text()
    x, y, width = grab(page, "tau11")
    page.mouse.move(x + width * 0.3, y, steps=8)
    expect(page.locator(LIVE).first).not_to_contain_text("variance 6.")
    page.wait_for_timeout(600)
    assert below.inner_text() == before
    page.mouse.up()
    expect(below).not_to_have_text(before)
    released = below.inner_text()
    below.scroll_into_view_if_needed()
    open_drawer(page)
    x, y, width = grab(page, "tau11")
    page.mouse.move(x + width * 0.2, y, steps=8)
    expect(below).not_to_have_text(released)
    page.mouse.up()
