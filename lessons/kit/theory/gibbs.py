"""A Gibbs sampler for balanced groups: each unknown in turn, drawn from what the others leave open.

y_ij = b_j + e_ij,  b_j ~ N(gamma00, tau00);  gamma00 and log sigma2 flat. All chains take a step at once. A half-Cauchy
is an inverse gamma whose scale is drawn too: Wand et al. (2011), Bayesian Analysis, 6, 847-900. The sampler: Gelfand
and Smith (1990), Journal of the American Statistical Association, 85, 398-409.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from lessons.kit.theory.posterior import TauPrior

Numbers = NDArray[np.float64]
LEAST = 1e-12  # tau00 may come so near to 0 that its inverse would be no number.


@dataclass(frozen=True)
class GroupMeans:
    """What the sampler needs of balanced data: the group means, and the sum of squares within groups."""

    means: tuple[float, ...]
    within: float
    n_per_group: int


@dataclass(frozen=True, eq=False)
class Chains:
    """What every chain held after each step: tau00, sigma2, gamma00, (steps, chains) each."""

    tau00: Numbers
    sigma2: Numbers
    gamma00: Numbers


@lru_cache(maxsize=16)
def gibbs(data: GroupMeans, prior: TauPrior, starts: tuple[float, ...], n_steps: int, seed: int) -> Chains:
    """One chain for each start of tau00. The same seed has the same luck whatever the data: a slider moves no dice.

    b_j: precision n / sigma2 + 1 / tau00, mean weighted by both. gamma00: N(mean of b, tau00 / J).
    sigma2: (W + n sum (mean_j - b_j)^2) / 2 over a gamma of N / 2. tau00: see `_tau00`.
    """
    means, n = np.array(data.means), data.n_per_group
    n_groups, n_chains = len(means), len(starts)
    rng = np.random.default_rng([seed, n_chains])
    normal = rng.standard_normal((n_steps, n_chains, n_groups + 1))
    even = rng.uniform(size=(3, n_steps, n_chains))
    within = gammaincinv(n_groups * n / 2, even[0])
    shape, extra = _shape(prior, n_groups)
    between, scale = gammaincinv(shape, even[1]), -np.log1p(-even[2])
    tau00 = np.array(starts)
    sigma2 = np.full(n_chains, data.within / (n_groups * (n - 1)))
    gamma00 = np.full(n_chains, means.mean())
    kept = np.empty((3, n_steps, n_chains))
    for step in range(n_steps):
        weight = (tau00 / (tau00 + sigma2 / n))[:, None]
        spread = np.sqrt(weight[:, 0] * sigma2 / n)[:, None]
        b = gamma00[:, None] + weight * (means - gamma00[:, None]) + spread * normal[step, :, 1:]
        gamma00 = b.mean(axis=1) + np.sqrt(tau00 / n_groups) * normal[step, :, 0]
        sigma2 = (data.within + n * ((means - b) ** 2).sum(axis=1)) / 2 / within[step]
        squares = ((b - gamma00[:, None]) ** 2).sum(axis=1) / 2
        tau00 = np.maximum((squares + extra(tau00, scale[step])) / between[step], LEAST)
        kept[:, step] = tau00, sigma2, gamma00
    return Chains(*kept)


def _shape(prior: TauPrior, n_groups: int) -> tuple[float, Any]:
    """The shape of the inverse gamma from which tau00 is drawn, and what joins half the sum of squares as its scale.

    flat tau: (J - 1) / 2 and 0. inverse gamma (a, a): J / 2 + a and a. half-Cauchy A: (J + 1) / 2 and 1 / a, where
    a ~ inverse gamma (1, 1 / A^2 + 1 / tau00).
    """
    match prior.kind:
        case "flat":
            return (n_groups - 1) / 2, lambda tau00, one: 0.0
        case "gamma":
            return n_groups / 2 + prior.scale, lambda tau00, one: prior.scale
        case "cauchy":
            return (n_groups + 1) / 2, lambda tau00, one: one / (1 / prior.scale**2 + 1 / tau00)
