"""A Gibbs sampler for balanced groups: each unknown in turn, drawn from what the others leave open.

y_ij = b_j + e_ij,  b_j ~ N(gamma00, tau00);  gamma00 and log sigma2 flat. A half-Cauchy
is an inverse gamma whose scale is drawn too: Wand et al. (2011), Bayesian Analysis, 6, 847-900. The sampler: Gelfand
and Smith (1990), Journal of the American Statistical Association, 85, 398-409.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
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
    """One chain for each start of tau00. The same seed has the same luck whatever the data: a slider moves no dice,
    and more steps only go on from those before.

    b_j: precision n / sigma2 + 1 / tau00, mean weighted by both. gamma00: N(mean of b, tau00 / J).
    sigma2: (W + n sum (mean_j - b_j)^2) / 2 over a gamma of N / 2. tau00: see `_tau00`.
    """
    means, n = np.array(data.means), data.n_per_group
    n_groups, n_chains, middle = len(means), len(starts), float(means.mean())
    normal = np.random.default_rng([seed, n_chains, 0]).standard_normal((n_steps, n_chains, n_groups + 1))
    even = np.random.default_rng([seed, n_chains, 1]).uniform(size=(n_steps, n_chains, 3))
    shape, extra = _shape(prior, n_groups)
    z = normal[..., 1:]
    # A step needs no more of the normals and of the means than these sums, so chains are walked in plain numbers.
    luck = np.stack([
        normal[..., 0], z.mean(axis=-1), (z**2).sum(axis=-1), z @ (means - middle),
        gammaincinv(n_groups * n / 2, even[..., 0]), gammaincinv(shape, even[..., 1]), -np.log1p(-even[..., 2]),
    ], axis=-1)  # fmt: skip
    apart, kept = float(((means - middle) ** 2).sum()), np.empty((3, n_steps, n_chains))
    for chain, start in enumerate(starts):
        tau00, sigma2, gamma00 = start, data.within / (n_groups * (n - 1)), middle
        walked: list[tuple[float, float, float]] = []
        for z0, z_mean, z_square, z_means, within, between, scale in luck[:, chain].tolist():
            weight, gap = tau00 / (tau00 + sigma2 / n), middle - gamma00
            spread, rest = sqrt(weight * sigma2 / n), 1 - weight
            b_mean = gamma00 + weight * gap + spread * z_mean
            off = rest**2 * (apart + n_groups * gap**2) + spread**2 * z_square
            off -= 2 * spread * rest * (z_means + n_groups * gap * z_mean)  # The sum of (mean_j - b_j)^2.
            own = weight**2 * apart + 2 * weight * spread * z_means + spread**2 * (z_square - n_groups * z_mean**2)
            step = sqrt(tau00 / n_groups) * z0
            gamma00 = b_mean + step
            sigma2 = (data.within + n * off) / 2 / within
            tau00 = max(((own + n_groups * step**2) / 2 + extra(tau00, scale)) / between, LEAST)
            walked.append((tau00, sigma2, gamma00))
        kept[:, :, chain] = np.array(walked).T
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
