"""What a reader does on a lesson page: open it, drag, type, read. Numbers are read off the page."""

import re

from playwright.sync_api import Locator, Page, expect

LIVE = ".st-key-story .live"
FIGURE = '[class*="st-key-figure-"] canvas'
AT_REST = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'


def open_lesson(page: Page, address: str, path: str = "random_slopes") -> None:
    page.goto(f"{address}/{path}")
    expect(page.locator(LIVE).first).to_be_visible(timeout=30_000)
    expect(page.locator(FIGURE).first).to_be_visible(timeout=30_000)


def slider(page: Page, name: str) -> Locator:
    """A control where a reader finds it: in view, or else in the first step that has it, or in the drawer of all."""
    everywhere = page.locator(f'input[type="range"][data-name="{name}"]')
    expect(everywhere.first).to_be_attached()
    if not everywhere.filter(visible=True).count():
        page.locator(".stage-bar").get_by_role("button", name="All controls").click()
    shown = everywhere.filter(visible=True)
    return next((one for one in shown.all() if one.evaluate(IN_VIEW)), shown.first)


IN_VIEW = "e => { const { top, bottom } = e.getBoundingClientRect(); return top > 60 && bottom < innerHeight; }"


def visible(places: Locator) -> Locator:
    """The first of several places that can be seen: the drawer holds a copy of what a step has."""
    return places.filter(visible=True).first


def open_drawer(page: Page) -> Locator:
    """All controls, opened."""
    page.locator(".stage-bar").get_by_role("button", name="All controls").click()
    drawer = page.locator(".st-key-panel")
    expect(drawer).to_be_visible()
    return drawer


def come_to(page: Page, place: Locator) -> Locator:
    """Scroll to a place and wait until the page has taken note of it, as a reader does who reads before a click."""
    place.scroll_into_view_if_needed()
    page.wait_for_timeout(600)
    expect(page.locator(AT_REST)).to_be_visible()
    return place


def grab(page: Page, name: str) -> tuple[float, float, float]:
    """Press the mouse on the slider's thumb; returns where it is (x, y) and the width of the track."""
    control = slider(page, name)
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    share = control.evaluate("e => (e.value - e.min) / (e.max - e.min)")
    x, y = box["x"] + 10 + share * (box["width"] - 20), box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y, box["width"] - 20


def numbers(text: str) -> list[float]:
    return [float(n.replace("−", "-").replace(",", "")) for n in re.findall(r"[−-]?\d[\d,]*\.?\d*", text)]


def found_cell(page: Page, words: str) -> Locator:
    """The cell of what was found for a parameter, by its words in the table of set and found."""
    return page.locator("table.recovery tr", has_text=words).first.locator("td.found")


def pixels(page: Page, figure: str) -> str:
    """What the canvas of a figure shows, as data."""
    return page.locator(f'[class*="st-key-figure-"][class*="-{figure}"] canvas').first.evaluate("c => c.toDataURL()")


def press(page: Page, place: Locator) -> None:
    """Scroll there, wait until the page has told where it was scrolled to, and click: before that, clicks get lost."""
    place.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    expect(page.locator(AT_REST)).to_be_visible()
    place.click()
