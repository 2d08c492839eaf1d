"""Two trials in one: half of the groups are treated, and half of the members of every group; some may drop out.

y_ij = gamma00 + gamma10 x_ij + gamma01 w_j + gamma11 w_j x_ij + u0_j + u1_j x_ij + e_ij,
u0 ~ N(0, tau00), u1 ~ N(0, tau11), e ~ N(0, sigma2), all independent; x and w minus one half and one half by turns
"""

from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from datasets.simulate.draws import Draws
from datasets.simulate.two_level import group_labels


def two_trials(
    draws: Draws,
    *,
    n_groups: int,
    n_per_group: int,
    gamma00: float = 0.0,
    gamma01: float = 0.0,
    gamma10: float = 0.0,
    gamma11: float = 0.0,
    tau00: float = 1.0,
    tau11: float = 0.0,
    sigma2: float = 1.0,
    lost_members: float = 0.0,
    lost_groups: float = 0.0,
) -> pd.DataFrame:
    """One row a member who stays, in order of group: group (categorical), w (level 2), x, y (level 1).

    lost_members: the probability of each member to be lost; lost_groups: the share of each arm that is lost, rounded,
    and two of each arm stay.
    Neither has to do with y. A larger share loses the same ones and some more. n_per_group is even, so that x is
    balanced in every group. ValueError for a negative variance, a share outside [0, 1], a world larger than the draws.
    """
    if min(tau00, tau11, sigma2) < 0:
        raise ValueError("A variance cannot be negative.")
    if not (0 <= lost_members < 1 and 0 <= lost_groups < 1):
        raise ValueError("The share that is lost lies between 0 and 1.")
    if not (1 <= n_groups <= draws.max_groups and 1 <= n_per_group <= draws.max_per_group):
        raise ValueError("The draws are for a smaller world than the one asked for.")
    w, x = np.arange(n_groups) % 2 - 0.5, np.arange(n_per_group) % 2 - 0.5
    u0, u1 = np.sqrt(tau00) * draws.group[:n_groups, 0], np.sqrt(tau11) * draws.group[:n_groups, 1]
    e = np.sqrt(sigma2) * draws.e[:n_groups, :n_per_group]
    y = (gamma00 + gamma01 * w + u0)[:, None] + (gamma10 + gamma11 * w + u1)[:, None] * x + e
    columns = {"w": w.repeat(n_per_group), "x": np.tile(x, n_groups), "y": y.ravel()}
    data = pd.DataFrame({"group": group_labels(n_groups, n_per_group)} | columns)
    if lost_members == lost_groups == 0:
        return data
    stays = _stays(draws, n_groups, n_per_group, lost_members, lost_groups)
    left = data[stays.ravel()].reset_index(drop=True)
    return left.assign(group=left["group"].cat.remove_unused_categories())


def _stays(draws: Draws, n_groups: int, n: int, lost_members: float, lost_groups: float) -> NDArray[np.bool_]:
    """Who is still there at the end, (J, n)."""
    edge = NormalDist().inv_cdf(lost_members) if lost_members else -np.inf
    stays = draws.x[:n_groups, :n] > edge
    for arm in (0, 1):
        luck = draws.x_group[arm:n_groups:2]
        gone = arm + 2 * np.argsort(luck)[: max(0, min(round(lost_groups * len(luck)), len(luck) - 2))]
        stays[gone] = False
    return stays
