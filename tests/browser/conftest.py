"""One server and one browser for all browser tests; a fresh session for each."""

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.serve import CHROMIUM, served

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
        chromium = playwright.chromium.launch(**CHROMIUM)
        # Playwright waits for a function with a script that the page's policy forbids; `strict` does without.
        chromium.new_context = partial(chromium.new_context, bypass_csp=True)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


SAY = "addEventListener('securitypolicyviolation', e => console.error('forbidden', e.violatedDirective, e.blockedURI))"


@pytest.fixture
def strict(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page under our policy, and what went wrong on it: forbidden, not found, failed, or sent elsewhere."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=False)
    page, wrong = context.new_page(), list[str]()
    page.add_init_script(SAY)
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda problem: wrong.append(str(problem)))
    page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.on("request", lambda asked: wrong.append(asked.url) if not ours(asked.url) else None)
    yield page, wrong
    context.close()


def ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))
