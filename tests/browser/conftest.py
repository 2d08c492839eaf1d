"""One server and one browser for all browser tests; a fresh session for each."""

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.seat import DESK, Seat, StrictSeat
from tests.browser.serve import TESTED, served

# A busy machine is slow, not wrong.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser on a machine that is kept busy may lose a click: what fails is played once more, from the start.

    The summary counts these ("1 rerun"). A fault of ours fails both times.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served() as (url, _):
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**TESTED)
        # Playwright waits for a function with a script that the page's policy forbids; `strict` does without.
        chromium.new_context = partial(chromium.new_context, bypass_csp=True)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def seat(browser: Browser) -> Seat:
    return Seat(browser)


@pytest.fixture
def page(request: pytest.FixtureRequest, seat: Seat, address: str) -> Page:
    """A tab of a reader who was never here; of one whose browser was never here, where a test is played once more."""
    return seat.taken(address, anew=again(request))


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, for those who listen to it or put scripts into it."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def again(request: pytest.FixtureRequest) -> bool:
    return getattr(request.node, "execution_count", 1) > 1


@pytest.fixture(scope="session")
def strict_seat(browser: Browser) -> StrictSeat:
    return StrictSeat(browser)


@pytest.fixture
def strict(request: pytest.FixtureRequest, strict_seat: StrictSeat, address: str) -> tuple[Page, list[str]]:
    """A page under our policy that notes what it draws, and what went wrong on it: forbidden, not found, or failed."""
    page = strict_seat.taken(address, "no-preference", anew=again(request))
    strict_seat.wrong.clear()
    return page, strict_seat.wrong
