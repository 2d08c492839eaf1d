"""The 95 % intervals of many balanced two-stage samples at once, in closed form: what a fit of each would report.

y_ij = gamma00 + gamma01 w_j + u0_j + e_ij, with w -.5 and .5 in turn; r_j is what the mean of group j leaves.
SSB = n sum r_j^2, SSW = sum (y_ij - mean_j)^2, N = J n. The variance of the estimated gamma00 is

naive:    (SSB + SSW) / (N - 2) / N                                      t(N - 2)
cluster:  J / (J - 1) (N - 1) / (N - 2) n SSB / N^2                       t(J - 1)
mixed:    SSB / (J - 2) / N, the naive one where tau00 is found to be 0   t(J - 2)

and that of gamma01 is four times as large.

Snijders and Bosker (2012), chapter 3; Liang and Zeger (1986), Biometrika 73, 13-22; Searle, Casella and McCulloch
(1992), Variance Components, chapter 4.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from datasets.simulate import RepeatedGroups

Numbers = NDArray[np.float64]
ErrorOf = Literal["naive", "cluster", "mixed"]


@dataclass(frozen=True)
class PlanIntervals:
    """One estimate a sample and its 95 % interval, (S,) each."""

    estimate: Numbers
    low: Numbers
    high: Numbers

    def misses(self, value: float) -> NDArray[np.bool_]:
        """Which intervals do not hold `value`, (S,)."""
        return (self.low > value) | (self.high < value)


def plan_intervals(
    drawn: RepeatedGroups, error: ErrorOf, *, icc: float, total: float, gamma00: float, gamma01: float
) -> dict[str, PlanIntervals]:
    """Term ("Intercept", "w") -> the interval of each sample by this standard error. J is even and above 2, n > 1.

    icc 0 gives what the same draws make of a simple random sample: its units share no u0.
    """
    n, n_groups = drawn.n_per_group, drawn.u.shape[1]
    w = np.where(np.arange(n_groups) % 2 == 0, -0.5, 0.5)
    mean = np.sqrt(icc * total) * drawn.u + np.sqrt((1 - icc) * total) * drawn.mean
    lower, upper = mean[:, ::2].mean(axis=1), mean[:, 1::2].mean(axis=1)
    left = mean - np.where(w < 0, lower[:, None], upper[:, None])
    between, within = n * (left**2).sum(axis=1), (1 - icc) * total * drawn.square.sum(axis=1)
    se, reach = _errors(error, between, within, n_groups, n)
    middle, effect = gamma00 + (lower + upper) / 2, gamma01 + upper - lower
    return {"Intercept": _interval(middle, reach * se), "w": _interval(effect, 2 * reach * se)}


def _interval(estimate: Numbers, half: Numbers) -> PlanIntervals:
    return PlanIntervals(estimate, estimate - half, estimate + half)


def _errors(error: ErrorOf, between: Numbers, within: Numbers, n_groups: int, n: int) -> tuple[Numbers, Any]:
    """The standard error of gamma00 in each sample, and how many of them its interval reaches to each side."""
    n_total = n_groups * n
    pooled = (between + within) / (n_total - 2) / n_total
    if error == "naive":
        return np.sqrt(pooled), stdtrit(n_total - 2, 0.975)
    if error == "cluster":
        small = n_groups / (n_groups - 1) * (n_total - 1) / (n_total - 2)
        return np.sqrt(small * n * between) / n_total, stdtrit(n_groups - 1, 0.975)
    groups_differ = between / (n_groups - 2) > within / (n_total - n_groups)
    se = np.sqrt(np.where(groups_differ, between / (n_groups - 2) / n_total, pooled))
    return se, stdtrit(np.where(groups_differ, n_groups - 2, n_total - 2), 0.975)
