"""The map, presenter mode, and what is said when something goes wrong."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.server import shell
from tests.browser.lesson import AT_REST, LIVE, open_lesson, slider

pytestmark = pytest.mark.browser


def test_the_map_starts_a_newcomer_in_one_click(page: Page, address: str):
    page.goto(address)
    page.get_by_role("link", name="Start:").click()
    expect(page.locator(LIVE).first).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("path", ["", "random_slopes"])
def test_what_draws_a_page_is_fetched_before_the_server_has_spoken(new_page: Page, address: str, path: str):
    page, named = new_page, shell.page().decode()
    page.goto(f"{address}/{path}")
    page.wait_for_load_state("networkidle")
    expect(page.locator(AT_REST)).to_be_visible()
    fetched = page.evaluate("performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)")
    scripts = [one for one in fetched if one.startswith("/static/js/")]
    assert len(scripts) > 50
    assert not [one for one in scripts if one not in named]


def test_a_lesson_that_is_not_written_is_no_link(page: Page, address: str):
    page.goto(address)
    expect(page.get_by_text("Why not simply average?")).to_be_visible()
    assert page.get_by_role("link", name="Yes or no?").count() == 0


def test_the_clicker_turns_pages_and_the_sliders_still_work(page: Page, address: str):
    present(page, f"{address}/random_slopes?present=1")
    expect(slider(page, "tau11")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator(".where")).to_contain_text("2 of")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".where")).to_contain_text("1 of")
    slider(page, "tau11").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(LIVE).first).to_contain_text("variance 6.25")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".where")).to_contain_text("2 of")


def test_keys_live_after_every_action_of_the_mouse(page: Page, address: str):
    present(page, f"{address}/icc?present=1")
    where = page.locator(".where")
    slider(page, "tau00").click()
    page.keyboard.press("Space")
    expect(where).to_contain_text("2 of")
    page.get_by_role("button", name="New sample").first.click()
    page.keyboard.press("PageDown")
    expect(where).to_contain_text("3 of")
    page.locator(".predict-ask").click()
    page.keyboard.press("r")
    expect(page.locator(".answer.right")).to_be_visible()
    expect(page.locator(".answer.wrong")).to_have_count(2)
    page.keyboard.press("r")
    expect(page.locator(".predict-ask")).to_be_visible()
    expect(where).to_contain_text("3 of")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(where).to_contain_text("4 of")
    page.keyboard.press("PageUp")
    expect(where).to_contain_text("3 of")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Commit my guess").first).to_be_attached(timeout=30_000)


def test_a_key_is_a_scene_and_another_one_a_new_sample(page: Page, address: str):
    present(page, f"{address}/icc?present=1")
    expect(slider(page, "tau00")).to_have_value("16")
    page.keyboard.press("4")
    expect(slider(page, "tau00")).to_have_value("60")
    before = page.url
    page.keyboard.press("s")
    page.wait_for_url(lambda url: url != before and "seed=" in url)


def test_a_test_card_and_the_list_of_keys_lie_over_the_wall_one_at_a_time(page: Page, address: str):
    present(page, f"{address}/icc?present=1")
    page.keyboard.press("t")
    expect(page.locator(".pond-card")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator(".pond-card")).to_be_hidden()
    expect(page.locator(".pond-keys")).to_contain_text("new sample")
    page.keyboard.press("Escape")
    expect(page.locator(".pond-keys")).to_be_hidden()
    expect(page.locator(".where")).to_contain_text("1 of")


def present(page: Page, url: str) -> None:
    """Open presenter mode and wait until it hears keys."""
    page.goto(url)
    expect(page.locator(".where")).to_be_visible(timeout=30_000)
    page.locator(".pond-black").wait_for(state="attached")


def test_black_covers_the_screen_and_the_next_key_uncovers_it(page: Page, address: str):
    present(page, f"{address}/random_slopes?present=1")
    page.keyboard.press("b")
    expect(page.locator(".pond-black")).to_be_visible()
    page.keyboard.press(".")
    expect(page.locator(".pond-black")).to_be_hidden()


def test_escape_leaves_presenter_mode_in_the_same_state(page: Page, address: str):
    present(page, f"{address}/random_slopes?present=1&tau11=9")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Present")).to_be_visible()
    expect(slider(page, "tau11")).to_have_value("9")
    assert "present" not in page.url


def test_a_projected_sentence_is_large_and_on_the_screen(page: Page, address: str):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{address}/random_slopes?present=1")
    sentence = page.locator(f"{LIVE} p").first
    expect(sentence).to_be_visible(timeout=30_000)
    assert float(sentence.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 27.9
    box = sentence.bounding_box()
    assert box["y"] + box["height"] < page.locator(".st-key-foot").bounding_box()["y"]


def test_an_unknown_page_is_no_traceback(page: Page, address: str):
    page.goto(f"{address}/no_such_lesson")
    expect(page.get_by_role("heading", name="Multilevel models, by moving them")).to_be_visible(timeout=30_000)
    assert "Traceback" not in page.content()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_follows_the_readers_theme(page: Page, address: str, theme: str):
    page.emulate_media(color_scheme=theme)
    open_lesson(page, address)
    ink = page.locator(".sym").first.evaluate("e => getComputedStyle(e).color")
    paper = page.locator(".stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") is (theme == "light")
    assert sum(map(int, ink[4:-1].split(","))) > 330 if theme == "dark" else sum(map(int, ink[4:-1].split(","))) < 330


def test_a_question_gives_its_reason(page: Page, address: str):
    open_lesson(page, address)
    page.get_by_text("Leaving the random slopes out.").click()
    expect(page.locator(".mark.wrong")).to_contain_text("The uncertainty does not")
    page.get_by_text("More schools.", exact=True).click()
    expect(page.locator(".mark.right")).to_be_visible()


def test_a_change_of_notation_is_seen_in_chips_equations_and_the_link(page: Page, address: str):
    open_lesson(page, address)
    page.get_by_role("combobox", name="Notation").click()
    page.get_by_role("option", name="Gelman & Hill").click()
    page.wait_for_url("**notation=gelman_hill**")
    expect(page.locator(".st-key-story .katex").first).to_contain_text("α")
    tau00 = page.locator(".control", has=page.locator('input[data-name="tau00"]'))
    expect(tau00.locator(".chip").first).to_have_text("σα2")
    page.reload()
    expect(page.locator(".st-key-story .katex").first).to_contain_text("α", timeout=30_000)


def test_the_glossary_is_searched_while_typing_and_leads_to_the_lesson(page: Page, address: str):
    page.goto(f"{address}/glossary")
    page.get_by_role("searchbox").press_sequentially("varying slope")
    expect(page.get_by_text("random slope", exact=True)).to_be_visible()
    expect(page.get_by_text("BLUP", exact=True)).to_be_hidden()
    page.get_by_role("link", name="Random slopes").first.click()
    expect(page.locator(LIVE).first).to_be_visible(timeout=30_000)
