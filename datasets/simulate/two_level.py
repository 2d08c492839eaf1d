"""Units in groups with a random intercept and a random slope.

y_ij = gamma00 + gamma10 x_ij + u0_j + u1_j x_ij + e_ij,  (u0, u1) ~ N(0, T),  e ~ N(0, sigma2)
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd

from datasets.simulate.draws import Draws

TRUTH = ("u0", "u1")


def two_level(
    draws: Draws,
    *,
    n_groups: int,
    n_per_group: int,
    gamma00: float = 0.0,
    gamma10: float = 0.0,
    tau00: float = 1.0,
    tau11: float = 0.0,
    corr01: float = 0.0,
    sigma2: float = 1.0,
    icc_x: float = 0.0,
) -> pd.DataFrame:
    """Stretch the draws into data: one row a level-1 unit, (J n) rows, in order of group.

    Columns: group (categorical), x and y (level 1), and what no researcher sees: u0, u1 (level 2).
    tau00, tau11, sigma2 are variances; corr01 is the correlation of u0 and u1, in [-1, 1].
    icc_x is the share of Var(x) = 1 that lies between groups, in [0, 1].
    Raises ValueError for a negative variance, a correlation out of range, or a world larger than the draws.
    """
    _refuse_impossible(draws, n_groups, n_per_group, tau00, tau11, corr01, sigma2, icc_x)
    u0, u1 = random_effects(draws, n_groups, tau00, tau11, corr01)
    x = np.sqrt(icc_x) * draws.x_group[:n_groups, None] + np.sqrt(1 - icc_x) * draws.x[:n_groups, :n_per_group]
    e = np.sqrt(sigma2) * draws.e[:n_groups, :n_per_group]
    y = gamma00 + u0[:, None] + (gamma10 + u1[:, None]) * x + e
    columns = {"x": x.ravel(), "y": y.ravel(), "u0": u0.repeat(n_per_group), "u1": u1.repeat(n_per_group)}
    return in_groups(n_groups, n_per_group, columns)


def in_groups(n_groups: int, n_per_group: int, columns: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Level-1 columns, (J n,) each, in order of group, as a table that begins with the group's label."""
    table = pd.DataFrame(dict(enumerate((group_labels(n_groups, n_per_group), *columns.values()))))
    table.columns = _header(("group", *columns))
    return table


@lru_cache(maxsize=64)
def _header(names: tuple[str, ...]) -> pd.Index:
    """The names as pandas looks them up: made anew for each table, it takes longer than the table."""
    return pd.Index(names)


def random_effects(
    draws: Draws, n_groups: int, tau00: float, tau11: float, corr01: float
) -> tuple[np.ndarray, np.ndarray]:
    """(u0, u1), each (J,): the draws times the Cholesky factor of T, which exists for every |corr01| <= 1."""
    z0, z1 = draws.group[:n_groups, 0], draws.group[:n_groups, 1]
    return np.sqrt(tau00) * z0, np.sqrt(tau11) * (corr01 * z0 + np.sqrt(1 - corr01**2) * z1)


@lru_cache(maxsize=256)
def group_labels(n_groups: int, n_per_group: int) -> pd.Categorical:
    """Labels "1".."J", each n times: (J n,)."""
    return pd.Categorical.from_codes(
        np.arange(n_groups).repeat(n_per_group), categories=[str(j + 1) for j in range(n_groups)]
    )


def _refuse_impossible(
    draws: Draws,
    n_groups: int,
    n_per_group: int,
    tau00: float,
    tau11: float,
    corr01: float,
    sigma2: float,
    icc_x: float,
) -> None:
    if min(tau00, tau11, sigma2) < 0:
        raise ValueError("A variance cannot be negative.")
    if not -1 <= corr01 <= 1:
        raise ValueError("A correlation lies between -1 and 1.")
    if not 0 <= icc_x <= 1:
        raise ValueError("The share of x between groups lies between 0 and 1.")
    if not (1 <= n_groups <= draws.max_groups and 1 <= n_per_group <= draws.max_per_group):
        raise ValueError("The draws are for a smaller world than the one asked for.")
