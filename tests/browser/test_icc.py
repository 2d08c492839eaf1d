"""The ICC, played once from the first prediction through the game to the takeaways."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, open_lesson, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "icc")
    expect(page.locator(LIVE).nth(1)).to_contain_text("lies between schools")
    assert page.get_by_text("Over all pairs in this sample").count() == 0, "the answer waits for the guess"
    pairs = page.locator(".st-key-predict-pairs")
    pairs.get_by_role("button", name="Commit my guess").click()
    expect(pairs.locator(".mark.wrong")).to_contain_text("Too high.")
    expect(page.get_by_text("Over all pairs in this sample")).to_be_visible()
    after = page.locator(".st-key-predict-after")
    after.get_by_text("It falls", exact=True).click()
    after.get_by_role("button", name="Commit my guess").click()
    expect(after.locator(".mark.wrong")).to_be_visible()
    box = page.locator('[class*="st-key-challenge-"]').first
    box.get_by_role("button", name="Hint").click()
    box.get_by_role("button", name="Show a solution").click()
    expect(box.locator(".mark.right")).to_contain_text("Solved.")
    expect(slider(page, "gamma10")).to_have_value("8")
    page.get_by_text("Yes: an ICC under .05 can be ignored.").click()
    expect(page.locator(".mark.wrong").last).to_contain_text("four times the variance")
    expect(page.get_by_text("Small does not mean harmless")).to_be_visible()


def test_the_game_keeps_score_and_history(page: Page, address: str):
    open_lesson(page, address, "icc")
    game = page.locator(".st-key-game-icc")
    for tries in (1, 2):
        game.get_by_role("button", name="Commit my guess").click()
        expect(game.locator(".mark")).to_contain_text("The null model finds")
        pictures = "1 picture" if tries == 1 else "2 pictures"
        expect(game.locator('p[data-says$="history_icc"]')).to_contain_text(f"points in {pictures}")
        game.get_by_role("button", name="Next picture").click()
        expect(game.get_by_text(f"Picture {tries + 1}", exact=False).first).to_be_visible()
    slider(page, "tau00").focus()
    page.keyboard.press("End")
    expect(game.locator('p[data-says$="history_icc"]')).to_contain_text("in 2 pictures")
