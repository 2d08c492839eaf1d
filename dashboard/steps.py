"""The story cut at its headings, told lazily: a step that nobody asks for is never worked out."""

from collections.abc import Callable, Iterable, Iterator
from threading import Lock
from typing import Any

import streamlit as st

from lessons.kit import Block, Controls, Lesson, Stage, Step


class Steps:
    """The steps of one story in one state: lists of blocks, each step beginning with its heading.

    A run that was called off may still be telling when the next one begins: they take turns.
    """

    def __init__(self, state: Any, story: Iterable[Block]) -> None:
        self.state = state
        self._told: list[list[Block]] = []
        self._rest = _cut(story)
        self._turn = Lock()

    def __getitem__(self, k: int) -> list[Block]:
        """Step k; what comes after it is not told. Empty where the story ended before, or broke off."""
        with self._turn:
            while len(self._told) <= k:
                told = next(self._rest, None)
                if told is None:
                    return []
                self._told.append(told)
            return self._told[k]

    def told_to_the_end(self) -> int:
        """How many there are. No `len`: what takes the size of things in passing would have the story told."""
        with self._turn:
            self._told.extend(self._rest)
            return len(self._told)


def staged(steps: Steps, at: int, shown: Callable[[Iterable[Block]], Iterable[Block]]) -> Stage | None:
    """The stage that step `at` speaks about: the last one that is shown up to its end.

    shown: which blocks of a step are shown; an open prediction keeps the picture before it.
    """
    for k in range(at, -1, -1):
        stages = [block for block in shown(steps[k]) if isinstance(block, Stage)]
        if stages:
            return stages[-1]
    return None


def _cut(story: Iterable[Block]) -> Iterator[list[Block]]:
    blocks: list[Block] = []
    for block in story:
        if isinstance(block, Step) and blocks:
            yield blocks
            blocks = []
        blocks.append(block)
    yield blocks


def steps_of(lesson: Lesson, p: Controls) -> Steps:
    """The steps of the story as the controls stand, told no further than they are asked for."""
    kept: Steps | None = st.session_state.get("steps")
    if kept is None or kept.state != (lesson.slug, p):
        kept = Steps((lesson.slug, p), lesson.story(lesson.run(p)))
        st.session_state["steps"] = kept
    return kept
