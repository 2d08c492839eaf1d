"""For all: no serious finding of axe-core on any page, in both themes.

And each page works within our policy: it needs nothing that is forbidden, and asks for nothing that is not there.
Every lesson on a phone, at a desk and on a wall, in one theme each: test_nothing_is_cut_off.py.
"""

import pytest
from playwright.sync_api import expect

from lessons.curriculum import lessons
from tests.browser.lesson import LIVE
from tests.browser.looks import serious, settled

pytestmark = pytest.mark.browser
BETWEEN = ["", "data", "data?table=hsb", "review", "glossary", "lab", "review?chapter=how"]
LESSONS = [
    pytest.param(f"{one.slug}{mode}", marks=pytest.mark.long) for one in lessons() for mode in ("", "?present=1")
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", [*BETWEEN, *LESSONS])
def test_axe_finds_nothing_serious_and_nothing_is_forbidden(strict, address: str, path: str, theme: str):
    page, wrong = strict
    page.emulate_media(color_scheme=theme)
    page.goto(f"{address}/{path}")
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    if "present" in path or path == "lab":  # A lab that still draws is pale.
        expect(page.locator(".where")).to_be_visible(timeout=30_000)
    elif path not in BETWEEN:
        expect(page.locator(LIVE).first).to_be_visible(timeout=30_000)
    settled(page)
    assert not wrong
    assert not serious(page)
