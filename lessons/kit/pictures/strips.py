"""Groups side by side, from the lowest mean to the highest: where each unit and each mean stands."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import strips
from lessons.kit.columns import Columns, numbers
from lessons.kit.groups import Groups
from lessons.kit.text import Words

WIDTH = 0.62


def strip_tables(groups: Groups) -> dict[str, Columns]:
    """What strips draws of y: `dots` (x, y, group), `means` (x, x2, y, group; lowest first), `overall` (y)."""
    return in_place(groups, np.argsort(groups.mean("y"), kind="stable"))


def in_place(groups: Groups, order: NDArray[np.integer[Any]]) -> dict[str, Columns]:
    """The same with the groups from left to right as `order` lists them, (J,)."""
    y, mean = numbers(groups.table, "y"), groups.mean("y")
    place = np.empty(len(groups))
    place[order] = (np.arange(len(groups)) + 0.5) / len(groups)
    half, unit = WIDTH / 2 / len(groups), groups.of_unit
    x = place[unit] + half * (2 * (groups.number() + 0.5) / groups.n[unit] - 1)
    middle = place[order]
    bars = {"x": middle - 1.25 * half, "x2": middle + 1.25 * half, "y": mean[order], "group": groups.labels[order]}
    return {
        "dots": {"x": x, "y": y, "group": groups.table["group"]},
        "means": bars,
        "overall": {"y": np.array([y.mean()])},
    }


def strip_figure(
    name: str, title: Words, groups: Groups, says: Words, axes: Mapping[str, Any], *, key: Words = ""
) -> Figure:
    """Every unit as a dot in the strip of its group. axes: the settings of charts.strips."""
    return Figure(name, title, strips, strip_tables(groups), says, axes, picks="means", key=key)
