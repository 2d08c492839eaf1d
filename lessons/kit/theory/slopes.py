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
