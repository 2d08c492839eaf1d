"""Groups at their means with the line between them, alone and with the units and a line inside each group."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import scatter
from lessons.kit.columns import Column, Columns, Labels
from lessons.kit.groups import Groups, Numbers
from lessons.kit.pictures.lines import line_columns
from lessons.kit.text import Text, Words, sentence

EMPTY, UNNAMED = np.empty(0), Labels(np.empty(0, dtype=np.intp), ())
# What two_slopes draws of two units at one x, where there are none.
NO_PAIR: Mapping[str, Columns] = {
    "own": {"x": EMPTY, "y": EMPTY, "group": UNNAMED},
    "pair": {"x": EMPTY, "y": EMPTY, "label": UNNAMED, "group": UNNAMED},
    "gap": {**dict.fromkeys(("x", "y", "y2", "middle", "turn"), EMPTY), "label": UNNAMED},
}


def straight(intercept: float, slope: float, x: Numbers) -> dict[str, Column]:
    """The line intercept + slope x between the smallest and the largest x: x, y, (2,)."""
    ends = np.array([x.min(), x.max()])
    return {"x": ends, "y": intercept + slope * ends}


def group_points(groups: Groups) -> dict[str, Column]:
    """The groups at their means: group, x, y, (J,)."""
    return {"group": groups.labels, "x": groups.mean("x"), "y": groups.mean("y")}


def between_line(groups: Groups, found: Any) -> dict[str, Column]:
    """The line that a fit finds between groups: gamma00 + gamma01 x_mean."""
    return straight(found.gamma["Intercept"], found.gamma["x_mean"], groups.mean("x"))


def two_slope_tables(groups: Groups, found: Any, slope: Numbers | float) -> dict[str, Columns]:
    """What two_slopes draws: `dots`, `lines` through the point of means of each group, `means`, `between`.

    slope: inside groups, (J,) in their order, or one for all.
    """
    level = groups.mean("y") - slope * groups.mean("x")
    return {
        "dots": {name: groups.table[name] for name in ("x", "y", "group")},
        "lines": line_columns(groups, level, slope),
        "means": group_points(groups),
        "between": between_line(groups, found),
    }


def means_figure(name: str, title: Words, groups: Groups, found: Any, says: Words, axes: Mapping[str, Any]) -> Figure:
    """Group means and the line between them, and no unit."""
    tables = {"points": group_points(groups) | {"weight": np.zeros(len(groups))}, "line": between_line(groups, found)}
    return Figure(name, title, scatter, tables, says, {**axes, "code": "gamma01", "kind": "groups", "size": 90})


def within_figure(
    name: str, title: Words, groups: Groups, slope: float, says: Words, axes: Mapping[str, Any]
) -> Figure:
    """Units, each compared with the mean of its own group, and a line of this slope: groups and no level."""
    x, group = groups.within("x"), groups.table["group"]
    points = {"x": x, "y": groups.within("y"), "group": group, "weight": np.zeros(len(x))}
    return Figure(
        name, title, scatter, {"points": points, "line": straight(0.0, slope, x)}, says, {**axes, "code": "gamma10"}
    )


def change(slope: float) -> Text:
    """What one unit more of x goes with, in words: 3.00 points less."""
    return sentence("@size points less" if slope < 0 else "@size points more", size=abs(slope))
