"""What only the speaker reads: a table beside the lesson, by the titles of its steps."""

import inspect
import tomllib
from functools import cache
from pathlib import Path

from lessons.kit import Lesson

KINDS = {"ask": "Ask.", "hear": "You will hear.", "wrong": "Where it goes wrong."}


def spoken(lesson: Lesson, title: str) -> list[tuple[str, str]]:
    """(what kind of note, the note) for the step of this title; none where there is no table."""
    entry = _table(notes_file(lesson)).get(title, {})
    return [(name, entry[kind]) for kind, name in KINDS.items() if kind in entry]


def notes_file(lesson: Lesson) -> Path:
    """lessons/how/icc.py -> lessons/how/icc.notes.toml"""
    return Path(inspect.getfile(lesson.story)).with_suffix(".notes.toml")


@cache
def _table(path: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
