"""What a learner does: guess before seeing, solve a challenge by dragging, miss a question and meet it again."""

import json
import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import grab, open_lesson, slider
from tests.browser.serve import served

pytestmark = pytest.mark.browser
KEY = "frogpond-progress"
COST = ".st-key-predict-cost"
AXIS = f"{COST} input[type=range]"


def stored(page: Page) -> dict:
    page.wait_for_function(f"localStorage.getItem('{KEY}')")
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))


def test_the_answer_is_nowhere_until_the_guess_is_committed(page: Page, address: str):
    open_lesson(page, address)
    expect(page.locator(COST)).to_be_visible()
    assert page.locator('[class*="-cost"] canvas').count() == 1, "only the axis of the guess is there"
    assert page.get_by_text("Over many samples like this one").count() == 0
    page.locator(AXIS).focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.locator(COST).get_by_role("button", name="Commit my guess").click()
    expect(page.get_by_text("Over many samples like this one")).to_be_visible()
    expect(page.locator(f"{COST} .mark")).to_contain_text("Too high.")
    page.wait_for_function(f"localStorage.getItem('{KEY}').includes('random_slopes/cost')")
    assert stored(page)["guesses"]["random_slopes/cost"]["guess"] > 2.5


def test_moving_a_slider_later_does_not_edit_the_guess(page: Page, address: str):
    open_lesson(page, address)
    page.locator(COST).get_by_role("button", name="Commit my guess").click()
    expect(page.locator(f"{COST} .mark")).to_be_visible()
    before = page.locator(f"{COST} .mark").inner_text()
    slider(page, "tau11").focus()
    page.keyboard.press("End")
    page.wait_for_url("**tau11=16**")
    assert page.locator(f"{COST} .mark").inner_text() == before


def test_a_mark_can_be_placed_on_the_axis_with_the_pointer(page: Page, address: str):
    open_lesson(page, address)
    canvas = page.locator(".st-key-figure-axis-cost canvas").first
    canvas.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = canvas.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.3)
    expect(page.locator(AXIS)).not_to_have_value("3.3")
    assert float(page.locator(AXIS).input_value()) < 2.2


def test_a_choice_is_committed_and_reasoned(page: Page, address: str):
    open_lesson(page, address)
    box = page.locator(".st-key-predict-doubling")
    box.get_by_text("Both about equally").click()
    box.get_by_role("button", name="Commit my guess").click()
    expect(box.locator(".mark.wrong")).to_contain_text("come closer the less slopes vary")


def test_a_challenge_is_solved_by_dragging(page: Page, address: str):
    open_lesson(page, address, "random_slopes?n_groups=60&n_per_group=30&sigma2=4&tau11=9&gamma10=5")
    box = page.locator('[class*="st-key-challenge-"]').first
    expect(box.locator(".condition.open")).to_have_count(1)
    box.scroll_into_view_if_needed()
    x, y, width = grab(page, "gamma10")
    page.mouse.move(x - width * (3.5 / 12), y, steps=12)
    expect(box.locator(".condition.met")).to_have_count(2)
    page.mouse.up()
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    page.wait_for_function(f"JSON.parse(localStorage.getItem('{KEY}')).solved['random_slopes/yet_negative']")


def test_hints_come_one_by_one_and_the_solution_moves_the_sliders(page: Page, address: str):
    open_lesson(page, address)
    box = page.locator('[class*="st-key-challenge-"]').first
    box.get_by_role("button", name="Hint").click()
    expect(box.locator(".says")).to_have_count(1)
    box.get_by_role("button", name="Show a solution").click()
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "n_groups")).to_have_value("60")


def test_a_missed_question_comes_back_and_leaves_when_it_is_right(page: Page, address: str):
    open_lesson(page, address)
    page.get_by_text("Leaving the random slopes out.").click()
    expect(page.locator(".mark.wrong")).to_be_visible()
    page.wait_for_function(f"(localStorage.getItem('{KEY}') || '').includes('more_pupils')")
    page.goto(address)
    page.get_by_role("link", name="1 question is due again").click()
    expect(page.get_by_role("heading", name="Once more")).to_be_visible()
    page.get_by_text("More schools.", exact=True).click()
    expect(page.locator(".mark.right")).to_be_visible()
    page.wait_for_function(
        f"JSON.parse(localStorage.getItem('{KEY}')).answers['random_slopes/more_pupils'].length === 2"
    )
    page.goto(address)
    expect(page.get_by_role("heading", name="Multilevel models, by moving them")).to_be_visible()
    page.wait_for_timeout(1500)
    assert page.get_by_role("link", name="due again").count() == 0


def test_progress_outlives_a_reload_a_server_and_reaches_another_tab(browser):
    context = browser.new_context()
    with served() as (first, _):
        page = context.new_page()
        open_lesson(page, first)
        kept = stored(page)
        assert "random_slopes" in kept["visited"]
        port = first.rsplit(":", 1)[1]
    with served(port=int(port)) as (second, _):
        assert second == first
        other = context.new_page()
        other.goto(second)
        expect(other.get_by_role("link", name="Go on:")).to_be_visible(timeout=30_000)
        assert stored(other)["visited"] == kept["visited"]
    context.close()


def test_progress_goes_into_a_file_and_comes_back(page: Page, address: str, tmp_path):
    open_lesson(page, address)
    stored(page)
    page.goto(address)
    expect(page.get_by_role("link", name="Go on:")).to_be_visible(timeout=30_000)
    page.get_by_text("Your progress").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download it").click()
    file = tmp_path / "progress.json"
    waiting.value.save_as(file)
    page.get_by_role("button", name="Forget it").click()
    page.get_by_role("button", name="Forget it all").click()
    expect(page.get_by_role("link", name="Start:")).to_be_visible()
    page.wait_for_function(f"!(localStorage.getItem('{KEY}') || '').includes('random_slopes')")
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_role("link", name="Go on:")).to_be_visible()


@pytest.mark.parametrize("text", ["frog", '{"format": "other"}'])
def test_a_foreign_file_is_one_sentence_and_loses_nothing(page: Page, address: str, tmp_path, text: str):
    open_lesson(page, address)
    stored(page)
    page.goto(address)
    expect(page.get_by_role("link", name="Go on:")).to_be_visible(timeout=30_000)
    page.get_by_text("Your progress").click()
    file = tmp_path / "foreign.json"
    file.write_text(text, encoding="utf-8")
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.locator(".notice")).to_contain_text("Your progress is as it was.")
    expect(page.get_by_role("link", name="Go on:")).to_be_visible()


def test_a_corrupted_store_is_one_sentence_and_the_page_works(page: Page, address: str):
    page.goto(address)
    page.evaluate(f"localStorage.setItem('{KEY}', '{{broken')")
    page.reload()
    page.get_by_text("Your progress").click()
    expect(page.locator(".notice")).to_contain_text("cannot be read", timeout=20_000)


def test_everything_is_taken_along_from_the_present_state(page: Page, address: str, tmp_path):
    open_lesson(page, f"{address}", "random_slopes?tau11=9&seed=44")
    page.get_by_role("button", name="Data, code and charts").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Julia: MixedModels").click()
    expect(dialog.get_by_text("MixedModels", exact=False).first).to_be_visible()
    with page.expect_download(timeout=120_000) as waiting:
        dialog.get_by_role("button", name="Everything (zip)").click()
    file = tmp_path / "all.zip"
    waiting.value.save_as(file)
    with zipfile.ZipFile(file) as bundle:
        assert "tau11 (slope variance): 9" in bundle.read("codebook.txt").decode()
        assert "seed=44" in bundle.read("CITATION.txt").decode()
