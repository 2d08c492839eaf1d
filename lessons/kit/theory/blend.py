"""What a random-intercept model makes of a slope when it is not told that within and between may differ."""

from math import sqrt


def level_errors(
    *, ss_within: float, ss_between: float, sigma2: float, tau00: float, n_per_group: float
) -> tuple[float, float]:
    """Standard errors of the slopes (within, between) as that model sees them, in balanced groups of n.

    sqrt(sigma2 / SS_within) and sqrt((sigma2 + n tau00) / SS_between); what the others are, see `blended_slope`.
    """
    return sqrt(sigma2 / ss_within), sqrt((sigma2 + n_per_group * tau00) / ss_between)


def blended_slope(
    within: float, between: float, ss_within: float, ss_between: float, sigma2: float, tau00: float, n_per_group: float
) -> float:
    """(w b_within + v b_between) / (w + v), w = SS_within / sigma2, v = SS_between / (sigma2 + n tau00).

    The generalized least squares slope of `y ~ x + (1 | group)` in balanced groups of n: a precision-weighted mean.
    ss_within: sum of squares of x about its group means; ss_between: n times that of the means about the grand mean.
    sigma2 and tau00 are those of that model. Maddala (1971), Econometrica 39, 341-358; Raudenbush and Bryk (2002),
    Hierarchical Linear Models, 2nd ed., chapter 5.
    """
    w, v = ss_within / sigma2, ss_between / (sigma2 + n_per_group * tau00)
    return within + v / (w + v) * (between - within)  # So that the blend of two alike is that one, to the last digit.
