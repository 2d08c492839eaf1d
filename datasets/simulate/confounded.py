"""Units in groups whose levels go along with x: what lifts the x of a group lifts its y by another way, too.

y_ij = gamma00 + gamma10 x_ij + gamma01 w_j + u0_j + e_ij,  e ~ N(0, sigma2)
u0_j = sqrt(tau00) (c z_j + sqrt(1 - c^2) v_j),  x_ij = sqrt(icc_x) z_j + sqrt(1 - icc_x) d_ij;  z, v, d ~ N(0, 1)
"""

import numpy as np
import pandas as pd

from datasets.simulate.draws import Draws
from datasets.simulate.two_level import in_groups


def confounded(
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
    corr_ux: float = 0.0,
) -> pd.DataFrame:
    """One row a level-1 unit, (J n) rows, in order of group.

    Columns: group (categorical), x, y and x_within (level 1), x_mean and w (level 2; w is 1 in every second group),
    u0 (level 2, unseen). corr_ux, in [-1, 1], is the correlation of u0 with the group's part of x; icc_x is the share
    of Var(x) = 1 between groups. ValueError for a negative variance, a correlation or a share out of range, or a world
    larger than the draws.
    """
    if min(tau00, sigma2) < 0:
        raise ValueError("A variance cannot be negative.")
    if not (-1 <= corr_ux <= 1 and 0 <= icc_x <= 1):
        raise ValueError("A correlation lies between -1 and 1, and a share between 0 and 1.")
    if not (1 <= n_groups <= draws.max_groups and 1 <= n_per_group <= draws.max_per_group):
        raise ValueError("The draws are for a smaller world than the one asked for.")
    z, v = draws.x_group[:n_groups, None], draws.group[:n_groups, :1]
    u0 = np.sqrt(tau00) * (corr_ux * z + np.sqrt(1 - corr_ux**2) * v)
    x = np.sqrt(icc_x) * z + np.sqrt(1 - icc_x) * draws.x[:n_groups, :n_per_group]
    w = (np.arange(n_groups) % 2).astype(float)[:, None]
    y = gamma00 + gamma10 * x + gamma01 * w + u0 + np.sqrt(sigma2) * draws.e[:n_groups, :n_per_group]
    x_mean = x.mean(axis=1, keepdims=True)
    wide = {"x_mean": x_mean, "w": w, "u0": u0}
    columns = {"x": x.ravel(), "y": y.ravel(), "x_within": (x - x_mean).ravel()}
    repeated = {name: column.ravel().repeat(n_per_group) for name, column in wide.items()}
    return in_groups(n_groups, n_per_group, columns | repeated)
