"""One batch of samples and every model's estimates in them: the piece of work that any executor is given."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri, stdtr, stdtrit

from lessons.kit.fit import FitError
from lessons.kit.fit.refits import Refit, fixed_terms, refit_of, variance_terms
from lessons.kit.studies.study import BATCH, Analysis, Study

STATUS = ("fine", "singular", "failed")
VARIANCES = ("tau00", "tau01", "tau11", "sigma2")
NUMBERS = ("estimate", "se", "low", "high", "p")


def run_batch(study: Study, cell: int, batch: int) -> pd.DataFrame:
    """The estimates in one batch: a row for each sample, model and parameter.

    Columns: cell, the swept settings, repeat (0 first), model, parameter, truth, estimate, se, low, high (95 %), p,
    status. A failed fit keeps its rows, with nothing found in them. A variance has no p, and an interval where asked.
    """
    samples, truth = study.samples(cell, batch), study.of_cell(cell).truth()
    models = pd.CategoricalDtype(list(study.models))
    parts = [
        _rows(analysis, samples, truth).assign(model=pd.Categorical([name], dtype=models).repeat(len(samples) * n))
        for name, analysis in study.models.items()
        for n in [_n_parameters(analysis, samples)]
    ]
    table = pd.concat(parts, ignore_index=True)
    table["repeat"] += batch * BATCH
    first = pd.DataFrame({"cell": np.int32(cell), **study.cell(cell)}, index=table.index)
    return pd.concat([first, table[["repeat", "model", "parameter", "truth", *NUMBERS, "status"]]], axis=1)


def _n_parameters(analysis: Analysis, samples: list[Mapping[str, Any]]) -> int:
    return len(fixed_terms(analysis.formula, samples[0])) + len(variance_terms(analysis.formula))


def _rows(analysis: Analysis, samples: list[Mapping[str, Any]], truth: Mapping[str, float]) -> pd.DataFrame:
    """The rows of one model, sample by sample, without the model's name."""
    fits = [_fit(analysis, sample) for sample in samples]
    names = [*fixed_terms(analysis.formula, samples[0]), *variance_terms(analysis.formula)]
    numbers = _numbers(analysis, fits, names)
    status = [2 if fit is None else int(fit.singular) for fit in fits]
    r, p = len(samples), len(names)
    return pd.DataFrame(
        {
            "repeat": np.arange(r, dtype=np.int32).repeat(p),
            "parameter": names * r,
            "truth": np.tile([truth.get(":".join(sorted(name.split(":"))), 0.0) for name in names], r),
            **{name: values.ravel() for name, values in numbers.items()},
            "status": pd.Categorical([STATUS[one] for one in status], STATUS).repeat(p),
        }
    )


def _fit(analysis: Analysis, sample: Mapping[str, Any]) -> Refit | None:
    """The fit, or None where there is none, or none whose standard errors can be told."""
    try:
        fit = refit_of(
            analysis.formula,
            sample,
            analysis.cluster,
            analysis.reml,
            df=analysis.test == "satterthwaite",
            intervals=analysis.intervals,
        )
    except FitError:
        return None
    return fit if np.isfinite([*fit.gamma.values(), *fit.se.values()]).all() else None


def _numbers(analysis: Analysis, fits: list[Refit | None], names: list[str]) -> dict[str, np.ndarray]:
    """estimate, se, low, high, p, (R, p) each: gamma ± t(df) se; NaN where a fit failed or nothing is told."""
    estimate, se, df = (np.full((len(fits), len(names)), np.nan) for _ in range(3))
    for row, fit in enumerate(fits):
        if fit is not None:
            told, errors = {**fit.gamma, **fit.variances}, {**fit.se, **fit.variance_se}
            estimate[row] = [told.get(name, np.nan) for name in names]
            se[row] = [errors.get(name, np.nan) for name in names]
            df[row] = [fit.df.get(name, np.inf) for name in names]
    if analysis.test == "normal":
        df = np.where(np.isnan(df), df, np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        t, many = np.abs(estimate / se), np.isinf(df)
        safe = np.where(many, 1.0, df)
        reach = se * np.where(many, ndtri(0.975), stdtrit(safe, 0.975))
        p = 2 * np.where(many, ndtr(-t), stdtr(safe, -t))
    low, high = estimate - reach, estimate + reach
    for row, fit in enumerate(fits):
        for name, ends in (fit.variance_ends if fit else {}).items():
            if name in names:
                low[row, names.index(name)], high[row, names.index(name)] = ends
    # No test of a variance: 0 is the edge of what it can be, where neither t nor z holds.
    p[:, [name in VARIANCES for name in names]] = np.nan
    return dict(zip(NUMBERS, (estimate, se, low, high, p), strict=True))
