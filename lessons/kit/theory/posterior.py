"""What data and a prior together say of a standard deviation between groups, exactly, on a grid of one dimension.

posterior(tau) is proportional to prior(tau) times likelihood(tau), tau = sqrt(tau00). The average has a flat prior and
log sigma2 too; both are integrated out. Gelman (2006), Bayesian Analysis, 1, 515-534; Gelman et al. (2013), Bayesian
Data Analysis, 3rd ed., sections 5.4 and 5.7.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from lessons.kit.theory.balanced import Balanced

Numbers = NDArray[np.float64]
Kind = Literal["flat", "cauchy", "gamma"]
N_TAU, N_SIGMA = 800, 81
FINEST = 0.02  # Below this the grid is even, above it each step is as wide as the last by a constant factor.
FARTHEST = 3e4


@dataclass(frozen=True)
class TauPrior:
    """A prior for tau: flat; half-Cauchy of a scale; or tau00 inverse gamma (scale, scale), as a density of tau."""

    kind: Kind
    scale: float = 1.0

    def log_density(self, tau: Any) -> Any:
        """Up to a constant.

        cauchy: -log(1 + (tau / A)^2). gamma: tau00^(-a - 1) exp(-a / tau00) times the 2 tau of the change to tau.
        """
        match self.kind:
            case "flat":
                return np.zeros_like(tau)
            case "cauchy":
                return -np.log1p((tau / self.scale) ** 2)
            case "gamma":
                safe = np.maximum(tau, 1e-12)
                inside = -(2 * self.scale + 1) * np.log(safe) - self.scale / safe**2
                return np.where(tau > 0, inside, -np.inf)


@dataclass(frozen=True, eq=False)
class TauLikelihood:
    """How likely the data are at each tau of a grid that reaches far out. tau, loglik, step (its width): (G,)."""

    tau: Numbers
    loglik: Numbers
    step: Numbers

    def at(self, tau: Any) -> Any:
        """The log likelihood anywhere, in units below its top."""
        return np.interp(tau, self.tau, self.loglik - self.loglik.max())


@dataclass(frozen=True, eq=False)
class TauPosterior:
    """The posterior of tau on the grid of its likelihood. weight: probability of each place, (G,), summing to 1."""

    likelihood: TauLikelihood
    prior: TauPrior
    weight: Numbers

    @property
    def tau(self) -> Numbers:
        return self.likelihood.tau

    def quantile(self, share: float) -> float:
        """The tau below which the posterior has this share."""
        below = np.cumsum(self.weight) - self.weight / 2
        return float(np.interp(share, below, self.tau))

    @property
    def median(self) -> float:
        return self.quantile(0.5)

    @property
    def interval(self) -> tuple[float, float]:
        """The middle 95 %."""
        return self.quantile(0.025), self.quantile(0.975)

    def below(self, tau: float) -> float:
        """P(the standard deviation between groups is below tau)."""
        return float(np.interp(tau, self.tau, np.cumsum(self.weight) - self.weight / 2, left=0.0))

    def density(self, tau: Any) -> Any:
        """Its shape anywhere, up to a constant: prior times likelihood, highest place of the grid 0 in logs."""
        height = self.prior.log_density(self.tau) + self.likelihood.at(self.tau)
        return np.exp(self.prior.log_density(tau) + self.likelihood.at(tau) - height.max())


def tau_grid(finest: float = FINEST, farthest: float = FARTHEST, size: int = N_TAU) -> tuple[Numbers, Numbers]:
    """tau = finest * sinh(v) at the middles of even steps of v, and the width of every step in tau."""
    edges = np.linspace(0, np.arcsinh(farthest / finest), size + 1)
    middle = (edges[1:] + edges[:-1]) / 2
    return finest * np.sinh(middle), finest * np.cosh(middle) * (edges[1] - edges[0])


@lru_cache(maxsize=64)
def tau_likelihood(data: Balanced) -> TauLikelihood:
    """Of balanced groups: that of REML, whose average is integrated out, over log sigma2 too."""
    tau, step = tau_grid(farthest=FARTHEST * max(1.0, data.within / data.n_total) ** 0.5)
    sigma2, log_step = sigma_grid(data)
    logs = data.loglik((tau**2)[:, None], sigma2[None, :], reml=True)
    top = logs.max()
    with np.errstate(divide="ignore"):
        return TauLikelihood(tau, np.log(np.exp(logs - top).sum(axis=1) * log_step) + top, step)


def sigma_grid(data: Balanced, size: int = N_SIGMA) -> tuple[Numbers, float]:
    """sigma2 in even steps of its logarithm, as far as the data allow for it, and the width of a step."""
    df = data.n_groups * (data.n_per_group - 1)
    middle, spread = np.log(data.within / df), (2 / df) ** 0.5
    logs = np.linspace(middle - 7 * spread, middle + 7 * spread + 30 / df, size)
    return np.exp(logs), float(logs[1] - logs[0])


def tau_posterior(likelihood: TauLikelihood, prior: TauPrior) -> TauPosterior:
    """Prior times likelihood, over its sum."""
    logs = prior.log_density(likelihood.tau) + likelihood.loglik
    weight = np.exp(logs - logs.max()) * likelihood.step
    return TauPosterior(likelihood, prior, weight / weight.sum())


def sigma_weights(data: Balanced, found: TauPosterior) -> tuple[Numbers, Numbers]:
    """sigma2 in balanced groups, (K,), and the probability of each with each tau, (G, K)."""
    sigma2, _ = sigma_grid(data, 3 * N_SIGMA)
    logs = data.loglik((found.tau**2)[:, None], sigma2[None, :], reml=True)
    height = np.exp(logs - logs.max())
    total = height.sum(axis=1, keepdims=True)
    return sigma2, found.weight[:, None] * np.divide(height, total, out=np.zeros_like(height), where=total > 0)


def sigma2_interval(data: Balanced, found: TauPosterior) -> tuple[float, float, float]:
    """sigma2 in balanced groups: the low end of its middle 95 %, its median, the high end."""
    sigma2, weights = sigma_weights(data, found)
    weight = weights.sum(axis=0)
    ends = np.interp((0.025, 0.5, 0.975), np.cumsum(weight) - weight / 2, np.log(sigma2))
    low, median, high = (float(np.exp(end)) for end in ends)
    return low, median, high


def mean_margin(data: Balanced, found: TauPosterior) -> float:
    """Half the width of the middle 95 % of the average: normal with variance (tau00 + sigma2 / n) / J, mixed."""
    sigma2, weights = sigma_weights(data, found)
    se = np.sqrt(((found.tau**2)[:, None] + sigma2 / data.n_per_group) / data.n_groups).ravel()
    bins = np.round(np.log(se) * 100).astype(int)  # Steps of 1 %.
    place, weight = bins - bins.min(), weights.ravel()
    binned = np.bincount(place, weight)
    mean = np.divide(np.bincount(place, weight * se), binned, out=np.zeros_like(binned), where=binned > 0)
    kept = binned > 1e-12
    return mixed_quantile(np.zeros(int(kept.sum())), mean[kept], binned[kept] / binned[kept].sum(), 0.975)


def mixed_quantile(mean: Numbers, se: Numbers, weight: Numbers, share: float) -> float:
    """Where a mixture of normal curves has this share below it, by halving."""
    low, high = float((mean - 9 * se).min()), float((mean + 9 * se).max())
    for _ in range(60):
        middle = (low + high) / 2
        if float(weight @ ndtr((middle - mean) / se)) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
