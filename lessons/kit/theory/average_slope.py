"""Standard errors of an average slope where x differs within and between groups. Snijders and Bosker (2012), ch. 5.

Throughout, balanced groups of n, and x normal with variance 1, of which icc_x lies between the groups: the mean of a
group has variance f = icc_x + (1 - icc_x) / n, the sum of squares within it is (1 - icc_x) chi2(n - 1).
"""

from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import NDArray
from scipy.special import roots_genlaguerre

from lessons.kit.theory.slopes import tau01
from lessons.kit.theory.total_slope import expected_ratio

Floats = NDArray[np.float64]
LARGE = 200


@lru_cache(maxsize=512)
def average_slope_se(
    *, tau00: float, tau11: float, corr01: float, sigma2: float, n_groups: int, n_per_group: int, icc_x: float
) -> float:
    """The standard error of gamma10 in the random-slope model: root of the slope's element of (J E[(T + S)^-1])^-1.

    S = sigma2 (Z'Z)^-1 with Z = (1, x) of one group, so each group knows its line with variance T + S, and generalized
    least squares adds up the information of J groups; the expectation is over x, by quadrature. T and sigma2 are taken
    as known: with fewer than about 100 units, estimates that must find them too scatter more.
    Never below sqrt(tau11 / J), however large n is.
    """
    mean, within, weight = _groups(n_per_group, icc_x)
    a = tau00 + sigma2 * (1 / n_per_group + mean**2 / within)
    b = tau01(tau00, tau11, corr01) - sigma2 * mean / within
    d = tau11 + sigma2 / within
    det = a * d - b**2
    i00, i01, i11 = (float((weight * part / det).sum()) for part in (d, -b, a))
    return sqrt(i00 / (i00 * i11 - i01**2) / n_groups)


def parallel_slope_se(
    *, tau00: float, tau11: float, sigma2: float, n_groups: int, n_per_group: int, icc_x: float
) -> float:
    """About what a random-intercept fit reports for gamma10: (SSW / s + SSB / (s + n t))^-1/2.

    It has one slope for all, so what slopes differ by goes into its variances: s = sigma2 + (1 - icc_x) tau11 within
    groups, t = tau00 + icc_x tau11 between them. SSW = J (n - 1) (1 - icc_x), SSB = J n f. Without slope variance it
    is the standard error itself (Maddala 1971, Econometrica 39, 341-358).
    """
    s, t = sigma2 + (1 - icc_x) * tau11, tau00 + icc_x * tau11
    within = (n_per_group - 1) * (1 - icc_x) / s
    between = n_per_group * expected_ratio(icc_x, n_per_group) / (s + n_per_group * t)
    return 1 / sqrt(n_groups * (within + between))


def ignored_groups(tau00: float, sigma2: float, n_per_group: int, icc_x: float) -> tuple[float, float]:
    """(noise, witnesses): their product is the standard error of x that one line reports over random intercepts' own.

    noise = sqrt(1 + t), t = tau00 / sigma2: what groups differ by is residual to one line. witnesses =
    sqrt(1 - f + f / (1 + n t)): one line takes group means of x for n independent units each. No slope varies.
    """
    t, f = tau00 / sigma2, expected_ratio(icc_x, n_per_group)
    return sqrt(1 + t), sqrt(1 - f + f / (1 + n_per_group * t))


@lru_cache(maxsize=128)
def _groups(n_per_group: int, icc_x: float, n_nodes: int = 24) -> tuple[Floats, Floats, Floats]:
    """Group means of x, sums of squares within, and their joint weights, (24, 24) by broadcasting: Gauss quadrature."""
    if n_per_group < 2 or not 0 <= icc_x < 1:
        raise ValueError("A slope within groups needs two units a group and an x that differs within groups.")
    z, by_z = hermegauss(n_nodes)
    # In large groups the sum of squares hardly varies, and the nodes of its rule overflow.
    half_chi2, by_chi2 = (
        roots_genlaguerre(n_nodes, (n_per_group - 3) / 2)
        if n_per_group <= LARGE
        else (np.array([(n_per_group - 1) / 2]), np.ones(1))
    )
    mean = sqrt(expected_ratio(icc_x, n_per_group)) * z[:, None]
    within = (1 - icc_x) * 2 * half_chi2[None, :]
    weight = np.outer(by_z / by_z.sum(), by_chi2 / by_chi2.sum())
    return mean, within, weight
