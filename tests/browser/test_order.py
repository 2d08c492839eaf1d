"""The order of options belongs to the reader: it is there again after a reload, in another tab and on the wall."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import AT_REST, open_lesson
from tests.browser.seat import Seat

pytestmark = pytest.mark.browser
KEY = "frogpond-progress"
READ = """() => [...document.querySelectorAll('[role=radiogroup]')]
    .filter(g => g.closest('[class*="st-key-question-"], [class*="st-key-predict-"]'))
    .map(g => [...g.querySelectorAll('label')].map(l => l.innerText.trim()))"""


def orders(page: Page) -> list[list[str]]:
    return page.evaluate(READ)


def all_orders(page: Page) -> list[list[str]]:
    """Once the last question of the page has been drawn: a page comes in pieces."""
    expect(page.locator(AT_REST)).to_be_visible(timeout=30_000)
    page.wait_for_function(f"({READ})().length >= 4")
    return orders(page)


def named(page: Page) -> str:
    """The reader's token, once the browser keeps it."""
    page.wait_for_function(f"JSON.parse(localStorage.getItem('{KEY}') || '{{}}').reader")
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))["reader"]


def settled(page: Page, want: list[list[str]]) -> None:
    page.wait_for_function(f"want => JSON.stringify(({READ})()) === JSON.stringify(want)", arg=want)


def test_a_reload_and_another_tab_show_the_same_order(page: Page, address: str):
    open_lesson(page, address)
    name = named(page)
    first = all_orders(page)
    page.reload()
    settled(page, first)
    page.wait_for_timeout(1500)
    assert orders(page) == first, "and it stays"
    tab = page.context.new_page()
    open_lesson(tab, address)
    settled(tab, first)
    assert named(tab) == named(page) == name


def test_another_reader_has_another_order(seat: Seat, address: str):
    seen = []
    for _ in range(3):
        page = seat.taken(address)
        open_lesson(page, address)
        named(page)
        seen.append(all_orders(page))
    # Four lists of three options or more: three readers agree once in a million and a half times.
    assert not seen[0] == seen[1] == seen[2]


def test_the_wall_shows_the_order_of_the_desk(page: Page, address: str):
    open_lesson(page, address)
    named(page)
    options = page.locator(".st-key-predict-doubling [role=radiogroup] label")
    expect(options.first).to_be_visible(timeout=30_000)
    expect(page.locator(AT_REST)).to_be_visible(timeout=30_000)
    desk = [text.strip() for text in options.all_inner_texts()]
    page.goto(f"{address}/random_slopes?present=11")
    expect(page.locator(".answer")).to_have_text(desk, timeout=30_000)
