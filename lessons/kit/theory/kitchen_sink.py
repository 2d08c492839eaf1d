"""What predictors that mean nothing seem to explain, and what they cost where one has not looked.

J groups, whose means y_j have the variance V around their average, are regressed on k predictors and an intercept; the
predictors are independent of y and normal.
"""


def dice_share(n_junk: int, n_groups: int) -> float:
    """E(R^2) = k / (J - 1), in [0, 1]: R^2 ~ Beta(k / 2, (J - 1 - k) / 2) (Wishart 1931, Biometrika 22, 353-361)."""
    return n_junk / (n_groups - 1)


def sink_errors(spread: float, n_junk: int, n_groups: int) -> tuple[float, float]:
    """Mean squared errors of the k predictors' regression, in squared units of y: of the J means that it was fitted
    to, and of the mean of a new group.

    V (J - 1 - k) / J, and V (J + 1) (J - 2) / (J (J - k - 2)), for k < J - 2 (Stein 1960, in Contributions to
    Probability and Statistics, 424-443: predictors drawn anew with the groups).
    """
    n, k = n_groups, n_junk
    return spread * (n - 1 - k) / n, spread * (n + 1) * (n - 2) / (n * (n - k - 2))
