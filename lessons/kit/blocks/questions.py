"""Retrieval items: each wrong answer is a misconception with a name and a reason; marking is pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Right:
    """A right answer and why it is right."""

    text: str
    reason: str
    right: ClassVar[bool] = True
    misconception: ClassVar[str] = ""


@dataclass(frozen=True)
class Wrong:
    """A wrong answer, what the reader is told who picks it, and the name of the misconception behind it."""

    text: str
    reason: str
    misconception: str
    right: ClassVar[bool] = False


Option = Right | Wrong


@dataclass(frozen=True)
class Mark:
    """The verdict on one answer and the sentences that go with it."""

    right: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Single:
    """One right option among several; `ordered` ones have an order by nature and are not shuffled."""

    name: str
    ask: str
    options: tuple[Option, ...]
    ordered: bool = False

    def mark(self, answer: str) -> Mark:
        """`answer` is the text of the option picked."""
        picked = next(option for option in self.options if option.text == answer)
        return Mark(picked.right, (picked.reason,))


@dataclass(frozen=True)
class Multiple:
    """Any number of right options; `ordered` ones have an order by nature and are not shuffled."""

    name: str
    ask: str
    options: tuple[Option, ...]
    ordered: bool = False

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


@dataclass(frozen=True)
class Order:
    """Things to bring into order; `items` are listed in the right one, `reason` says what decides it."""

    name: str
    ask: str
    items: tuple[str, ...]
    reason: str
    misconception: str

    def mark(self, answer: tuple[str, ...]) -> Mark:
        """Right in exactly this order; else the first place that is wrong is named."""
        if answer == self.items:
            return Mark(True, (self.reason,))
        place = next(i for i, item in enumerate(self.items) if i >= len(answer) or answer[i] != item)
        return Mark(False, (f"Up to place {place} it is right." if place else "The first place is wrong.", self.reason))


@dataclass(frozen=True)
class Claim:
    """One thing to sort: its text, the bin it belongs in, and why."""

    text: str
    bin: str
    reason: str


@dataclass(frozen=True)
class Sort:
    """Claims to be put into bins, such as levels."""

    name: str
    ask: str
    bins: tuple[str, ...]
    claims: tuple[Claim, ...]
    misconception: str

    def mark(self, answer: Mapping[str, str]) -> Mark:
        """`answer` maps text to bin; right when every claim is in its own; the reasons are those of the misplaced."""
        misplaced = [claim for claim in self.claims if answer.get(claim.text) != claim.bin]
        reasons = misplaced or self.claims
        return Mark(not misplaced, tuple(claim.reason for claim in reasons))


Question = Single | Multiple | Numeric | Order | Sort


@dataclass(frozen=True)
class Check:
    """The questions, asked after the play."""

    questions: tuple[Question, ...]
