"""Two units of one group: how alike they are. Fisher (1925), Statistical Methods for Research Workers, chapter 7."""

from math import pi, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray


def mean_gap(variance: float) -> float:
    """E|a - b| = 2 sqrt(v / pi): the mean distance of two independent normal values of variance v."""
    return 2 * sqrt(variance / pi)


def pair_correlation(y: NDArray[np.float64], group: NDArray[np.integer[Any]]) -> float:
    """The correlation of y over all ordered pairs of units of one group (Fisher's intraclass correlation).

    y: level 1, (N,). group: the place of each unit's group among the groups, (N,). nan where y does not vary over the
    pairs or no group has two units. With sums over groups of n_j units, each unit counted n_j - 1 times.
    """
    weights = np.bincount(group)[group] - 1.0
    if not weights.any():
        return float("nan")
    gap = y - np.average(y, weights=weights)
    sums, variance = np.bincount(group, gap), float(weights @ gap**2)
    return float(sums @ sums - gap @ gap) / variance if variance > 0 else float("nan")
