"""Residuals at both levels as pictures, groups left out one by one, and what a model explains."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

import datasets
from lessons import kit
from lessons.kit import number, percent, sentence

Numbers = NDArray[np.float64]
N_ENVELOPES = 999
AXES = {
    "x_domain": (-3.0, 3.0),
    "y_domain": (-4.2, 4.2),
    "x_title": "where a normal level would lie, SDs",
    "y_title": "where the level lies, SDs",
    "group_word": "school",
    "code": "u0",
}
SPOTS = {
    "x_domain": (-3.2, 3.2),
    "y_domain": (-30, 30),
    "x_title": "x, from the school's mean",
    "y_title": "residual of the pupil",
    "group_word": "school",
    "code": "e",
}


BROKEN = {
    "none": "You broke nothing: the model is true.",
    "skew": "You made the levels of schools skewed: a few lie far up.",
    "odd": "You moved one school far up.",
    "uneven": "You let pupils scatter more where x is high.",
    "curve": "You bent the line.",
}
TELLS = {
    "none": "Both pictures show what chance looks like.",
    "skew": "If it shows, levels bend away from the dashed line. Residuals of pupils know nothing of it.",
    "odd": "If it shows, one dot stands apart at the upper end. Residuals of pupils know nothing of it.",
    "uneven": "If it shows, residuals of pupils open like a funnel. Levels know nothing of it.",
    "curve": "If it shows, the mean of residuals bends along x. Levels know nothing of it.",
}
NO_LEVELS = "The variance found between schools is 0, so the model predicts no levels to look at."


@lru_cache(maxsize=64)
def envelope(n: int) -> tuple[Numbers, Numbers, Numbers]:
    """What normal values show: middle, low and high end of 95 % of each place in the order, (n,) each.

    By simulation: n normals, put in order and counted in their own mean and standard deviation, 999 times.
    """
    z = np.random.default_rng([n, N_ENVELOPES]).normal(size=(N_ENVELOPES, n))
    z = np.sort((z - z.mean(axis=1, keepdims=True)) / z.std(axis=1, ddof=1, keepdims=True), axis=1)
    low, high = np.quantile(z, (0.025, 0.975), axis=0)
    return z.mean(axis=0), low, high


def standardized_levels(groups: kit.Groups, fit: Any) -> Numbers:
    """Predicted levels over the standard deviation that they should have, sqrt(lambda_j tau00), (J,), counted in their
    own mean and standard deviation; zeros where the model predicts none."""
    u0 = kit.effects(fit, groups)[0]
    if fit.tau00 == 0 or len(u0) < 3 or np.ptp(u0) == 0:
        return np.zeros(len(u0))
    weight = fit.tau00 / (fit.tau00 + fit.sigma2 / groups.n)
    z = u0 / np.sqrt(weight * fit.tau00)
    return (z - z.mean()) / z.std(ddof=1)


def outside(z: Numbers) -> NDArray[np.bool_]:
    """Which of the values, in their order, lie outside of the envelope, (n,)."""
    _, low, high = envelope(len(z))
    ordered = np.sort(z)
    if np.ptp(z) == 0:
        return np.zeros(len(z), dtype=bool)
    return (ordered < low) | (ordered > high)


def levels_figure(
    name: str, groups: kit.Groups, fit: Any, axes: Mapping[str, Any] = AXES, still: Any = None
) -> kit.Figure:
    """Predicted levels in their order against normal ones."""
    z = standardized_levels(groups, fit)
    order, (middle, low, high), out = np.argsort(z, kind="stable"), envelope(len(z)), outside(z)
    tables = {
        "points": {"x": middle, "y": z[order], "group": groups.labels[order], "out": out},
        "band": {"x": middle, "low": low, "high": high},
        "line": {"x": middle, "y": middle},
    }
    says = sentence("@out of @n lie outside of the gray band; of normal ones about 5 in 100 do.", out=int(out.sum()),
                    n=len(z))  # fmt: skip
    title, key = "Levels in order", "gray: where normal ones lie; squares: outside"
    return kit.Figure(name, title, kit.charts.quantiles, tables, says, axes, key=key, still=still)


def residuals(groups: kit.Groups, fit: Any) -> Numbers:
    """y less the fitted line of each unit's own group, (N,), from a model with x alone."""
    x, y = (np.asarray(groups.table[name], dtype=float) for name in ("x", "y"))
    return y - fit.gamma["Intercept"] - fit.gamma["x"] * x - kit.effects(fit, groups)[0][groups.of_unit]


def residual_figure(groups: kit.Groups, fit: Any) -> kit.Figure:
    """Residuals of units over x, and their mean along it."""
    x, gap = np.asarray(groups.table["x"], dtype=float), residuals(groups, fit)
    parts = np.array_split(np.argsort(x, kind="stable"), 8)
    middle, mean = (np.array([values[part].mean() for part in parts]) for values in (x, gap))
    low, high = (float(gap[parts[k]].std(ddof=1)) for k in (0, -1))
    tables = {
        "points": {"x": x, "y": gap, "group": groups.table["group"], "weight": np.zeros(len(x))},
        "line": {"x": middle, "y": mean},
    }
    says = sentence(
        "The line is the mean residual along x. The SD of residuals is @low at the left end and @high at the right.",
        low=low,
        high=high,
    )
    title, key = "Residuals of pupils", "line: their mean along x"
    return kit.Figure("residuals", title, kit.charts.scatter, tables, says, SPOTS, key=key)


def left_out(groups: kit.Groups) -> Numbers:
    """tau00 by REML without each group in turn, (J,): max(0, Var(means) - sigma2 / n), for groups of one size n in
    which x has one mean; sigma2 = (Syy - Sxy^2 / Sxx) / ((J - 1)(n - 1) - 1), all of them sums within groups."""
    x, y, n = groups.within("x"), groups.within("y"), int(groups.n[0])
    sums = [np.bincount(groups.of_unit, one, minlength=len(groups)) for one in (x * x, x * y, y * y)]
    xx, xy, yy = (one.sum() - one for one in sums)
    sigma2 = (yy - xy**2 / xx) / ((len(groups) - 1) * (n - 1) - 1)
    means, count = groups.mean("y"), len(groups) - 1
    rest = (means.sum() - means) / count
    spread = ((means**2).sum() - means**2 - count * rest**2) / (count - 1)
    return np.maximum(0.0, spread - sigma2 / n)


def leverage_figure(groups: kit.Groups, fit: Any) -> kit.Figure:
    """For each school its predicted level, and by how many percent the variance between schools changes without it."""
    u0, without = kit.effects(fit, groups)[0], left_out(groups)
    change = 100 * (without / fit.tau00 - 1) if fit.tau00 else np.zeros(len(u0))
    ends = np.array([-30.0, 30.0])
    tables = {
        "points": {"x": u0, "y": change, "group": groups.labels, "weight": np.zeros(len(u0))},
        "line": {"x": ends, "y": np.zeros(2)},
    }
    settings = {
        "x_domain": (-30, 30),
        "y_domain": (-70, 20),
        "x_title": "predicted level of the school",
        "y_title": "change of the variance, %",
        "group_word": "school",
        "code": "tau00",
        "kind": "groups",
        "size": 60,
    }
    says = sentence("With all schools @all is found; without one of them from @low to @high.", all=fit.tau00,
                    low=float(without.min()), high=float(without.max()))  # fmt: skip
    title, key = "Each school left out in turn", "line: no change"
    return kit.Figure("leverage", title, kit.charts.scatter, tables, says, settings, key=key)


@dataclass(frozen=True)
class Fits:
    """What two models of one table find, and by how much it is explained."""

    null: Any
    line: Any
    shares: kit.theory.Explained


def explained(groups: kit.Groups, null: Any, line: Any) -> Fits:
    """The model with x against the one without."""
    fixed = line.gamma["x"] ** 2 * float(np.var(np.asarray(groups.table["x"], dtype=float)))
    size = 1 / float(np.mean(1 / groups.n))
    shares = kit.theory.explained((null.tau00, null.sigma2), (line.tau00, line.sigma2), fixed, size)
    return Fits(null, line, shares)


def explained_table(found: Fits) -> kit.Table:
    """One model, five answers."""
    s = found.shares
    rows = (
        ("Of a unit's variance (Snijders and Bosker)", signed_percent(s.unit)),
        ("Of a group mean's (Snijders and Bosker)", signed_percent(s.group)),
        ("Of the variance between groups", signed_percent(s.between)),
        ("By the fixed part (Nakagawa and Schielzeth)", signed_percent(s.marginal)),
        ("By fixed and random part (the same)", signed_percent(s.conditional)),
    )
    says = sentence(
        "Without x: @t_null between, @s_null within. With x: @t between, @s within.",
        t_null=found.null.tau00,
        s_null=found.null.sigma2,
        t=found.line.tau00,
        s=found.line.sigma2,
    )
    return kit.Table(("what is explained", "share"), rows, says)


def bars_figure(found: Fits) -> kit.Figure:
    """Both models' variances as bars, and what x explains of them."""
    by_x = found.shares.marginal / (1 - found.shares.marginal) * (found.line.tau00 + found.line.sigma2)
    bars = {
        "Without x": (found.null.tau00, found.null.sigma2),
        "With x": (found.line.tau00, found.line.sigma2, by_x),
    }
    says = sentence(
        "Between schools @before without x and @after with it; within them @s_before and @s_after.",
        before=found.null.tau00,
        after=found.line.tau00,
        s_before=found.null.sigma2,
        s_after=found.line.sigma2,
    )
    return kit.variance_figure("explained", "What x takes, and from where", bars, says, axis="variance", total=150)


NAMES = {"null": "without x", "line": "with x", "curve": "with its square", "means": "pupils, on average"}
CODES = ("tau11", "gamma10", "u0", "e")
CURVES = {
    "x_domain": (-2.5, 2.5),
    "y_domain": (38, 76),
    "x_title": "x, from the school's mean",
    "y_title": "test score, y",
    "names": tuple(NAMES.values()),
    "codes": CODES,
}


def models_figure(groups: kit.Groups, fits: Mapping[str, Any]) -> kit.Figure:
    """What three models say of y along x, and the mean of the pupils there."""
    x, y = (np.asarray(groups.table[name], dtype=float) for name in ("x", "y"))
    parts = np.array_split(np.argsort(x, kind="stable"), 8)
    means = tuple(np.array([values[part].mean() for part in parts]) for values in (x, y))
    at = np.linspace(-2.5, 2.5, 41)
    terms = {"Intercept": np.ones(41), "x": at, "x2": (at**2 - 1) / np.sqrt(2)}
    drawn: dict[str, Any] = {
        name: (at, sum(fit.gamma[term] * terms[term] for term in fit.gamma)) for name, fit in fits.items()
    }
    drawn["means"] = means
    tables = {
        "curves": {
            "x": np.concatenate([one[0] for one in drawn.values()]),
            "y": np.concatenate([one[1] for one in drawn.values()]),
            "label": kit.labels(NAMES[name] for name, one in drawn.items() for _ in one[0]),
        },
        "here": {"x": means[0], "y": means[1], "label": kit.labels([NAMES["means"]] * len(parts))},
    }
    gap = {name: float(np.abs(np.interp(means[0], *drawn[name]) - means[1]).mean()) for name in fits}
    says = sentence("Means of pupils lie off the models by @null, @line and @curve on average, in this order.", **gap)
    return kit.Figure("models", "Three models", kit.charts.curves, tables, says, CURVES, key="diamonds: pupils")


def found_figure(groups: kit.Groups, fit: Any) -> kit.Figure:
    """Each school's level as it was set and as it is predicted."""
    u0, found = groups.first("u0"), kit.effects(fit, groups)[0]
    ends = np.array([-20.0, 30.0])
    tables = {
        "points": {"x": u0, "y": found, "group": groups.labels, "weight": np.zeros(len(u0))},
        "line": {"x": ends, "y": ends},
    }
    settings = SPOTS | {
        "x_domain": (-20, 30),
        "y_domain": (-20, 30),
        "x_title": "level that was set, u0",
        "y_title": "level that the model predicts",
        "code": "u0",
        "kind": "groups",
        "size": 60,
    }
    says = sentence(
        "@n schools. Levels set have a variance of @set about their mean, predicted ones of @found.",
        n=len(u0),
        set=float(u0.var(ddof=1)),
        found=float(found.var(ddof=1)),
    )
    title, key = "Levels, set and found", "line: found as set"
    return kit.Figure("found", title, kit.charts.scatter, tables, says, settings, key=key)


def signed_percent(share: float) -> kit.Words:
    """A share in percent with one digit, which may be below 0."""
    return sentence("@share %", share=number(100 * share, 1))


RATES = {"naive": ("as printed", "sigma2"), "halved": ("halved", "tau00")}
ICCS = np.linspace(0, 0.5, 101)


def test_figure(n_groups: int, n_per_group: int, icc: float) -> kit.Figure:
    """How often the test of tau00 rejects, over the ICC."""
    rates = [kit.theory.rejection_rates(icc_ / (1 - icc_), 1.0, n_groups, n_per_group) for icc_ in ICCS]
    here = kit.theory.rejection_rates(icc / (1 - icc), 1.0, n_groups, n_per_group)
    names = tuple(words for words, _ in RATES.values())
    tables = {
        "curves": {
            "x": np.tile(ICCS, 2),
            "y": np.array([100 * rate[kind] for kind in RATES for rate in rates]),
            "label": kit.labels(name for name in names for _ in ICCS),
        },
        "here": {
            "x": np.full(2, icc),
            "y": np.array([100 * here[kind] for kind in RATES]),
            "label": kit.labels(names),
        },
    }
    settings = {
        "x_domain": (-0.01, 0.5),
        "y_domain": (0, 103),
        "x_title": "ICC that is true",
        "y_title": "rejected, of 100",
        "names": names,
        "codes": tuple(code for _, code in RATES.values()),
    }
    says = sentence(
        "At an ICC of @icc: @naive of 100 with the p value as printed, @halved with half of it.",
        icc=icc,
        naive=number(100 * here["naive"], 1),
        halved=number(100 * here["halved"], 1),
    )
    return kit.Figure("test", "How often the test rejects", kit.charts.curves, tables, says, settings,
                      key="diamonds: your ICC")  # fmt: skip


def criteria_table(data: Any, models: Mapping[str, kit.Model]) -> kit.Table:
    """Deviance, AIC and BIC by ML: models that differ in their fixed part."""
    fits = {name: kit.fit_lmm(model.formula, data, reml=False) for name, model in models.items()}
    rows = tuple(
        (models[name].words, number(fit.deviance, 1), number(fit.aic, 1), number(fit.bic, 1))
        for name, fit in fits.items()
    )
    best = {kind: min(fits, key=lambda name, k=kind: getattr(fits[name], k)) for kind in ("aic", "bic")}
    says = sentence("Lowest AIC: @aic. Lowest BIC: @bic.", **{k: models[name].words for k, name in best.items()})
    return kit.Table(("model", "deviance", "AIC", "BIC"), rows, says)


def real_figure(name: str, fit: Any) -> kit.Figure:
    """Levels of a real table's groups in their order."""
    shown = datasets.describe(name).shown
    axes = AXES | {"group_word": shown.group}
    return levels_figure(f"real_{name}", kit.real_groups(name), fit, axes, still=name)


def share_out(groups: kit.Groups, fit: Any) -> kit.Words:
    """How many of the levels lie outside of the envelope, in words."""
    out = outside(standardized_levels(groups, fit))
    return sentence("**@out** of @n (@share)", out=int(out.sum()), n=len(out), share=percent(float(out.mean())))
