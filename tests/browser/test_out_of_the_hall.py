"""Out of the hall: one picture in somebody's page, a hand-out on paper, and links that others can open."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import open_lesson, slider

pytestmark = pytest.mark.browser
PAPER = {"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"}


def test_a_picture_in_a_frame_moves_with_its_controls_and_fills_it(page: Page, address: str):
    page.set_viewport_size({"width": 700, "height": 560})
    page.goto(f"{address}/icc?figure=pupils&controls=tau00,sample&embed=true")
    says = page.locator(".says").first
    expect(says).to_contain_text("pupils in", timeout=30_000)
    before = says.inner_text()
    slider(page, "tau00").focus()
    page.keyboard.press("End")
    expect(says).not_to_have_text(before)
    expect(page).to_have_url(re.compile(r"tau00=64"))
    expect(page).to_have_url(re.compile(r"figure=pupils"))
    expect(page.get_by_role("button", name="New sample")).to_be_visible()
    assert page.evaluate("document.querySelector('.stMain').scrollHeight") <= 560
    assert page.locator('[class*="st-key-step-"]').count() == 0


def test_a_frame_that_asks_for_what_is_not_there_says_so_and_shows_something(page: Page, address: str):
    page.goto(f"{address}/icc?figure=<b>&controls=tau00,bogus")
    expect(page.get_by_text("This lesson has no picture called “<b>”")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("This lesson has no control called “bogus”.")).to_be_visible()
    expect(page.locator(".st-key-stage canvas").first).to_be_visible()


def test_sharing_gives_a_link_that_others_can_open_and_a_frame(page: Page, address: str):
    open_lesson(page, address, "icc?tau00=30")
    page.get_by_role("button", name="Share").click()
    page.get_by_text("Show this picture in a page of your own").click()
    texts = page.locator('[data-testid="stDialog"] code')
    expect(texts.filter(has_text="<iframe")).to_contain_text("controls=tau00")
    expect(texts.first).to_contain_text("tau00=30")
    assert "localhost" not in texts.first.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_lesson_is_printed_in_its_present_state(page: Page, address: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/icc?tau00=30&handout=1")
    expect(page.locator(".st-key-handout .qr")).to_be_visible(timeout=30_000)
    expect(page.locator(".settings")).to_contain_text("Variance between schools")
    pictures = page.locator(".st-key-handout .vega-embed svg")
    page.wait_for_function("n => document.querySelectorAll('.vega-embed svg').length >= n", arg=5)
    assert pictures.first.bounding_box()["width"] > 500
    expect(page.get_by_role("button", name="Print, or save as PDF")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print, or save as PDF")).to_be_hidden()
    dark = "e => getComputedStyle(e).color"
    assert page.locator(".st-key-handout p").first.evaluate(dark) == "rgb(29, 42, 53)"
    printed = page.pdf(format="A4", margin=PAPER)
    assert 5 < len(re.findall(rb"/Type\s*/Page\b", printed)) < 25


def test_a_step_leads_to_its_own_screen_with_the_controls_as_they_stand(page: Page, address: str):
    open_lesson(page, address, "icc?tau00=30")
    link = page.locator(".st-key-step-2 .present-here")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".screen-title")).to_have_text("Two pupils of one school", timeout=30_000)
    expect(page).to_have_url(re.compile(r"tau00=30.*present=3|present=3.*tau00=30"))
