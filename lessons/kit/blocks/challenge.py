"""A challenge grades itself from the run: conditions with their progress, two hints, and a way to solve it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.kit.text import Words


@dataclass(frozen=True)
class Condition:
    """One thing to bring about: in words, and how far it is from 0 (nowhere) to 1 (met)."""

    words: Words
    progress: float

    @property
    def met(self) -> bool:
        return self.progress >= 1


def reach(value: float, goal: float, start: float = 0.0) -> float:
    """How much of the way from `start` to `goal` is done, in [0, 1]; exactly 1 only once the goal is reached."""
    if (value >= goal) if goal >= start else (value <= goal):
        return 1.0
    return min(0.99, max(0.0, (value - start) / (goal - start)))


@dataclass(frozen=True)
class Challenge:
    """An inverse task. `solution` is one setting of the controls that meets every condition."""

    name: str
    ask: Words
    conditions: tuple[Condition, ...]
    hints: tuple[Words, Words]
    solution: Mapping[str, Any]

    @property
    def solved(self) -> bool:
        return all(condition.met for condition in self.conditions)
