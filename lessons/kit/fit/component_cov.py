"""The sampling covariance of estimated variance components, with one grouping factor.

The inverse of the expected information, I_ik = tr(V^-1 dV_i V^-1 dV_k) / 2 (Searle, Casella and McCulloch 1992,
ch. 6), its level-2 part scaled by (J - 1) / J, which makes it exact under REML in balanced designs where each random
term has its fixed one. Satterthwaite's degrees of freedom rest on it; intervals of variances do not.
"""

import numpy as np

from lessons.kit.fit.conditional import cross_products, dense_codes, design
from lessons.kit.fit.formula import Frame, Model


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
