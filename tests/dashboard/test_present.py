"""Presenter mode: a screen a step, and no more of the story told than is shown."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.present.present import screens
from dashboard.steps import Steps
from lessons.how.icc import LESSON
from lessons.kit import Block, FitError, Guess, PredictChoice, Prose, Step, Table
from tests.dashboard.test_page import opened

TABLE = Table(("a",), (("b",),), ".")
ASKED = PredictChoice("p", "?", {"a": ("a", "."), "b": ("b", ".")}, "a")


def steps_told(*blocks: Block | Exception) -> tuple[Steps, list[Block]]:
    """The steps of a story, and what of it has been told."""
    told: list[Block] = []

    def story() -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Exception):
                raise block
            told.append(block)
            yield block

    return Steps("now", story()), told


def test_a_screen_is_told_up_to_the_next_heading_and_no_further():
    steps, told = steps_told(*(block for k in range(5) for block in (Step(str(k)), TABLE)))
    shown = screens(lambda: steps, {}, "?")
    assert [next(shown).title for _ in range(2)] == ["0", "1"]
    assert told[-1] == Step("2")
    assert len(list(shown)) == 3


def test_a_step_with_words_alone_is_no_screen_and_they_are_notes_elsewhere():
    steps, _ = steps_told(Prose("first"), TABLE, Step("words"), Prose("only"), Step("more"), TABLE)
    first, last = screens(lambda: steps, {}, "opening")
    assert (first.title, first.blocks, first.notes) == ("opening", (TABLE,), (Prose("first"),))
    assert last.title == "more"


def test_what_lies_behind_an_open_prediction_is_not_projected():
    steps, _ = steps_told(Step("one"), ASKED, TABLE, Step("two"), TABLE)
    assert [len(screen.blocks) for screen in screens(lambda: steps, {}, "?")] == [1, 1]
    answered = {"p": Guess(None, ASKED, {})}
    assert [len(screen.blocks) for screen in screens(lambda: steps, answered, "?")] == [2, 1]


def test_a_model_that_cannot_be_fitted_is_said_on_a_screen_of_its_own():
    steps, _ = steps_told(Step("one"), TABLE, Step("two"), FitError("Too few."))
    assert [screen.title for screen in screens(lambda: steps, {}, "?")] == ["one", "Too few."]


@pytest.fixture
def headings() -> Iterator[list[str]]:
    """The headings that the lesson on the ICC has come to, as they are told."""
    told, story = list[str](), LESSON.story

    def counted(run) -> Iterator[Block]:
        for block in story(run):
            if isinstance(block, Step):
                told.append(block.title)
            yield block

    object.__setattr__(LESSON, "story", counted)
    yield told
    object.__setattr__(LESSON, "story", story)


def moved(at: AppTest, seq: int, **values) -> AppTest:
    state = {"seq": seq, "values": LESSON.params(**values).values(), "released": False}
    at.session_state["panel-icc"] = {"state": state}
    return at.run()


def test_while_a_slider_moves_no_more_is_told_than_the_screen_shows(headings):
    at = opened("icc", present="1")
    n_all = len(headings)
    for screen in (0, 1):
        at.session_state["screen-icc"] = screen
        headings.clear()
        moved(at, 10 + screen, tau00=float(9 + screen))
        assert not at.exception
        assert len(headings) <= screen + 3 < n_all, headings


def test_turning_a_page_tells_nothing_twice(headings):
    at = opened("icc", present="1")
    headings.clear()
    at.session_state["screen-icc"] = 2
    at.run()
    assert not at.exception
    assert not headings
