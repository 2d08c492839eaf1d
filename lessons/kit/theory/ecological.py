"""Correlations over persons and over places, from counts: Robinson (1950), American Sociological Review 15, 351-357."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


def phi(members: float, members_yes: float, others: float, others_yes: float) -> float:
    """The correlation of two yes-no marks over persons, from the four cells of their table.

    members, others: how many have the first mark and how many have it not; *_yes: how many of them have the second.
    (a d - b c) / sqrt((a + b)(c + d)(a + c)(b + d)).
    """
    a, b = float(members_yes), float(members - members_yes)
    c, d = float(others_yes), float(others - others_yes)
    return float((a * d - b * c) / np.sqrt((a + b) * (c + d) * (a + c) * (b + d)))


def ecological_correlation(x: ArrayLike, y: ArrayLike, persons: ArrayLike | None = None) -> float:
    """The correlation over places of two shares, (J,) each; weighted by `persons` where they are given."""
    weights = None if persons is None else np.asarray(persons, dtype=float)
    cov = np.cov(np.asarray(x, dtype=float), np.asarray(y, dtype=float), aweights=weights)
    return float(cov[0, 1] / np.sqrt(cov[0, 0] * cov[1, 1]))


@dataclass(frozen=True)
class CountSlopes:
    """Slopes of one yes-no mark on another: within places, between them, over all persons.

    share: how much of the variance of the predictor lies between places (its correlation ratio).
    total = share * between + (1 - share) * within, exactly; over all persons it is the difference of two shares.
    """

    within: float
    between: float
    total: float
    share: float


def count_slopes(persons: ArrayLike, members: ArrayLike, yes: ArrayLike, members_yes: ArrayLike) -> CountSlopes:
    """The three slopes of `yes` on being a member, from counts by place, (J,) each.

    Between places it is the slope of their shares, each weighted by its persons. Some place must have both kinds.
    """
    n, m, k, both = (np.asarray(counts, dtype=float) for counts in (persons, members, yes, members_yes))
    total = n.sum()
    p, q = m.sum() / total, k.sum() / total
    x, y = m / n - p, k / n - q
    var_x, var_between = p * (1 - p), float(n @ x**2) / total
    cov, cov_between = both.sum() / total - p * q, float(n @ (x * y)) / total
    return CountSlopes(
        within=float((cov - cov_between) / (var_x - var_between)),
        between=cov_between / var_between,
        total=float(cov / var_x),
        share=float(var_between / var_x),
    )
