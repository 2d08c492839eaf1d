"""The intraclass correlation and what follows from it. Snijders and Bosker (2012), chapters 3 and 4."""

from functools import lru_cache
from math import sqrt

import numpy as np
from scipy.special import gammaincinv, ndtr, stdtrit


def icc(tau00: float, sigma2: float) -> float:
    """rho = tau00 / (tau00 + sigma2), in [0, 1]: the share of variance between groups. ValueError without variance."""
    _refuse_negative(tau00, sigma2)
    if tau00 + sigma2 == 0:
        raise ValueError("Without any variance there is no intraclass correlation.")
    return tau00 / (tau00 + sigma2)


def vpc(x: float, tau00: float, tau01: float, tau11: float, sigma2: float) -> float:
    """VPC(x) = v / (v + sigma2), v = tau00 + 2 tau01 x + tau11 x^2: the share between groups where slopes vary.

    Goldstein, Browne and Rasbash (2002), Understanding Statistics 1, 223-231.
    """
    between = tau00 + 2 * tau01 * x + tau11 * x**2
    return icc(between, sigma2)


def reliability(tau00: float, sigma2: float, n_per_group: float) -> float:
    """lambda_j = tau00 / (tau00 + sigma2 / n_j), in [0, 1]: the share of the variance of group means that is real."""
    return icc(tau00, sigma2 / n_per_group)


def design_effect(n_per_group: float, icc: float) -> float:
    """deff = 1 + (n - 1) rho: Var(mean) in clusters of n over Var(mean) in a simple random sample (Kish 1965)."""
    return 1 + (n_per_group - 1) * icc


def effective_sample_size(n_total: float, n_per_group: float, icc: float) -> float:
    """N / deff: how many units of a simple random sample would know the mean as well."""
    return n_total / design_effect(n_per_group, icc)


NODES, WEIGHTS = np.polynomial.legendre.leggauss(32)


@lru_cache(maxsize=1024)
def naive_miss_rate(n_groups: int, n_per_group: int, icc: float) -> float:
    """E[2 Phi(-t s / sqrt(deff))], in [0, 1]: how often a 95 % interval that ignores groups misses the truth.

    For the mean, or for a predictor that is constant within groups (Moulton 1990), both in one balanced regression.
    s2 = (deff A + (1 - rho) B) / (N - 2), with A ~ chi2(J - 2) and B ~ chi2(N - J), is what its residual variance
    finds of a total variance of 1; it is independent of the estimate. t is the .975 quantile of T(N - 2). The mean is
    taken over the quantiles of A and B by Gauss and Legendre's rule, which is right to .00003. J > 2 and n > 1.
    """
    if n_groups < 3 or n_per_group < 2:
        raise ValueError("The rate needs three groups or more, of two units or more.")
    n_total, deff = n_groups * n_per_group, design_effect(n_per_group, icc)
    between, within = (2 * gammaincinv(df / 2, (1 + NODES) / 2) for df in (n_groups - 2, n_total - n_groups))
    s2 = (deff * between[:, None] + (1 - icc) * within) / (n_total - 2)
    misses = 2 * ndtr(stdtrit(n_total - 2, 0.025) * np.sqrt(s2) / sqrt(deff))
    return float(WEIGHTS @ misses @ WEIGHTS) / 4


def _refuse_negative(*variances: float) -> None:
    if min(variances) < 0:
        raise ValueError("A variance cannot be negative.")
