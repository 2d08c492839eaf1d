"""Several processes: any of them can go on with what another began."""

import json
import os
import signal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import AT_REST, open_lesson, slider
from tests.browser.serve import served
from tests.browser.workers import ESTABLISHED, LISTEN, holders, until

pytestmark = pytest.mark.browser
COST = ".st-key-predict-cost"
PATIENCE = 90_000  # Two processes and a browser start again on two cores that others use as well.
STORED = "localStorage.getItem('frogpond-progress')"


def test_a_lesson_goes_on_when_the_process_that_serves_it_is_killed(page: Page):
    with served("--workers", "2") as (address, parent):
        port = int(address.rsplit(":", 1)[1])
        until(lambda: len(set(holders(parent, port, LISTEN))) == 2)
        open_lesson(page, address)
        page.evaluate("window.neverReloaded = true")
        slider(page, "tau11").focus()
        page.keyboard.press("End")
        page.wait_for_url("**tau11=16**")
        page.locator(COST).get_by_role("button", name="Commit my guess").click()
        expect(page.locator(f"{COST} .mark")).to_be_visible()
        page.wait_for_function(f"{STORED}.includes('random_slopes/cost')")

        until(lambda: len(holders(parent, port, ESTABLISHED)) == 1)  # The files came over connections that close.
        (serving,) = holders(parent, port, ESTABLISHED)
        os.kill(serving, signal.SIGKILL)
        until(lambda: serving not in holders(parent, port, LISTEN))
        until(lambda: len(holders(parent, port, ESTABLISHED)) >= 1)
        expect(page.locator(AT_REST)).to_be_visible()

        slider(page, "tau00").press("End")
        expect(slider(page, "tau00")).to_have_value("64")
        page.wait_for_url("**tau00=64**", timeout=PATIENCE)
        assert "tau11=16" in page.url
        expect(slider(page, "tau11")).to_have_value("16")
        assert "random_slopes/cost" in json.loads(page.evaluate(STORED))["guesses"]
        assert page.evaluate("window.neverReloaded")
        page.get_by_text("Leaving the random slopes out.").click()
        page.wait_for_function(f"{STORED}.includes('random_slopes/more_pupils')")
        assert "random_slopes/cost" in json.loads(page.evaluate(STORED))["guesses"], "answers add to what was kept"
        until(lambda: len(set(holders(parent, port, LISTEN)) - {serving}) == 2)
