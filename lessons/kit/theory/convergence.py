"""Whether chains may be believed: R-hat and effective sample size by ranks, and in the tails.

Vehtari, Gelman, Simpson, Carpenter and Buerkner (2021), Bayesian Analysis, 16, 667-718.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Numbers = NDArray[np.float64]
FEWEST = 4  # Steps in half a chain, for a variance and a lag.


def split(draws: Numbers) -> Numbers:
    """Each chain as two: (S, M) -> (S // 2, 2 M); the middle step of an odd number is left out."""
    half = len(draws) // 2
    return np.concatenate([draws[:half], draws[len(draws) - half :]], axis=1)


def rank_scores(draws: Numbers) -> Numbers:
    """The normal scores of the ranks over all chains, ties by their average: Phi^-1((r - 3/8) / (S + 1/4))."""
    _, place, count = np.unique(draws.ravel(), return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    rank = (last - (count - 1) / 2)[place].reshape(draws.shape)
    return ndtri((rank - 0.375) / (draws.size + 0.25))


def plain_r_hat(halves: Numbers) -> float:
    """sqrt(((n - 1) / n W + B / n) / W): the spread of all chains over that of one."""
    n = len(halves)
    within = halves.var(axis=0, ddof=1).mean()
    between = halves.mean(axis=0).var(ddof=1)
    return float(np.sqrt(((n - 1) / n * within + between) / within)) if within > 0 else np.nan


def r_hat(draws: Numbers) -> float:
    """The larger of two: of ranks, and of ranks of distances from the median, which sees chains of another width."""
    halves = split(draws)
    folded = np.abs(halves - np.median(halves))
    return max(plain_r_hat(rank_scores(halves)), plain_r_hat(rank_scores(folded)))


def autocovariance(halves: Numbers) -> Numbers:
    """Of every chain at every lag, over n, by Fourier: (n, M)."""
    n = len(halves)
    centered = halves - halves.mean(axis=0)
    power = np.abs(np.fft.rfft(centered, 2 * n, axis=0)) ** 2
    return np.fft.irfft(power, axis=0)[:n] / n


def plain_ess(halves: Numbers) -> float:
    """S over the sum of autocorrelations, by pairs while positive and never rising (Geyer 1992)."""
    n, chains = halves.shape
    if np.ptp(halves) == 0:
        return float(n * chains)
    lagged = autocovariance(halves)
    within = lagged[0].mean() * n / (n - 1)
    total = within * (n - 1) / n + halves.mean(axis=0).var(ddof=1)
    rho = 1 - (within - lagged.mean(axis=1)) / total
    rho[0] = 1.0
    pairs = rho[: n - n % 2].reshape(-1, 2).sum(axis=1)[: (n - 1) // 2]
    end = int(np.argmax(pairs < 0)) if (pairs < 0).any() else len(pairs) - 1
    kept = np.minimum.accumulate(pairs[:end])
    last = max(float(rho[2 * end]), 0.0)
    tau = max(-1 + 2 * kept.sum() + last, 1 / np.log10(n * chains))
    return float(n * chains / tau)


def bulk_ess(draws: Numbers) -> float:
    """How many independent draws would know the middle as well."""
    return plain_ess(rank_scores(split(draws)))


def tail_ess(draws: Numbers) -> float:
    """The smaller of those for the 5 % and the 95 % quantile."""
    ends: Any = np.quantile(draws, (0.05, 0.95))
    return min(plain_ess((split(draws) <= end).astype(float)) for end in ends)
