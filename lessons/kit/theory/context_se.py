"""How well the slope of a group-level predictor can be known."""

from math import sqrt


def context_se(tau00: float, sigma2: float, n_groups: int, n_per_group: int) -> float:
    """sqrt((tau00 + sigma2 / n) / J): the standard error of gamma01 in balanced groups, for a w of variance 1.

    Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., section 11.3. tau00, sigma2: variances left when w is in
    the model. In a sample, J is the sum of squares of w about its mean.
    """
    return sqrt((tau00 + sigma2 / n_per_group) / n_groups)
