"""The first engine: glmm. Its diagnostics become notes a reader understands; its warnings never leave this file."""

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from lessons.kit.fit.errors import FitError
from lessons.kit.fit.formula import Frame, Model


def _engine() -> Any:
    """glmm, or None where it is missing or cannot be imported, for whatever reason."""
    try:
        import glmm

        # Set once, on import: catch_warnings is not safe where sessions run in threads.
        warnings.filterwarnings("ignore", category=glmm.DiagnosticWarning)
    except Exception:
        return None
    return glmm


glmm = _engine()
HERE = glmm is not None

SENTENCES = {
    "single_level_grouping_dropped": "There is only one group, so the model has no random effects.",
    "unused_grouping_levels": "",
    "few_rows_for_random_effects": "There are hardly more rows than random effects: the variances are weakly known.",
}
SINGULAR = (
    "The fit is singular: a variance is found at zero, or a correlation at -1 or 1. "
    "The data do not ask for that part of the model. That is a finding, not a fault."
)


@dataclass(frozen=True)
class Factor:
    """A Categorical as glmm reads it: it walks through the names three times, which pandas hands out slowly."""

    categories: list[str]
    codes: np.ndarray


def run(model: Model, frame: Frame, family: str = "gaussian", **options: Any) -> Any:
    """glmm's own Fit of `model`; FitError in plain words when it cannot."""
    columns = {
        name: Factor(column.categories.tolist(), column.codes) if isinstance(column, pd.Categorical) else column
        for name, column in model.plain_columns(frame.columns).items()
    }
    try:
        return glmm.fit(columns, model.spelling.text, family, **options)
    except (ValueError, TypeError, NotImplementedError) as problem:
        raise FitError(_sentence(problem, model)) from problem
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise FitError("The model cannot be fitted to these data.") from problem


def _sentence(problem: Exception, model: Model) -> str:
    text = model.spelling.shown(str(problem).splitlines()[0].strip())
    slope = re.search(r"random-slope variable '(.+)' is not a numeric fixed term", text)
    if slope:
        return f"A random slope needs its fixed slope here: add {slope[1]} to the fixed part."
    return f"The model cannot be fitted: {text if text.endswith('.') else text + '.'}"


def name(term: str, model: Model) -> str:
    """Our name of a term: the intercept is "Intercept", everything else is called as it was written."""
    return "Intercept" if term == "(Intercept)" else model.spelling.shown(term)


def kept(found: Any) -> np.ndarray:
    """Which terms are estimated, (p,): a redundant one is not."""
    return ~np.asarray(found.aliased, dtype=bool)


def notes(found: Any, model: Model) -> tuple[str, ...]:
    """What the reader must know of this fit."""
    dropped = [name(term, model) for term, here in zip(found.names, kept(found), strict=True) if not here]
    said = [f"{', '.join(dropped)} repeats other predictors and was left out."] if dropped else []
    said += [SINGULAR] if found.singular else []
    said += [SENTENCES[w["kind"]] for w in found.warnings if SENTENCES.get(w["kind"])]
    said += [] if found.converged else ["The search for the best fit did not end: do not trust these numbers."]
    return tuple(said)


def covariance(packed: list[float], q: int) -> np.ndarray:
    """A symmetric (q, q) matrix from its lower triangle by columns."""
    full = np.zeros((q, q))
    rows, columns = _triangle(q)
    full[columns, rows] = full[rows, columns] = packed
    return full


@lru_cache(maxsize=16)
def _triangle(q: int) -> tuple[np.ndarray, np.ndarray]:
    return np.triu_indices(q)
