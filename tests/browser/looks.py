"""What is wrong with a page as it stands: words that are cut off, a picture out of view, what axe finds serious."""

import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.lesson import AT_REST

# Milliseconds until the page may have come to rest, if nothing happens meanwhile; 0: it has.
STILL_TO_WAIT = """([rest, ms]) => {
  const styled = getComputedStyle(document.querySelector('.stApp') ?? document.body).getPropertyValue('--sym-gamma00');
  return styled !== '' && document.querySelector(rest) !== null ? Math.max(0, ms - quietFor()) : 50;
}"""
# Longer than the page takes to tell where it was scrolled to, and to be set smaller on a wall.
QUIET_MS = 200
# Which part of the first picture can be seen, as a share of its height.
IN_VIEW = """() => {
  const picture = document.querySelector('.st-key-stage canvas, .st-key-stage [data-testid^="stBidiComponent"]');
  if (!picture) return 0;
  const { top, bottom, height, width } = picture.getBoundingClientRect();
  if (height < 60 || width < 120) return 0;
  return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / height;
}"""
# On a phone Streamlit folds the navigation into a list whose sections are no list items; the markup is not ours.
STREAMLITS_OWN_MENU = ["[data-testid=stSidebarNavItems]"]


def settled(page: Page) -> None:
    """The server is at rest, our style sheet is there, and nothing has been drawn for a while.

    A policy forbids to wait in the page itself.
    """
    page.wait_for_timeout(150)  # What a key or a scroll sets going has begun.
    late = time.monotonic() + 60
    while wait := page.evaluate(STILL_TO_WAIT, [AT_REST, QUIET_MS]):
        assert time.monotonic() < late, "the page does not come to rest"
        page.wait_for_timeout(wait + 5)


def cut_off(page: Page) -> list[str]:
    return [*page.evaluate("cutOffInCharts()"), *page.evaluate("cutOffInPage()")]


def in_view(page: Page) -> float:
    return page.evaluate(IN_VIEW)


def serious(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds serious or critical, and where."""
    asked = {"resultTypes": ["violations"]}
    found = Axe().run(page, context={"exclude": [STREAMLITS_OWN_MENU]}, options=asked).response["violations"]
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
