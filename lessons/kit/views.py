"""A fit as the blocks that lessons show of it: set beside found, the equation, and what the fit says of itself."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from lessons.kit.charts import line_table
from lessons.kit.fit import GlmmFit, LmmFit, icc_interval
from lessons.kit.story import Equation, Interval, Prose, Recovery, SetFound, Table, Term
from lessons.kit.symbols import symbol
from lessons.kit.text import Words, number

TERMS = {"gamma00": ("Intercept",), "gamma10": ("x_within", "x"), "gamma01": ("x_mean", "w")}
VARIANCES = ("tau00", "tau11", "corr01", "sigma2")


def recovery(
    found: Any,
    says: Words,
    words: Mapping[str, Words] | None = None,
    absent: Collection[str] = (),
    **set_to: float | None,
) -> Recovery:
    """Set beside found, one row a code: `recovery(found, "...", gamma00=50, tau00=p.tau00)`.

    words: code -> narrower words than the glossary's. A code the model does not have says so. absent: codes that it
    does not have though the fit has a number by that name: a regression of means has a residual, but not of units.
    """
    rows = (
        SetFound(code, value, None, why=ABSENT) if code in absent
        else set_found(found, code, value, (words or {}).get(code, ""))
        for code, value in set_to.items()
    )  # fmt: skip
    return Recovery(tuple(rows), says)


def set_found(found: Any, code: str, set_to: float | None, words: Words = "") -> SetFound:
    """One parameter, set beside found; where nothing is found, the row says why."""
    if code in VARIANCES:
        return replace(variance_row(code, set_to, found), words=words)
    if code == "icc":
        only_intercepts = isinstance(found, LmmFit) and len(found.gamma) == 1
        return SetFound(code, set_to, found.icc, icc_interval(found) if only_intercepts else None, words=words)
    term = next((name for name in TERMS[code] if name in found.gamma), None)
    if term is None:
        return SetFound(code, set_to, None, why=ABSENT, words=words)
    return SetFound(code, set_to, found.gamma[term], found.interval()[term], words=words)


def table_of(frame: pd.DataFrame, says: Words) -> Table:
    """A DataFrame of words as a table."""
    return Table(tuple(frame.columns), tuple(map(tuple, frame.to_numpy().tolist())), says)


def group_effects(found: Any) -> pd.DataFrame:
    """u0_hat and u1_hat of each group, (J, 2); zero where the model has no such effect, no rows without groups."""
    if not isinstance(found, LmmFit):
        return pd.DataFrame({"u0_hat": [], "u1_hat": []}, dtype=float)
    u_hat = found.u_hat["group"]
    u1_hat = u_hat.get("x", 0.0)
    return pd.DataFrame({"u0_hat": u_hat["Intercept"], "u1_hat": u1_hat}, index=u_hat.index)


def line_tables(data: pd.DataFrame, found: Any) -> dict[str, pd.DataFrame]:
    """What group_lines draws: the dots, the found line of each group, the average line (none without a slope)."""
    u_hat = group_effects(found)
    intercept, slope = found.gamma["Intercept"], found.gamma.get("x", np.nan)
    ends = pd.DataFrame({"x": [data["x"].min(), data["x"].max()] if "x" in found.gamma else []}, dtype=float)
    return {
        "dots": data[["group", "x", "y"]],
        "lines": line_table(data, intercept + u_hat["u0_hat"], slope + u_hat["u1_hat"]),
        "average": ends.assign(y=intercept + slope * ends["x"]),
    }


def truth_of(data: pd.DataFrame) -> pd.DataFrame:
    """The u0 and u1 that were drawn, (J, 2), indexed by group."""
    groups = data["group"].cat
    _, first = np.unique(groups.codes, return_index=True)
    columns = {name: data[name].to_numpy()[first] for name in ("u0", "u1")}
    return pd.DataFrame(columns, index=groups.categories[groups.codes.to_numpy()[first]])


ABSENT = "not in this model"


def variance_row(code: str, set_to: float | None, found: Any) -> SetFound:
    """One variance component, set beside found; where nothing is found, the row says why.

    The profiles of a random-slope model cost more than a moving slider has time for, so they wait until they are read.
    """
    if not isinstance(found, LmmFit):
        return SetFound(code, set_to, found.sigma2) if code == "sigma2" else SetFound(code, set_to, None, why=ABSENT)
    slopes = len(found.model.random[0].terms) > 1
    if code in ("tau11", "corr01") and not slopes:
        return SetFound(code, set_to, None, why=ABSENT)

    def interval() -> Interval:
        return found.variance_interval()[code]

    value = getattr(found, code)
    why = "none: a variance is zero" if value is None else ""
    return SetFound(code, set_to, value, interval if slopes else interval(), why)


FIXED = {
    "Intercept": ("gamma00", ""),
    "x": ("gamma10", "x_{ij}"),
    "x_within": ("gamma10", symbol("x_within").latex),
    "x_mean": ("gamma01", symbol("x_mean").latex),
    "w": ("gamma01", symbol("w").latex),
}
RANDOM = {"Intercept": ("u0", "", "tau00"), "x": ("u1", "x_{ij}", "tau11")}


def equation(found: Any) -> Equation:
    """The fitted model in symbols and in this run's numbers; a yes-or-no outcome stands as its logit."""
    random = [term for part in found.model.random for term in part.terms]
    latent = isinstance(found, GlmmFit)
    fixed = ((*FIXED[name], value) for name, value in found.gamma.items())
    terms = [
        *(Term(code, number(value, 3 if latent else 2), times=times) for code, times, value in fixed),
        *(Term(RANDOM[name][0], times=RANDOM[name][1]) for name in random),
        *([] if latent else [Term("e")]),
    ]
    spread = [Term(RANDOM[name][2], number(getattr(found, RANDOM[name][2]), 3 if latent else 2)) for name in random]
    if not latent:
        spread.append(Term("sigma2", number(found.sigma2)))
    return Equation(r"\mathrm{logit}\,p_{ij}" if latent else "y_{ij}", tuple(terms), tuple(spread))


def model(found: Any) -> Iterator[Equation | Prose]:
    """The equation, and what the fit has to say of itself: a variance at zero is explained and not hidden."""
    yield equation(found)
    for note in found.notes:
        yield Prose(note)
