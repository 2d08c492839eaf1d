"""Retrieval items: each wrong answer is a misconception with a name and a reason; marking is pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Option:
    """One answer: `reason` is what the reader is told who picks it; `misconception` names the error."""

    text: str
    reason: str
    right: bool = False
    misconception: str = ""


@dataclass(frozen=True)
class Mark:
    """The verdict on one answer and the sentences that go with it."""

    right: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Single:
    """One right option among several."""

    name: str
    ask: str
    options: tuple[Option, ...]

    def mark(self, answer: str) -> Mark:
        """`answer` is the text of the option picked."""
        picked = next(option for option in self.options if option.text == answer)
        return Mark(picked.right, (picked.reason,))


@dataclass(frozen=True)
class Multiple:
    """Any number of right options."""

    name: str
    ask: str
    options: tuple[Option, ...]

    def mark(self, answer: frozenset[str]) -> Mark:
        """Right when exactly the right options are picked; the reasons are those of the slips."""
        slips = tuple(o for o in self.options if o.right != (o.text in answer))
        if not slips:
            return Mark(True, tuple(o.reason for o in self.options if o.right))
        return Mark(False, tuple(o.reason for o in slips))


@dataclass(frozen=True)
class Numeric:
    """A number within `tolerance` of `truth`, which theory or the run computes; `near` maps wrong values to reasons."""

    name: str
    ask: str
    truth: float
    tolerance: float
    reason: str
    near: Mapping[float, str]

    def mark(self, answer: float) -> Mark:
        """Right within the tolerance; else the reason of the known slip that is as close, or the general one."""
        if abs(answer - self.truth) <= self.tolerance:
            return Mark(True, (self.reason,))
        slip = next((why for wrong, why in self.near.items() if abs(answer - wrong) <= self.tolerance), None)
        return Mark(False, (slip or self.reason,))


Question = Single | Multiple | Numeric


def options_of(question: Question) -> tuple[Option, ...]:
    """The options of a question that has some."""
    return () if isinstance(question, Numeric) else question.options


def right_answer(question: Question) -> Any:
    """The answer that earns the mark."""
    match question:
        case Single():
            return next(o.text for o in question.options if o.right)
        case Multiple():
            return frozenset(o.text for o in question.options if o.right)
        case Numeric():
            return question.truth
