"""The hill of the likelihood as a picture, the climb, and what many samples find at its top."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.theory import Balanced, drawn_tops

AXES = {
    "x_domain": (0, 60),
    "y_domain": (2, 80),
    "x_title": "variance between groups",
    "y_title": "variance within a group",
}
CELLS = (30, 26)
N_STEPS, N_SAMPLES = 60, 400
METHODS = {"ml": "Maximum likelihood (ML)", "reml": "Restricted (REML)"}


def ground(data: Balanced, reml: bool, axes: Mapping[str, Any]) -> dict[str, kit.Columns]:
    """Cells over the axes, and how far below the top their middles lie."""
    (left, right), (low, high) = axes["x_domain"], axes["y_domain"]
    x, y = np.linspace(left, right, CELLS[0] + 1), np.linspace(low, high, CELLS[1] + 1)
    across, up = np.meshgrid((x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2, indexing="ij")
    drop = data.loglik(*data.top(reml), reml) - data.loglik(across, up, reml)
    return {
        "places": {
            "x": x[:-1].repeat(CELLS[1]),
            "x2": x[1:].repeat(CELLS[1]),
            "y": np.tile(y[:-1], CELLS[0]),
            "y2": np.tile(y[1:], CELLS[0]),
            "drop": np.clip(drop.ravel(), 0, 200),
        }
    }


NOBODY = {"x": np.empty(0), "y": np.empty(0), "label": kit.labels([])}


def place(at: tuple[float, float], words: str) -> kit.Columns:
    return {"x": np.array([at[0]]), "y": np.array([at[1]]), "label": kit.labels([words])}


def hill(
    name: str, title: kit.Words, data: Balanced, reml: bool, axes: Mapping[str, Any] = AXES, *,
    here: tuple[float, float] | None = None, top: bool = False, truth: tuple[float, float] | None = None,
    path: bool = False, still: Any = None,
) -> kit.Figure:  # fmt: skip
    """The hill. here: where the reader stands; top, truth: whether they are shown; path: EM from here (ML)."""
    tau00, sigma2 = data.top(reml)
    steps = data.climb(*here, N_STEPS) if path and here else np.empty((0, 2))
    tables = {
        **ground(data, reml, axes),
        "path": {"x": steps[:, 0], "y": steps[:, 1], "order": np.arange(len(steps))},
        "here": place(here, "you") if here else NOBODY,
        "top": place((tau00, sigma2), "top") if top else NOBODY,
        "truth": place(truth, "set") if truth else NOBODY,
    }
    said = sentence("The top lies at @tau00 and @sigma2. ", tau00=tau00, sigma2=sigma2) if top else ""
    where = sentence(
        "You stand @drop below the top. ", drop=data.loglik(tau00, sigma2, reml) - data.loglik(*here, reml)
    ) if here else ""  # fmt: skip
    says = sentence(
        "The stronger the color, the higher: the innermost band lies within half a unit of the top. @where@top",
        where=where,
        top=said,
    )
    return kit.Figure(name, title, kit.charts.landscape, tables, says, axes, still=still)


def many_tops(p: Any) -> kit.Figure:
    """What ML and REML find for tau00 on average over many samples of this design, against what was set."""
    tops = drawn_tops(p.tau00, p.sigma2, p.n_groups, p.n_per_group, p.seed, N_SAMPLES)
    mean = np.array([tops[name].mean() for name in METHODS])
    error = 1.96 * np.array([tops[name].std(ddof=1) for name in METHODS]) / N_SAMPLES**0.5
    tables = {
        "estimates": {
            "label": kit.labels(METHODS.values()), "estimate": mean, "low": mean - error, "high": mean + error,
            "chosen": np.ones(len(mean), dtype=bool),
        },
        "set": {"value": np.array([p.tau00])},
    }  # fmt: skip
    says = sentence(
        "Means over @n samples of this design, with 95 % Monte Carlo intervals. Set: @set (dashed). ML @ml, REML "
        "@reml.",
        n=N_SAMPLES,
        set=p.tau00,
        ml=float(mean[0]),
        reml=float(mean[1]),
    )
    settings = {
        "domain": (0, 45),
        "title": "variance found",
        "code": "tau00",
        "order": tuple(METHODS.values()),
    }
    title = "Found on average, over many samples"
    return kit.Figure("tops", title, kit.charts.intervals, tables, says, settings, height="short")


REAL_AXES = {
    "dyestuff": {**AXES, "x_domain": (0, 12_000), "y_domain": (800, 6_000)},
    "dyestuff2": {**AXES, "x_domain": (0, 20), "y_domain": (5, 30)},
}


@lru_cache(maxsize=4)
def real_balanced(name: str) -> Balanced:
    return kit.balanced(kit.real_groups(name))


def deviances(fits: Mapping[tuple[str, bool], Any]) -> kit.Table:
    """Deviances of one model by both methods, with x in two units: fits by (unit, reml)."""
    units = ("points", "tenths of a point")
    rows = tuple((unit, *(number(-2 * fits[unit, reml].loglik, 2) for reml in (False, True))) for unit in units)
    says = "The same model and the same data; x is counted in two units."
    return kit.Table(("x in", "ML deviance", "REML deviance"), rows, says)
