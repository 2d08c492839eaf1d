"""A seat at the dashboard: one tab in which readers sit down one after the other, each as one who was never here.

A tab that is opened anew fetches and compiles all scripts of the page again: twice the work of a tab that has them.
"""

from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page

DESK = {"width": 1440, "height": 900}
# A page of the server's own that has no scripts: from there a browser's store can be reached, and nobody writes to it.
OUTSIDE = "_stcore/health"
SAY = "addEventListener('securitypolicyviolation', e => console.error('forbidden', e.violatedDirective, e.blockedURI))"
WATCH = Path(__file__).with_name("cut_off.js").read_text(encoding="utf-8")


class Seat:
    """A tab, and the next reader's way to it. scripts: run in it before those of any page."""

    def __init__(self, browser: Browser, *scripts: str, **options: object) -> None:
        self.new = partial(browser.new_context, **options)
        self.scripts = scripts
        self.page = self._opened()

    def taken(self, address: str, motion: str = "reduce", anew: bool = False) -> Page:
        """The tab, with nothing kept, nothing set and no other tab beside it. anew: and with nothing fetched."""
        if anew or self.page.is_closed():
            self.page.context.close()
            self.page = self._opened()
        for page in self.page.context.pages[1:]:
            page.close()
        self.page.goto(f"{address}/{OUTSIDE}")
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.context.clear_cookies()
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(media="screen", color_scheme="light", reduced_motion=motion)
        return self.page

    def _opened(self) -> Page:
        page = self.new().new_page()
        for script in self.scripts:
            page.add_init_script(script)
        return page


class StrictSeat(Seat):
    """A seat where our policy holds. Its page notes what charts write; wrong: what it asked for and did not get."""

    def __init__(self, browser: Browser) -> None:
        self.wrong: list[str] = []
        super().__init__(browser, SAY, WATCH, bypass_csp=False)

    def _opened(self) -> Page:
        page, note = super()._opened(), self.wrong.append
        page.on("console", lambda said: note(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda problem: note(str(problem)))
        page.on("response", lambda got: note(f"{got.status} {got.url}") if got.status >= 400 else None)
        page.on("request", lambda asked: None if ours(asked.url) else note(asked.url))
        return page


def ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))
