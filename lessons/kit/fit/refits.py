"""One model fitted again and again: the formula is read once, and only what a summary of many samples needs is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from lessons.kit.fit import rust
from lessons.kit.fit.component_cov import component_cov
from lessons.kit.fit.errors import FitError
from lessons.kit.fit.formula import Frame, Model, parse, prepare
from lessons.kit.fit.linear import fit_lmm
from lessons.kit.fit.ols import fit_ols, fixed_design
from lessons.kit.fit.variance_interval import variance_intervals

Intervals = Literal["none", "profile", "wald"]
COMPONENTS = {1: ("tau00",), 3: ("tau00", "tau01", "tau11")}


@dataclass(frozen=True)
class Refit:
    """A fit's numbers: gamma, se, df by term (df inf where the test is z); variances by name, of one grouping factor
    with at most one slope, and sigma2 (none of an ordinary regression), with 95 % intervals and standard errors where
    they were asked for."""

    gamma: Mapping[str, float]
    se: Mapping[str, float]
    df: Mapping[str, float]
    variances: Mapping[str, float]
    singular: bool
    variance_ends: Mapping[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])
    variance_se: Mapping[str, float] = field(default_factory=dict[str, float])


def refit_of(
    formula: str,
    sample: Mapping[str, Any],
    cluster: str = "",
    reml: bool = True,
    df: bool = True,
    intervals: Intervals = "none",
) -> Refit:
    """The numbers of one fit; FitError where the model cannot be fitted or the search did not end.

    sample: columns by name, complete. cluster: whose groups the errors of an ordinary regression allow for.
    df: whether Satterthwaite's degrees of freedom are asked for, a third of the time; z otherwise. intervals: those of
    the variances, by their profile, or "wald": estimate ± 1.96 se, which does not stop at 0.
    """
    model = parse(formula)
    if not model.random:
        return _of_ols(formula, sample, cluster)
    quick = rust.HERE and not model.spelling.written
    found = _of_glmm(model, sample, reml, df) if quick else _of_layer(formula, sample, reml)
    return found if intervals == "none" else _with_intervals(found, model, sample, reml, intervals)


def fixed_terms(formula: str, sample: Mapping[str, Any]) -> list[str]:
    """The coefficients that a model has in this sample, by name; FitError where it is no model for it."""
    model = parse(formula)
    return fixed_design(model, prepare(model, pd.DataFrame(sample)))[1]


def variance_terms(formula: str) -> tuple[str, ...]:
    """The variance components that `refit_of` tells of this model."""
    random = parse(formula).random
    if not random:
        return ()
    q = len(random[0].terms)
    return (*(COMPONENTS.get(q * (q + 1) // 2, ()) if len(random) == 1 else ()), "sigma2")


def _of_glmm(model: Model, sample: Mapping[str, Any], reml: bool, df: bool) -> Refit:
    # A sample is complete by construction: nothing is looked through for gaps.
    found = rust.run(
        model, Frame(sample, len(next(iter(sample.values()))), ()), reml=reml, anova_test="Wald", satterthwaite=df
    )
    _refuse(found.converged)
    keep = rust.kept(found)
    names = [rust.name(term, model) for term, here in zip(found.names, keep, strict=True) if here]
    dfs = np.asarray(found.coef_df, dtype=float)[keep]
    packed = found.varcorr[0] if len(found.varcorr) == 1 else ()
    components = dict(zip(COMPONENTS.get(len(packed), ()), packed, strict=False))
    return Refit(
        dict(zip(names, np.asarray(found.beta)[keep], strict=True)),
        dict(zip(names, np.asarray(found.se)[keep], strict=True)),
        dict(zip(names, np.where(np.isfinite(dfs), dfs, np.inf), strict=True)),
        components | {"sigma2": float(found.dispersion)},
        bool(found.singular),
    )


def _with_intervals(found: Refit, model: Model, sample: Mapping[str, Any], reml: bool, kind: Intervals) -> Refit:
    """FitError for several grouping factors or several slopes."""
    if "tau00" not in found.variances:
        raise FitError("Intervals for variances are there for one grouping factor and at most one slope.")
    frame = prepare(model, pd.DataFrame(sample))
    taus = [value for name, value in found.variances.items() if name != "sigma2"]
    cov, sigma2 = rust.covariance(taus, 1 if len(taus) == 1 else 2), found.variances["sigma2"]
    if kind == "wald":
        se = np.sqrt(np.diag(component_cov(model, frame, cov, sigma2)))
        return replace(found, variance_se=dict(zip(found.variances, map(float, se), strict=True)))
    ends = variance_intervals(model, frame, cov, sigma2, reml)
    open_ended = {name: (low, np.inf if high is None else high) for name, (low, high) in ends.items()}
    return replace(found, variance_ends=open_ended)


def _of_layer(formula: str, sample: Mapping[str, Any], reml: bool) -> Refit:
    fit = fit_lmm(formula, pd.DataFrame(sample), reml)
    _refuse(fit.converged)
    names = variance_terms(formula)
    return Refit(fit.gamma, fit.se, fit.df, {name: float(getattr(fit, name)) for name in names}, fit.singular)


def _of_ols(formula: str, sample: Mapping[str, Any], cluster: str) -> Refit:
    fit = fit_ols(formula, pd.DataFrame(sample), cluster or None)
    return Refit(fit.gamma, fit.se, fit.df, {}, False)


def _refuse(converged: bool) -> None:
    if not converged:
        raise FitError("The search for the best fit did not end.")
