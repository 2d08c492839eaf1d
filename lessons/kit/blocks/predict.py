"""Predict, then see: a guess is committed before its answer is anywhere in the step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lessons.kit.text import Words, number

Verdict = Literal["close", "low", "high", "right", "wrong"]


@dataclass(frozen=True)
class Judged:
    """What a guess came to, and the sentence for that kind of miss."""

    verdict: Verdict
    reason: Words

    @property
    def good(self) -> bool:
        return self.verdict in ("close", "right")


@dataclass(frozen=True)
class PredictNumber:
    """A number, guessed by a mark placed on an axis from `low` to `high` (by pointer, or by a slider's keys).

    `truth` comes from the run or from theory. Within `close` of it a guess is good. `reasons` has a sentence for
    "low", "high" and "close", each starting from what such a guess overlooks.
    """

    name: str
    ask: Words
    low: float
    high: float
    step: float
    unit: str
    truth: float
    close: float
    reasons: Mapping[str, Words]

    @property
    def digits(self) -> int:
        """As many as a step of the axis has."""
        return max(0, len(f"{self.step:g}".partition(".")[2]))

    def said(self, value: float) -> str:
        """A value on the axis with its unit."""
        return f"{number(float(value), self.digits)} {self.unit}".strip()

    @property
    def shown_truth(self) -> float:
        """The truth, held within the axis so that it can be drawn."""
        return min(self.high, max(self.low, self.truth))

    def judge(self, guess: float) -> Judged:
        """Low, high or close, with its reason."""
        if abs(guess - self.truth) <= self.close:
            return Judged("close", self.reasons["close"])
        kind: Verdict = "low" if guess < self.truth else "high"
        return Judged(kind, self.reasons[kind])


@dataclass(frozen=True)
class PredictChoice:
    """One of several outcomes, a direction for instance. `options`: code -> (words, reason); `truth` is a code.

    `ordered`: the options have an order by nature (less, same, more) and are shown in it; others are shuffled.
    """

    name: str
    ask: Words
    options: Mapping[str, tuple[Words, Words]]
    truth: str
    ordered: bool = False

    def judge(self, guess: str) -> Judged:
        """Right or wrong, with the reason of the option picked."""
        return Judged("right" if guess == self.truth else "wrong", self.options[guess][1])


Predict = PredictNumber | PredictChoice


@dataclass(frozen=True)
class Guess:
    """A committed guess with the question as it was asked at that moment, whatever moves later. None: skipped.

    asked: its wording, its options and its truth belong together, and the verdict is about them.
    settings: where the controls stood.
    """

    value: Any
    asked: Predict
    settings: Mapping[str, Any]

    @property
    def skipped(self) -> bool:
        return self.value is None

    def is_past(self, asked_now: Predict) -> bool:
        """Whether the same question, asked now, would read or end otherwise."""
        return asked_now != self.asked

    def judged(self) -> Judged:
        return self.asked.judge(self.value)
