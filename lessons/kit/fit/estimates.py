"""What a fit says: frozen values with textbook names, the same whichever engine found them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from lessons.kit.fit.conditional import conditional_sd
from lessons.kit.fit.errors import FitError
from lessons.kit.fit.formula import Frame, Model

if TYPE_CHECKING:
    from lessons.kit.fit.variance_interval import Interval


@dataclass(frozen=True, kw_only=True)
class Estimates:
    """The fixed part of any fit.

    gamma, se, df, p: by term, "Intercept" first; df is inf where the test is z. gamma_cov: term x term.
    loglik: the REML criterion / -2 where `reml`. notes: what the reader must know, one plain sentence each.
    """

    formula: str
    gamma: Mapping[str, float]
    se: Mapping[str, float]
    df: Mapping[str, float]
    p: Mapping[str, float]
    cov: np.ndarray = field(repr=False)
    loglik: float
    n_parameters: int
    n_total: int
    converged: bool
    engine: str
    notes: tuple[str, ...] = ()
    reml: bool = False
    model: Model = field(repr=False)
    frame: Frame = field(repr=False)

    @property
    def gamma_cov(self) -> pd.DataFrame:
        """Covariances of the fixed effects, (p, p), by term."""
        return pd.DataFrame(self.cov, index=list(self.gamma), columns=list(self.gamma))

    @property
    def deviance(self) -> float:
        """-2 loglik, on lme4's scale: the REML criterion under REML."""
        return -2 * self.loglik

    @property
    def aic(self) -> float:
        return self.deviance + 2 * self.n_parameters

    @property
    def bic(self) -> float:
        return self.deviance + np.log(self.n_total) * self.n_parameters

    def interval(self, level: float = 0.95) -> dict[str, tuple[float, float]]:
        """gamma ± t(df) se, by term."""
        reach = {name: t_quantile((1 + level) / 2, self.df[name]) * self.se[name] for name in self.gamma}
        return {name: (value - reach[name], value + reach[name]) for name, value in self.gamma.items()}


def t_quantile(share: float, df: float) -> float:
    """The quantile of t with `df` degrees of freedom, or of the normal where df is inf."""
    from scipy.special import ndtri, stdtrit

    return float(ndtri(share) if np.isinf(df) else stdtrit(df, share))


@dataclass(frozen=True, kw_only=True)
class OlsFit(Estimates):
    """Ordinary least squares. sigma2: residual variance, n - p in its divisor. cluster: whose errors were robust."""

    sigma2: float
    r2: float
    cluster: str | None = None


@dataclass(frozen=True, kw_only=True)
class MixedFit(Estimates):
    """What linear and generalized mixed fits share; `factors` are in the order of the formula."""

    sigma2: float
    covariances: Mapping[str, np.ndarray] = field(repr=False)
    predicted: Mapping[str, tuple[list[str], np.ndarray]] = field(repr=False)
    singular: bool
    weights: np.ndarray | None = field(default=None, repr=False)

    @cached_property
    def tau(self) -> dict[str, pd.DataFrame]:
        """Grouping factor -> variances and covariances of its random effects, (q, q) by term."""
        terms = {random.factor: list(random.terms) for random in self.model.random}
        return {
            factor: pd.DataFrame(cov, index=terms[factor], columns=terms[factor])
            for factor, cov in self.covariances.items()
        }

    @cached_property
    def u_hat(self) -> dict[str, pd.DataFrame]:
        """Grouping factor -> predicted random effects, (J, q), groups x terms."""
        terms = {random.factor: list(random.terms) for random in self.model.random}
        return {
            factor: pd.DataFrame(values, index=groups, columns=terms[factor])
            for factor, (groups, values) in self.predicted.items()
        }

    def effects(self, names: Sequence[str], factor: str = "") -> dict[str, np.ndarray]:
        """Term -> predicted random effects of the groups named, (J,), in that order; 0 for a group not in the fit.

        factor: which grouping factor; "" for the first.
        """
        random = next(one for one in self.model.random if factor in ("", one.factor))
        own, values = self.predicted[random.factor]
        if tuple(own) != tuple(names):
            place = {name: row for row, name in enumerate(own)}
            values = np.vstack([values, np.zeros(values.shape[1])])[[place.get(name, len(own)) for name in names]]
        return dict(zip(random.terms, values.T, strict=True))

    @cached_property
    def u_se(self) -> dict[str, pd.DataFrame]:
        """Grouping factor -> sqrt of Var(u | y), (J, q), the estimates taken as known (lme4's condVar)."""
        scale = self.weights if self.weights is not None else np.full(self.n_total, 1 / self.sigma2)
        return conditional_sd(self.model, self.frame, self.covariances, self.predicted, scale)

    @property
    def n_groups(self) -> dict[str, int]:
        """Grouping factor -> number of groups J."""
        return {factor: len(groups) for factor, (groups, _) in self.predicted.items()}

    def _component(self, row: int, column: int, name: str) -> float:
        if len(self.covariances) != 1:
            raise FitError(f"This model has several grouping factors, and so more than one {name}.")
        cov = next(iter(self.covariances.values()))
        if max(row, column) >= len(cov):
            raise FitError(f"This model has no random slope, and so no {name}.")
        return float(cov[row, column])

    @property
    def tau00(self) -> float:
        """Var(u0), with one grouping factor."""
        return self._component(0, 0, "tau00")

    @property
    def tau11(self) -> float:
        """Var(u1), with one grouping factor and a random slope."""
        return self._component(1, 1, "tau11")

    @property
    def tau01(self) -> float:
        """Cov(u0, u1), with one grouping factor and a random slope."""
        return self._component(0, 1, "tau01")

    @property
    def corr01(self) -> float | None:
        """Cor(u0, u1) in [-1, 1]; None where a variance is zero, because there is no correlation with a constant."""
        product = self.tau00 * self.tau11
        return float(np.clip(self.tau01 / np.sqrt(product), -1, 1)) if product > 0 else None


@dataclass(frozen=True, kw_only=True)
class LmmFit(MixedFit):
    """A linear mixed model. sigma2: level-1 residual variance."""

    @property
    def icc(self) -> float:
        """tau00 / (tau00 + sigma2): for a model with random intercepts only, at x = 0 otherwise."""
        return self.tau00 / (self.tau00 + self.sigma2)

    def variance_interval(self, level: float = 0.95) -> "dict[str, Interval]":
        """Profile intervals for tau00, tau11, corr01 (where it has them) and sigma2; see variance_interval.py.

        An upper end is None where nothing tells it. FitError for several grouping factors or several slopes.
        """
        from lessons.kit.fit.variance_interval import variance_intervals

        if level not in self._intervals:
            found = variance_intervals(self.model, self.frame, self._only_cov, self.sigma2, self.reml, level)
            self._intervals[level] = found
        return self._intervals[level]

    @cached_property
    def _intervals(self) -> "dict[float, dict[str, Interval]]":
        return {}

    @property
    def _only_cov(self) -> np.ndarray:
        if len(self.covariances) != 1:
            raise FitError("Intervals for variances are there for one grouping factor only.")
        return next(iter(self.covariances.values()))


@dataclass(frozen=True, kw_only=True)
class GlmmFit(MixedFit):
    """A generalized mixed model. sigma2 is the dispersion: 1 for binomial and Poisson."""

    family: str
    link: str
    quadrature_points: int = 1

    @property
    def icc(self) -> float:
        """tau00 / (tau00 + v) on the latent scale, v = pi^2/3 (logit), 1 (probit), pi^2/6 (cloglog)."""
        latent = {"logit": np.pi**2 / 3, "probit": 1.0, "cloglog": np.pi**2 / 6}
        if self.link not in latent:
            raise FitError("An intraclass correlation on the latent scale is there for yes-or-no outcomes only.")
        return self.tau00 / (self.tau00 + latent[self.link])


def by_term(names: list[str], values: Any) -> dict[str, float]:
    """Values by term, as plain floats."""
    return dict(zip(names, map(float, values), strict=True))


def two_sided(gamma: np.ndarray, se: np.ndarray, df: np.ndarray) -> np.ndarray:
    """p of |gamma / se| under t with df degrees of freedom (normal where inf), (p,)."""
    from scipy.special import ndtr, stdtr

    gap = -abs(gamma / se)
    return 2 * np.where(np.isinf(df), ndtr(gap), stdtr(df, gap))
