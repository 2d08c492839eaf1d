"""One group close up: its line beside the average line, the gap between them, and how far its units lie from it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons.kit.charts.frame import Domain
from lessons.kit.columns import Columns, labels, numbers, rows
from lessons.kit.groups import Groups
from lessons.kit.pictures.lines import effects

Numbers = NDArray[np.float64]
BESIDE_THE_AXIS = 0.25


def one_group_tables(
    groups: Groups, found: Any, row: int, x_domain: Domain, *, residuals: bool = True, unit: int | None = None
) -> dict[str, Columns]:
    """What one_group draws of the group in that row.

    residuals: whether the distances of all its units are drawn. unit: its unit, by place among its own, that is
    ringed, with the names of both distances.
    """
    here, gamma = groups.of_unit == row, found.gamma
    x, y = numbers(groups.table, "x"), numbers(groups.table, "y")
    u0_hat = float(effects(found, groups)[0][row])
    ends = np.array(x_domain, dtype=float)
    average, at = gamma["Intercept"] + gamma["x"] * ends, ends[:1] + BESIDE_THE_AXIS
    foot = gamma["Intercept"] + gamma["x"] * at
    units = {"x": x[here], "y": y[here], "fitted": gamma["Intercept"] + u0_hat + gamma["x"] * x[here]}
    ringed = rows(units, slice(0, 0) if unit is None else slice(unit, unit + 1))
    return {
        "others": {"x": x[~here], "y": y[~here]},
        "units": units,
        "residuals": rows(units, slice(None) if residuals else slice(0, 0)),
        "ringed": ringed,
        "notes": _names(ringed, foot + u0_hat / 2, at, bool(getattr(found, "predicted", None))),
        "line": {"x": ends, "y": average + u0_hat},
        "average": {"x": ends, "y": average},
        "shift": {"x": at, "y": foot, "y2": foot + u0_hat},
    }


def _names(ringed: Columns, height: Numbers, at: Numbers, has_groups: bool) -> Columns:
    """e beside the residual of the ringed unit, and u0 beside the gap of a model that has one; none without a ring."""
    x, y, fitted = (numbers(ringed, name) for name in ("x", "y", "fitted"))
    gap = slice(0, len(x) if has_groups else 0)
    return {
        "x": np.concatenate([at[gap], x]),
        "y": np.concatenate([height[gap], (y + fitted) / 2]),
        "code": labels([*["u0"] * len(at[gap]), *["e"] * len(x)]),
        "label": labels([*["u₀ⱼ"] * len(at[gap]), *["eᵢⱼ"] * len(x)]),
    }
