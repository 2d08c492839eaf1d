"""Intervals for variance components with one grouping factor.

Var of the estimates: the inverse of the expected information, I_ik = tr(V^-1 dV_i V^-1 dV_k) / 2 (Searle, Casella
and McCulloch 1992, ch. 6), its level-2 part scaled by (J - 1) / J, which makes it exact under REML in balanced
designs where each random term has its fixed one. A variance s with standard error se then has the interval
nu s / chi2(nu), nu = 2 (s / se)^2 (Satterthwaite 1946); a correlation has Fisher's z interval.
"""

import numpy as np
from scipy.special import gammaincinv, ndtri

from lessons.kit.fit.conditional import cross_products, dense_codes, design
from lessons.kit.fit.formula import Frame, Model

Interval = tuple[float, float] | None


def variance_intervals(cov: np.ndarray, sigma2: float, errors: np.ndarray, level: float = 0.95) -> dict[str, Interval]:
    """Name -> (low, high) for tau00, tau11, corr01 (where the model has them) and sigma2; None on the boundary.

    errors: what component_cov gives.
    """
    last = len(errors) - 1
    out: dict[str, Interval] = {
        "sigma2": _chi2(sigma2, errors[last, last], level),
        "tau00": _chi2(cov[0, 0], errors[0, 0], level),
    }
    if len(cov) == 2:
        out["tau11"] = _chi2(cov[1, 1], errors[2, 2], level)
        out["corr01"] = _fisher(cov, errors[:3, :3], level)
    return out


def component_cov(model: Model, frame: Frame, cov: np.ndarray, sigma2: float) -> np.ndarray:
    """Covariance of the estimates of (tau00, tau01, tau11, ..., sigma2), lower triangle by columns, sigma2 last."""
    random = model.random[0]
    z = design(random, frame)
    codes = dense_codes(random, frame)
    n_groups, q = codes.max() + 1, len(cov)
    a = cross_products(z, codes, n_groups, np.ones(frame.n_total))
    n = np.bincount(codes)
    h = np.linalg.inv(sigma2 * np.eye(q) + cov @ a)
    b, c = a @ h, np.swapaxes(h, 1, 2) @ a @ h
    units = _units(q)
    shrink = (n_groups - 1) / n_groups
    info = np.zeros((len(units) + 1, len(units) + 1))
    for i, e in enumerate(units):
        for k, f in enumerate(units):
            info[i, k] = shrink * np.einsum("jab,bc,jcd,da->", b, e, b, f) / 2
        info[i, -1] = info[-1, i] = shrink * np.einsum("jab,ba->", c, e) / 2
    within = (n - q) / sigma2**2
    info[-1, -1] = (within.sum() + shrink * np.einsum("jab,jba->", h, h)) / 2
    return np.linalg.pinv(info, hermitian=True)


def _units(q: int) -> list[np.ndarray]:
    """dT / d tau for every element of the lower triangle, by columns."""
    units = []
    for column in range(q):
        for row in range(column, q):
            unit = np.zeros((q, q))
            unit[row, column] = unit[column, row] = 1
            units.append(unit)
    return units


def _chi2(value: float, variance: float, level: float) -> Interval:
    if value <= 0 or not variance > 0:
        return None
    half = float(value**2 / variance)
    low, high = (float(gammaincinv(half, share)) for share in ((1 + level) / 2, (1 - level) / 2))
    # A component with hardly any degrees of freedom has no upper end that a computer can write down.
    return (half * value / low, half * value / high) if high > 0 else None


def _fisher(cov: np.ndarray, errors: np.ndarray, level: float) -> Interval:
    product = cov[0, 0] * cov[1, 1]
    if product <= 0:
        return None
    corr01 = cov[0, 1] / np.sqrt(product)
    if abs(corr01) > 0.9999:
        return None
    slope = np.array([-corr01 / (2 * cov[0, 0]), 1 / np.sqrt(product), -corr01 / (2 * cov[1, 1])])
    reach = ndtri((1 + level) / 2) * np.sqrt(slope @ errors @ slope) / (1 - corr01**2)
    return float(np.tanh(np.arctanh(corr01) - reach)), float(np.tanh(np.arctanh(corr01) + reach))
