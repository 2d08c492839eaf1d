"""Two units of one group: how alike they are. Fisher (1925), Statistical Methods for Research Workers, chapter 7."""

from math import pi, sqrt

import numpy as np
import pandas as pd


def mean_gap(variance: float) -> float:
    """E|a - b| = 2 sqrt(v / pi): the mean distance of two independent normal values of variance v."""
    return 2 * sqrt(variance / pi)


def pair_correlation(data: pd.DataFrame) -> float:
    """The correlation of y over all ordered pairs of units of one group (Fisher's intraclass correlation).

    data: level 1, with group and y. nan where y does not vary over the pairs or no group has two units.
    With sums over groups of n_j units, each unit counted n_j - 1 times.
    """
    groups = data.groupby("group", observed=True)["y"]
    n = groups.transform("size").to_numpy(dtype=float)
    weights = n - 1
    if weights.sum() == 0:
        return float("nan")
    y = data["y"].to_numpy() - np.average(data["y"], weights=weights)
    sums = pd.Series(y).groupby(data["group"].to_numpy(), observed=True).sum().to_numpy()
    variance = float(weights @ y**2)
    return float((sums**2).sum() - (y**2).sum()) / variance if variance > 0 else float("nan")
