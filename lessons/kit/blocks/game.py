"""A guessing game: a picture a round, a guess, its truth, points; calibration over the tries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lessons.kit.text import Words

FULL_MARKS = 100


@dataclass(frozen=True)
class Round:
    """One picture (a Figure) and the number that it shows; `says` tells where that number comes from."""

    picture: Any
    truth: float
    says: Words


@dataclass(frozen=True)
class Game:
    """Rounds dealt one by one: `deal(seed, k)` makes round k = 0, 1, ... Guesses run from `low` to `high` by `step`.

    A miss of a `width` or more earns nothing; below that points fall in a straight line from 100.
    """

    name: str
    ask: Words
    seed: int
    deal: Callable[[int, int], Round]
    low: float
    high: float
    step: float
    width: float = 0.25

    def round(self, k: int) -> Round:
        """Round k, made when it is first asked for: its picture stays while everything around it is told anew."""
        return _dealt(self.deal, self.seed, k)


@lru_cache(maxsize=256)
def _dealt(deal: Callable[[int, int], Round], seed: int, k: int) -> Round:
    return deal(seed, k)


@dataclass(frozen=True)
class Try:
    """One committed guess and its truth."""

    guess: float
    truth: float


def points(one: Try, width: float) -> int:
    """100 (1 - |guess - truth| / width), at least 0, whole."""
    return max(0, round(FULL_MARKS * (1 - abs(one.guess - one.truth) / width)))


def calibration_of(tries: tuple[Try, ...]) -> Mapping[str, float]:
    """`miss`: mean |guess - truth|; `lean`: mean (guess - truth), above 0 when guesses are too high."""
    gaps = [one.guess - one.truth for one in tries]
    return {"miss": sum(map(abs, gaps)) / len(gaps), "lean": sum(gaps) / len(gaps)}
