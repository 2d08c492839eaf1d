"""Units that have a mark or not, in groups with different shares of it: the mark itself, and living among many of it.

y_ij = gamma00 + gamma10 x_ij + gamma01 w_j + u0_j + e_ij,  x_ij in {0, 1},  u0 ~ N(0, tau00),  e ~ N(0, sigma2)
"""

import math

import numpy as np
import pandas as pd

from datasets.simulate.draws import Draws
from datasets.simulate.two_level import in_groups

LEAST = 0.1  # The smallest share; 1 - LEAST is the largest.


def own_and_context(
    draws: Draws,
    *,
    n_groups: int,
    n_per_group: int,
    gamma00: float = 0.0,
    gamma10: float = 0.0,
    gamma01: float = 0.0,
    tau00: float = 1.0,
    sigma2: float = 1.0,
) -> pd.DataFrame:
    """Stretch the draws into data: one row a level-1 unit, (J n) rows, in order of group.

    Columns: group (categorical), x (level 1, 0 or 1), y (level 1), w (level 2: the mean of x in the group), u0 (level
    2, unseen). The shares that the groups aim at are even over [0.1, 0.9]; from ten units on every group has both
    kinds. A further unit changes no other's x. ValueError for a negative variance or a world larger than the draws.
    """
    if min(tau00, sigma2) < 0:
        raise ValueError("A variance cannot be negative.")
    if not (1 <= n_groups <= draws.max_groups and 1 <= n_per_group <= draws.max_per_group):
        raise ValueError("The draws are for a smaller world than the one asked for.")
    x = _marks(draws.x_group[:n_groups], n_per_group)
    w = x.mean(axis=1, keepdims=True)
    u0 = np.sqrt(tau00) * draws.group[:n_groups, 0]
    e = np.sqrt(sigma2) * draws.e[:n_groups, :n_per_group]
    y = gamma00 + gamma10 * x + gamma01 * w + u0[:, None] + e
    columns = {"x": x.ravel(), "y": y.ravel(), "w": w.ravel().repeat(n_per_group), "u0": u0.repeat(n_per_group)}
    return in_groups(n_groups, n_per_group, columns)


def _marks(normal: np.ndarray, n: int) -> np.ndarray:
    """Who has the mark, (J, n): the share of the first k units is as near to the group's own as whole units allow."""
    even = np.array([0.5 * (1 + math.erf(z / math.sqrt(2))) for z in normal])
    share = LEAST + (1 - 2 * LEAST) * even
    counted = np.floor(share[:, None] * np.arange(n + 1) + 0.5)
    return np.diff(counted, axis=1)
