"""A sample as its plan took it: the units of each group in a column of their own."""

import numpy as np

from lessons.kit.columns import Columns, numbers
from lessons.kit.groups import Groups


def plan_tables(groups: Groups, y: str = "y", means: bool = True) -> dict[str, Columns]:
    """What sampling_plan draws of a column y: `units` (x in [0, 1], y), `groups` (x, x2, y: their means; or none)."""
    inside = 0.1 + 0.8 * (groups.number() + 0.5) / groups.n[groups.of_unit]
    left = np.arange(len(groups) if means else 0) / len(groups)
    return {
        "units": {"x": (groups.of_unit + inside) / len(groups), "y": numbers(groups.table, y)},
        "groups": {"x": left, "x2": left + 1 / len(groups), "y": groups.mean(y)[: len(left)]},
    }
