"""The likelihood-ratio test of a variance between groups, in balanced groups, by REML: its statistic and its rates.

y_ij = gamma00 + gamma10 x_ij + u_j + e_ij, J groups of n, x with the same mean in every group.
F = MSB / MSW on J - 1 and J (n - 1) - 1 df is (1 + n tau00 / sigma2) times a central F.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import log

from scipy.optimize import brentq
from scipy.special import chdtrc, fdtrc

Degrees = tuple[int, int]
CRITICAL = {"naive": 3.841459, "halved": 2.705543}  # chi2(1) at .05, and half of it and half a point at 0.


def degrees(n_groups: int, n_per_group: int) -> tuple[int, int]:
    """df between and within."""
    return n_groups - 1, n_groups * (n_per_group - 1) - 1


def likelihood_ratio(f: float, n_groups: int, n_per_group: int, left: Degrees | None = None) -> float:
    """2 (log REML at its top - log REML at tau00 = 0): d log((dw + db F) / d) - db log F for F > 1, else 0.

    d = db + dw. At the top MSB and MSW are met; at 0 both are pooled. left: db and dw of another model.
    """
    between, within = left or degrees(n_groups, n_per_group)
    both = between + within
    return both * log((within + between * f) / both) - between * log(f) if f > 1 else 0.0


def rejection_rates(
    tau00: float, sigma2: float, n_groups: int, n_per_group: int, left: Degrees | None = None
) -> dict[str, float]:
    """P(the test at 5 % rejects tau00 = 0), exactly: by chi2(1), and by its mixture with 0 (Self and Liang 1987).

    left: what another model leaves between groups and within, such as one with a predictor of groups: J - 2 between.
    """
    between, within = left or degrees(n_groups, n_per_group)
    larger = 1 + n_per_group * tau00 / sigma2
    return {
        name: float(fdtrc(between, within, _edge(critical, n_groups, n_per_group, left) / larger))
        for name, critical in CRITICAL.items()
    }


@lru_cache(maxsize=256)
def _edge(critical: float, n_groups: int, n_per_group: int, left: Degrees | None) -> float:
    """The F from which on twice the gain is above the critical value."""
    return brentq(lambda f: likelihood_ratio(f, n_groups, n_per_group, left) - critical, 1.0, 1e4)


def p_values(statistic: float) -> Mapping[str, float]:
    """P(chi2(1) >= statistic), and half of it; both 1 for a statistic of 0."""
    naive = float(chdtrc(1, statistic))
    return {"naive": naive, "halved": naive / 2 if statistic > 0 else 1.0}
