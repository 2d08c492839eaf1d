"""Units as dots and a line for each group: what was set, what a model found, and the average between them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import group_lines
from lessons.kit.columns import Column, Columns, Labels, numbers
from lessons.kit.groups import Groups
from lessons.kit.lesson import Run
from lessons.kit.text import Words, sentence

Numbers = NDArray[np.float64]
NO_LINES: Columns = {"group": Labels(np.empty(0, dtype=np.intp), ()), **dict.fromkeys(("x", "y", "end"), np.empty(0))}

PUPIL_AXES = {
    "x_domain": (-3.2, 3.2),
    "y_domain": (20, 80),
    "x_title": "ability on entry, x (SD units)",
    "y_title": "test score, y",
    "group_word": "school",
    "unit_word": "pupil",
}


def line_columns(groups: Groups, intercept: Numbers, slope: Numbers | float) -> dict[str, Column]:
    """Two points a group, at the ends of its own x: group, x, y, end (0 left, 1 right).

    intercept, slope: level 2, (J,), in the order of `groups`.
    """
    x = groups.ends("x")
    y = intercept[:, None] + np.broadcast_to(slope, len(groups))[:, None] * x
    return {
        "group": Labels(groups.labels.codes.repeat(2), groups.labels.names),
        "x": x.ravel(),
        "y": y.ravel(),
        "end": np.tile([0, 1], len(groups)),
    }


def set_lines(groups: Groups, gamma00: float, gamma10: float) -> dict[str, Column]:
    """The lines that were set: gamma00 + u0 + (gamma10 + u1) x, from the u0 and u1 that were drawn."""
    return line_columns(groups, gamma00 + groups.first("u0"), gamma10 + groups.first("u1"))


def found_lines(groups: Groups, found: Any) -> dict[str, Columns]:
    """What group_lines draws of a fit: `dots`, `lines` (none without groups), `average` (none without a slope)."""
    data, gamma = groups.table, found.gamma
    slope = gamma.get("x")
    if slope is None:
        lines, average = NO_LINES, {"x": np.empty(0), "y": np.empty(0)}
    else:
        u0_hat, u1_hat = effects(found, groups)
        has_groups = bool(getattr(found, "predicted", None))
        lines = line_columns(groups, gamma["Intercept"] + u0_hat, slope + u1_hat) if has_groups else NO_LINES
        x = numbers(data, "x")
        ends = np.array([x.min(), x.max()])
        average = {"x": ends, "y": gamma["Intercept"] + slope * ends}
    return {"dots": {name: data[name] for name in ("group", "x", "y")}, "lines": lines, "average": average}


def effects(found: Any, groups: Groups) -> tuple[Numbers, Numbers]:
    """u0_hat and u1_hat, (J,) each, in the order of `groups`; 0 where the model has no such effect."""
    nothing = np.zeros(len(groups))
    if not getattr(found, "predicted", None):
        return nothing, nothing
    by_term = found.effects(groups.names)
    return by_term["Intercept"], by_term.get("x", nothing)


def pupil_lines(run: Run, title: Words, found: Any, gamma00: float, says: Words) -> Figure:
    """Simulated pupils of a run, the line of each school as it was set, and what `found` draws; `says` reads it."""
    truth = set_lines(run.groups, gamma00, run.p.gamma10)
    count = sentence("@n pupils in @groups schools. @says", n=len(run.data), groups=run.p.n_groups, says=says)
    tables, key = found_lines(run.groups, found) | {"truth": truth}, "dashed: set, solid: found"
    return Figure("pupils", title, group_lines, tables, count, PUPIL_AXES, picks="lines", key=key)
