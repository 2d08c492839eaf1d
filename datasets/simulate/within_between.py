"""Units in groups whose x works otherwise within groups than between them.

y_ij = gamma00 + gamma10 (x_ij - x_mean_j) + gamma01 x_mean_j + u0_j + e_ij,  u0 ~ N(0, tau00),  e ~ N(0, sigma2)
"""

import numpy as np
import pandas as pd

from datasets.simulate.draws import Draws
from datasets.simulate.two_level import in_groups


def within_between(
    draws: Draws,
    *,
    n_groups: int,
    n_per_group: int,
    gamma00: float = 0.0,
    gamma10: float = 0.0,
    gamma01: float = 0.0,
    tau00: float = 1.0,
    sigma2: float = 1.0,
    icc_x: float = 0.3,
) -> pd.DataFrame:
    """Stretch the draws into data: one row a level-1 unit, (J n) rows, in order of group.

    Columns: group (categorical), x, y and x_within (level 1), x_mean (level 2: the mean of the units at hand, because
    that is what a researcher can compute), u0 (level 2, unseen). icc_x is the share of Var(x) = 1 between groups.
    ValueError for a negative variance, a share outside [0, 1], or a world larger than the draws.
    """
    if min(tau00, sigma2) < 0:
        raise ValueError("A variance cannot be negative.")
    if not 0 <= icc_x <= 1:
        raise ValueError("The share of x between groups lies between 0 and 1.")
    if not (1 <= n_groups <= draws.max_groups and 1 <= n_per_group <= draws.max_per_group):
        raise ValueError("The draws are for a smaller world than the one asked for.")
    own = np.sqrt(icc_x) * draws.x_group[:n_groups, None]
    x = own + np.sqrt(1 - icc_x) * draws.x[:n_groups, :n_per_group]
    x_mean = x.mean(axis=1, keepdims=True)
    u0 = np.sqrt(tau00) * draws.group[:n_groups, 0]
    e = np.sqrt(sigma2) * draws.e[:n_groups, :n_per_group]
    y = gamma00 + gamma10 * (x - x_mean) + gamma01 * x_mean + u0[:, None] + e
    columns = {
        "x": x.ravel(),
        "y": y.ravel(),
        "x_within": (x - x_mean).ravel(),
        "x_mean": x_mean.ravel().repeat(n_per_group),
        "u0": u0.repeat(n_per_group),
    }
    return in_groups(n_groups, n_per_group, columns)
