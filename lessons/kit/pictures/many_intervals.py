"""One interval a sample, many at once, and how many of them miss: cheap enough to follow a slider."""

import numpy as np

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import many_intervals
from lessons.kit.columns import labels
from lessons.kit.text import Words, number, sentence
from lessons.kit.theory import PlanIntervals


def many_interval_figure(
    name: str, title: Words, found: PlanIntervals, value: float, reach: float, says: str, axes: tuple[str, str, str]
) -> Figure:
    """Each interval, red where it does not hold `value`. Axis: value ± reach.

    says: a template with @n, @value, @missed. axes: the titles of both axes, and what a miss is called, as in "miss" or
    "find an effect".
    """
    miss, n = found.misses(value), len(found.estimate)
    missed = int(miss.sum())
    count = sentence("@missed of @n @verb", missed=missed, n=n, verb=axes[2])
    tables = {
        "values": {
            "x": np.arange(1, n + 1), "y": found.estimate, "low": found.low, "high": found.high, "miss": miss,
        },
        "truth": {"y": np.array([value])},
        "count": {"x": np.array([1]), "y": np.array([value + reach]), "label": labels([str(count)])},
        "first": {"x": np.array([1]), "y": np.array([value - reach]), "label": labels(["↑ sample 1"])},
    }  # fmt: skip
    settings = {
        "x_domain": (0, n + 1), "y_domain": (value - reach, value + reach),
        "x_title": axes[0], "y_title": axes[1], "miss": axes[2],
    }  # fmt: skip
    said = sentence(says, n=n, value=number(value, 0), missed=missed)
    key = sentence("red, with a cross: without @value", value=number(value, 0))
    return Figure(name, title, many_intervals, tables, said, settings, key=key)
