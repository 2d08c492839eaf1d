"""What must not be lost: a message, a record that cannot be read, a file, the screen of a lecture."""

import json
import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, open_lesson, press, slider
from tests.browser.serve import served
from tests.dashboard.progress.hostile_records import GOOD, HOSTILE, TEXT

pytestmark = pytest.mark.browser
KEY = "frogpond-progress"
ASIDE = f"{KEY}-aside-1"
# Loses the next messages to the server, as a full buffer or a page that is just being drawn may.
LOSE = """
window.lose = 0;
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) { if (window.lose > 0) window.lose -= 1; else send.call(this, data); };
"""
UNREAD = ["a newer version", "cut at 50 %", "half a character", "fifty thousand brackets", "a megabyte", "no tries"]


def held(page: Page, key: str = KEY) -> str:
    return page.evaluate("key => localStorage.getItem(key)", key)


def keep(page: Page, address: str, text: str) -> None:
    """A browser that holds `text` since long."""
    page.goto(f"{address}/_stcore/health")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def on_the_map(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name="Multilevel models, by moving them")).to_be_visible(timeout=30_000)


def test_a_lost_message_is_made_up_for_and_the_reader_sees_nothing(new_page: Page, address: str):
    new_page.add_init_script(LOSE)
    open_lesson(new_page, address)
    new_page.wait_for_timeout(1000)
    new_page.evaluate("window.lose = 1")
    slider(new_page, "tau11").focus()
    new_page.keyboard.press("ArrowRight")
    expect(new_page.locator(LIVE).first).to_contain_text("variance 6.25", timeout=60_000)
    assert new_page.evaluate("window.lose") == 0
    new_page.keyboard.press("ArrowRight")
    expect(new_page.locator(LIVE).first).to_contain_text("variance 6.50", timeout=30_000)
    new_page.wait_for_url("**tau11=6.5**")
    assert new_page.get_by_role("button", name="Draw the page again").count() == 0, "nobody but the panel can see it"


@pytest.mark.parametrize("name", UNREAD)
def test_a_record_that_cannot_be_read_is_kept_aside_and_said(page: Page, address: str, name: str):
    keep(page, address, HOSTILE[name])
    on_the_map(page, address)
    expect(page.locator(".notice")).to_contain_text("It is kept aside in this browser", timeout=20_000)
    page.wait_for_function("([key, text]) => localStorage.getItem(key) === text", arg=[ASIDE, HOSTILE[name]])
    open_lesson(page, address)
    page.wait_for_function(f"(localStorage.getItem('{KEY}') || '').includes('random_slopes')")
    on_the_map(page, address)
    expect(page.get_by_role("link", name="Go on:")).to_be_visible(timeout=30_000)
    assert held(page, ASIDE) == HOSTILE[name]
    assert held(page, f"{KEY}-aside-2") is None


def test_a_record_that_can_be_read_stays_where_it_is(page: Page, address: str):
    keep(page, address, TEXT)
    open_lesson(page, address)
    page.wait_for_function(f"(localStorage.getItem('{KEY}') || '').includes('random_slopes')")
    assert set(json.loads(held(page))["answers"]) == set(GOOD.answers)
    assert held(page, ASIDE) is None


@pytest.mark.parametrize("name", ["a newer version", "since the far future", "no tries"])
def test_forget_it_forgets_whatever_was_there(page: Page, address: str, name: str):
    keep(page, address, HOSTILE[name])
    open_lesson(page, address)
    page.wait_for_function(f"(localStorage.getItem('{KEY}') || '').includes('random_slopes')")
    on_the_map(page, address)
    page.get_by_text("Your progress").click()
    press(page, page.get_by_role("button", name="Forget it", exact=True))
    page.get_by_role("button", name="Forget it all").click()
    expect(page.get_by_role("link", name="Start:")).to_be_visible()
    page.wait_for_function(f"!(localStorage.getItem('{KEY}') || '').includes('random_slopes')")
    assert held(page, ASIDE) is None
    page.reload()
    expect(page.get_by_role("link", name="Start:")).to_be_visible(timeout=30_000)


def test_files_come_and_go_without_a_route_of_the_server(new_page: Page, address: str, tmp_path):
    asked: list[str] = []
    new_page.on("request", lambda request: asked.append(request.url))
    new_page.goto(f"{address}/data?table=sleepstudy")
    with new_page.expect_download(timeout=60_000) as waiting:
        new_page.get_by_role("button", name="Download the table").click(timeout=30_000)
    file = tmp_path / "table.zip"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == "sleepstudy.zip"
    with zipfile.ZipFile(file) as archive:
        assert set(archive.namelist()) == {"sleepstudy.csv", "sleepstudy_codebook.txt"}
    open_lesson(new_page, address)
    new_page.get_by_role("button", name="Share", exact=True).click()
    expect(new_page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    assert not [url for url in asked if url.startswith(f"{address}/media/") or "upload_file" in url]


def test_a_file_is_chosen_with_the_keyboard_and_one_too_large_stays_here(page: Page, address: str, tmp_path):
    on_the_map(page, address)
    page.get_by_text("Your progress").click()
    file = tmp_path / "large.json"
    file.write_text("x" * 300_000, encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load a file you downloaded").press("Enter")
    chooser.value.set_files(file)
    expect(page.locator(".notice")).to_contain_text("too large")


def test_a_page_that_waits_no_longer_is_quiet(new_page: Page, address: str):
    """What asks whether the samples are drawn must stop asking once they are."""
    sent: list[object] = []
    new_page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    open_lesson(new_page, address, "random_slopes?n_groups=8&n_per_group=6")
    new_page.locator(".st-key-predict-cost").get_by_role("button", name="Skip").click()
    new_page.get_by_role("button", name="Draw 400 samples").click()
    expect(new_page.get_by_text("400 samples. A 95 %")).to_be_visible(timeout=60_000)
    new_page.wait_for_timeout(1500)
    before = len(sent)
    new_page.wait_for_timeout(4000)
    assert len(sent) == before


def test_the_screen_of_a_lecture_outlives_a_reload_and_a_server(browser):
    context = browser.new_context()
    page = context.new_page()
    with served() as (address, _):
        page.goto(f"{address}/random_slopes?present=1")
        expect(page.locator(".where")).to_contain_text("1 of", timeout=30_000)
        page.locator(".pond-black").wait_for(state="attached")
        for number in (2, 3):
            page.keyboard.press("PageDown")
            expect(page.locator(".where")).to_contain_text(f"{number} of")
        page.wait_for_url("**present=3**")
        page.reload()
        expect(page.locator(".where")).to_contain_text("3 of", timeout=30_000)
        port = int(address.rsplit(":", 1)[1])
    with served(port=port):
        expect(page.locator(".where")).to_contain_text("3 of")
        page.reload()
        expect(page.locator(".where")).to_contain_text("3 of", timeout=60_000)
        page.goto(f"{address}/icc?present=1")
        expect(page.locator(".where")).to_contain_text("1 of", timeout=30_000)
    context.close()
