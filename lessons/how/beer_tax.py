"""Beer taxes and deaths in traffic: 48 states over seven years, where two comparisons say opposite things."""

from functools import lru_cache

import pandas as pd

import datasets
from lessons import kit
from lessons.kit import sentence

AXES = {
    "x_domain": (-0.1, 2.9),
    "y_domain": (0.5, 4.4),
    "x_title": "tax on a case of beer, dollars",
    "y_title": "deaths in traffic per 10,000",
    "group_word": "state",
}


@lru_cache(maxsize=1)
def states() -> pd.DataFrame:
    """One row a state and year: y deaths per 10,000 inhabitants, x the tax, group the state, x_mean and x_within."""
    table = datasets.load("fatalities")
    x, state = table["beer_tax"], table["state"].astype("category")
    x_mean = x.groupby(state, observed=True).transform("mean")
    y = 1e4 * table["deaths"] / table["population"]
    return pd.DataFrame({"group": state, "x": x, "y": y, "x_mean": x_mean, "x_within": x - x_mean})


@lru_cache(maxsize=1)
def state_groups() -> kit.Groups:
    return kit.Groups(kit.columns_of(states()))


@lru_cache(maxsize=1)
def by_dummies() -> kit.DummyFit:
    return kit.dummy_fit(state_groups())


@lru_cache(maxsize=4)
def state_fits(models: kit.Models) -> kit.Lazily:
    """The lesson's models on this table, fitted once for all readers."""
    return models.fit(states())


def states_figure(models: kit.Models) -> kit.Figure:
    """Years as dots, states at their means: a short line inside each, the long one between them."""
    found, slope = state_fits(models)["both"], by_dummies().gamma["x"]
    tables = {**kit.two_slope_tables(state_groups(), found, slope), **kit.NO_PAIR}
    says = sentence(
        "Short lines: the years of one state, slope @within. Long line: from state to state, slope @between.",
        within=slope,
        between=found.gamma["x_mean"],
    )
    title, key = "48 states, 1982 to 1988", "short: years of a state, long: states"
    return kit.Figure("real_states", title, kit.charts.two_slopes, tables, says, AXES, picks="means", key=key, still=1)


def states_in_words(models: kit.Models) -> kit.Live:
    fits = state_fits(models)
    return kit.Live(
        "A dollar more goes with **@dummies** deaths per 10,000 by dummies for the states, and with **@random** by "
        "random intercepts. Between states it is **@between**: where people drink and drive more, taxes are higher for "
        "reasons of their own. With standard errors of @se and @other the two differ by far more than chance.",
        dummies=by_dummies().gamma["x"],
        random=fits["random"].gamma["x"],
        between=fits["both"].gamma["x_mean"],
        se=by_dummies().se["x"],
        other=fits["random"].se["x"],
    )
