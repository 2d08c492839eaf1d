"""Groups of unequal size with a random intercept: many small ones, a few large ones.

y_ij = gamma00 + u0_j + e_ij,  u0 ~ N(0, tau00),  e ~ N(0, sigma2),  i = 1..n_j
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from datasets.simulate.draws import Draws

GOLDEN = (5**0.5 - 1) / 2


def unequal_sizes(n_groups: int, largest: int) -> NDArray[np.intp]:
    """n_j from 1 to `largest`, (J,), small ones more often; another group changes no other one's size.

    n_j = 1 + (largest - 1) q_j^2 to the nearest whole number, with q_j = j times the golden section, its whole part
    left out: evenly spread over [0, 1) however many there are.
    """
    evenly = (np.arange(1, n_groups + 1) * GOLDEN) % 1
    return 1 + np.rint((largest - 1) * evenly**2).astype(np.intp)


def unequal_groups(
    draws: Draws, *, n_groups: int, n_per_group: int, gamma00: float = 0.0, tau00: float = 1.0, sigma2: float = 1.0
) -> pd.DataFrame:
    """One row a level-1 unit in order of group: group (categorical, "1".."J"), y.

    n_per_group is the size of the largest group there could be. tau00 and sigma2 are variances. Raises ValueError for
    a negative variance, or a world larger than the draws.
    """
    if min(tau00, sigma2) < 0:
        raise ValueError("A variance cannot be negative.")
    if not (1 <= n_groups <= draws.max_groups and 1 <= n_per_group <= draws.max_per_group):
        raise ValueError("The draws are for a smaller world than the one asked for.")
    sizes = unequal_sizes(n_groups, n_per_group)
    of_unit = np.arange(n_groups).repeat(sizes)
    there = np.arange(n_per_group) < sizes[:, None]
    e = np.sqrt(sigma2) * draws.e[:n_groups, :n_per_group][there]
    names = [str(j + 1) for j in range(n_groups)]
    y = gamma00 + levels(draws, n_groups, tau00)[of_unit] + e
    return pd.DataFrame({"group": pd.Categorical.from_codes(of_unit, categories=names), "y": y})


def levels(draws: Draws, n_groups: int, tau00: float) -> NDArray[np.float64]:
    """u0, (J,): how far each group truly lies from gamma00, which no researcher sees."""
    return np.sqrt(tau00) * draws.group[:n_groups, 0]


def unequal_slopes(
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
    """The same with a predictor: y gains gamma10 (x - x_mean_j) + gamma01 x_mean_j.

    Columns: group, y, x and x_within (level 1), x_mean (level 2: of the units at hand). icc_x is the share of Var(x) =
    1 between groups. ValueError as unequal_groups, and for a share outside [0, 1].
    """
    if not 0 <= icc_x <= 1:
        raise ValueError("The share of x between groups lies between 0 and 1.")
    spread = {"gamma00": gamma00, "tau00": tau00, "sigma2": sigma2}
    data = unequal_groups(draws, n_groups=n_groups, n_per_group=n_per_group, **spread)
    sizes = unequal_sizes(n_groups, n_per_group)
    there = np.arange(n_per_group) < sizes[:, None]
    own = np.sqrt(icc_x) * draws.x_group[:n_groups].repeat(sizes)
    x = own + np.sqrt(1 - icc_x) * draws.x[:n_groups, :n_per_group][there]
    of_unit = np.arange(n_groups).repeat(sizes)
    x_mean = (np.bincount(of_unit, x) / sizes)[of_unit]
    y = data["y"] + gamma10 * (x - x_mean) + gamma01 * x_mean
    return data.assign(y=y, x=x, x_within=x - x_mean, x_mean=x_mean)
