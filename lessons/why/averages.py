"""A district by its averages, in three steps, and what a regression of averages is worth."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons import kit
from lessons.kit import number, percent, sentence

Numbers = NDArray[np.float64]
VIEWS = {"means": "Means", "spread": "Means and spread", "units": "Pupils"}
AXES = {
    "x_domain": (0, 100),
    "y_domain": (15, 85),
    "x_title": "schools, from low to high",
    "y_title": "mathematics score",
    "group_word": "school",
}
HSB_AXES = {**AXES, "y_domain": (-4, 28)}
Z = 1.959964
NONE = {"x": np.empty(0), "low": np.empty(0), "high": np.empty(0)}


def district_figure(
    name: str, title: kit.Words, groups: kit.Groups, view: str, axes: Mapping[str, Any] = AXES, *, sure: bool = False,
    still: Any = None, every: int = 1,
) -> kit.Figure:  # fmt: skip
    """Schools from low to high. sure: with the interval of each mean; every: draw the pupils of every k-th school."""
    mean, order = groups.mean("y"), np.argsort(groups.mean("y"), kind="stable")
    x = np.empty(len(groups))
    x[order] = 100 * (np.arange(len(groups)) + 0.5) / len(groups)
    gap = groups.within("y")
    sigma2 = float(gap @ gap) / max(1, len(gap) - len(groups))
    sd = np.sqrt(sigma2)
    half = Z * sd / np.sqrt(groups.n)
    y = np.asarray(groups.table["y"], dtype=float)
    shown = np.isin(groups.of_unit, order[::every]) & (view == "units")
    # Pupils of a school stand beside one another, in the order of their rows.
    beside = (groups.number() % 7 - 3) * 60 / (7 * len(groups))
    tables = {
        "units": {"x": (x[groups.of_unit] + beside)[shown], "y": y[shown]},
        "spread": {"x": x, "low": mean - sd, "high": mean + sd} if view == "spread" else NONE,
        "sure": {"x": x, "low": mean - half, "high": mean + half} if sure else NONE,
        "means": {"x": x, "y": mean, "n": groups.n, "group": groups.labels},
        "overall": {"y": np.array([y.mean()])},
    }
    says = sentence(
        "@n schools of @least to @most pupils. Their means lie between @low and @high; pupils have a standard "
        "deviation of @sd about them.",
        n=len(groups),
        least=int(groups.n.min()),
        most=int(groups.n.max()),
        low=number(float(mean.min()), 1),
        high=number(float(mean.max()), 1),
        sd=number(float(sd), 1),
    )
    key = "dots: means, as large as the school"
    return kit.Figure(name, title, kit.charts.district, tables, says, axes, key=key, still=still)


def aggregates() -> kit.Table:
    """What a number of a person becomes when it is averaged: another thing with the same name."""
    rows = (
        ("is out of work", "unemployment: how hard it is to find work here"),
        ("has a child", "fertility: what families here have come to expect"),
        ("voted for a party", "an electorate: who wins, and what may be said aloud"),
        ("is a woman or a man", "the mix of a team: who has to explain themselves to whom"),
        ("holds a value dear", "a culture: what goes without saying"),
    )
    return kit.Table(("one person", "the average of a group"), rows, "The right column is no large person.")


def expected_errors(p: Any) -> tuple[float, float]:
    """Standard errors of the slope (by school means, within schools) to expect in this design, the variances known.

    Means: mean of tau00 + sigma2 / n_j over J times the variance of mean x; within: sigma2 over the sum of
    (n_j - 1) (1 - icc_x).
    """
    n = p.sizes
    x_between = p.icc_x + (1 - p.icc_x) * float((1 / n).mean())
    means = np.sqrt(float((p.tau00 + p.sigma2 / n).mean()) / (len(n) * x_between))
    within = np.sqrt(p.sigma2 / float(((n - 1) * (1 - p.icc_x)).sum()))
    return float(means), float(within)


def power_table(samples: kit.Samples, words: Mapping[str, str], truth: Mapping[str, float]) -> kit.Table:
    """Mean estimate with its Monte Carlo error, spread, and how many of 100 intervals leave 0 out."""
    rows = tuple(_row(samples, model, words[model], truth[model]) for model in words)
    says = sentence("@n samples. ±: twice the Monte Carlo standard error.", n=samples.n)
    return kit.Table(("slope", "its own truth", "found on average", "spread", "intervals without 0"), rows, says)


def _row(samples: kit.Samples, model: str, words: str, truth: float) -> tuple[kit.Words, ...]:
    found, one = samples.of(model), samples.summary(model, truth)
    without = float(((found["low"] > 0) | (found["high"] < 0)).mean())
    mean = sentence("@mean ± @error", mean=number(truth + one.bias), error=number(1.96 * one.bias_error))
    return words, number(truth), mean, number(one.spread), percent(without)
