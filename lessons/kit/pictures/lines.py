"""Units as dots and a line for each group: what was set, what a model found, and the average between them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import marked_lines
from lessons.kit.columns import Column, Columns, Labels, n_rows, numbers, rows
from lessons.kit.groups import Groups
from lessons.kit.lesson import Run
from lessons.kit.text import Words, sentence

Numbers = NDArray[np.float64]
NO_LINES: Columns = {"group": Labels(np.empty(0, dtype=np.intp), ()), **dict.fromkeys(("x", "y", "end"), np.empty(0))}

NOWHERE: Columns = {**dict.fromkeys(("x", "y"), np.empty(0)), "code": Labels(np.empty(0, dtype=np.intp), ())}
NO_MARKS: Mapping[str, Columns] = {
    "marks": {**NOWHERE, **dict.fromkeys(("x2", "y2"), np.empty(0))},
    "notes": {**NOWHERE, "label": Labels(np.empty(0, dtype=np.intp), ())},
}
FOLLOWED = 6

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
    return {"dots": pupils_of(data), "lines": lines, "average": average}


def effects(found: Any, groups: Groups) -> tuple[Numbers, Numbers]:
    """u0_hat and u1_hat, (J,) each, in the order of `groups`; 0 where the model has no such effect."""
    nothing = np.zeros(len(groups))
    if not getattr(found, "predicted", None):
        return nothing, nothing
    by_term = found.effects(groups.names)
    return by_term["Intercept"], by_term.get("x", nothing)


def one_in_focus(run: Run, title: Words, found: Any, gamma00: float, row: int, says: Words) -> Figure:
    """Simulated pupils of a run and a line for each school in the ink of u0, the school in that row thick."""
    groups = run.groups
    drawn, here = found_lines(groups, found), np.arange(len(groups)) == row
    truth = {**set_lines(groups, gamma00, run.p.gamma10), "thick": here.repeat(2)}
    lines = {**drawn["lines"], "thick": here.repeat(2)} if n_rows(drawn["lines"]) else NO_LINES
    tables = drawn | {"lines": lines, "truth": rows(truth, here.repeat(2)), **NO_MARKS}
    count = sentence("@n pupils in @groups schools. @says", n=len(run.data), groups=len(groups), says=says)
    key, settings = "thick: the school in focus; dashed: set", PUPIL_AXES | {"code": "u0"}
    return Figure("all_schools", title, marked_lines, tables, count, settings, picks="lines", key=key)


def followed(groups: Groups) -> NDArray[np.bool_]:
    """Which groups stand out, (J,): the first few, so that they stay the same while a slider moves."""
    return np.arange(len(groups)) < FOLLOWED


def with_followed(lines: Columns, groups: Groups, others: bool = True) -> Columns:
    """A table of lines in which those that stand out are thick; without the others, they alone."""
    if n_rows(lines) == 0:
        return lines
    thick = followed(groups).repeat(2)
    return rows({**lines, "thick": thick}, slice(None) if others else thick)


def pupil_lines(
    run: Run,
    title: Words,
    found: Any,
    gamma00: float,
    says: Words,
    *,
    others: bool = True,
    marks: Mapping[str, Columns] | None = None,
) -> Figure:
    """Simulated pupils of a run and a line for each school, the few that are followed thick; `says` reads it.

    found: what draws the solid lines; the dashed ones are those that were set, of the few. None before a model is
    fitted: then the solid lines are those that were set. others: the other schools as well. marks: tables of
    printed_marks, or none.
    """
    groups, truth = run.groups, set_lines(run.groups, gamma00, run.p.gamma10)
    if found:
        drawn = found_lines(groups, found)
        key, dashed = "dashed: set, solid: found", with_followed(truth, groups, others=False)
    else:
        ends = np.array(PUPIL_AXES["x_domain"], dtype=float)
        average = {"x": ends, "y": gamma00 + run.p.gamma10 * ends}
        drawn = {"dots": pupils_of(run.columns), "lines": truth, "average": average}
        key, dashed = "as you set them; blue: average", NO_LINES
    few = followed(groups)[groups.of_unit]
    tables = drawn | {
        "dots": rows(drawn["dots"], slice(None) if others else few),
        "lines": with_followed(drawn["lines"], groups, others),
        "truth": dashed,
        **(marks or NO_MARKS),
    }
    n, of = (len(run.data), len(groups)) if others else (int(few.sum()), int(followed(groups).sum()))
    count = sentence("@n pupils in @groups schools. @says", n=n, groups=of, says=says)
    return Figure("pupils", title, marked_lines, tables, count, PUPIL_AXES, picks="lines", key=key)


def pupils_of(table: Columns) -> dict[str, Column]:
    """The dots of level-1 units: group, x, y."""
    return {name: table[name] for name in ("group", "x", "y")}
