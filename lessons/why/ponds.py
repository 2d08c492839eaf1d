"""One frog in one pond after another: what stays with it, and what the pond does to its prediction."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from lessons import kit
from lessons.kit import sentence, signed

AXES = {
    "x_domain": (-3.2, 3.2),
    "y_domain": (-2.2, 2.2),
    "x_title": "ability, x (SD units)",
    "y_title": "how able they feel, y",
    "group_word": "class",
}
HSB_AXES = {
    "x_domain": (-2.2, 1.9),
    "y_domain": (2, 24),
    "x_title": "family background (SES)",
    "y_title": "mathematics score",
    "group_word": "school",
}
HALF = 1.1
SHOWN, SCHOOLS_SHOWN = 9, 40


def pond_slopes(run: kit.Run) -> np.ndarray:
    """The slope within each class as it was set, (J,)."""
    return run.p.gamma10 + run.p.gamma11 * run.groups.mean("x")


def frog_figure(run: kit.Run, *, moved: bool = True) -> kit.Figure:
    """The frog in its class, and in an average one; the arrow is what the class adds.

    moved: False shows it in its class alone. Of the other classes some stand for all.
    """
    p, found = run.p, run.fits["within"]
    tables = {**some(kit.two_slope_tables(run.groups, found, pond_slopes(run)), run.groups, SHOWN), **_frog(p, moved)}
    says = sentence(
        "The frog has an x of @own. In an average class it is expected at @here, in a class whose mean is @pond at "
        "@there.",
        own=p.own_x,
        here=p.expected(0.0),
        pond=p.pond,
        there=p.expected(p.pond),
    )
    title, key = "A frog and its pond", "short: within classes, long: between"
    return kit.Figure("frog", title, kit.charts.two_slopes, tables, says, AXES, picks="means", key=key)


def some(tables: Mapping[str, kit.Columns], groups: kit.Groups, n_shown: int) -> dict[str, kit.Columns]:
    """About so many of the groups, evenly from the lowest mean x to the highest, and no units."""
    order = np.argsort(groups.mean("x"), kind="stable")
    kept = np.zeros(len(groups), dtype=bool)
    kept[order[np.linspace(0, len(groups) - 1, min(n_shown, len(groups))).round().astype(int)]] = True
    lines, means = kit.rows(tables["lines"], kept.repeat(2)), kit.rows(tables["means"], kept)
    return {**tables, "dots": kit.rows(tables["dots"], slice(0)), "lines": lines, "means": means}


def _frog(p: Any, moved: bool) -> Mapping[str, kit.Columns]:
    ponds = np.array([0.0, p.pond]) if moved else np.array([p.pond])
    names = ["average class", "this class"][-len(ponds) :]
    y = np.array([p.expected(pond) for pond in ponds])
    slope = p.gamma10 + p.gamma11 * ponds
    ends = ponds[:, None] + np.array([-HALF, HALF])
    level = p.gamma01 * ponds
    own = {
        "x": ends.ravel(),
        "y": (level[:, None] + slope[:, None] * (ends - ponds[:, None])).ravel(),
        "group": kit.labels(np.repeat(names, 2)),
    }
    pair = {"x": np.full(len(y), p.own_x), "y": y, "label": kit.labels(names), "group": kit.labels(names)}
    if not moved or abs(y[1] - y[0]) < 0.02:
        return {"own": own, "pair": kit.rows(pair, slice(-1, None)), "gap": kit.NO_PAIR["gap"]}
    tip = y[1:] - np.clip((y[1] - y[0]) / 2, -0.12, 0.12)
    gap = {"x": np.array([p.own_x]), "y": y[:1], "y2": tip, "middle": y.mean(keepdims=True)}
    gap |= {"turn": np.array([0.0 if y[1] >= y[0] else 180.0]), "label": kit.labels([str(signed(y[1] - y[0]))])}
    return {"own": own, "pair": pair, "gap": gap}


CENTERED = {"raw": "As it is", "grand": "From the mean of all", "group": "From the mean of the class"}


def centered_figure(run: kit.Run) -> kit.Figure:
    """The same pupils with x counted from another origin: nothing, the mean of all, or the mean of the own class."""
    p, groups, found = run.p, run.groups, run.fits["within"]
    x = np.asarray(groups.table["x"], dtype=float)
    origin = {"raw": np.zeros(len(groups)), "grand": np.full(len(groups), x.mean()), "group": groups.mean("x")}[
        p.center
    ]
    tables = kit.two_slope_tables(groups, found, pond_slopes(run))
    moved = {name: dict(table) for name, table in tables.items()}
    moved["dots"]["x"] = x - origin[groups.of_unit]
    moved["means"]["x"] = groups.mean("x") - origin
    moved["lines"]["x"] = np.asarray(tables["lines"]["x"]) - origin.repeat(2)
    if p.center == "group":
        moved["between"] = kit.rows(tables["between"], slice(0))
    else:
        moved["between"]["x"] = np.asarray(tables["between"]["x"]) - origin[0]
    says = sentence(ORIGINS[p.center], shift=float(x.mean()), n=len(groups))
    axes = AXES | {"x_title": "ability, counted from the origin you chose"}
    title, key = "The same pupils, another origin", "short: within classes, long: between"
    return kit.Figure(
        "centered", title, kit.charts.two_slopes, {**moved, **kit.NO_PAIR}, says, axes, picks="means", key=key
    )


ORIGINS = {
    "raw": "x as it was measured: the mean of all is @shift.",
    "grand": "Everybody moves by the same @shift. No slope changes; the intercept is now that of an average pupil.",
    "group": "Every one of the @n classes moves to 0. Slopes within stay, and what classes differ by in x is gone.",
}


@lru_cache(maxsize=1)
def hsb() -> pd.DataFrame:
    """High School and Beyond with the mean of family background in each school: x_mean and x_within."""
    data = kit.real_data("hsb")
    x_mean = data["x"].groupby(data["group"], observed=True).transform("mean")
    return data.assign(x_mean=x_mean, x_within=data["x"] - x_mean)


@lru_cache(maxsize=4)
def hsb_fits(models: kit.Models) -> kit.Lazily:
    return models.fit(hsb())


def hsb_figure(models: kit.Models) -> kit.Figure:
    """Schools at their means, a short line inside each, the long one between them."""
    groups, gamma = kit.real_groups("hsb"), hsb_fits(models)["within"].gamma
    tables = kit.two_slope_tables(groups, hsb_fits(models)["within"], gamma["x_within"])
    tables = {**some(tables, groups, SCHOOLS_SHOWN), **kit.NO_PAIR}
    says = sentence(
        "160 schools, of which 40 are drawn. Within them the slope is @within, between them @between.",
        within=gamma["x_within"],
        between=gamma["x_mean"],
    )
    title, key = "High School and Beyond", "short: within schools, long: between"
    return kit.Figure(
        "real_ponds", title, kit.charts.two_slopes, tables, says, HSB_AXES, picks="means", key=key, still=1
    )
