"""The REML or ML criterion of a linear mixed model with one grouping factor, from sums over its groups.

D = d log sigma2 + sum_j log|I + S_j theta| [+ log|W_xx|] + R / sigma2, up to a constant; T = sigma2 theta,
S_j = Z_j'Z_j, W = [X y]'(I + Z theta Z')^-1 [X y], R what is left of W_yy after X; d = N - p and the bracket under
REML, d = N under ML (Bates, Mächler, Bolker and Walker 2015, J. Stat. Software 67(1), sec. 3). For one random term or
two, all of it is rational in `kappa`: theta00 for one term, (theta00, theta01, theta11, |theta|) for two,

|I + S_j theta| = 1 + c_j kappa,    W = [X y]'[X y] - sum_j N_j kappa / (1 + c_j kappa).

So many candidates are worked out at once, and without a look at the rows.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lessons.kit.fit.conditional import dense_codes, design
from lessons.kit.fit.errors import FitError
from lessons.kit.fit.formula import Frame, Model
from lessons.kit.fit.ols import fixed_design

UNSEEN = 1e-10


@dataclass(frozen=True)
class Criterion:
    """c: (J, k). n: (J, m, m, k), m = p + 1 columns of X and y. whole: (m, m). df: d above.

    Variances are in units of `unit`, and the random slope's x is in units of `unit_x`.
    """

    c: np.ndarray
    n: np.ndarray
    whole: np.ndarray
    df: int
    reml: bool
    unit: float
    unit_x: float

    def parts(self, kappa: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The logarithms and R for each candidate: kappa (K, k) -> (K,), (K,)."""
        det = 1 + kappa @ self.c.T
        moved = (1 / det) @ self.n.reshape(len(self.n), -1)
        w = self.whole - np.einsum("Kmnk,Kk->Kmn", moved.reshape(-1, *self.n.shape[1:]), kappa)
        logs = np.log(det).sum(axis=1)
        solved = np.linalg.solve(w[:, :-1, :-1], w[:, :-1, -1:])
        rss = w[:, -1, -1] - (w[:, -1, None, :-1] @ solved)[:, 0, 0]
        return logs + np.linalg.slogdet(w[:, :-1, :-1])[1] if self.reml else logs, rss

    def curved(self, kappa: np.ndarray) -> tuple["Jet", "Jet"]:
        """The logarithms and R with their slopes and curvatures in kappa: kappa (K, k)."""
        (n_groups, k), m = self.c.shape, len(self.whole)
        inverse = 1 / (1 + kappa @ self.c.T)
        first = (inverse @ self.n.reshape(n_groups, -1)).reshape(-1, m, m, k)
        second = (inverse**2 @ self._nc.reshape(n_groups, -1)).reshape(-1, m, m, k, k)
        third = (inverse**3 @ self._ncc.reshape(n_groups, -1)).reshape(-1, m, m, k, k, k)
        w = self.whole - np.einsum("Kmna,Ka->Kmn", first, kappa)
        w1 = np.einsum("Kmnab,Ka->Kmnb", second, kappa) - first
        w2 = second + np.swapaxes(second, 3, 4) - 2 * np.einsum("Kmnabd,Ka->Kmnbd", third, kappa)
        cc = (self.c[:, :, None] * self.c[:, None, :]).reshape(n_groups, -1)
        logs = Jet(-np.log(inverse).sum(axis=1), inverse @ self.c, -(inverse**2 @ cc).reshape(-1, k, k))
        inner = np.linalg.inv(w[:, :-1, :-1])
        gamma = (inner @ w[:, :-1, -1:])[:, :, 0]
        rest = np.concatenate([-gamma, np.ones((len(gamma), 1))], axis=1)
        pulled = np.einsum("Kmnb,Kn->Kmb", w1, rest)
        rss = Jet(
            np.einsum("Km,Kmn,Kn->K", rest, w, rest),
            np.einsum("Km,Kmb->Kb", rest, pulled),
            np.einsum("Km,Kmnbd,Kn->Kbd", rest, w2, rest)
            - 2 * np.swapaxes(pulled[:, :-1], 1, 2) @ inner @ pulled[:, :-1],
        )
        if self.reml:
            turned = np.einsum("Kmn,Knqb->Kmqb", inner, w1[:, :-1, :-1])
            logs = Jet(
                logs.value + np.linalg.slogdet(w[:, :-1, :-1])[1],
                logs.slope + np.einsum("Kmmb->Kb", turned),
                logs.curve
                + np.einsum("Kmn,Knmbd->Kbd", inner, w2[:, :-1, :-1])
                - np.einsum("Kmnb,Knmd->Kbd", turned, turned),
            )
        return logs, rss

    @cached_property
    def _nc(self) -> np.ndarray:
        return self.n[..., :, None] * self.c[:, None, None, None, :]

    @cached_property
    def _ncc(self) -> np.ndarray:
        return self._nc[..., None] * self.c[:, None, None, None, None, :]


@dataclass(frozen=True)
class Jet:
    """A function of k coordinates at K places: its value (K,), slope (K, k) and curvature (K, k, k)."""

    value: np.ndarray
    slope: np.ndarray
    curve: np.ndarray


def criterion(model: Model, frame: Frame, reml: bool) -> Criterion:
    """The criterion of these rows; what X leaves of the variance of y is the unit of all variances."""
    random = model.random[0]
    z, codes = design(random, frame), dense_codes(random, frame)
    unit_x = float(np.sqrt((z[:, -1] ** 2).mean())) or 1.0
    z[:, 1:] /= unit_x
    basis = np.linalg.qr(fixed_design(model, frame)[0])[0]
    y = frame.columns[model.outcome]
    # The criterion does not change when X gamma is taken from y, and rounding errors are smaller then.
    rest = y - basis @ (basis.T @ y)
    unit = float((rest**2).mean())
    if not unit > 0:
        raise FitError("The predictors explain everything: no variance is left to look for.")
    both = np.column_stack([basis, rest / np.sqrt(unit)])
    n_groups = int(codes.max()) + 1
    a = _sums(both[:, :, None] * z[:, None, :], codes, n_groups)
    s = _sums(z[:, :, None] * z[:, None, :], codes, n_groups)
    c, n = _one(a, s) if z.shape[1] == 1 else _two(a, s)
    df = frame.n_total - basis.shape[1] * reml
    whole = both.T @ both
    # Where sigma2 may be 0, D has no least: as if y had a further error, too small to be seen.
    whole[-1, -1] += UNSEEN * df
    return Criterion(c, n, whole, df, reml, unit, unit_x)


def _sums(values: np.ndarray, codes: np.ndarray, n_groups: int) -> np.ndarray:
    """Sums over the rows of each group: (n, ...) -> (J, ...)."""
    columns = values.reshape(len(values), -1).T
    return np.stack([np.bincount(codes, column, n_groups) for column in columns], -1).reshape(-1, *values.shape[1:])


def _one(a: np.ndarray, s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return s[:, :, 0], (a * np.swapaxes(a, 1, 2))[..., None]


def _two(a: np.ndarray, s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    s00, s01, s11 = s[:, 0, 0], s[:, 0, 1], s[:, 1, 1]
    c = np.stack([s00, 2 * s01, s11, s00 * s11 - s01**2], axis=1)
    outer = np.einsum("jmq,jnr->jmnqr", a, a)
    n00, n01, n11 = outer[..., 0, 0], outer[..., 0, 1] + outer[..., 1, 0], outer[..., 1, 1]
    last = n00 * s11[:, None, None] - n01 * s01[:, None, None] + n11 * s00[:, None, None]
    return c, np.stack([n00, n01, n11, last], axis=-1)
