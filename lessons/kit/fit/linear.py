"""Linear mixed models: y = X gamma + Z u + e, u ~ N(0, T), e ~ N(0, sigma2)."""

from typing import Any, Literal

import numpy as np
import pandas as pd

from lessons.kit.fit import rust
from lessons.kit.fit.errors import FitError
from lessons.kit.fit.estimates import LmmFit, by_term, two_sided
from lessons.kit.fit.formula import Frame, Model, parse, prepare
from lessons.kit.fit.patience import PATIENCE, expected_seconds, in_words

Engine = Literal["auto", "glmm", "statsmodels"]


def fit_lmm(formula: str, data: pd.DataFrame, reml: bool = True, engine: Engine = "auto") -> LmmFit:
    """Fit a linear mixed model given as an lme4 formula, by REML or ML.

    data: one row a level-1 unit; rows with gaps are left out, with a note. engine: "auto" takes glmm where it can be
    used, and elsewhere statsmodels if that takes no minutes; "statsmodels" takes it however long it needs.
    df are Satterthwaite's. A singular or unfinished fit is returned with `singular` or `converged` saying so;
    FitError is raised only where no model can be fitted.
    """
    model = parse(formula)
    if not model.random:
        raise FitError("A mixed model needs a random term, such as (1 | school).")
    frame = prepare(model, data)
    _refuse(model, frame)
    return _fit(model, frame, reml, engine)


def refit(fit: LmmFit, engine: Engine) -> LmmFit:
    """The same model and data once more, by the engine named."""
    return _fit(fit.model, fit.frame, fit.reml, engine)


def _fit(model: Model, frame: Frame, reml: bool, engine: Engine) -> LmmFit:
    if engine == "auto" and not rust.HERE:
        _refuse_long(model, frame)
    if engine == "statsmodels" or (engine == "auto" and not rust.HERE):
        from lessons.kit.fit.mixedlm import fit_by_statsmodels

        return fit_by_statsmodels(model, frame, reml)
    if not rust.HERE:
        raise FitError("The program glmm cannot be used here.")
    return _from_glmm(model, frame, reml)


def _refuse_long(model: Model, frame: Frame) -> None:
    """A page must not hang: where only statsmodels is left, say what it would take instead."""
    seconds = expected_seconds(model, frame)
    if seconds > PATIENCE:
        raise FitError(
            "This model needs the program glmm, which cannot be used here: the other program would need "
            f"{in_words(seconds)} for it."
        )


def _refuse(model: Model, frame: Frame) -> None:
    """Say plainly what makes a linear mixed model impossible."""
    y = frame.columns.get(model.outcome)
    if y is None:
        raise FitError(f"The outcome “{model.outcome}” is two columns: a linear model needs one.")
    if not isinstance(y, np.ndarray):
        raise FitError(f"The outcome “{model.outcome}” must be a number for each row.")
    if len(y) < 3:
        raise FitError("There are too few complete rows to fit a model.")
    if y.min() == y.max():
        raise FitError(f"Every row has the same {model.outcome}: there is no variance to explain.")
    refuse_random(model, frame)
    for random in model.random:
        if max(frame_sizes(random.columns, frame)) == 1:
            name = " and ".join(random.columns)
            raise FitError(f"Each row has its own {name}: its variance cannot be told from the residual variance.")


def refuse_random(model: Model, frame: Frame) -> None:
    """Say plainly what makes a random part impossible: too few groups, or a slope of something not a number."""
    for random in model.random:
        _refuse_grouping(random.columns, frame)
        odd = [term for term in random.terms[1:] if not isinstance(frame.columns.get(term), np.ndarray)]
        if odd:
            raise FitError(
                f"A random slope needs a column of numbers, and “{odd[0]}” is none: code it as 0 and 1 first."
            )


def _refuse_grouping(columns: tuple[str, ...], frame: Frame) -> None:
    if len(frame_sizes(columns, frame)) < 2:
        name = " and ".join(columns)
        raise FitError(f"All rows belong to one {name}: differences between groups need at least two groups.")


def frame_sizes(columns: tuple[str, ...], frame: Frame) -> np.ndarray:
    """Rows in each group that has any."""
    codes = frame.columns[columns[0]].codes.astype(np.int64)
    for column in columns[1:]:
        codes = codes * len(frame.columns[column].categories) + frame.columns[column].codes
        _, codes = np.unique(codes, return_inverse=True)
    sizes = np.bincount(codes)
    return sizes[sizes > 0]


def _from_glmm(model: Model, frame: Frame, reml: bool) -> LmmFit:
    found = rust.run(model, frame, reml=reml, anova_test="Wald")
    if not found.converged and not np.isfinite(found.beta).any():
        raise FitError("The model cannot be fitted to these data: no estimate could be found.")
    keep = rust.kept(found)
    names = [rust.name(term, model) for term, here in zip(found.names, keep, strict=True) if here]
    gamma, se = np.asarray(found.beta)[keep], np.asarray(found.se)[keep]
    df = np.asarray(found.coef_df, dtype=float)[keep]
    df = np.where(np.isfinite(df), df, np.inf)
    return LmmFit(
        formula=model.formula,
        gamma=by_term(names, gamma),
        se=by_term(names, se),
        df=by_term(names, df),
        p=by_term(names, two_sided(gamma, se, df)),
        cov=np.asarray(found.vcov).reshape(len(keep), -1)[np.ix_(keep, keep)],
        sigma2=float(found.dispersion),
        loglik=float(found.loglik),
        n_parameters=int(found.df),
        reml=reml,
        engine="glmm",
        notes=frame.notes + rust.notes(found, model),
        **mixed_part(model, frame, found),
    )


def mixed_part(model: Model, frame: Frame, found: Any) -> dict[str, Any]:
    """The fields that linear and generalized mixed fits of glmm share."""
    sizes = [len(random.terms) for random in model.random]
    order = [_position(random.factor, model, found) for random in model.random]
    pairs = list(zip(model.random, order, sizes, strict=True))
    return {
        "covariances": {r.factor: rust.covariance(found.varcorr[at], q) for r, at, q in pairs},
        "predicted": {r.factor: _block(found.ranef_blocks[at]) for r, at, _ in pairs},
        "singular": bool(found.singular),
        "converged": bool(found.converged),
        "n_total": frame.n_total,
        "model": model,
        "frame": frame,
    }


def _position(factor: str, model: Model, found: Any) -> int:
    groups = [model.spelling.shown(group) for group, _ in found.re_groups]
    if factor not in groups or not found.ranef_blocks:
        raise FitError("The model cannot be fitted to these data: the random effects could not be found.")
    return groups.index(factor)


def _block(block: dict[str, Any]) -> tuple[list[str], np.ndarray]:
    return list(block["levels"]), np.asarray(block["values"])
