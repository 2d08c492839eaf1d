"""How far a simulated share may lie from the true one."""

from math import sqrt

from scipy.special import ndtri


def wilson_interval(share: float, n: int, level: float = 0.95) -> tuple[float, float]:
    """(low, high) in [0, 1] for a probability of which `share` of n independent trials came true.

    All p with |share - p| <= z sqrt(p (1 - p) / n), so it has a width at 0 and at 1 too (Wilson 1927, Journal of the
    American Statistical Association 22, 209-212; Brown, Cai and DasGupta 2001, Statistical Science 16, 101-133).
    ValueError without a trial, or for a share that is none.
    """
    if n < 1 or not 0 <= share <= 1:
        raise ValueError("A share needs at least one trial, and lies between 0 and 1.")
    z2 = float(ndtri((1 + level) / 2)) ** 2 / n
    center, half = share + z2 / 2, sqrt(z2 * (share * (1 - share) + z2 / 4))
    low, high = (center - half) / (1 + z2), (center + half) / (1 + z2)
    # At 0 and 1 one end is exact; beside them it is so but for rounding.
    return max(0.0, min(low, share)), min(1.0, max(high, share))
