"""Robinson's counts of 1930: shares of persons in states and divisions, and how they correlate at every level.

Robinson (1950), American Sociological Review 15, 351-357; te Grotenhuis, Eisinga and Subramanian (2011),
International Journal of Epidemiology 40, 1123-1125, for the weighted correlations of states.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

import datasets
from lessons import kit

FOUR = ("native_white", "mixed_white", "foreign_white", "black")
LEVELS = {
    "persons": ("persons", "each person once"),
    "states": ("states", "each state once, rounded percentages"),
    "weighted": ("states, weighted", "each state by its persons"),
    "divisions": ("divisions, weighted", "each division by its persons"),
}


@dataclass(frozen=True)
class Category:
    """A category that Robinson correlated with illiteracy: its column, words, axes, one state, what he printed."""

    column: str
    members: str
    who: str
    x_title: str
    y_domain: tuple[float, float]
    example: str
    printed: Mapping[str, float]


CATEGORIES = {
    "nativity": Category(
        "foreign_white", "foreign-born white", "Foreign-born white persons", "foreign-born white, percent",
        (0, 20.5), "New York",
        {"persons": 0.118, "states": -0.526, "divisions": -0.619},
    ),
    "race": Category(
        "black", "Black", "Black persons", "Black, percent",
        (0, 28.5), "South Carolina",
        {"persons": 0.203, "states": 0.773, "divisions": 0.946},
    ),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Census:
    """One category at every level.

    states, divisions: place, persons, x, y (percentages). inside: states out of the four categories, and their two
    kinds: place, persons, x, y, others, members (percent illiterate), persons_others, persons_members.
    kinds: persons, y, (2,); others first, then members.
    correlation: by level, as Robinson took it. unrounded: over states, from unrounded percentages. native: over
    states, of x with the illiteracy of native white persons of native parents. n_worse: states where members are more
    often illiterate than all others.
    """

    states: kit.Columns
    inside: kit.Columns
    divisions: kit.Columns
    kinds: kit.Columns
    correlation: Mapping[str, float]
    unrounded: float
    native: float
    slopes: kit.theory.CountSlopes
    n_worse: int

    @property
    def center(self) -> tuple[float, float]:
        """The shares of members and of illiterates among all persons, in percent: all three slopes meet there."""
        n, y = self.kinds["persons"], self.kinds["y"]
        return float(100 * n[1] / n.sum()), float(n @ y / n.sum())


@lru_cache(maxsize=len(CATEGORIES))
def census(measure: str) -> Census:
    """The counts of 1930, treated as Robinson treated them."""
    column, table = CATEGORIES[measure].column, kit.columns_of(datasets.load("robinson1930"))
    states = percentages(table["state"], table["population"], table[column], table["population_illiterate"])
    four = _four(table, column)
    divisions = _divisions(table, four)
    rest, rest_yes = four["persons"] - four["members"], four["yes"] - four["members_yes"]
    kinds = np.array([[rest.sum(), four["members"].sum()], [rest_yes.sum(), four["members_yes"].sum()]])
    return Census(
        states,
        _inside(table, four),
        divisions,
        {"persons": kinds[0], "y": 100 * kinds[1] / kinds[0]},
        _correlations(states, four, divisions, kinds),
        kit.theory.ecological_correlation(states["x"], states["y"]),
        kit.theory.ecological_correlation(states["x"], table["native_white_illiterate"] / table["native_white"]),
        kit.theory.count_slopes(**four),
        int((four["members_yes"] / four["members"] > rest_yes / rest).sum()),
    )


def _four(table: Any, column: str) -> dict[str, Any]:
    """Counts by state out of the four categories: persons, members, yes (illiterate), members_yes."""
    return {
        "persons": sum(table[name] for name in FOUR),
        "members": table[column],
        "yes": sum(table[f"{name}_illiterate"] for name in FOUR),
        "members_yes": table[f"{column}_illiterate"],
    }


def _inside(table: Any, four: Mapping[str, Any]) -> kit.Columns:
    """States out of the four categories, with the two kinds of persons that each is the mean of."""
    n, yes = four["persons"] - four["members"], four["yes"] - four["members_yes"]
    own = percentages(table["state"], four["persons"], four["members"], four["yes"])
    shares = {"others": 100 * yes / n, "members": 100 * four["members_yes"] / four["members"]}
    return {**own, **shares, "persons_others": n, "persons_members": four["members"]}


def _divisions(table: Any, four: Mapping[str, Any]) -> kit.Columns:
    """The nine divisions, their counts in thousands."""
    groups = kit.Groups(table, by="division")
    nine = {name: 1000 * np.round(np.bincount(groups.of_unit, counts) / 1000) for name, counts in four.items()}
    return percentages(groups.labels, nine["persons"], nine["members"], nine["yes"])


def _correlations(states: Any, four: Mapping[str, Any], divisions: Any, kinds: Any) -> Mapping[str, float]:
    (others, members), (others_yes, members_yes) = kinds
    x, y = four["members"] / four["persons"], four["yes"] / four["persons"]
    ecological = kit.theory.ecological_correlation
    return {
        "persons": kit.theory.phi(members, members_yes, others, others_yes),
        "states": ecological(states["x"].round(1), states["y"].round(1)),
        "weighted": ecological(x, y, four["persons"]),
        "divisions": ecological(divisions["x"], divisions["y"], divisions["persons"]),
    }


def percentages(place: kit.Labels, persons: Any, members: Any, yes: Any) -> kit.Columns:
    """Counts by place as percentages of their persons: place, persons, x, y."""
    return {"place": place, "persons": persons, "x": 100 * members / persons, "y": 100 * yes / persons}


def printed_and_computed(measure: str) -> tuple[tuple[str, ...], ...]:
    """What Robinson printed beside what comes out of the counts, one row a level, in words."""
    printed, found = CATEGORIES[measure].printed, census(measure).correlation
    return tuple(
        (name, kit.number(printed[level], 3) if level in printed else "not printed", kit.number(found[level], 3), how)
        for level, (name, how) in LEVELS.items()
    )
