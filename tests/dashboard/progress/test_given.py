"""Answers as the record keeps them: what was picked comes back, and what was rewritten since does not."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.progress.given import answer_of, parts_of
from dashboard.progress.record import Record, from_json, to_json
from lessons.curriculum import lessons
from lessons.kit import Claim, Multiple, Numeric, Order, Right, Single, Sort, Wrong

OPTIONS = (Right("yes", "It is."), Wrong("no", "It is.", "denial"), Wrong("<b>perhaps</b>", "It is.", "doubt"))
CLAIMS = (Claim("a mean", "level 2", "So."), Claim("a score", "level 1", "So."))
SINGLE = Single("q", "Is it?", OPTIONS)
SORT = Sort("q", "Where?", ("level 1", "level 2"), CLAIMS, "levels")
ASKED: list[tuple[Any, Any]] = [
    (SINGLE, "<b>perhaps</b>"),
    (Multiple("q", "Which?", OPTIONS), frozenset({"yes", "no"})),
    (Multiple("q", "Which?", OPTIONS), frozenset()),
    (Numeric("q", "How much?", 0.25, 0.01, "So.", {}), -0.125),
    (Numeric("q", "How much?", 0.25, 0.01, "So.", {}), 3),
    (Order("q", "In which order?", ("one", "two", "three"), "So.", "counting"), ("two", "one", "three")),
    (SORT, {"a mean": "level 1", "a score": "level 1"}),
]


@pytest.mark.parametrize(("question", "answer"), ASKED)
def test_an_answer_comes_back_through_the_record_and_no_text_is_in_it(question, answer):
    text = to_json(Record().give("icc/q", parts_of(question, answer), 1))
    assert answer_of(question, from_json(text).given["icc/q"].parts) == answer
    assert not any(said in text for said in ("perhaps", "level", "mean", "two"))


def test_a_new_order_of_the_options_changes_nothing_and_a_new_text_asks_anew():
    parts = parts_of(SINGLE, "no")
    assert answer_of(replace(SINGLE, options=OPTIONS[::-1]), parts) == "no"
    rewritten = (OPTIONS[0], Wrong("never", "It is.", "denial"))
    assert answer_of(replace(SINGLE, options=rewritten), parts) is None


@pytest.mark.parametrize("question", [question for question, _ in ASKED])
@pytest.mark.parametrize("parts", [("zz",), ("nan",), ("inf",), ("1e999",), ("0a1b2c3d",) * 3, ("-",)])
def test_parts_that_fit_nothing_are_no_answer(question, parts):
    assert answer_of(question, parts) is None
    if not isinstance(question, Multiple):
        assert answer_of(question, ()) is None


def test_half_a_sorting_is_no_answer():
    assert answer_of(SORT, parts_of(SORT, {"a mean": "level 1", "a score": "level 1"})[:1]) is None


def test_no_question_of_a_lesson_has_two_options_with_one_mark():
    n_questions = 0
    for lesson in lessons():
        for question in lesson.questions:
            n_questions += 1
            match question:
                case Single() | Multiple():
                    texts = [option.text for option in question.options]
                case Order():
                    texts = list(question.items)
                case _:
                    continue
            single = Single("q", "", tuple(Right(text, "") for text in texts))
            assert [answer_of(single, parts_of(single, text)) for text in texts] == texts
    assert n_questions > 20
