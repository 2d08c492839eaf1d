"""Presenter mode: a step unfolds in builds, one thought a screen, and no more of the story is told than is shown."""

import tomllib
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.present.notes import notes_file, spoken
from dashboard.present.screens import CHECKED, FEW_WORDS, MOST_WORDS, answer_of, screens
from dashboard.steps import Steps
from lessons.curriculum import lessons
from lessons.how.icc import LESSON
from lessons.kit import (
    Block,
    Check,
    FitError,
    Live,
    Multiple,
    PredictChoice,
    PredictNumber,
    Prose,
    Right,
    Single,
    Stage,
    Step,
    Table,
    Takeaways,
    Wrong,
)
from tests.dashboard.test_page import opened

TABLE = Table(("a",), (("b",),), ".")
ASKED = PredictChoice("p", "?", {"a": ("A", "no"), "b": ("B", "yes")}, "b")
BEFORE, AFTER = Stage(), Stage()


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


def shown(*blocks: Block | Exception) -> list:
    return list(screens(lambda: steps_told(*blocks)[0], "opening"))


def test_a_screen_is_told_up_to_the_next_heading_and_no_further():
    steps, told = steps_told(*(block for k in range(5) for block in (Step(str(k)), TABLE)))
    found = screens(lambda: steps, "?")
    assert [next(found).title for _ in range(2)] == ["0", "1"]
    assert told[-1] == Step("2")
    assert len(list(found)) == 3


def test_words_for_the_speaker_are_no_screen_and_never_vanish():
    first, last = shown(Prose("first"), TABLE, Step("more"), Prose("only"), TABLE)
    assert (first.title, first.block, first.notes) == ("opening", TABLE, (Prose("first"),))
    assert (last.title, last.notes) == ("more", (Prose("only"),))


def test_a_step_that_has_no_screen_is_told_with_the_next_one():
    first, last = shown(TABLE, Step("words"), Prose("alone"), Step("more"), Prose("own"), TABLE)
    assert (first.notes, last.notes) == ((), (Prose("alone"), Prose("own")))


def test_a_picture_with_nothing_but_prose_is_a_screen_with_its_notes():
    (only,) = shown(Step("one"), BEFORE, Prose("said"))
    assert (only.block, only.stage, only.notes) == (None, BEFORE, (Prose("said"),))


def test_a_prediction_is_asked_before_its_picture_then_answered_in_its_place_then_explained():
    found = shown(Step("zero"), BEFORE, TABLE, Step("one"), ASKED, AFTER, TABLE)[1:]
    assert [(screen.block, screen.part) for screen in found] == [(ASKED, "ask"), (ASKED, "answer"), (TABLE, "shown")]
    assert [screen.stage is BEFORE for screen in found] == [True, False, False]
    assert found[1].stage is AFTER


def test_the_answer_names_what_is_right_and_why_the_others_are_not():
    assert answer_of(ASKED) == [(True, "B", "yes"), (False, "A", "no")]
    number = PredictNumber("n", "?", 0, 1, 0.1, "m", 0.52, 0.1, {"low": "l", "high": "h", "close": "c"})
    assert answer_of(number) == [(True, None, "c"), (False, "Too low", "l"), (False, "Too high", "h")]
    assert number.said(number.truth) == "0.5 m"


def test_a_wall_has_few_words_and_the_speaker_has_the_others():
    long = Live(" ".join(f"Sentence @n number {k} has these nine words here." for k in range(9)), n=1)
    (screen,) = shown(Step("one"), long)
    assert FEW_WORDS <= len(screen.block.text.split()) <= MOST_WORDS
    assert screen.block.text + " " + screen.notes[0].text == long.text
    assert screen.notes[0].filled.endswith("words here.")


def test_what_to_remember_has_the_wall_for_itself():
    found = shown(Step("one"), BEFORE, TABLE, Step("end"), Takeaways(("a",)))
    assert (found[0].stage, found[1].stage) == (BEFORE, None)


def test_a_model_that_cannot_be_fitted_is_said_on_a_screen_of_its_own():
    assert [screen.title for screen in shown(Step("one"), TABLE, Step("two"), FitError("Too few."))] == [
        "one",
        "Too few.",
    ]


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
def test_every_screen_has_few_words_and_at_most_two_places_for_controls(lesson):
    steps = Steps("now", lesson.story(lesson.run(lesson.params())))
    found = list(screens(lambda: steps, lesson.question))
    assert len(found) > 10
    for screen in found:
        assert len(screen.moves) <= 2
        if isinstance(screen.block, Live):
            assert len(screen.block.text.split()) <= 60, screen.block.text
    checked = {s.block.name for s in found if isinstance(s.block, PredictChoice) and s.block.name.startswith(CHECKED)}
    assert checked, "a hall is asked at the end, too"
    alone = [s for s in found if isinstance(s.block, Takeaways) or getattr(s.block, "name", "") in checked]
    assert all(screen.stage for screen in found if screen not in alone)
    assert {screen.part for screen in found} == {"ask", "answer", "shown"}


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
def test_every_screen_has_notes_and_every_note_a_step(lesson):
    written = tomllib.loads(notes_file(lesson).read_text(encoding="utf-8"))
    titles = {block.title for block in lesson.story(lesson.run(lesson.params())) if isinstance(block, Step)}
    assert set(written) <= titles | {lesson.question}, set(written) - titles
    steps = Steps("now", lesson.story(lesson.run(lesson.params())))
    assert all(spoken(lesson, screen.title) for screen in screens(lambda: steps, lesson.question))
    assert all(set(notes) == {"ask", "hear", "wrong"} for notes in written.values())


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


def test_a_question_with_one_right_answer_is_asked_and_answered_and_any_other_is_left_for_those_who_sit_alone():
    one = Single("q", "Which?", (Wrong("A", "not so", "m"), Right("B", "so")))
    many = Multiple("r", "Which ones?", (Right("A", "so"),))
    steps, _ = steps_told(Step("Check yourself"), Check((one, many)))
    found = list(screens(lambda: steps, "?"))
    assert [(screen.part, screen.block.ask) for screen in found] == [("ask", "Which?"), ("answer", "Which?")]
    assert [(right, words, reason) for right, words, reason in answer_of(found[1].block)] == [
        (True, "B", "so"),
        (False, "A", "not so"),
    ]
