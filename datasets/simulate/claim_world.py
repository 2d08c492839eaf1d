"""A small world for each kind of claim: which variable lives at which level, and which one bears on which.

micro:        y_ij = gamma00 + gamma10 x_ij + u0_j + e_ij
macro:        y_j  = gamma00 + gamma01 w_j + u0_j
macro_micro:  y_ij = gamma00 + gamma01 w_j + u0_j + e_ij
micro_macro:  y_j  = gamma00 + gamma01 x_mean_j + u0_j
cross:        y_ij = gamma00 + (gamma10 + gamma11 w_j + u1_j) x_ij + gamma01 w_j + u0_j + e_ij

Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., section 2.3.
"""

import numpy as np
import pandas as pd

from datasets.simulate.draws import Draws
from datasets.simulate.two_level import in_groups

CLAIMS = ("micro", "macro", "macro_micro", "micro_macro", "cross")
UPPER = ("macro", "micro_macro")  # The outcome is one number a group.
ICC_X = 0.3


def claim_world(
    draws: Draws,
    *,
    claim: str,
    n_groups: int,
    n_per_group: int,
    gamma00: float = 0.0,
    gamma10: float = 0.0,
    gamma01: float = 0.0,
    gamma11: float = 0.0,
    tau00: float = 1.0,
    tau11: float = 0.0,
    sigma2: float = 1.0,
) -> pd.DataFrame:
    """Stretch the draws into data: one row a level-1 unit, (J n) rows, in order of group.

    Columns: group (categorical), x (level 1), y (level 1, or one number a group, repeated), w, x_mean (level 2), u0,
    u1 (level 2, unseen). w and x have variance 1; a share of 0.3 of x lies between groups, none in a cross-level world.
    Only what the claim names moves y. ValueError for an unknown claim, a negative variance, a world too large.
    """
    if claim not in CLAIMS:
        raise ValueError("This is no kind of claim.")
    if min(tau00, tau11, sigma2) < 0:
        raise ValueError("A variance cannot be negative.")
    if not (1 <= n_groups <= draws.max_groups and 1 <= n_per_group <= draws.max_per_group):
        raise ValueError("The draws are for a smaller world than the one asked for.")
    icc_x = 0.0 if claim == "cross" else ICC_X
    w = draws.x_group[:n_groups, None]
    x = np.sqrt(icc_x) * w + np.sqrt(1 - icc_x) * draws.x[:n_groups, :n_per_group]
    x_mean = x.mean(axis=1, keepdims=True)
    u0, u1 = (np.sqrt(tau) * draws.group[:n_groups, k, None] for k, tau in enumerate((tau00, tau11)))
    e = np.sqrt(sigma2) * draws.e[:n_groups, :n_per_group]
    fixed = {
        "micro": gamma10 * x + e,
        "macro": gamma01 * w,
        "macro_micro": gamma01 * w + e,
        "micro_macro": gamma01 * x_mean,
        "cross": (gamma10 + gamma11 * w + u1) * x + gamma01 * w + e,
    }
    columns = {"x": x, "y": gamma00 + fixed[claim] + u0, "w": w, "x_mean": x_mean, "u0": u0, "u1": u1}
    spread = {name: np.broadcast_to(values, x.shape).ravel() for name, values in columns.items()}
    return in_groups(n_groups, n_per_group, spread)
