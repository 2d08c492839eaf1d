"""Groups of which one has an estimate and its standard error, and no units: what they say of each other.

y_j ~ N(theta_j, se_j^2), theta_j ~ N(mu, tau^2), mu flat. Gelman et al. (2013), Bayesian Data Analysis, 3rd ed.,
section 5.4.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lessons.kit.theory.posterior import TauLikelihood, TauPosterior, mixed_quantile, tau_grid

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Estimated:
    """Estimates and their standard errors, (J,) each."""

    y: Numbers
    se: Numbers

    def average(self, tau: Numbers) -> tuple[Numbers, Numbers]:
        """Mean and variance of mu at each tau, (G,) each: weights 1 / (se_j^2 + tau^2)."""
        weight = 1 / (self.se**2 + tau[:, None] ** 2)
        total = weight.sum(axis=1)
        return (weight @ self.y) / total, 1 / total

    def likelihood(self) -> TauLikelihood:
        """Of tau, mu integrated out: V_mu^(1/2) prod_j N(y_j; mu_hat, se_j^2 + tau^2)."""
        tau, step = tau_grid()
        mean, variance = self.average(tau)
        spread = self.se**2 + tau[:, None] ** 2
        terms = np.log(spread) + (self.y - mean[:, None]) ** 2 / spread
        return TauLikelihood(tau, 0.5 * np.log(variance) - 0.5 * terms.sum(axis=1), step)

    def given(self, tau: Numbers) -> tuple[Numbers, Numbers]:
        """Mean and standard deviation of every theta_j at each tau, mu integrated out: (G, J) each."""
        mean, variance = self.average(tau)
        own = tau[:, None] ** 2 / (tau[:, None] ** 2 + self.se**2)
        spread = own * self.se**2 + (1 - own) ** 2 * variance[:, None]
        return own * self.y + (1 - own) * mean[:, None], np.sqrt(spread)

    def effects(self, found: TauPosterior) -> Numbers:
        """Low, mean and high of every theta_j: the middle 95 % of normal curves mixed over tau. (3, J)."""
        mean, sd = self.given(found.tau)
        keep = found.weight > 1e-9
        weight = found.weight[keep] / found.weight[keep].sum()
        ends = [
            [mixed_quantile(mean[keep, j], sd[keep, j], weight, share) for j in range(len(self.y))]
            for share in (0.025, 0.975)
        ]
        return np.array([ends[0], weight @ mean[keep], ends[1]])
