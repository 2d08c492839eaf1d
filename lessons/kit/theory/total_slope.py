"""The slope of all units taken together, as a weighted mean of the slopes within and between groups."""

import numpy as np
from numpy.typing import ArrayLike


def total_slope(within: float, between: float, icc_x: float) -> float:
    """icc_x * between + (1 - icc_x) * within (Snijders and Bosker 2012, section 3.6).

    Exact in a sample when icc_x is its correlation ratio of x (see `correlation_ratio`), `within` its pooled
    within-group slope, and `between` the slope of the group means weighted by group size.
    """
    return icc_x * between + (1 - icc_x) * within


def correlation_ratio(x: ArrayLike, group: ArrayLike) -> float:
    """The share of the sum of squares of x that lies between groups, in [0, 1]; nan where x does not vary.

    x, group: level 1, (N,); group says whose unit each is, by name or by the row of its group.
    """
    values, row = np.asarray(x, dtype=float), np.asarray(group)
    if row.dtype.kind not in "iu":
        row = np.unique(row, return_inverse=True)[1]
    means = (np.bincount(row, values) / np.maximum(np.bincount(row), 1))[row]
    total = float(((values - values.mean()) ** 2).sum())
    return float(((means - values.mean()) ** 2).sum()) / total if total > 0 else np.nan


def expected_ratio(icc_x: float, n_per_group: int) -> float:
    """icc_x + (1 - icc_x) / n: the correlation ratio to expect in many groups of n.

    It is above icc_x, because the means of few units differ by luck too.
    """
    return icc_x + (1 - icc_x) / n_per_group
