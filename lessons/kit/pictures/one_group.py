"""One group close up: its line beside the average line, the gap between them, and how far its units lie from it."""

from typing import Any

import numpy as np

from lessons.kit.charts.frame import Domain
from lessons.kit.columns import Columns, numbers
from lessons.kit.groups import Groups
from lessons.kit.pictures.lines import effects

BESIDE_THE_AXIS = 0.25


def one_group_tables(groups: Groups, found: Any, row: int, x_domain: Domain) -> dict[str, Columns]:
    """What one_group draws of the group in that row: `units` (x, y, fitted), `others`, `line`, `average`, `shift`."""
    here, gamma = groups.of_unit == row, found.gamma
    x, y = numbers(groups.table, "x"), numbers(groups.table, "y")
    u0_hat = float(effects(found, groups)[0][row])
    ends = np.array(x_domain, dtype=float)
    average, at = gamma["Intercept"] + gamma["x"] * ends, ends[:1] + BESIDE_THE_AXIS
    foot = gamma["Intercept"] + gamma["x"] * at
    return {
        "others": {"x": x[~here], "y": y[~here]},
        "units": {"x": x[here], "y": y[here], "fitted": gamma["Intercept"] + u0_hat + gamma["x"] * x[here]},
        "line": {"x": ends, "y": average + u0_hat},
        "average": {"x": ends, "y": average},
        "shift": {"x": at, "y": foot, "y2": foot + u0_hat},
    }
