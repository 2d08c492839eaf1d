"""Estimates of one parameter by several models, side by side, against what was set."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import intervals
from lessons.kit.charts.frame import Domain
from lessons.kit.columns import labels
from lessons.kit.text import Text, Words, listed, number, sentence


def estimates(
    name: str,
    title: Words,
    found: Mapping[str, tuple[Any, str]],
    set_to: Sequence[float] | Mapping[str, float],
    *,
    axis: str,
    domain: Domain,
    code: str,
    strong: Collection[str] = (),
    less: float | None = None,
) -> Figure:
    """found: words -> (fit, term), one line each, from top to bottom; set_to: one dashed rule a value.

    less: what the axis counts from, so that it stays narrow wherever the parameter is set; sentences do not.
    strong: the lines that stand out, by their words; all of them where none is named. Where more than one value was
    set, words tell them apart: words -> value.
    """
    start, values = less or 0.0, [*(set_to.values() if isinstance(set_to, Mapping) else set_to)]
    rows = [(fit.gamma[term], *fit.interval()[term]) for fit, term in found.values()]
    estimate, low, high = np.array(rows, dtype=float).T
    told = [
        sentence("@label @estimate (@low to @high)", label=label.lower(), estimate=e, low=lo, high=hi)
        for label, (e, lo, hi) in zip(found, rows, strict=True)
    ]
    says = sentence(
        "Set: @set (dashed@zero). Found, with 95 % intervals as each model reports them: @told.",
        zero="" if less is None else ": 0 on the axis, which counts from it",
        set=listed(
            [sentence("@words @value", words=words, value=value) for words, value in set_to.items()]
            if isinstance(set_to, Mapping)
            else [number(value) for value in set_to]
        ),
        told=listed(told),
    )
    tables = {
        "estimates": {
            "label": labels(found), "estimate": estimate - start, "low": low - start, "high": high - start,
            "chosen": np.array([not strong or words in strong for words in found]),
        },
        "set": {"value": np.array(values, dtype=float) - start},
    }  # fmt: skip
    settings = {"domain": domain, "title": axis, "code": code, "order": tuple(found)}
    if less is not None:
        settings["found"] = "found, less set"
    return Figure(name, title, intervals, tables, says, settings, height="short")


def verdicts(
    name: str,
    title: Words,
    found: Mapping[str, tuple[Any, str]],
    truth: float,
    *,
    axis: str,
    reach: float,
    code: str,
    strong: Collection[str] = (),
) -> Figure:
    """`estimates` of what was set to `truth`, each said to hold it or to miss it. Axis: truth ± reach."""
    domain = (truth - reach, truth + reach)
    shown = estimates(name, title, found, [truth], axis=axis, domain=domain, code=code, strong=strong)
    told = listed([_verdict(label, fit, term, truth) for label, (fit, term) in found.items()])
    says = sentence("Set: @set (dashed). @told.", set=number(truth, 0), told=told)
    return replace(shown, says=says, key="bar: 95 % interval; dashed: set")


def _verdict(label: str, fit: Any, term: str, truth: float) -> Text:
    low, high = fit.interval()[term]
    says = "@label, @estimate: its interval, @low to @high, @holds it"
    holds = "holds" if low <= truth <= high else "misses"
    return sentence(says, label=label, estimate=fit.gamma[term], low=low, high=high, holds=holds)
