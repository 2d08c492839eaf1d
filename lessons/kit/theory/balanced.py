"""The likelihood of two variances in balanced groups, in closed form: its height, its top, and a way up.

y_ij = mu + u_j + e_ij,  u ~ N(0, tau00),  e ~ N(0, sigma2),  J groups of n. Searle, Casella and McCulloch (1992),
Variance Components, chapter 4.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import log, pi
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, fdtr

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Balanced:
    """What the likelihood needs to know of the data. between: n sum_j (mean_j - mean)^2; within: the rest."""

    n_groups: int
    n_per_group: int
    between: float
    within: float

    @property
    def n_total(self) -> int:
        return self.n_groups * self.n_per_group

    def loglik(self, tau00: Any, sigma2: Any, reml: bool) -> Any:
        """The log likelihood, its mean at its best, with all constants, so that programs print the same number.

        ML: -1/2 [N log 2 pi + J (n - 1) log s + J log l + W / s + B / l], with s = sigma2 and l = sigma2 + n tau00.
        REML: N - 1 for N, J - 1 for J, and log N is added inside.
        """
        lost = int(reml)
        large = sigma2 + self.n_per_group * tau00
        return -0.5 * (
            (self.n_total - lost) * log(2 * pi)
            + self.n_groups * (self.n_per_group - 1) * np.log(sigma2)
            + (self.n_groups - lost) * np.log(large)
            + lost * log(self.n_total)
            + self.within / sigma2
            + self.between / large
        )

    def top(self, reml: bool) -> tuple[float, float]:
        """(tau00, sigma2) where it is highest; on the edge, tau00 = 0, where means differ less than chance has it."""
        groups = self.n_groups - int(reml)
        sigma2 = self.within / (self.n_groups * (self.n_per_group - 1))
        tau00 = (self.between / groups - sigma2) / self.n_per_group
        if tau00 > 0:
            return tau00, sigma2
        return 0.0, (self.between + self.within) / (self.n_total - int(reml))

    def climb(self, tau00: float, sigma2: float, n_steps: int) -> Numbers:
        """The steps of the EM algorithm from there: (n_steps + 1, 2), tau00 and sigma2, each higher than the last.

        E: w = n tau00 / (n tau00 + sigma2), u_j = w (mean_j - mean), each with variance v = tau00 (1 - w).
        M: tau00 = mean of u^2 + v, sigma2 = (W + sum of n (mean_j - mean - u_j)^2 + J n v) / N. ML only.
        """
        path = [(tau00, sigma2)]
        for _ in range(n_steps):
            w = self.n_per_group * tau00 / (self.n_per_group * tau00 + sigma2)
            v = tau00 * (1 - w)
            tau00 = w**2 * self.between / self.n_total + v
            sigma2 = (self.within + (1 - w) ** 2 * self.between + self.n_total * v) / self.n_total
            path.append((tau00, sigma2))
        return np.array(path)


def balanced_of(means: Numbers, within: float, n_per_group: int) -> Balanced:
    """From the group means, (J,), and the sum of squares within groups."""
    between = n_per_group * float(((means - means.mean()) ** 2).sum())
    return Balanced(len(means), n_per_group, between, within)


def edge_share(tau00: float, sigma2: float, n_groups: int, n_per_group: int) -> float:
    """P(REML finds tau00 = 0): that an F of J - 1 and J (n - 1) df is below sigma2 / (sigma2 + n tau00)."""
    below = sigma2 / (sigma2 + n_per_group * tau00)
    return float(fdtr(n_groups - 1, n_groups * (n_per_group - 1), below))


@lru_cache(maxsize=8)
def _even(seed: int, n_samples: int) -> Numbers:
    """Uniform draws, (2, R), the same for every design: a slider moves estimates, not luck."""
    return np.random.default_rng([seed, n_samples]).uniform(size=(2, n_samples))


def drawn_tops(
    tau00: float, sigma2: float, n_groups: int, n_per_group: int, seed: int, n_samples: int
) -> dict[str, Numbers]:
    """tau00 as ML and REML find it in `n_samples` samples, (R,) each: between and within are scaled chi-squares."""
    df = n_groups - 1, n_groups * (n_per_group - 1)
    between, within = (chdtri(one, even) for one, even in zip(df, _even(seed, n_samples), strict=True))
    between, within = between * (sigma2 + n_per_group * tau00), within * sigma2 / df[1]
    return {
        name: np.maximum(0.0, (between / groups - within) / n_per_group)
        for name, groups in (("ml", n_groups), ("reml", n_groups - 1))
    }
