"""What groups whose levels go along with x do to a slope, and what it costs to be protected from them."""

from math import sqrt


def between_slope(*, gamma10: float, tau00: float, icc_x: float, corr_ux: float, n_per_group: int) -> float:
    """gamma10 + corr_ux sqrt(tau00 icc_x) / (icc_x + (1 - icc_x) / n): the slope of group means to expect.

    The covariance of u0 with the group mean of x over the variance of that mean, added to the slope within: the bias
    of an omitted variable (Snijders and Bosker 2012, section 4.6).
    """
    return gamma10 + corr_ux * sqrt(tau00 * icc_x) / (icc_x + (1 - icc_x) / n_per_group)


def price_of_dummies(*, tau00: float, sigma2: float, icc_x: float, n_per_group: int) -> float:
    """se(dummies) / se(random intercepts) of the slope of x, at least 1, in many balanced groups without confounding.

    Random intercepts add what groups tell to what units tell: precision W + V against W, with W = (n - 1)(1 - icc_x) /
    sigma2 and V = n (icc_x + (1 - icc_x) / n) / (sigma2 + n tau00), each for one group (Maddala 1971, Econometrica 39,
    341-358). The variances are taken as known.
    """
    within = (n_per_group - 1) * (1 - icc_x) / sigma2
    between = n_per_group * (icc_x + (1 - icc_x) / n_per_group) / (sigma2 + n_per_group * tau00)
    return sqrt(1 + between / within)
