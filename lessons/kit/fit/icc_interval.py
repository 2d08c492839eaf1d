"""The exact interval for the ICC of a null model, balanced or not.

With w_j = n_j / (1 + n_j theta) and theta = tau00 / sigma2, the ratio
H(theta) = sum_j w_j (y_j - y_w)^2 / (J - 1) / MSW follows F(J - 1, N - J), so the theta whose H is an F quantile ends
the interval (Wald 1940, Annals of Mathematical Statistics 11, 96-100). In balanced groups that is Searle's interval
(Searle, Casella and McCulloch 1992, Variance Components, chapter 3).
"""

import numpy as np
from scipy.optimize import brentq
from scipy.special import fdtri

from lessons.kit.fit.errors import FitError
from lessons.kit.fit.estimates import LmmFit


def icc_interval(fit: LmmFit, level: float = 0.95) -> tuple[float, float]:
    """(low, high) for rho of `y ~ 1 + (1 | group)`, cut off at 0; exact for normal outcomes, whatever the group sizes.

    FitError for a model with predictors or other random terms, and where no unit differs within its group.
    """
    random = fit.model.random
    if len(random) != 1 or random[0].terms != ("Intercept",) or list(fit.gamma) != ["Intercept"]:
        raise FitError("This interval is for a null model: one random intercept and no predictors.")
    y = fit.frame.columns[fit.model.outcome]
    _, codes = np.unique(fit.frame.columns[random[0].factor].codes, return_inverse=True)
    n = np.bincount(codes)
    means = np.bincount(codes, y) / n
    ms_within = float(((y - means[codes]) ** 2).sum()) / (len(y) - len(n))
    if ms_within == 0:
        raise FitError("No unit differs from its group, so the variance within groups is not known.")
    df = len(n) - 1, len(y) - len(n)
    low, high = (_rho(float(fdtri(*df, share)), n, means, ms_within) for share in ((1 + level) / 2, (1 - level) / 2))
    return low, high


def _rho(quantile: float, n: np.ndarray, means: np.ndarray, ms_within: float) -> float:
    """The rho in [0, 1) at which H is `quantile`; H falls in rho, so 0 where it is below it throughout."""

    def excess(rho: float) -> float:
        weights = n * (1 - rho) / (1 - rho + n * rho)
        center = (weights @ means) / weights.sum()
        return float(weights @ (means - center) ** 2) / (len(n) - 1) / ms_within - quantile

    return 0.0 if excess(0.0) <= 0 else float(brentq(excess, 0.0, 1 - 1e-12))
