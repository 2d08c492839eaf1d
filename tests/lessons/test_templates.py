"""Sentences are templates: whatever a slider says, a lesson has a fixed stock of them (lessons in the new words)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest

from lessons.curriculum import lessons
from lessons.kit import Check, Controls, FitError, Lesson, Live, Stage, Takeaways, Text
from lessons.kit.text import templates
from tests.lessons.states import anywhere

LESSONS = lessons()
NOT_READ = {
    "chart",
    "tables",
    "settings",
    "state",
    "one",
    "show",
    "solution",
    "ask_program",
    "terms",
    "spread",
    "printed",
}


def told(thing: Any) -> Iterator[str]:
    """Every template in a block: of its texts, and of what it says in plain strings."""
    match thing:
        case Text():
            yield from templates(thing)
        case Live():
            yield thing.text
            yield from (one for value in thing.numbers.values() if isinstance(value, Text) for one in templates(value))
        case str():
            yield thing
        case Check() | Takeaways():  # No state of the lesson reaches these.
            return
        case Stage():
            yield from told(thing.figures)
        case Mapping():
            yield from (one for value in thing.values() for one in told(value))
        case tuple() | list():
            yield from (one for value in thing for one in told(value))
        case _ if is_dataclass(thing):
            for part in fields(thing):
                if part.name not in NOT_READ:
                    yield from told(getattr(thing, part.name))
        case _:
            return


def stock(lesson: Lesson, states: list[Controls]) -> set[str]:
    found: set[str] = set()
    for p in states:
        try:
            found.update(one for block in lesson.story(lesson.run(p)) for one in told(block) if not number(one))
        except FitError:  # The page says so instead.
            continue
    return found


def number(text: str) -> bool:
    """A number that was written out before it went into its slot, and nothing else."""
    return re.fullmatch(r"[+−]?[\d.,]+( %)?", text) is not None


def test_there_is_a_lesson_in_the_new_words():
    assert LESSONS


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_states_anywhere_bring_no_template_that_corners_did_not_show(lesson):
    every, rng = list(lesson.params.every_corner()), np.random.default_rng(4)
    known = [lesson.params(), *lesson.params.corners(), *every[:: max(1, len(every) // 60)]]
    first = stock(lesson, [*known, *anywhere(lesson, rng, 80)])
    assert len(first) < 250
    assert stock(lesson, list(anywhere(lesson, rng, 40))) <= first


def test_a_joined_number_would_be_found():
    lesson = LESSONS[0]
    bare = {f"{p.n_groups} schools." for p in anywhere(lesson, np.random.default_rng(0), 3)}
    assert len(bare) > 1
    assert not any(number(one) for one in bare)
