"""Profile-likelihood intervals of tau00 and sigma2 where the intercept alone is random.

With theta = tau00 / sigma2, the criterion D is least at sigma2 = R / d, and within its threshold between R / (d s) of
the two s with s - log s = 1 + (threshold - D(theta)) / d. So the ends of an interval are the least and the greatest of
R / (d s), or of theta R / (d s), over those theta that stay below the threshold: a search along one line, on which
theta stands as rho = w theta / (1 + w theta) in [0, 1), w the mean size of a group.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import lambertw

from lessons.kit.fit.criterion import Criterion

Ends = tuple[float, float]
N_SHARES = 17
SHARES = np.linspace(0, 1, N_SHARES)
ROUNDS = 5
LAST = 1 - 1e-7


def profile_intercept(model: Criterion, theta: float, drop: float) -> dict[str, Ends]:
    """Name -> (low, high), 0 a legal end; high is inf where the criterion never rises by `drop` above its least.

    theta: the estimate of tau00 / sigma2. Units: those of the criterion.
    """
    line = _Line(model, float(model.c.mean()))
    here = line.weight * theta / (1 + line.weight * theta)
    threshold = float(line.deviance(np.array([here, 0.0])).min()) + drop
    low, high = line.region(here, threshold)
    sigma2_low, sigma2_high, tau00_low, tau00_high = line.extremes(low, high, threshold)
    return {
        "sigma2": (sigma2_low, sigma2_high),
        "tau00": (tau00_low if low > 0 else 0.0, tau00_high if high < LAST else np.inf),
    }


@dataclass(frozen=True)
class _Line:
    model: Criterion
    weight: float

    def theta(self, rho: np.ndarray) -> np.ndarray:
        return rho / (1 - rho) / self.weight

    def deviance(self, rho: np.ndarray) -> np.ndarray:
        """D at the best sigma2, for each rho, whatever the shape."""
        return self._profile(rho)[0]

    def _profile(self, rho: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        logs, rss = self.model.parts(self.theta(rho).reshape(-1, 1))
        sigma2 = rss.reshape(rho.shape) / self.model.df
        return self.model.df * (1 + np.log(sigma2)) + logs.reshape(rho.shape), sigma2

    def region(self, here: float, threshold: float) -> tuple[float, float]:
        """The least and the greatest rho below the threshold; `here` is one of them."""
        inner, outer = np.full(2, here), np.array([0.0, LAST])
        for _ in range(ROUNDS):
            rho = inner[:, None] + SHARES * (outer - inner)[:, None]
            below = self.deviance(rho) <= threshold
            below[:, 0] = True
            last = N_SHARES - 1 - below[:, ::-1].argmax(axis=1)
            inner, outer = rho[[0, 1], last], rho[[0, 1], np.minimum(last + 1, N_SHARES - 1)]
        return float(inner[0]), float(inner[1])

    def extremes(self, low: float, high: float, threshold: float) -> list[float]:
        """Least and greatest sigma2, least and greatest tau00, over the region."""
        sign, rows = np.array([[1], [-1], [1], [-1]]), np.arange(4)
        start, end, found = np.full(4, low), np.full(4, high), np.zeros(4)
        for _ in range(ROUNDS):
            rho = start[:, None] + SHARES * (end - start)[:, None]
            values = self._ends(rho, threshold)
            best = (sign * values).argmin(axis=1)
            found = values[rows, best]
            start, end = rho[rows, np.maximum(best - 1, 0)], rho[rows, np.minimum(best + 1, N_SHARES - 1)]
        return found.tolist()

    def _ends(self, rho: np.ndarray, threshold: float) -> np.ndarray:
        """By rows: the least and the greatest sigma2 that each rho allows, and theta times them, (4, n)."""
        deviance, sigma2 = self._profile(rho)
        above = np.exp(-1 - np.maximum(threshold - deviance, 1e-12) / self.model.df)
        s = -np.concatenate([lambertw(-above[::2], -1).real, lambertw(-above[1::2], 0).real])[[0, 2, 1, 3]]
        ends = sigma2 / s
        ends[2:] *= self.theta(rho[2:])
        return ends
