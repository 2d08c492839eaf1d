"""The second engine: statsmodels' MixedLM, for where glmm is missing and for a second opinion.

Its default optimizer can stop early and say it converged, and so can Powell's method with its own ftol of 1e-4: on
120 unseen models that left 28 of them off by up to .2 standard errors. So the search is Powell's, and a fine one first.
"""

import warnings
from typing import Any

import numpy as np

from lessons.kit.fit.component_cov import component_cov
from lessons.kit.fit.conditional import cross_products, design, gamma_cov, labels, predict
from lessons.kit.fit.errors import FitError
from lessons.kit.fit.estimates import LmmFit, by_term, two_sided
from lessons.kit.fit.formula import Frame, Model, Random
from lessons.kit.fit.ols import fixed_design
from lessons.kit.fit.patience import apart
from lessons.kit.fit.rust import SINGULAR

STEP = 1e-4
# The fine search can run into a matrix that cannot be inverted; the coarse one may stop before it gets there.
SEARCHES = ({"ftol": 1e-10}, {})


def fit_by_statsmodels(model: Model, frame: Frame, reml: bool) -> LmmFit:
    """The LmmFit of statsmodels: one grouping factor with any random part, or several with random intercepts.

    df are Satterthwaite's with one grouping factor, and the normal limit with several.
    """
    x, names, dropped = fixed_design(model, frame)
    y = frame.columns[model.outcome]
    if len(model.random) == 1:
        result, covariances = _one_factor(model.random[0], frame, x, y, reml)
    else:
        result, covariances = _several_factors(model, frame, x, y, reml)
    sigma2, gamma = float(result.scale), np.asarray(result.fe_params)
    # Its own covariances add the variances' uncertainty; the textbook's, and lme4's, take the variances as known.
    cov = gamma_cov(model, frame, x, covariances, sigma2)
    se = np.sqrt(np.diag(cov))
    if not np.isfinite([*gamma, *se, sigma2, result.llf]).all():
        raise FitError("The model cannot be fitted to these data: no estimate could be found.")
    df = _satterthwaite(model, frame, x, covariances, sigma2) if len(model.random) == 1 else np.full(len(gamma), np.inf)
    singular = any(np.linalg.eigvalsh(t)[0] < 1e-5 * sigma2 for t in covariances.values())
    return LmmFit(
        formula=model.formula,
        gamma=by_term(names, gamma),
        se=by_term(names, se),
        df=by_term(names, df),
        p=by_term(names, two_sided(gamma, se, df)),
        cov=cov,
        sigma2=sigma2,
        loglik=float(result.llf),
        n_parameters=len(gamma) + sum(len(t) * (len(t) + 1) // 2 for t in covariances.values()) + 1,
        n_total=frame.n_total,
        converged=bool(result.converged),
        engine="statsmodels",
        notes=frame.notes + dropped + ((SINGULAR,) if singular else ()),
        reml=reml,
        model=model,
        frame=frame,
        covariances=covariances,
        predicted=predict(model, frame, covariances, sigma2, y - x @ gamma),
        singular=singular,
    )


def _fit(model: Any, reml: bool) -> Any:
    """The result of the first search that ends at a finite likelihood."""
    for search in SEARCHES:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                result = model.fit(reml=reml, method="powell", **search)
            except (np.linalg.LinAlgError, ValueError):
                continue
        if np.isfinite([result.llf, result.scale]).all():
            return result
    raise FitError("The second program could not fit this model.")


def _one_factor(
    random: Random, frame: Frame, x: np.ndarray, y: np.ndarray, reml: bool
) -> tuple[Any, dict[str, np.ndarray]]:
    from statsmodels.regression.mixed_linear_model import MixedLM

    result = _fit(MixedLM(y, x, groups=labels(random, frame), exog_re=design(random, frame)), reml)
    return result, {random.factor: np.atleast_2d(np.asarray(result.cov_re))}


def _several_factors(
    model: Model, frame: Frame, x: np.ndarray, y: np.ndarray, reml: bool
) -> tuple[Any, dict[str, np.ndarray]]:
    from statsmodels.regression.mixed_linear_model import MixedLM, VCSpec

    if any(len(random.terms) > 1 for random in model.random):
        raise FitError("The second program fits several grouping factors with random intercepts only.")
    factors = [random.factor for random in model.random]
    worlds = apart(model, frame)
    parts = [_indicators(random, frame, worlds) for random in model.random]
    spec = VCSpec(factors, [[names for names, _ in part] for part in parts], [[z for _, z in part] for part in parts])
    result = _fit(MixedLM(y, x, groups=worlds, exog_re=None, exog_vc=spec), reml)
    return result, {f: np.array([[float(v)]]) for f, v in zip(factors, result.vcomp, strict=True)}


def _indicators(random: Random, frame: Frame, worlds: np.ndarray) -> list[tuple[list[str], np.ndarray]]:
    """For each world, the groups in it and which of its rows belongs to which of them."""
    names, codes = np.unique(labels(random, frame).astype(str), return_inverse=True)
    out: list[tuple[list[str], np.ndarray]] = []
    for rows in (np.flatnonzero(worlds == world) for world in range(worlds.max() + 1)):
        here, of_row = np.unique(codes[rows], return_inverse=True)
        out.append((names[here].tolist(), np.eye(len(here))[of_row]))
    return out


def _satterthwaite(
    model: Model, frame: Frame, x: np.ndarray, covariances: dict[str, np.ndarray], sigma2: float
) -> np.ndarray:
    """2 v^2 / Var(v) for each fixed effect, v its sampling variance (Satterthwaite 1946), (p,)."""
    random = model.random[0]
    cov = covariances[random.factor]
    rows, columns = np.triu_indices(len(cov))

    def variances(components: np.ndarray) -> np.ndarray:
        t = np.zeros_like(cov)
        t[columns, rows] = t[rows, columns] = components[:-1]
        return np.diag(_gamma_cov(random, frame, x, t, float(components[-1])))

    at = np.append(cov[columns, rows], sigma2)
    steps = STEP * max(sigma2, float(np.abs(cov).max())) * np.eye(len(at))
    slopes = np.array([(variances(at + h) - variances(at - h)) / (2 * h.sum()) for h in steps])
    spread = np.einsum("kp,kl,lp->p", slopes, component_cov(model, frame, cov, sigma2), slopes)
    return np.where(spread > 0, 2 * variances(at) ** 2 / np.where(spread > 0, spread, 1), np.inf)


def _gamma_cov(random: Random, frame: Frame, x: np.ndarray, cov: np.ndarray, sigma2: float) -> np.ndarray:
    """(X'V^-1 X)^-1 by V^-1 = (I - Z (sigma2 I + T Z'Z)^-1 T Z') / sigma2 in each group, (p, p)."""
    z = design(random, frame)
    codes = np.unique(labels(random, frame), return_inverse=True)[1]
    both = cross_products(np.column_stack([x, z]), codes, codes.max() + 1, np.ones(frame.n_total))
    p = x.shape[1]
    zz, zx = both[:, p:, p:], both[:, p:, :p]
    inner = np.linalg.solve(sigma2 * np.eye(len(cov)) + cov @ zz, cov @ zx)
    return np.linalg.inv((both[:, :p, :p] - np.swapaxes(zx, 1, 2) @ inner).sum(axis=0) / sigma2)
