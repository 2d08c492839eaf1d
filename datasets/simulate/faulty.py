"""Units in groups with one assumption of the random-intercept model broken, as strongly as one likes.

y_ij = gamma00 + gamma10 x_ij + u_j + e_ij, x counted from the mean of its group.
"""

from typing import Literal

import numpy as np
import pandas as pd

from datasets.simulate.draws import Draws
from datasets.simulate.two_level import in_groups

Fault = Literal["none", "skew", "odd", "uneven", "curve"]
ODD_SHIFT, UNEVEN, CURVE, STEEP = 25.0, 0.7, 5.0, 0.9


def faulty(
    draws: Draws,
    *,
    fault: Fault,
    strength: float,
    n_groups: int,
    n_per_group: int,
    gamma00: float,
    gamma10: float,
    tau00: float,
    sigma2: float,
) -> pd.DataFrame:
    """One row a level-1 unit, (J n), in order of group: group, x, x2 = (x^2 - 1) / sqrt(2), y, u0.

    strength: 0 to 1. skew: u lognormal, standardized, exp(a z) with a = 0.9 strength. odd: 25 strength is added to the
    level of the first group. uneven: the SD of e grows with x as exp(0.7 strength x), its mean square kept. curve:
    5 strength x2 is added to y. tau00 and sigma2 stay the variances of u (but for the odd group) and of e.
    """
    x = draws.x[:n_groups, :n_per_group]
    x = x - x.mean(axis=1, keepdims=True)
    x2, e = (x**2 - 1) / np.sqrt(2), np.sqrt(sigma2) * draws.e[:n_groups, :n_per_group]
    u0 = np.sqrt(tau00) * draws.group[:n_groups, 0]
    match fault:
        case "skew" if strength > 0:
            a = STEEP * strength
            square = np.exp(a * a)
            lognormal = np.exp(a * draws.group[:n_groups, 0]) - np.sqrt(square)
            u0 = np.sqrt(tau00) * lognormal / np.sqrt((square - 1) * square)
        case "odd":
            u0 = u0 + ODD_SHIFT * strength * (np.arange(n_groups) == 0)
        case "uneven":
            e = e * np.exp(UNEVEN * strength * x - (UNEVEN * strength) ** 2)
        case _:
            pass
    y = gamma00 + gamma10 * x + u0[:, None] + e + (CURVE * strength * x2 if fault == "curve" else 0.0)
    columns = {"x": x.ravel(), "x2": x2.ravel(), "y": y.ravel(), "u0": u0.repeat(n_per_group)}
    return in_groups(n_groups, n_per_group, columns)
