"""How sure we are of a predicted random effect: Var(u | y) at the estimates.

Var(u | y) = L (L'Z'WZ L + I)^-1 L', with T = L L' and W the level-1 precision (1 / sigma2 for a linear model).
It holds where T is singular too. Source: Bates, Mächler, Bolker and Walker (2015), J. Stat. Software 67(1), sec. 2.2.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.linalg import splu

from lessons.kit.fit.formula import Frame, Model, Random

Predicted = Mapping[str, tuple[list[str], np.ndarray]]
DENSE = 3000


def conditional_sd(
    model: Model,
    frame: Frame,
    covariances: Mapping[str, np.ndarray],
    predicted: Predicted,
    weights: np.ndarray,
) -> dict[str, pd.DataFrame]:
    """Grouping factor -> sqrt of the diagonal of Var(u | y), (J, q). weights: level-1 precisions, (n,)."""
    if len(model.random) == 1:
        blocks = [_one_factor(model.random[0], frame, covariances, predicted, weights)]
    else:
        blocks = _joint(model, frame, covariances, predicted, weights)
    return {
        random.factor: pd.DataFrame(np.sqrt(block), index=predicted[random.factor][0], columns=list(random.terms))
        for random, block in zip(model.random, blocks, strict=True)
    }


def predict(
    model: Model, frame: Frame, covariances: Mapping[str, np.ndarray], sigma2: float, residual: np.ndarray
) -> dict[str, tuple[list[str], np.ndarray]]:
    """u_hat = L (L'Z'Z L / sigma2 + I)^-1 L'Z'(y - X gamma) / sigma2: factor -> groups and (J, q)."""
    groups = {random.factor: _groups(random, frame) for random in model.random}
    empty = {factor: (names, np.empty((len(names), 0))) for factor, names in groups.items()}
    scaled, lam, system = _system(model, frame, covariances, empty, np.full(frame.n_total, 1 / sigma2))
    modes = lam @ splu(system).solve(scaled.T @ residual / sigma2)
    sizes = [len(groups[random.factor]) * len(random.terms) for random in model.random]
    parts = np.split(modes, np.cumsum(sizes)[:-1])
    return {
        random.factor: (groups[random.factor], part.reshape(-1, len(random.terms)))
        for random, part in zip(model.random, parts, strict=True)
    }


def gamma_cov(
    model: Model, frame: Frame, x: np.ndarray, covariances: Mapping[str, np.ndarray], sigma2: float
) -> np.ndarray:
    """(X'V^-1 X)^-1, (p, p), by V^-1 = (I - Z L (L'Z'Z L / sigma2 + I)^-1 L'Z' / sigma2) / sigma2."""
    groups = {random.factor: (_groups(random, frame), np.empty((0, 0))) for random in model.random}
    scaled, _, system = _system(model, frame, covariances, groups, np.full(frame.n_total, 1 / sigma2))
    across = scaled.T @ x
    return np.linalg.inv((x.T @ x - across.T @ splu(system).solve(across) / sigma2) / sigma2)


def labels(random: Random, frame: Frame) -> np.ndarray:
    """The name of each unit's group, (n,)."""
    parts = [np.asarray(frame.columns[name].astype(str), dtype=object) for name in random.columns]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + ":" + part
    return joined


def dense_codes(random: Random, frame: Frame) -> np.ndarray:
    """The group of each unit as a number from 0 to J - 1, (n,), without gaps; the order is of no meaning."""
    if len(random.columns) > 1:
        return np.unique(labels(random, frame), return_inverse=True)[1]
    return np.unique(frame.columns[random.factor].codes, return_inverse=True)[1]


def _groups(random: Random, frame: Frame) -> list[str]:
    return list(dict.fromkeys(labels(random, frame)))


def design(random: Random, frame: Frame) -> np.ndarray:
    """The columns that a group's random effects multiply, (n, q)."""
    ones = np.ones(frame.n_total)
    return np.column_stack([ones if term == "Intercept" else frame.columns[term] for term in random.terms])


def group_codes(random: Random, frame: Frame, groups: list[str]) -> np.ndarray:
    """The row of each unit's group in `groups`, (n,)."""
    if len(random.columns) == 1:
        column = frame.columns[random.factor]
        return pd.Index(groups).get_indexer(column.categories)[column.codes]
    return pd.Index(groups).get_indexer(pd.Index(labels(random, frame)))


def root(cov: np.ndarray) -> np.ndarray:
    """L with L L' = cov, also where cov is singular, (q, q)."""
    values, vectors = np.linalg.eigh(cov)
    return vectors * np.sqrt(np.clip(values, 0, None))


def cross_products(z: np.ndarray, codes: np.ndarray, n_groups: int, weights: np.ndarray) -> np.ndarray:
    """Z_j' W_j Z_j for every group, (J, q, q)."""
    products = np.einsum("ni,nk,n->nik", z, z, weights)
    sums = np.zeros((n_groups, z.shape[1], z.shape[1]))
    np.add.at(sums, codes, products)
    return sums


def _one_factor(
    random: Random,
    frame: Frame,
    covariances: Mapping[str, np.ndarray],
    predicted: Predicted,
    weights: np.ndarray,
) -> np.ndarray:
    groups = predicted[random.factor][0]
    lam = root(covariances[random.factor])
    codes = group_codes(random, frame, groups)
    inner = lam.T @ cross_products(design(random, frame), codes, len(groups), weights) @ lam
    cov = lam @ np.linalg.inv(inner + np.eye(len(lam))) @ lam.T
    return np.clip(np.diagonal(cov, axis1=1, axis2=2), 0, None)


def _joint(
    model: Model,
    frame: Frame,
    covariances: Mapping[str, np.ndarray],
    predicted: Predicted,
    weights: np.ndarray,
) -> list[np.ndarray]:
    _, lam, system = _system(model, frame, covariances, predicted, weights)
    variances = _diagonal(system, lam)
    sizes = [len(predicted[random.factor][0]) * len(random.terms) for random in model.random]
    parts = np.split(variances, np.cumsum(sizes)[:-1])
    return [part.reshape(-1, len(random.terms)) for part, random in zip(parts, model.random, strict=True)]


def _system(
    model: Model,
    frame: Frame,
    covariances: Mapping[str, np.ndarray],
    predicted: Predicted,
    weights: np.ndarray,
) -> tuple[sparse.csr_array, sparse.csr_array, sparse.csc_array]:
    """Z L, L and L'Z'WZ L + I, over all grouping factors."""
    z, lam = [], []
    for random in model.random:
        groups = predicted[random.factor][0]
        codes = group_codes(random, frame, groups)
        z.append(_wide(design(random, frame), codes, len(groups)))
        lam.append(sparse.kron(sparse.eye_array(len(groups)), root(covariances[random.factor])))
    whole = sparse.block_diag(lam).tocsr()
    scaled = (sparse.hstack(z) @ whole).tocsr()
    system = scaled.T @ sparse.diags_array(weights) @ scaled + sparse.eye_array(scaled.shape[1])
    return scaled, whole, system.tocsc()


def _wide(z: np.ndarray, codes: np.ndarray, n_groups: int) -> sparse.csr_array:
    n, q = z.shape
    columns = codes[:, None] * q + np.arange(q)
    return sparse.csr_array((z.ravel(), (np.arange(n).repeat(q), columns.ravel())), shape=(n, n_groups * q))


def _diagonal(system: sparse.csc_array, lam: sparse.csr_array) -> np.ndarray:
    """The diagonal of L system^-1 L', dense while that fits, in slices of columns where it does not."""
    size = system.shape[0]
    if size <= DENSE:
        inverse = np.linalg.inv(system.toarray())
        return np.asarray((lam @ inverse * lam.toarray()).sum(axis=1)).clip(0)
    solve, out = splu(system), np.empty(size)
    for start in range(0, size, 500):
        rows = lam[start : start + 500].T.toarray()
        out[start : start + 500] = (rows * solve.solve(rows)).sum(axis=0)
    return out.clip(0)
