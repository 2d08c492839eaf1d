"""Repeated samples as charts and tables: the intervals that miss, and how many of 100 they are."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from lessons.kit import studies
from lessons.kit.charts import intervals, ranges
from lessons.kit.story import Figure, Table, number

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

    Columns: model, label, estimate, low, high, margin (all of 100; Monte Carlo at 95 %), n (samples).
    """
    facts = studies.summary(samples, value).set_index("model").loc[list(words)]
    missed, margin = 100 * (1 - facts["coverage"]), 196 * facts["coverage_error"]
    columns = {"estimate": missed, "low": missed - margin, "high": missed + margin, "margin": margin, "n": facts["n"]}
    return pd.DataFrame({"label": list(words.values())} | columns, index=facts.index).reset_index()


def rate_table(found: pd.DataFrame, of_what: str) -> Table:
    """`rates` in words."""
    cells = [f"{number(e, 0)} of 100 ± {number(m, 0)}" for e, m in zip(found["estimate"], found["margin"], strict=True)]
    says = f"{found['n'].min()} samples; ± is the Monte Carlo margin (95 %). A sound 95 % interval misses 5 of 100."
    return Table(pd.DataFrame({"": found["label"], of_what: cells}), says)


def rate_figure(name: str, title: str, found: pd.DataFrame, axis: str, code: str) -> Figure:
    """`rates` against the 5 of 100 that a sound test has."""
    told = "; ".join(f"{row.label} {number(row.estimate, 1)} ± {number(row.margin, 1)}" for row in found.itertuples())
    tables = {"estimates": found.assign(chosen=True), "set": pd.DataFrame({"value": [5.0]})}
    says = f"Of 100: {told} (95 % Monte Carlo margin, {found['n'].min()} samples). Dashed: 5."
    settings = {"domain": (0, 100), "title": axis, "code": code, "order": tuple(found["label"])}
    return Figure(name, title, intervals, tables, says, settings, height="short")
