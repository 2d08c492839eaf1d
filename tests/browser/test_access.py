"""For all: no serious finding of axe-core on any page, in both themes, wide and narrow.

And each page works within our policy: it needs nothing that is forbidden, and asks for nothing that is not there.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lessons.curriculum import lessons
from tests.browser.lesson import AT_REST, LIVE

pytestmark = pytest.mark.browser
LESSONS = [f"{lesson.slug}{mode}" for lesson in lessons() for mode in ("", "?present=1")]
PATHS = ["", "data", "data?table=hsb", "review", "glossary", "lab", "review?chapter=how", *LESSONS]
# On a phone Streamlit folds the navigation into a list whose sections are no list items; the markup is not ours.
STREAMLITS_OWN_MENU = ["[data-testid=stSidebarNavItems]"]


def pairs():
    """Every page in both themes; a lesson read in one theme and projected in the other, by turns, and the rest of the
    product for those who have the time."""
    for place, path in enumerate(PATHS):
        for k, theme in enumerate(("light", "dark")):
            projected, turn = "present" in path, (place // 2) % 2
            rare = path in LESSONS and k == (turn if projected else 1 - turn)
            yield pytest.param(path, theme, marks=[pytest.mark.long] if rare else [])


@pytest.mark.parametrize(("path", "theme"), list(pairs()))
def test_axe_finds_nothing_serious_and_nothing_is_forbidden(strict, address: str, path: str, theme: str):
    page, wrong = strict
    page.set_viewport_size({"width": 390 if path == "random_slopes" else 1440, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.goto(f"{address}/{path}")
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    if "present" in path or path == "lab":  # A lab that still draws is pale.
        expect(page.locator(".where")).to_be_visible(timeout=30_000)
    elif path.startswith(tuple(lesson.slug for lesson in lessons())):
        expect(page.locator(LIVE).first).to_be_visible(timeout=30_000)
    expect(page.locator(AT_REST)).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1000)
    assert not wrong
    found = Axe().run(page, context={"exclude": [STREAMLITS_OWN_MENU]}).response["violations"]
    serious = [
        (v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found if v["impact"] in ("serious", "critical")
    ]
    assert not serious
