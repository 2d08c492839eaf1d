"""Robinson's census of 1930: persons, states and divisions, their correlations and their pictures.

Robinson (1950), American Sociological Review 15, 351-357; te Grotenhuis, Eisinga and Subramanian (2011),
International Journal of Epidemiology 40, 1123-1125, for the weighted correlations of states.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

import datasets
from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import places, two_kinds
from lessons.kit.text import number
from lessons.kit.theory import CountSlopes, count_slopes, ecological_correlation, phi

FOUR = ("native_white", "mixed_white", "foreign_white", "black")
LEVELS = {
    "persons": ("persons", "each person once"),
    "states": ("states", "each state once, rounded percentages"),
    "weighted": ("states, weighted", "each state by its persons"),
    "divisions": ("divisions, weighted", "each division by its persons"),
}
Y_AXIS = {"y_domain": (0, 18), "y_title": "illiterate, percent"}


@dataclass(frozen=True)
class Category:
    """A category that Robinson correlated with illiteracy: its column, its name, its axis, what he printed."""

    column: str
    members: str
    x_domain: tuple[float, float]
    printed: Mapping[str, float]


CATEGORIES = {
    "nativity": Category(
        "foreign_white", "foreign-born white", (0, 34), {"persons": 0.118, "states": -0.526, "divisions": -0.619}
    ),
    "race": Category("black", "Black", (0, 56), {"persons": 0.203, "states": 0.773, "divisions": 0.946}),
}


@dataclass(frozen=True)
class Census:
    """One category at every level.

    states, divisions: place, persons, x, y (percentages). kinds: persons, y; others first, then members.
    correlation: by level, as Robinson took it. unrounded: over states, from unrounded percentages. native: over
    states, of x with the illiteracy of native white persons of native parents. n_worse: states where members are more
    often illiterate than all others.
    """

    states: pd.DataFrame
    divisions: pd.DataFrame
    kinds: pd.DataFrame
    correlation: Mapping[str, float]
    unrounded: float
    native: float
    slopes: CountSlopes
    n_worse: int


@lru_cache(maxsize=len(CATEGORIES))
def census(measure: str) -> Census:
    """The counts of 1930, treated as Robinson treated them."""
    column, wide = CATEGORIES[measure].column, datasets.load("robinson1930")
    states = percentages(wide["state"], wide["population"], wide[column], wide["population_illiterate"])
    four = _four(wide, column)
    nine = four.groupby(wide["division"], observed=True).sum().div(1000).round().mul(1000).reset_index()
    divisions = percentages(nine["division"], nine["persons"], nine["members"], nine["yes"])
    others = four.assign(members=four["persons"] - four["members"], members_yes=four["yes"] - four["members_yes"])
    kinds = pd.DataFrame([others.sum(), four.sum()], index=[0, 1])
    return Census(
        states,
        divisions,
        pd.DataFrame({"persons": kinds["members"], "y": 100 * kinds["members_yes"] / kinds["members"]}),
        _correlations(states, four, divisions, kinds),
        ecological_correlation(states["x"], states["y"]),
        ecological_correlation(states["x"], wide["native_white_illiterate"] / wide["native_white"]),
        count_slopes(four["persons"], four["members"], four["yes"], four["members_yes"]),
        int((four["members_yes"] / four["members"] > others["members_yes"] / others["members"]).sum()),
    )


def _four(wide: pd.DataFrame, column: str) -> pd.DataFrame:
    """Counts by state out of the four categories: persons, members, yes (illiterate), members_yes."""
    columns = {
        "persons": wide[list(FOUR)].sum(axis=1),
        "members": wide[column],
        "yes": wide[[f"{name}_illiterate" for name in FOUR]].sum(axis=1),
        "members_yes": wide[f"{column}_illiterate"],
    }
    return pd.DataFrame(columns)


def _correlations(states: pd.DataFrame, four: pd.DataFrame, divisions: pd.DataFrame, kinds: pd.DataFrame) -> Any:
    (others, others_yes), (members, members_yes) = kinds[["members", "members_yes"]].to_numpy()
    x, y = four["members"] / four["persons"], four["yes"] / four["persons"]
    return {
        "persons": phi(members, members_yes, others, others_yes),
        "states": ecological_correlation(states["x"].round(1), states["y"].round(1)),
        "weighted": ecological_correlation(x, y, four["persons"]),
        "divisions": ecological_correlation(divisions["x"], divisions["y"], divisions["persons"]),
    }


def percentages(place: pd.Series, persons: pd.Series, members: pd.Series, yes: pd.Series) -> pd.DataFrame:
    """Counts by place as percentages of their persons: place, persons, x, y."""
    x, y = 100 * members / persons, 100 * yes / persons
    return pd.DataFrame({"place": place.astype(str), "persons": persons, "x": x, "y": y})


@lru_cache(maxsize=len(CATEGORIES))
def printed_and_computed(measure: str) -> pd.DataFrame:
    """What Robinson printed beside what comes out of the counts, one row a level, in words."""
    printed, found = CATEGORIES[measure].printed, census(measure).correlation
    rows = [
        (name, number(printed[level], 3) if level in printed else "not printed", number(found[level], 3), how)
        for level, (name, how) in LEVELS.items()
    ]
    return pd.DataFrame(rows, columns=["correlation over", "Robinson printed", "computed here", "how"])


@lru_cache(maxsize=8)
def map_of_states(measure: str, name: str, n_names: int, area: float) -> Figure:
    return _places(measure, name, census(measure).states, "state", "states", n_names, area)


@lru_cache(maxsize=8)
def map_of_divisions(measure: str, area: float) -> Figure:
    return _places(measure, "divisions", census(measure).divisions, "division", "divisions", 2, area)


def _places(measure: str, name: str, table: pd.DataFrame, word: str, level: str, n_names: int, area: float) -> Figure:
    """Places as dots with their line; the `n_names` outermost and largest carry their names."""
    category = CATEGORIES[measure]
    points = table.assign(name=_names(table, n_names), side=_sides(table, category))
    return Figure(
        f"{name}_{measure}",
        f"{len(table)} {word}s",
        places,
        {"points": points, "line": _line(table, weighted=level != "states")},
        f"{len(table)} {word}s in 1930. The share of {category.members} persons and the share illiterate correlate at "
        f"{number(census(measure).correlation[level], 3)}.",
        Y_AXIS
        | {"x_domain": category.x_domain, "x_title": f"{category.members}, percent", "group_word": word, "size": area},
        still=measure,
        key="area: persons",
    )


def _sides(table: pd.DataFrame, category: Category) -> Any:
    return np.where(table["x"] > sum(category.x_domain) / 2, "left", "right")


def _names(table: pd.DataFrame, n_names: int) -> list[str]:
    ranks = (table["y"], table["persons"], -table["y"])
    named = {rank.idxmax() for rank in ranks[:n_names]}
    return [place if row in named else "" for row, place in table["place"].items()]


def _line(table: pd.DataFrame, weighted: bool) -> pd.DataFrame:
    """The regression line over places, as far as it stays above 0."""
    slope, level = np.polyfit(table["x"], table["y"], 1, w=np.sqrt(table["persons"]) if weighted else None)
    last = min(table["x"].max(), -level / slope) if slope < 0 else table["x"].max()
    ends = np.array([table["x"].min(), last])
    return pd.DataFrame({"x": ends, "y": level + slope * ends})


@lru_cache(maxsize=len(CATEGORIES))
def persons_1930(measure: str) -> Figure:
    """All persons as two bars: members of the category and all others."""
    here, members = census(measure), CATEGORIES[measure].members
    (others_y, members_y), (n_others, n_members) = here.kinds["y"], here.kinds["persons"] / 1e6
    bars = here.kinds.assign(
        kind=["all others", members],
        x=[0.0, n_others],
        x2=[n_others, n_others + n_members],
        says=[f"all others: {number(others_y, 1)}", f"{members}: {number(members_y, 1)}"],
    )
    return Figure(
        f"persons_{measure}",
        f"{number(n_others + n_members, 0)} million persons aged 10 and over",
        two_kinds,
        {"bars": bars, "line": pd.DataFrame({"x": (bars["x"] + bars["x2"]) / 2, "y": bars["y"]})},
        f"Of 100 {members} persons {number(members_y, 1)} were illiterate, of 100 others {number(others_y, 1)}. Over "
        f"persons the correlation is {number(here.correlation['persons'], 3)}.",
        {"x_title": "persons, millions", **Y_AXIS},
        still=measure,
        key="width: persons",
    )
