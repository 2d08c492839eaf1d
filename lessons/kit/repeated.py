"""Repeated samples as charts and tables: the intervals that miss, and how many of 100 they are."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from lessons.kit import studies
from lessons.kit.blocks.figure import Figure
from lessons.kit.blocks.table import Table
from lessons.kit.charts import intervals, ranges
from lessons.kit.text import number
from lessons.kit.views import table_of

NOWHERE = pd.DataFrame({"x": np.empty(0), "y": np.empty(0), "label": np.empty(0, dtype=object)})


def interval_figure(name: str, title: str, samples: pd.DataFrame, truth: float, reach: float, code: str) -> Figure:
    """The interval of each sample of one model, in order; those that miss `truth` stand out. Axis: truth ± reach."""
    values = samples.rename(columns={"estimate": "y"})[["y", "low", "high"]]
    values = values.assign(x=samples["sample"] + 1, strong=(values["low"] > truth) | (values["high"] < truth))
    end = int(values["x"].max()) + 1
    tables = {"values": values, "theory": pd.DataFrame({"x": [0, end], "y": [truth, truth]}), "here": NOWHERE}
    missed = f"{int(values['strong'].sum())} of {len(values)}"
    says = f"Intervals that miss {number(truth, 0)}, the value that was set: {missed}."
    settings = {
        "x_domain": (0, end),
        "y_domain": (truth - reach, truth + reach),
        "x_title": "sample",
        "y_title": "estimate, with its 95 % interval",
        "code": code,
        "strong": "misses",
    }
    return Figure(name, title, ranges, tables, says, settings, key="squares: miss")


def rates(samples: pd.DataFrame, value: float, words: Mapping[str, str]) -> pd.DataFrame:
    """Of 100 intervals, how many do not hold `value`; one row for each model that `words` names, in its order.

    Columns: model, label, estimate, low, high (all of 100; Wilson's 95 % interval), n (samples).
    """
    facts = studies.summary(samples, value).set_index("model").loc[list(words)]
    columns = {
        "estimate": 100 * (1 - facts["coverage"]),
        "low": 100 * (1 - facts["coverage_high"]),
        "high": 100 * (1 - facts["coverage_low"]),
        "n": facts["n"],
    }
    return pd.DataFrame({"label": list(words.values())} | columns, index=facts.index).reset_index()


def rate_in_words(rate: Any, digits: int = 1) -> str:
    """A row of `rates`: how many of 100, and between which numbers the simulation leaves it."""
    return f"{number(rate.estimate, digits)} ({number(rate.low, digits)} to {number(rate.high, digits)})"


def rate_table(found: pd.DataFrame, of_what: str) -> Table:
    """`rates` in words."""
    cells = [rate_in_words(row, 0) for row in found.itertuples()]
    says = (
        f"Of 100; {found['n'].min()} samples. In brackets: where the rate lies in the long run (95 % Monte Carlo "
        "interval). A sound 95 % interval misses 5 of 100."
    )
    return table_of(pd.DataFrame({"": found["label"], of_what: cells}), says)


def rate_figure(name: str, title: str, found: pd.DataFrame, axis: str, code: str) -> Figure:
    """`rates` against the 5 of 100 that a sound test has."""
    told = "; ".join(f"{row.label} {rate_in_words(row)}" for row in found.itertuples())
    tables = {"estimates": found.assign(chosen=True), "set": pd.DataFrame({"value": [5.0]})}
    says = f"Of 100: {told}. In brackets: 95 % Monte Carlo interval, {found['n'].min()} samples. Dashed: 5."
    settings = {"domain": (0, 100), "title": axis, "code": code, "order": tuple(found["label"])}
    return Figure(name, title, intervals, tables, says, settings, height="short")
