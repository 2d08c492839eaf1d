"""Ordinary least squares: y = X gamma + e, with classical or cluster-robust standard errors."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from lessons.kit.fit.errors import FitError
from lessons.kit.fit.estimates import OlsFit, by_term, two_sided
from lessons.kit.fit.formula import Frame, Model, parse, prepare


def fit_ols(formula: str, data: pd.DataFrame, cluster: str | None = None) -> OlsFit:
    """Ordinary least squares; `cluster` names the column whose groups the standard errors allow for.

    Classical: t with n - p df. Clustered: the sandwich (X'X)^-1 (sum_j X_j'e_j e_j'X_j) (X'X)^-1 times
    J/(J-1) (n-1)/(n-p), t with J - 1 df (Liang and Zeger 1986; CR1).
    """
    model = parse(formula)
    if model.random:
        raise FitError("Ordinary regression has no random terms: take the part in brackets out.")
    frame = prepare(model, data, (cluster,) if cluster else ())
    x, names, dropped = fixed_design(model, frame)
    y = _outcome(model, frame)
    n, p = x.shape
    if n <= p:
        raise FitError(f"{n} complete rows are too few for {p} coefficients.")
    q, r = np.linalg.qr(x)
    gamma = np.linalg.solve(r, q.T @ y)
    bread = np.linalg.inv(r.T @ r)
    residual = y - x @ gamma
    rss, tss = float(residual @ residual), float(((y - y.mean()) ** 2).sum())
    cov, df = bread * rss / (n - p), n - p
    if cluster:
        cov, df = _sandwich(x, residual, bread, frame.columns[cluster].codes)
    se, dfs = np.sqrt(np.diag(cov)), np.full(p, float(df))
    return OlsFit(
        formula=formula,
        gamma=by_term(names, gamma),
        se=by_term(names, se),
        df=by_term(names, dfs),
        p=by_term(names, two_sided(gamma, se, dfs)),
        cov=cov,
        sigma2=rss / (n - p),
        r2=1 - rss / tss,
        loglik=-n / 2 * (np.log(2 * np.pi * max(rss, np.finfo(float).tiny) / n) + 1),
        n_parameters=p + 1,
        n_total=n,
        converged=True,
        engine="numpy",
        notes=frame.notes + dropped,
        cluster=cluster,
        model=model,
        frame=frame,
    )


def _outcome(model: Model, frame: Frame) -> np.ndarray:
    y = frame.columns.get(model.outcome)
    if not isinstance(y, np.ndarray):
        raise FitError(f"The outcome “{model.outcome}” must be a number for each row.")
    if frame.n_total and y.min() == y.max():
        raise FitError(f"Every row has the same {model.outcome}: there is no variance to explain.")
    return y


def fixed_design(model: Model, frame: Frame) -> tuple[np.ndarray, list[str], tuple[str, ...]]:
    """The fixed design without redundant columns, (n, p), its terms, and a note on what was left out."""
    if "offset(" in model.plain_fixed:
        raise FitError("An offset is for counts: in a linear model take it from the outcome, as in I(y - z) ~ x.")
    names = [name.strip() for name in model.plain_fixed.split("+")]
    columns = model.plain_columns(frame.columns)
    if all(name == "1" or isinstance(columns.get(name), np.ndarray) for name in names):
        plain = [name for name in names if name != "1"]
        x, terms = np.column_stack([np.ones(frame.n_total), *(columns[n] for n in plain)]), ["Intercept", *plain]
    else:
        x, terms = _model_matrix(model.plain_fixed, columns)
    terms = [model.spelling.shown(term) for term in terms]
    keep = _independent(x)
    dropped = [term for term, here in zip(terms, keep, strict=True) if not here]
    note = (f"{', '.join(dropped)} repeats other predictors and was left out.",) if dropped else ()
    return x[:, keep], [term for term, here in zip(terms, keep, strict=True) if here], note


def _model_matrix(fixed: str, columns: Mapping[str, Any]) -> tuple[np.ndarray, list[str]]:
    """The design of a formula with categories or interactions."""
    from patsy.highlevel import dmatrix

    named = set(re.findall(r"\w+", fixed))
    table = pd.DataFrame({name: column for name, column in columns.items() if name in named})
    try:
        matrix: Any = dmatrix(fixed, table)
    except Exception as problem:
        raise FitError("The predictors in the formula cannot be worked out from these columns.") from problem
    return np.asarray(matrix), [lme4_name(_in_order(term, fixed)) for term in matrix.design_info.column_names]


def _in_order(term: str, fixed: str) -> str:
    """An interaction as R calls it: its columns in the order in which the formula first names them."""
    place = {name: k for k, name in enumerate(dict.fromkeys(re.findall(r"\w+", fixed)))}
    parts = [(place.get(part.partition("[")[0], -1), part) for part in re.split(r":(?![^\[]*\])", term)]
    whole = all(at >= 0 for at, _ in parts)
    return ":".join(part for _, part in sorted(parts)) if whole else term


def lme4_name(term: str) -> str:
    """patsy's `sector[T.Catholic]` in lme4's spelling, `sectorCatholic`."""
    return term.replace("[T.", "").replace("]", "")


def _independent(x: np.ndarray) -> np.ndarray:
    """Which columns are no combination of those before them, (p,)."""
    scale = np.linalg.norm(x, axis=0)
    r = np.abs(np.diag(np.linalg.qr(x / np.where(scale > 0, scale, 1), mode="r")))
    size = np.zeros(x.shape[1])
    size[: len(r)] = r
    return size > 1e-9


def _sandwich(x: np.ndarray, residual: np.ndarray, bread: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, int]:
    n, p = x.shape
    scores = np.zeros((codes.max() + 1, p))
    np.add.at(scores, codes, x * residual[:, None])
    scores = scores[np.bincount(codes, minlength=len(scores)) > 0]
    j = len(scores)
    if j < 2:
        raise FitError("Cluster-robust standard errors need at least two groups.")
    factor = j / (j - 1) * (n - 1) / (n - p)
    return factor * bread @ (scores.T @ scores) @ bread, j - 1
