"""Estimates of one parameter by several models, side by side, against what was set."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lessons.kit.charts import intervals
from lessons.kit.charts.frame import Domain
from lessons.kit.columns import labels
from lessons.kit.story import Figure
from lessons.kit.text import Words, listed, number, sentence


def estimates(
    name: str,
    title: Words,
    found: Mapping[str, tuple[Any, str]],
    set_to: Sequence[float] | Mapping[str, float],
    *,
    axis: str,
    domain: Domain,
    code: str,
) -> Figure:
    """found: words -> (fit, term), one line each, from top to bottom; set_to: one dashed rule a value.

    Where more than one value was set, words tell them apart: words -> value.
    """
    rows = [(fit.gamma[term], *fit.interval()[term]) for fit, term in found.values()]
    estimate, low, high = np.array(rows, dtype=float).T
    told = [
        sentence("@label @estimate (@low to @high)", label=label.lower(), estimate=e, low=lo, high=hi)
        for label, (e, lo, hi) in zip(found, rows, strict=True)
    ]
    says = sentence(
        "Set: @set (dashed). Found, with 95 % intervals as each model reports them: @told.",
        set=listed(
            [sentence("@words @value", words=words, value=value) for words, value in set_to.items()]
            if isinstance(set_to, Mapping)
            else [number(value) for value in set_to]
        ),
        told=listed(told),
    )
    tables = {
        "estimates": {
            "label": labels(found), "estimate": estimate, "low": low, "high": high,
            "chosen": np.ones(len(rows), dtype=bool),
        },
        "set": {"value": np.array([*(set_to.values() if isinstance(set_to, Mapping) else set_to)], dtype=float)},
    }  # fmt: skip
    settings = {"domain": domain, "title": axis, "code": code, "order": tuple(found)}
    return Figure(name, title, intervals, tables, says, settings, height="short")
