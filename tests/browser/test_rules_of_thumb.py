"""Rules of thumb, played once: the field follows the ICC and the question, the guesses, the samples, both tasks."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LIVE, come_to, open_lesson, pixels, press, slider

pytestmark = pytest.mark.browser


def test_the_lesson_is_played_once(page: Page, address: str):
    open_lesson(page, address, "rules_of_thumb")
    opening = page.locator(LIVE).first
    expect(opening).to_contain_text("it finds the effect of a program, 0.40 SDs, in")
    expect(page.get_by_text("Fitted by REML and ± 1.96 standard errors.").first).to_be_visible()
    before, words = pixels(page, "field"), opening.inner_text()
    slider(page, "icc").focus()
    page.keyboard.press("End")
    expect(opening).not_to_have_text(words)
    page.wait_for_function(
        "before => document.querySelector('[class*=\"-field\"] canvas').toDataURL() !== before", arg=before
    )
    come_to(page, page.get_by_role("radio", name="Slope of x: found?").first).check(force=True)
    expect(opening).to_contain_text("finds the slope of x within schools, 0.10 SDs, in")
    misses = page.locator(".st-key-predict-misses")
    press(page, misses.get_by_role("button", name="Commit my guess"))
    expect(misses.locator(".mark")).to_contain_text("Too high.")
    expect(page.get_by_text("and that is the wrong count")).to_be_visible()
    expect(page.get_by_text("samples in the picture,").first).to_be_visible()
    press(page, page.get_by_role("button", name="Draw 1,000 samples"))
    expect(page.get_by_text("1,000 new samples")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Worked out without drawing")).to_have_count(1)  # The newer in the place of the older.
    expect(page.locator(".st-key-predict-lean")).to_be_visible()
    for name in ("thirty", "fewer"):
        box = page.locator(f".st-key-challenge-rules_of_thumb-{name}")
        come_to(page, box)
        press(page, box.get_by_role("button", name="Hint"))
        press(page, box.get_by_role("button", name="Show a solution"))
        expect(box.locator(".mark.right")).to_contain_text("Solved.")
    press(page, page.get_by_text("They are enough for this question."))
    expect(page.locator(".mark.right").last).to_contain_text("rests on 720 patients")
