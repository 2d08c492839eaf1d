"""Two units of one group as one dot: how alike they are is the slope of a line."""

import numpy as np

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import pairs
from lessons.kit.charts.frame import Domain
from lessons.kit.columns import Columns, numbers, rows, stacked
from lessons.kit.groups import Groups
from lessons.kit.text import Words, sentence
from lessons.kit.theory import pair_correlation


def pair_columns(groups: Groups) -> Columns:
    """Each unit's y beside that of the next in its group, the last beside the first: group, y, y2; both ways round."""
    y, unit, n = numbers(groups.table, "y"), groups.of_unit, groups.n
    order = np.argsort(unit, kind="stable")
    first = np.cumsum(n) - n
    following = order[first[unit] + (groups.number() + 1) % n[unit]]
    one = {"group": groups.labels[unit], "y": y, "y2": y[following]}
    one = rows(one, n[unit] > 1)
    return stacked(one, {**one, "y": one["y2"], "y2": one["y"]})


def pair_figure(name: str, title: Words, groups: Groups, says: str, domain: Domain, axes: tuple[str, str]) -> Figure:
    """Pairs of y, and the line whose slope is their correlation, which `says` calls @rho. axes: the titles of both."""
    y, ends = numbers(groups.table, "y"), np.array(domain, dtype=float)
    rho, center = pair_correlation(y, groups.of_unit), float(y.mean())
    tables = {"pairs": pair_columns(groups), "line": {"y": ends, "y2": center + rho * (ends - center)}}
    settings = {"domain": domain, "title": axes[0], "other_title": axes[1]}
    key = "dashed: equal scores"
    return Figure(name, title, pairs, tables, sentence(says, rho=rho), settings, picks="pairs", key=key)
