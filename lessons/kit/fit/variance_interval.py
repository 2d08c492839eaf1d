"""Profile-likelihood intervals for variance components with one grouping factor.

An interval holds every value at which the criterion of the fit (REML or ML), made as small as the other parameters
allow, lies at most chi2(1) above its least. So it holds its estimate; 0 is a legal end of a variance, and -1 and 1 of
a correlation. The upper end of a variance is None where the criterion never rises that far: a random term has as many
fixed coefficients as there are groups, and nothing is left to tell how large its variance is. With two groups and one
coefficient the end is finite, if far away.

Source: Bates, Mächler, Bolker and Walker (2015), J. Stat. Software 67(1), sec. 5.1, who profile the ML criterion, of a
REML fit too. The REML criterion has less bias with few groups.
"""

import numpy as np
from scipy.special import chdtri

from lessons.kit.fit.criterion import Criterion, criterion
from lessons.kit.fit.errors import FitError
from lessons.kit.fit.formula import Frame, Model
from lessons.kit.fit.profile_intercept import profile_intercept
from lessons.kit.fit.profile_slopes import NEARLY_ZERO, profile_slopes

Interval = tuple[float, float | None]


def variance_intervals(
    model: Model, frame: Frame, cov: np.ndarray, sigma2: float, reml: bool, level: float = 0.95
) -> dict[str, Interval]:
    """Name -> (low, high) for tau00, tau11, corr01 (where the model has them) and sigma2.

    cov, sigma2: the estimates. FitError for two random slopes and more.
    """
    if len(cov) > 2:
        raise FitError("Intervals for variances are there for a random intercept and one random slope.")
    lines, drop = criterion(model, frame, reml), float(chdtri(1, 1 - level))
    ends = (_intercept if len(cov) == 1 else _slopes)(lines, cov / lines.unit, sigma2 / lines.unit, drop)
    scale = {"tau00": lines.unit, "tau11": lines.unit / lines.unit_x**2, "corr01": 1.0, "sigma2": lines.unit}
    estimates = {"tau00": cov[0, 0], "tau11": cov[-1, -1], "corr01": _corr01(cov), "sigma2": sigma2}
    return {name: _around(estimates[name], low * scale[name], high * scale[name]) for name, (low, high) in ends.items()}


def _intercept(lines: Criterion, cov: np.ndarray, sigma2: float, drop: float) -> dict[str, tuple[float, float]]:
    return profile_intercept(lines, float(cov[0, 0]) / max(sigma2, NEARLY_ZERO), drop)


def _slopes(lines: Criterion, cov: np.ndarray, sigma2: float, drop: float) -> dict[str, tuple[float, float]]:
    sds = np.sqrt(np.maximum(np.diag(cov), 0)) * [1, lines.unit_x]
    here = np.array([*sds, np.arcsin(_corr01(cov)), np.log(max(sigma2, NEARLY_ZERO))])
    sd0, sd1, angle, log = profile_slopes(lines, here, drop)
    residual = np.where(np.exp(log) <= NEARLY_ZERO, 0, np.exp(log))
    found = {"tau00": sd0**2, "tau11": sd1**2, "corr01": np.sin(angle), "sigma2": residual}
    return {name: (float(low), float(high)) for name, (low, high) in found.items()}


def _corr01(cov: np.ndarray) -> float:
    """The correlation; 0 where there is none, because a variance is 0."""
    product = cov[0, 0] * cov[-1, -1]
    return float(np.clip(cov[0, -1] / np.sqrt(product), -1, 1)) if len(cov) == 2 and product > 0 else 0.0


def _around(estimate: float, low: float, high: float) -> Interval:
    """The ends, which an estimate that is exact to some digits only must not overtake."""
    return min(low, float(estimate)), None if np.isinf(high) else max(high, float(estimate))
