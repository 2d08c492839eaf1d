"""Records of progress that somebody broke, by accident or on purpose: each is read or refused, none does harm."""

import json

import pytest

from dashboard.progress.record import (
    FORMAT,
    Answer,
    ProgressError,
    Record,
    done,
    due,
    from_json,
    mean_miss,
    merge,
    to_json,
)
from tests.dashboard.progress.hostile_records import HOSTILE, TODAY


def test_there_are_sixty_of_them():
    assert len(HOSTILE) >= 60
    assert len(set(HOSTILE.values())) == len(HOSTILE)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_record_is_read_whole_or_refused_in_one_sentence(name):
    try:
        record = from_json(HOSTILE[name], TODAY)
    except ProgressError as problem:
        said = str(problem)
    else:
        said = ""
        works(record)
    assert not said or said.endswith(".")


def works(record: Record) -> None:
    assert from_json(to_json(merge(record, Record().visit("icc", TODAY))), TODAY)
    to_json(record).encode("utf-8")
    due(record, TODAY)
    done(record, "icc", ("x",))
    mean_miss(record)
    assert all(tries for tries in record.answers.values())
    assert max([record.since, *record.visited.values(), *record.solved.values()]) <= TODAY


def test_a_clock_that_runs_ahead_does_not_outrank_a_later_start():
    ahead = from_json(json.dumps({**json.loads(to_json(Record().visit("icc", 1))), "since": 1e11}), TODAY)
    assert merge(ahead, Record(since=TODAY + 1)) == Record(since=TODAY + 1)


def test_a_day_in_the_future_counts_as_today():
    text = to_json(Record().visit("icc", TODAY + 400).answer("icc/x", True, TODAY + 400))
    assert from_json(text, TODAY).visited == {"icc": TODAY}
    assert from_json(text, TODAY).answers == {"icc/x": (Answer(TODAY, True),)}


def test_a_record_of_another_version_is_told_from_a_damaged_one():
    with pytest.raises(ProgressError, match="another version"):
        from_json(json.dumps({"format": FORMAT, "version": 2}), TODAY)
