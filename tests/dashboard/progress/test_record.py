"""Progress: a frozen record, its spacing, and what happens to a file that is none."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.progress.record import (
    GAPS,
    Answer,
    ChoiceMade,
    GuessMade,
    ProgressError,
    Record,
    done,
    due,
    due_on,
    from_json,
    mean_miss,
    merge,
    to_json,
)

HEAD = '{"format": "frogpond-progress", "version": 1, '
FULL = (
    Record()
    .visit("icc", 10)
    .answer("icc/a", False, 10)
    .answer("icc/b", True, 10)
    .guess("icc/g", GuessMade(10, 2.0, 3.0, 0.0, 10.0, {"tau00": "64"}))
    .choose("icc/h", ChoiceMade(10, "more", {"seed": "3"}))
    .give("icc/a", ("0a1b2c3d",), 10)
    .solve("icc/c", 11)
)


def test_a_question_that_was_never_missed_does_not_come_back():
    assert due_on((Answer(1, True), Answer(2, True))) is None


def test_a_missed_question_is_due_at_once_and_then_at_growing_gaps():
    tries = (Answer(5, False),)
    assert due_on(tries) == 5
    for gap in GAPS:
        tries = (*tries, Answer(100, True))
        assert due_on(tries) == 100 + gap
    assert due_on((*tries, Answer(200, False))) == 200


def test_only_what_is_due_is_asked_longest_overdue_first():
    record = Record().answer("l/late", False, 9).answer("l/early", False, 3).answer("l/known", True, 3)
    assert due(record, 10) == ("l/early", "l/late")
    assert due(record, 4) == ("l/early",)
    assert due(record.answer("l/early", True, 10), 10.5) == ("l/late",)


def test_a_lesson_is_done_when_each_question_was_once_right():
    record = Record().answer("icc/a", False, 1).answer("icc/b", True, 1)
    assert not done(record, "icc", ("a", "b"))
    assert done(record.answer("icc/a", True, 2), "icc", ("a", "b"))
    assert not done(record, "icc", ())


def test_the_first_guess_counts_because_the_second_has_seen_the_answer():
    again = FULL.guess("icc/g", GuessMade(12, 3.0, 3.0, 0.0, 10.0))
    assert again.guesses["icc/g"].guess == 2.0
    assert mean_miss(FULL) == pytest.approx(0.1)
    assert mean_miss(Record()) is None


def test_a_record_survives_the_trip_through_a_file():
    assert from_json(to_json(FULL)) == FULL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "frog",
        "[]",
        "null",
        "{}",
        '{"format": "other"}',
        '{"format": "frogpond-progress", "version": 99}',
        '{"format": "frogpond-progress", "version": 1}',
        HEAD + '"visited": {"a": "x"}, "answers": {}, "guesses": {}, "solved": {}}',
        HEAD + '"visited": [], "answers": {}, "guesses": {}, "solved": {}}',
        HEAD + '"visited": {"a": NaN}, "answers": {}, "guesses": {}, "solved": {}}',
        "x" * 300_000,
    ],
)
def test_a_foreign_or_broken_file_is_one_plain_sentence(text):
    with pytest.raises(ProgressError) as problem:
        from_json(text)
    assert str(problem.value).endswith(".")
    assert len(str(problem.value)) < 120


def test_merging_two_tabs_loses_nothing_and_counts_nothing_twice():
    other = Record().visit("icc", 8).visit("slopes", 12).answer("icc/a", True, 12)
    both = merge(FULL, other)
    assert both == merge(both, other) == merge(both, FULL)
    assert both.visited == {"icc": 8, "slopes": 12}
    assert both.answers["icc/a"] == (Answer(10, False), Answer(12, True))
    assert both.solved == FULL.solved


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)
    )
)
def test_no_json_whatsoever_gets_past_the_reader(raw):
    with pytest.raises(ProgressError):
        from_json(json.dumps({"format": "frogpond-progress", "version": 1, "answers": raw}))


def test_of_two_starts_the_newer_counts_alone():
    anew = Record(since=12.0).visit("icc", 12.5)
    assert merge(FULL, anew) == anew
    assert merge(anew, FULL) == anew
    assert from_json(to_json(anew)) == anew


def test_a_guess_without_an_axis_is_a_damaged_file():
    raw = json.loads(to_json(FULL))
    raw["guesses"]["icc/g"]["high"] = 0.0
    with pytest.raises(ProgressError, match="damaged"):
        from_json(json.dumps(raw))


def test_the_reader_keeps_a_name_that_two_tabs_agree_on_and_older_files_have_none():
    one, other = replace(FULL, reader="b"), replace(FULL, reader="a")
    assert merge(one, other).reader == merge(other, one).reader == "a", "or two tabs would write in turn for ever"
    assert merge(one, FULL).reader == merge(FULL, one).reader == "b"
    assert from_json(to_json(one)) == one
    older = json.loads(to_json(one))
    del older["reader"]
    assert from_json(json.dumps(older)) == FULL


@pytest.mark.parametrize("reader", [3, None, ["a"], "x" * 65])
def test_a_reader_without_a_proper_name_is_a_damaged_file(reader):
    with pytest.raises(ProgressError, match="damaged"):
        from_json(json.dumps(json.loads(to_json(FULL)) | {"reader": reader}))


def test_a_record_from_before_settings_were_kept_is_read_whole():
    older = json.loads(to_json(FULL))
    del older["choices"], older["given"], older["guesses"]["icc/g"]["settings"]
    read = from_json(json.dumps(older))
    assert (read.visited, read.answers, read.solved) == (FULL.visited, FULL.answers, FULL.solved)
    assert read.guesses["icc/g"] == replace(FULL.guesses["icc/g"], settings={})


def test_two_tabs_agree_on_the_first_guess_and_on_the_last_answer():
    other = (
        Record()
        .guess("icc/g", GuessMade(9, 7.0, 3.0, 0.0, 10.0))
        .choose("icc/h", ChoiceMade(10, "less"))
        .give("icc/a", ("ffffffff",), 12)
    )
    both = merge(FULL, other)
    assert both == merge(other, FULL), "or two tabs would write in turn for ever"
    assert both.guesses["icc/g"].guess == 7.0
    assert both.given["icc/a"].parts == ("ffffffff",)
    assert both.choices["icc/h"].code == "less", "of one day, the same one everywhere"


def test_the_first_choice_counts_and_the_last_answer_stands():
    assert FULL.choose("icc/h", ChoiceMade(12, "less")).choices["icc/h"].code == "more"
    assert FULL.give("icc/a", ("11111111",), 12).given["icc/a"].parts == ("11111111",)
    assert FULL.give("icc/a", ("0a1b2c3d",), 12) is FULL
