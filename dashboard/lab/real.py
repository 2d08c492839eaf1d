"""A world like a real table: what random slopes find in it, with x and y in standard deviations."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

import datasets
from lessons import kit

MODELS = kit.Models(slopes=kit.Model("Random slopes", "y ~ x + (1 + x | group)"))
LIKE = {name: datasets.describe(name).title for name in ("hsb", "london_exam", "sleepstudy")}


@lru_cache(maxsize=8)
def like(name: str) -> Mapping[str, Any]:
    """Settings of the two-level design: groups, mean size, effect of x and variances, x counted from its mean in its
    standard deviation, y in its own; tau00 is that of lines at the mean of x."""
    fit: Any = kit.real_fits(name, MODELS)["slopes"]
    groups = kit.real_groups(name)
    x, y = (np.asarray(groups.table[column], dtype=float) for column in ("x", "y"))
    sd_x, sd_y = float(x.std()), float(y.std())
    tau00, tau01 = kit.theory.at_zero(fit.tau00, fit.tau01, fit.tau11, float(x.mean()))
    both = float(np.sqrt(tau00 * fit.tau11))
    return {
        "n_groups": len(groups),
        "n_per_group": round(float(np.mean(groups.n))),
        "gamma10": round(fit.gamma["x"] * sd_x / sd_y, 2),
        "tau00": round(tau00 / sd_y**2, 3),
        "tau11": round(fit.tau11 * sd_x**2 / sd_y**2, 3),
        "corr01": round(tau01 / both, 2) if both else 0.0,
        "sigma2": round(fit.sigma2 / sd_y**2, 3),
        "gamma00": 0.0,
        "gamma01": 0.0,
        "gamma11": 0.0,
        "icc_x": 0.0,
    }
