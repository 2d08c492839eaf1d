"""Variances as stacked bars: what lies between groups, what within them, what a predictor explains."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import PARTS, variance_bars
from lessons.kit.columns import labels
from lessons.kit.text import Words, number

ROOM_FOR_A_NUMBER = 8  # of the 200 that an axis is long, about


def variance_figure(
    name: str,
    title: Words,
    bars: Mapping[str, Sequence[float]],
    says: Words,
    *,
    axis: str,
    total: float,
    key: Words = "",
    height: Literal["tall", "short"] = "tall",
) -> Figure:
    """bars: words -> variances from left to right: between, within and, where a predictor explains some, by x.

    total: where the axis ends.
    """
    value = np.concatenate([np.array(parts, dtype=float) for parts in bars.values()])
    end = np.concatenate([np.cumsum(parts) for parts in bars.values()])
    parts = {
        "label": labels(words for words, one in bars.items() for _ in one),
        "part": labels(part for one in bars.values() for part in PARTS[: len(one)]),
        "value": value,
        "start": end - value,
        "end": end,
        "says": labels(number(v, 0) if v > ROOM_FOR_A_NUMBER else "" for v in value),
    }
    shown = PARTS[: max(len(one) for one in bars.values())]
    settings = {"total": total, "title": axis, "order": tuple(bars), "parts": shown}
    return Figure(name, title, variance_bars, {"parts": parts}, says, settings, height=height, key=key)
