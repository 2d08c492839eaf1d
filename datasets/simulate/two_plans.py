"""One population of schools, sampled by two plans, from the same draws.

Two-stage:      y_ij = gamma00 + gamma01 w_j + u0_j + e_ij,  u0 ~ N(0, icc v),  e ~ N(0, (1 - icc) v)
Simple random:  the same, but each unit comes from a group of its own, so u0 + e ~ N(0, v) is its own too
"""

from functools import lru_cache

import numpy as np
import pandas as pd

from datasets.simulate.draws import Draws, make_draws
from datasets.simulate.two_level import in_groups


def two_plans(
    draws: Draws,
    *,
    n_groups: int,
    n_per_group: int,
    gamma00: float = 0.0,
    gamma01: float = 0.0,
    icc: float = 0.1,
    total: float = 1.0,
) -> pd.DataFrame:
    """Stretch the draws into two samples of N = J n units: one row a unit of each, in order of group.

    Columns: group (categorical), w (level 2: -.5 and .5 in turn), y (two-stage), y_simple (a unit of the simple random
    sample, in a group of its own with this w), u0 (level 2, unseen). total is the variance of y at one w.
    Where icc is 0 both plans give the same y. ValueError for an icc outside [0, 1], a negative variance, or a world
    larger than the draws.
    """
    if not 0 <= icc <= 1:
        raise ValueError("The intraclass correlation lies between 0 and 1.")
    if total < 0:
        raise ValueError("A variance cannot be negative.")
    if not (1 <= n_groups <= draws.max_groups and 1 <= n_per_group <= draws.max_per_group):
        raise ValueError("The draws are for a smaller world than the one asked for.")
    e = draws.e[:n_groups, :n_per_group]
    w = np.where(np.arange(n_groups) % 2 == 0, -0.5, 0.5)
    u0 = np.sqrt(icc * total) * draws.group[:n_groups, 0]
    level = gamma00 + gamma01 * w[:, None]
    columns = {
        "w": w.repeat(n_per_group),
        "y": (level + u0[:, None] + np.sqrt((1 - icc) * total) * e).ravel(),
        "y_simple": (level + np.sqrt(total) * e).ravel(),
        "u0": u0.repeat(n_per_group),
    }
    return in_groups(n_groups, n_per_group, columns)


SIZES_J, SIZES_N = tuple(range(4, 61, 2)), (2, 10, 20, 30, 40, 50, 60)


def simulated_design_effects(seed: int, n_samples: int, n_groups: int, icc: float) -> dict[str, np.ndarray]:
    """Var(two-stage mean) / Var(simple random mean) over many samples: x (n, each of SIZES_N), y, low, high.

    n_groups is one of SIZES_J. The 95 % interval is y times or over exp(1.96 s), s^2 = 4 (1 - r^2) / (S - 1), with r
    the correlation of the two means (Pitman 1939, Biometrika 31, 9-12).
    """
    u, e = _repeated_means(seed, n_samples)
    at = SIZES_J.index(n_groups)
    simple, two_stage = e[:, at], np.sqrt(icc) * u[:, at, None] + np.sqrt(1 - icc) * e[:, at]
    var_simple, var_two_stage = simple.var(axis=0), two_stage.var(axis=0)
    cov = (simple * two_stage).mean(axis=0) - simple.mean(axis=0) * two_stage.mean(axis=0)
    y, corr = var_two_stage / var_simple, cov / np.sqrt(var_simple * var_two_stage)
    times = np.exp(1.96 * np.sqrt(4 * np.clip(1 - corr**2, 0, 1) / (n_samples - 1)))
    return {"x": np.array(SIZES_N), "y": y, "low": y / times, "high": y * times}


@lru_cache(maxsize=8)
def _repeated_means(seed: int, n_samples: int) -> tuple[np.ndarray, np.ndarray]:
    """Means of the standard-normal draws of many samples, cropped to every size: of u0 (S, J) and of e (S, J, n).

    With variance 1 the mean of a two-stage sample is sqrt(icc) u + sqrt(1 - icc) e, that of a simple random one e.
    So these hold the means in worlds of any icc, and a slider only stretches them.
    """
    rows, columns = np.array(SIZES_J), np.array(SIZES_N)
    u, e = np.empty((n_samples, len(rows))), np.empty((n_samples, len(rows), len(columns)))
    for sample, own_seed in enumerate(np.random.SeedSequence([seed, n_samples]).generate_state(n_samples)):
        draws = make_draws(int(own_seed), rows[-1], columns[-1])
        u[sample] = draws.group[:, 0].cumsum()[rows - 1] / rows
        e[sample] = draws.e.cumsum(axis=0)[rows - 1].cumsum(axis=1)[:, columns - 1] / (rows[:, None] * columns)
    return u, e
