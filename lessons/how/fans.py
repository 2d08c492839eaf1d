"""Lines that fan out or in: schools at every x, how widely they lie there, and what noise makes of it."""

from typing import Any

import numpy as np

from datasets.simulate import make_draws
from lessons import kit
from lessons.kit import number, sentence

POINTS = {
    "u0_domain": (-30, 30),
    "u1_domain": (-10, 10),
    "u0_title": "level at zero, above average",
    "u1_title": "slope, above average",
    "group_word": "school",
}


def points_figure(run: kit.Run, found: Any) -> kit.Figure:
    """Schools as points, level at the zero against slope, as set and as found, with their curves."""
    p, (tau00, _) = run.p, run.p.at_zero
    corr = p.corr_at_zero
    tables = kit.spread_tables(run.groups, found, tau00, p.tau11, corr)
    says = sentence(
        "Levels are read where x is counted from @zero. There their correlation with slopes is @corr as set.",
        zero=p.zero,
        corr=corr,
    )
    title, key = "Schools: level at zero, and slope", "open, dashed: set; filled: found"
    return kit.Figure("points", title, kit.charts.spread, tables, says, POINTS, picks="groups", key=key)


def parabola(p: Any) -> kit.Figure:
    """Var(y | x), and the part of it that lies between schools, over x."""
    between = np.array([kit.theory.at_zero(p.tau00, p.tau01, p.tau11, place)[0] for place in kit.PLACES])
    here = p.at_zero[0]
    names = ("between schools", "all")
    tables = {
        "curves": {
            "x": np.tile(kit.PLACES, 2),
            "y": np.concatenate([between, between + p.sigma2]),
            "label": kit.labels(name for name in names for _ in kit.PLACES),
        },
        "here": {
            "x": np.full(2, p.zero),
            "y": np.array([here, here + p.sigma2]),
            "label": kit.labels(names),
        },
    }
    settings = {
        "x_domain": kit.FAN_AXES["x_domain"],
        "y_domain": (0, 220),
        "x_title": kit.FAN_AXES["x_title"],
        "y_title": "variance of y at this x",
        "names": names,
        "codes": ("tau00", "sigma2"),
    }
    says = sentence("At @zero: @here between schools, @all in all.", zero=p.zero, here=here, all=here + p.sigma2)
    title = "How much scores vary, at each x"
    return kit.Figure("parabola", title, kit.charts.curves, tables, says, settings, key="diamonds: at zero")


def raw_correlation(groups: kit.Groups) -> float:
    """The correlation over schools of intercept and slope, each from a regression of its own; nan without spread."""
    slope = groups.slope("x", "y")
    level = groups.mean("y") - slope * groups.mean("x")
    return float(np.corrcoef(level, slope)[0, 1]) if np.ptp(slope) > 0 else np.nan


def noise(run: kit.Run, simulate: Any, model: kit.Model, sizes: tuple[int, int]) -> kit.Repeats:
    """What regressions school by school, and the model, make of the correlation, over many samples."""
    p = run.p

    def one(seed: int) -> dict[str, float]:
        data = simulate(p, make_draws(seed, *sizes))
        fit = model.fit(data)
        corr = fit.corr01
        edge = corr is None or abs(corr) > 0.999
        raw = raw_correlation(kit.Groups(kit.columns_of(data)))
        return {"model": np.nan if corr is None else float(corr), "edge": float(edge), "raw": raw}

    def show(samples: kit.Samples) -> tuple[kit.Table]:
        return (noise_table(samples, p.corr_at_zero),)

    return kit.Repeats("noise", "Draw 200 samples", (p.seed, *p.world.values()), p.seed, one, show, n_samples=200)


def noise_table(samples: kit.Samples, set_to: float) -> kit.Table:
    """Means and the middle 90 % of both correlations where there is one, beside the one that was set."""
    known = {name: column[~np.isnan(column)] for name, column in samples.columns.items()}
    rows = tuple((words, *middle(known[name])) for name, words in NOISE_ROWS.items())
    says = sentence(
        "Set: @set. @n samples. In @edge of them the fit of the model is singular; in @none of these a variance is 0 "
        "and there is no correlation to count.",
        set=set_to,
        n=samples.n,
        edge=int(known["edge"].sum()),
        none=samples.n - len(known["model"]),
    )
    return kit.Table(("correlation", "mean", "middle 90 %"), rows, says)


NOISE_ROWS = {"raw": "school by school", "model": "by the model"}


def middle(column: np.ndarray) -> tuple[kit.Words, kit.Words]:
    """A mean and where the middle 90 % lie, in words; for no value at all, that there is none."""
    if not len(column):
        return number(None), number(None)
    low, high = np.quantile(column, (0.05, 0.95))
    return number(float(column.mean())), sentence("@low to @high", low=float(low), high=float(high))
