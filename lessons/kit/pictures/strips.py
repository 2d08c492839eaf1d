"""Groups side by side, from the lowest mean to the highest: where each unit and each mean stands."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import found_strips, strips
from lessons.kit.columns import Columns, numbers
from lessons.kit.groups import Groups
from lessons.kit.pictures.lines import effects
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


def found_strip_figure(
    name: str, title: Words, groups: Groups, found: Any, says: Words, axes: Mapping[str, Any], *, key: Words = ""
) -> Figure:
    """The same, and over it what a mixed model finds: the level of each group, and how far levels reach.

    A level is gamma00 + u0_hat: what the model expects at x = 0, where it has x. found: None before any model.
    """
    tables, nothing = strip_tables(groups), np.empty(0)
    levels: Columns = {"x": nothing, "y": nothing}
    band: Columns = dict.fromkeys(("x", "x2", "y", "y2"), nothing)
    if found:
        middle, reach = found.gamma["Intercept"], np.sqrt(found.tau00)
        bars, order = tables["means"], np.argsort(groups.mean("y"), kind="stable")
        center = (numbers(bars, "x") + numbers(bars, "x2")) / 2
        levels = {"x": center, "y": middle + effects(found, groups)[0][order]}
        ends = (0.0, 1.0, middle - reach, middle + reach)
        band = {part: np.array([end]) for part, end in zip(("x", "x2", "y", "y2"), ends, strict=True)}
    drawn = {**tables, "levels": levels, "band": band}
    return Figure(name, title, found_strips, drawn, says, axes, picks="means", key=key)
