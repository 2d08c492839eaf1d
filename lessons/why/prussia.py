"""Durkheim's provinces: rates and shares, the line through them, and stories of persons that keep every province.

Durkheim (1897), Le Suicide, book 2, chapter 2; the bands' places on the axis as in Morgenstern (1995), Annual Review of
Public Health 16, 61-81. Rates are suicides a year per 100,000.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

import datasets
from lessons import kit
from lessons.kit.theory import duncan_davis, over_all, split_rate

PER = 100_000
HALF = 0.5
MIDDLE = {"over 90 %": 0.95, "68-89 %": 0.785, "40-50 %": 0.45, "28-32 %": 0.30}
# Prussia 1890, a year per 100,000, from the same book: what the offices counted of persons.
COUNTED_PERSONS = {"Protestants": 24.0, "Catholics": 10.0, "Jews": 18.0}


@dataclass(frozen=True, eq=False)
class Places:
    """Places by their share of Protestants (x, of one) and their rate (y, per 100,000), (J,) each."""

    place: kit.Labels
    persons: Any
    x: Any
    y: Any

    @property
    def deaths(self) -> Any:
        """Suicides a year, (J,)."""
        return self.y * self.persons / PER

    @property
    def bounds(self) -> tuple[Any, Any]:
        """The lowest and the highest rate that the Protestants of each place can have had, (J,) each."""
        low, high = duncan_davis(self.x, self.y / PER)
        return PER * low, PER * high

    def row(self, place: str) -> int:
        return list(self.place).index(place)


@dataclass(frozen=True)
class Line:
    """A regression line over places: the rate it gives where nobody is Protestant, and where everybody is."""

    none: float
    every: float

    @property
    def ratio(self) -> float:
        return self.every / self.none


@dataclass(frozen=True, eq=False)
class Story:
    """Rates of Protestants and of others in each province, (J,) each, and over all Prussia."""

    protestants: Any
    others: Any
    all_protestants: float
    all_others: float


@lru_cache(maxsize=1)
def provinces() -> Places:
    """The thirteen provinces, Berlin with Brandenburg."""
    table: Any = kit.columns_of(datasets.load("durkheim1897"))
    return Places(
        table["province"],
        table["population"],
        table["protestant"] / table["population"],
        table["suicides_per_million"] * PER / 1e6,
    )


@lru_cache(maxsize=1)
def bands() -> Places:
    """Durkheim's four bands at their middles, each with the plain mean of its provinces' rates."""
    of_band = kit.Groups({"group": _bands(), "y": provinces().y})
    persons = np.bincount(of_band.of_unit, provinces().persons)
    return Places(of_band.labels, persons, np.array([MIDDLE[name] for name in of_band.names]), of_band.mean("y"))


def _bands() -> kit.Labels:
    column: Any = kit.columns_of(datasets.load("durkheim1897"))["band"]
    return kit.labels(column)


@lru_cache(maxsize=4)
def line(counted: str) -> Line:
    """Least squares over bands, over provinces, or over provinces each counted by its persons."""
    at = bands() if counted == "bands" else provinces()
    weights = np.sqrt(at.persons) if counted == "weighted" else None
    slope, none = np.polyfit(at.x, at.y, 1, w=weights)
    return Line(float(none), float(none + slope))


@lru_cache(maxsize=256)
def story(part_few: float, part_many: float) -> Story:
    """The story in which Protestants have this part (of 100) of the suicides among equally many of both.

    part_few: in provinces where at most half are Protestants; part_many: in the others. Every story gives every
    province its own rate, and none leaves the Duncan-Davis bounds.
    """
    at = provinces()
    part = np.where(at.x > HALF, part_many, part_few) / 100
    members, others = (PER * rate for rate in split_rate(at.x, at.y / PER, part))
    all_members, all_others = over_all(members, at.persons * at.x), over_all(others, at.persons * (1 - at.x))
    return Story(members, others, all_members, all_others)


@lru_cache(maxsize=1)
def total_bounds() -> tuple[float, float]:
    """The highest rates, over all Prussia, of Protestants and of others; the lowest are 0."""
    return story(100, 100).all_protestants, story(0, 0).all_others


@lru_cache(maxsize=1)
def counted_ratio() -> float:
    """How many times as often as Catholics did Protestants take their lives, as the offices counted persons."""
    return COUNTED_PERSONS["Protestants"] / COUNTED_PERSONS["Catholics"]
