"""Two trials in one: half of the groups are treated, and half of the members of every group. What it can tell.

y_ij = gamma00 + gamma10 x_ij + gamma01 w_j + gamma11 w_j x_ij + u0_j + u1_j x_ij + e_ij, x and w one half and minus
one half, J groups of n. Mean and slope of a group are all that it tells: Var(mean_j) = tau00 + sigma2 / n,
Var(slope_j) = tau11 + 4 sigma2 / n. Every test is a t test of J means or slopes, with J - 2 df.

Raudenbush (1997), Psychological Methods 2, 173-185; Raudenbush and Liu (2000), Psychological Methods 5, 199-213.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import inf, sqrt
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, chdtri, stdtrit

from lessons.kit.theory.power import p_of, t_power

Numbers = NDArray[np.float64]
Effect = Literal["gamma01", "gamma10", "gamma11"]


def trial_se(
    effect: Effect, *, n_groups: Any, n_per_group: Any, tau00: float = 0, tau11: float = 0, sigma2: float = 0
) -> Any:
    """Standard error, in the units of y; exact where the variances are known. n_per_group may be infinite.

    gamma01: sqrt(4 (tau00 + sigma2 / n) / J); gamma10: sqrt((tau11 + 4 sigma2 / n) / J); gamma11: twice that.
    """
    mean, slope = tau00 + sigma2 / n_per_group, tau11 + 4 * sigma2 / n_per_group
    return np.sqrt({"gamma01": 4 * mean, "gamma10": slope, "gamma11": 4 * slope}[effect] / n_groups)


def trial_power(effect: Effect, size: float, *, n_groups: Any, n_per_group: Any, **variances: float) -> Any:
    """How often a test at 5 % finds an effect of `size`, in [0, 1]. More than two groups; n_per_group may be inf."""
    se = trial_se(effect, n_groups=n_groups, n_per_group=n_per_group, **variances)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Nothing differs and nothing is noise: every effect is found.
        return t_power(size, np.maximum(se, 1e-9), np.asarray(n_groups) - 2.0)


def best_n(effect: Effect, cost_ratio: float, *, tau00: float = 0, tau11: float = 0, sigma2: float = 0) -> float:
    """n with the smallest standard error for a given budget B = J (c + n): sqrt(c noise / tau); inf where tau is 0.

    c: what a group costs, in members. tau / noise: tau00 / sigma2 for gamma01, tau11 / (4 sigma2) for the slopes.
    Snijders and Bosker (1993), Journal of Educational Statistics 18, 237-259; Raudenbush (1997), equation 5.
    """
    tau, noise = (tau00, sigma2) if effect == "gamma01" else (tau11, 4 * sigma2)
    return sqrt(cost_ratio * noise / tau) if tau > 0 else inf


def affordable(budget: Any, cost_ratio: float, n_per_group: Any) -> Any:
    """J = B / (c + n), broken: how many groups of n the budget is enough for."""
    return budget / (cost_ratio + n_per_group)


def thinned_se(*, n_groups: Any, n_per_group: int, lost: Any, tau00: float, sigma2: float) -> Any:
    """The standard error of gamma01 where each member is lost with probability `lost`, whatever its y.

    sqrt(4 / (J E[1 / (tau00 + sigma2 / n_j)])), n_j binomial and those with 0 worth nothing: weighted by what each
    group knows, the variances known. Never below the one with every n_j = n (1 - lost).
    """
    k = np.arange(1, n_per_group + 1)
    lost = np.clip(np.asarray(lost, dtype=float), 1e-12, 1 - 1e-12)[..., None]
    log_choose = -betaln(n_per_group - k + 1, k + 1) - np.log(n_per_group + 1)
    share = np.exp(log_choose + k * np.log1p(-lost) + (n_per_group - k) * np.log(lost))
    known = (share / (tau00 + sigma2 / k)).sum(axis=-1)
    return np.sqrt(4 / (n_groups * known))


@dataclass(frozen=True)
class DrawnStudies:
    """What each of S studies finds of one effect, with its standard error, (S,) each, and their df."""

    estimate: Numbers
    se: Numbers
    df: float

    @property
    def reach(self) -> Numbers:
        """How far the 95 % interval goes to each side, (S,)."""
        return stdtrit(self.df, 0.975) * self.se

    @property
    def p(self) -> Numbers:
        """Two-sided, (S,)."""
        return p_of(self.estimate / self.se, self.df)


def drawn_studies(
    effect: Effect, size: float, *, n_groups: int, n_per_group: int, seed: int, n_samples: int = 100, **variances: float
) -> DrawnStudies:
    """S studies of one plan: the estimate is normal, its squared error a scaled chi-square of J - 2 df, independent.

    The same draws for every plan: a slider moves estimates, not luck.
    """
    z, spread = _luck(seed, n_samples, n_groups - 2)
    se = trial_se(effect, n_groups=n_groups, n_per_group=n_per_group, **variances)
    return DrawnStudies(size + se * z, se * spread, n_groups - 2)


@lru_cache(maxsize=64)
def _luck(seed: int, n_samples: int, df: int) -> tuple[Numbers, Numbers]:
    """How far each study is off in standard errors, and what it takes for one of them."""
    dice = np.random.default_rng([seed, n_samples, 2])
    z, even = dice.standard_normal(n_samples), dice.uniform(size=n_samples)
    return z, np.sqrt(chdtri(df, even) / df)
