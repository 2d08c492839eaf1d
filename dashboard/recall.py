"""Guesses of an earlier session, as they were made: the lesson is told again where the controls stood then."""

from collections.abc import Iterator

import streamlit as st

from dashboard import progress
from dashboard.predict import guesses
from dashboard.progress.record import ChoiceMade, GuessMade
from lessons.kit import Controls, Guess, Lesson, PredictChoice, PredictNumber
from lessons.kit.blocks.predict import Predict
from lessons.kit.fit import FitError

Made = GuessMade | ChoiceMade
MOST_WORLDS = 12  # A record may have been written by anyone, and each world is worked out anew.
SAME = 1e-3  # Of the axis: another machine fits as well, and a question that was changed since is another one.


def recall(lesson: Lesson) -> None:
    """What the record knows of this lesson's predictions, and the session does not, is committed in the session."""
    looked: set[str] = st.session_state.setdefault(f"recalled-{lesson.slug}", set())
    mine, made = guesses(lesson.slug), _made(lesson.slug)
    new = {name: one for name, one in made.items() if name not in mine and name not in looked}
    looked.update(new)
    worlds = {tuple(sorted(one.settings.items())) for one in new.values()}
    for settings in sorted(worlds)[:MOST_WORLDS]:
        there = {name: one for name, one in new.items() if tuple(sorted(one.settings.items())) == settings}
        mine.update(_committed(lesson, dict(settings), there))


def _made(page: str) -> dict[str, Made]:
    known = progress.record()
    own = {**known.guesses, **known.choices}
    return {item.partition("/")[2]: one for item, one in own.items() if item.startswith(f"{page}/")}


def _committed(lesson: Lesson, settings: dict[str, str], made: dict[str, Made]) -> dict[str, Guess]:
    p, _ = lesson.params.from_query(settings)
    found: dict[str, Guess] = {}
    try:
        for asked in _asked(lesson, p):
            one = made.get(asked.name)
            if one is not None and _fits(one, asked):
                value = one.guess if isinstance(one, GuessMade) else one.code
                found[asked.name] = Guess(value, asked, p.values())
            if len(found) == len(made):
                break
    except FitError:  # A world that has no fit any more asks anew.
        pass
    return found


def _asked(lesson: Lesson, p: Controls) -> Iterator[Predict]:
    return (block for block in lesson.story(lesson.run(p)) if isinstance(block, PredictNumber | PredictChoice))


def _fits(made: Made, asked: Predict) -> bool:
    """Whether this is still the question that was answered. Without settings: at the start."""
    match made, asked:
        case GuessMade(), PredictNumber():
            same_axis = (made.low, made.high) == (asked.low, asked.high)
            return (
                same_axis
                and made.low <= made.guess <= made.high
                and abs(made.truth - asked.truth) <= SAME * (asked.high - asked.low)
            )
        case ChoiceMade(), PredictChoice():
            return made.code in asked.options
        case _:
            return False
