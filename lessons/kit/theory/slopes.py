"""Slopes that vary between groups. Snijders and Bosker (2012), chapter 5."""

from math import erf, sqrt
from statistics import NormalDist


def tau01(tau00: float, tau11: float, corr01: float) -> float:
    """Cov(u0, u1) = r01 sqrt(tau00 tau11)."""
    return corr01 * sqrt(tau00 * tau11)


def slope_range(gamma10: float, tau11: float, level: float = 0.95) -> tuple[float, float]:
    """gamma10 ± z sqrt(tau11): where the middle `level` of all groups have their slope."""
    reach = NormalDist().inv_cdf((1 + level) / 2) * sqrt(tau11)
    return gamma10 - reach, gamma10 + reach


def share_of_negative_slopes(gamma10: float, tau11: float) -> float:
    """Phi(-gamma10 / sqrt(tau11)), in [0, 1]; without slope variance, 1 or 0 by the sign of gamma10."""
    if tau11 == 0:
        return float(gamma10 < 0)
    return 0.5 * (1 - erf(gamma10 / sqrt(2 * tau11)))


def slope_se(tau11: float, sigma2: float, n_groups: int, n_per_group: int, var_x: float = 1.0) -> float:
    """sqrt(tau11 / J + sigma2 / (J (n - 1) v)): the standard error of the average slope.

    Balanced groups, x varying within groups only, with v its sample variance (divisor n - 1) in every group.
    The first part stays however large n is: its square root is the floor.
    """
    return sqrt(tau11 / n_groups + sigma2 / (n_groups * (n_per_group - 1) * var_x))


def slope_se_reported(tau11: float, sigma2: float, n_groups: int, n_per_group: int, var_x: float = 1.0) -> float:
    """sqrt((sigma2 + tau11 v) / (J (n - 1) v)): about what a random-intercept fit reports for it.

    The fit sees one slope, so the slope variance goes into its residual variance sigma2 + tau11 v, and the part
    that does not shrink with n is missing. Same design as `slope_se`; it holds for many groups.
    """
    return sqrt((sigma2 + tau11 * var_x) / (n_groups * (n_per_group - 1) * var_x))
