"""Generalized mixed models: g(E y) = X gamma + Z u, by Laplace's method or adaptive quadrature."""

from typing import Any, Literal

import numpy as np
import pandas as pd

from lessons.kit.fit import rust
from lessons.kit.fit.errors import FitError
from lessons.kit.fit.estimates import GlmmFit, by_term, two_sided
from lessons.kit.fit.formula import parse, prepare
from lessons.kit.fit.linear import mixed_part, refuse_random
from lessons.kit.fit.overdispersion import overdispersion

Family = Literal["binomial", "poisson", "negativebinomial", "gamma"]


def fit_glmm(
    formula: str, data: pd.DataFrame, family: Family, link: str | None = None, quadrature_points: int = 1
) -> GlmmFit:
    """Fit a generalized mixed model given as an lme4 formula, by maximum likelihood.

    The outcome is 0/1, a count, or `cbind(successes, failures)`; exposure goes in as `offset(log(n))`.
    quadrature_points: 1 is Laplace's method; more (odd, up to 25) need one grouping factor. Tests are z: df is inf.
    A random effect of every single row is overdispersion, and a note says so (overdispersion.py).
    Only glmm fits these models by maximum likelihood; where it is missing, FitError says so.
    """
    if not rust.HERE:
        raise FitError("Models for counts and yes-or-no outcomes need the program glmm, which cannot be used here.")
    model = parse(formula)
    if not model.random:
        raise FitError("A mixed model needs a random term, such as (1 | school).")
    frame = prepare(model, data)
    if isinstance(frame.columns.get(model.outcome), pd.Categorical):
        raise FitError(f"The outcome “{model.outcome}” must be a number for each row: code yes or no as 1 and 0.")
    refuse_random(model, frame)
    overdispersed = overdispersion(model, frame, family)
    found = rust.run(model, frame, family, link=link, nagq=quadrature_points)
    if not np.isfinite(found.beta[rust.kept(found)]).all() or not np.isfinite(found.loglik):
        raise FitError("The model cannot be fitted to these data: no estimate could be found.")
    keep = rust.kept(found)
    names = [rust.name(term, model) for term, here in zip(found.names, keep, strict=True) if here]
    gamma, se = np.asarray(found.beta)[keep], np.asarray(found.se)[keep]
    df = np.full(len(gamma), np.inf)
    return GlmmFit(
        formula=formula,
        gamma=by_term(names, gamma),
        se=by_term(names, se),
        df=by_term(names, df),
        p=by_term(names, two_sided(gamma, se, df)),
        cov=np.asarray(found.vcov).reshape(len(keep), -1)[np.ix_(keep, keep)],
        sigma2=float(found.dispersion),
        loglik=float(found.loglik),
        n_parameters=int(found.df),
        engine="glmm",
        notes=frame.notes + overdispersed + rust.notes(found, model),
        family=family,
        link=found.link,
        quadrature_points=int(found.nagq),
        weights=working_weights(found),
        **mixed_part(model, frame, found),
    )


def working_weights(found: Any) -> np.ndarray:
    """(d mu / d eta)^2 / Var(y) at the fit, times prior weights, (n,): the precision of each level-1 unit."""
    mu = np.asarray(found.fitted)
    prior = np.ones_like(mu) if found.weights is None else np.asarray(found.weights)
    variance = {
        "binomial": lambda: mu * (1 - mu),
        "poisson": lambda: mu,
        "negativebinomial": lambda: mu + mu**2 / found.dispersion,
        "gamma": lambda: mu**2 * found.dispersion,
    }[found.family]()
    return prior * _slope(found.link, mu) ** 2 / variance


def _slope(link: str, mu: np.ndarray) -> np.ndarray:
    """d mu / d eta at mu."""
    from scipy.stats import norm

    return {
        "logit": lambda: mu * (1 - mu),
        "probit": lambda: norm.pdf(norm.ppf(mu)),
        "cloglog": lambda: -(1 - mu) * np.log1p(-mu),
        "log": lambda: mu,
        "inverse": lambda: -(mu**2),
    }[link]()
