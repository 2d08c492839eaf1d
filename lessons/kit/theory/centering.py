"""What an intercept variance and its correlation with slopes become when x is counted from elsewhere."""

from math import sqrt


def at_zero(tau00: float, tau01: float, tau11: float, zero: float) -> tuple[float, float]:
    """(tau00, tau01) where x is counted from `zero`: tau00 + 2 zero tau01 + zero^2 tau11, and tau01 + zero tau11.

    Var and Cov of u0 + zero u1 with u1, level 2 (Snijders and Bosker 2012, section 5.1.2); tau11 and the lines stay.
    """
    return tau00 + 2 * zero * tau01 + zero**2 * tau11, tau01 + zero * tau11


def corr_at_zero(tau00: float, tau01: float, tau11: float, zero: float) -> float | None:
    """The intercept-slope correlation where x is counted from `zero`, in [-1, 1]; None without a variance."""
    moved00, moved01 = at_zero(tau00, tau01, tau11, zero)
    if moved00 <= 1e-12 or tau11 <= 0:
        return None
    return min(1.0, max(-1.0, moved01 / sqrt(moved00 * tau11)))


def narrowest(tau01: float, tau11: float) -> float:
    """-tau01 / tau11: the x at which groups differ least, and at which the correlation is 0. tau11 > 0."""
    return -tau01 / tau11
