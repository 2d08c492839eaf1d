"""An lme4 formula taken apart, and the columns it names made ready for an engine."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from lessons.kit.fit.calculate import calculated
from lessons.kit.fit.errors import FitError
from lessons.kit.fit.spelling import Spelling, spell

RANDOM = re.compile(r"\(([^()|]+)\|([^()|]+)\)")
# What stands for something else in R's fixed part, and what to write here.
FIXED = {
    "^": "A power goes into I(): write I(x^2), and x*z for a product.",
    "%": "Write a:b for the groups b within a.",
    "/": "Write a + a:b for a/b in the fixed part.",
    "-": "Only the intercept can be taken out, with - 1: write the other terms that you keep.",
    "(": "Write the terms in the brackets out, such as x + z + x:z.",
}
NO_INTERCEPT = "A random slope without a random intercept cannot be fitted here: write 1 + x, not 0 + x."


@dataclass(frozen=True)
class Random:
    """One random term `(terms | factor)`: terms by name, "Intercept" first when it has one."""

    terms: tuple[str, ...]
    factor: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns whose values together name a group."""
        return tuple(self.factor.split(":"))


@dataclass(frozen=True)
class Model:
    """A formula's parts: the outcome, the fixed part as text, the random terms, and every column it names.

    All as they were written; `spelling` has the formula, and `plain_fixed` its fixed part, as the engines read it.
    """

    formula: str
    outcome: str
    fixed: str
    random: tuple[Random, ...]
    columns: tuple[str, ...]
    spelling: Spelling
    plain_fixed: str

    def plain_columns(self, columns: Mapping[str, Any]) -> Mapping[str, Any]:
        """The columns by the names that the engines know them by."""
        if not self.spelling.written:
            return columns
        return {**columns, **{plain: columns[name] for plain, name in self.spelling.written.items()}}


@lru_cache(maxsize=512)
def parse(formula: str) -> Model:
    """Take an lme4 formula apart; FitError when it is none, or asks for what the engines cannot fit."""
    outcome, tilde, right = formula.partition("~")
    if not tilde or not outcome.strip() or not right.strip() or "~" in right:
        raise FitError(f"“{formula}” is not a formula: it needs an outcome, a ~ and predictors.")
    if "||" in right:
        raise FitError("Random terms with || (no correlation) cannot be fitted here: use a single |.")
    spelling = spell(formula)
    outcome, _, right = spelling.text.partition("~")
    random = tuple(one for found in RANDOM.finditer(right) for one in _random(found[1], found[2], spelling))
    _refuse_twice(random)
    fixed = re.sub(r"\+\s*(?=\+|$)", "", RANDOM.sub("", right)).strip().strip("+").strip() or "1"
    if "|" in fixed or fixed.count("(") != fixed.count(")"):
        raise FitError(f"“{formula}” is not a formula: a bracket or a | is out of place.")
    _refuse_outcome(outcome.strip())
    _refuse_fixed(fixed)
    plain = re.sub(r"\s*\+\s*", " + ", fixed)
    shown = spelling.shown
    return Model(formula, shown(outcome.strip()), shown(plain), random, spelling.columns, spelling, plain)


def _random(terms: str, factor: str, spelling: Spelling) -> tuple[Random, ...]:
    parts = [part.strip() for part in terms.split("+")]
    if "0" in parts or re.search(r"-\s*1(?!\w)", terms):
        raise FitError(NO_INTERCEPT)
    if not factor.strip() or not all(parts):
        raise FitError("A random term needs what varies and the groups it varies over, such as (1 + x | school).")
    if not all(part == "1" or part.isidentifier() for part in parts):
        raise FitError("A random slope is of one column: write I(x * z) for a product, and add that as a fixed term.")
    if "%" in factor:
        raise FitError(FIXED["%"])
    levels = [level.strip() for level in factor.strip().split("/")]
    if not all(name.strip().isidentifier() for level in levels for name in level.split(":")):
        raise FitError("Groups are one column, a:b or a/b: write (1 | a) + (1 | b) for two factors side by side.")
    own = ("Intercept", *(spelling.shown(part) for part in parts if part != "1"))
    names = [spelling.shown(re.sub(r"\s", "", level)) for level in levels]
    return tuple(Random(own, ":".join(names[: depth + 1])) for depth in range(len(names)))


def _refuse_twice(random: tuple[Random, ...]) -> None:
    factors = [one.factor for one in random]
    for factor in factors:
        if factors.count(factor) > 1:
            raise FitError(f"Each factor has one random term here: write all that varies over {factor} into one.")


def _refuse_outcome(outcome: str) -> None:
    if "/" in outcome:
        raise FitError("A share as an outcome needs its counts: write cbind(successes, failures).")
    if not re.fullmatch(r"\w+|cbind\(\w+, \w+\)", outcome):
        raise FitError("The outcome is one column, a calculation such as log(y), or cbind(successes, failures).")


def _refuse_fixed(fixed: str) -> None:
    plain = re.sub(r"offset\(\w+\)", "1", re.sub(r"-\s*1(?!\w)", "", fixed))
    for sign, sentence in FIXED.items():
        if sign in plain:
            raise FitError(sentence)
    odd = re.search(r"[^\w\s+:*]", plain)
    if odd:
        raise FitError(f"The sign {odd[0]} has no place in a formula.")


@dataclass(frozen=True)
class Frame:
    """The columns of a model without missing values: name -> array, or Series where it is categorical."""

    columns: Mapping[str, Any]
    n_total: int
    notes: tuple[str, ...]


def prepare(model: Model, data: pd.DataFrame, also: tuple[str, ...] = ()) -> Frame:
    """Check the columns that `model` names and drop rows with a gap; FitError for what cannot be fitted."""
    names = model.columns + tuple(name for name in also if name not in model.columns)
    missing = [name for name in names if name not in data]
    if missing:
        raise FitError(f"The data have no column named {_list(missing)}.")
    given = {name: data[name] for name in names}
    twice = [name for name, values in given.items() if isinstance(values, pd.DataFrame)]
    if twice:
        raise FitError(f"The data have more than one column named {_list(twice)}.")
    grouping = {name for random in model.random for name in random.columns} | set(also)
    columns = {name: _column(values, name in grouping) for name, values in given.items()}
    added = (written for written in model.spelling.written.values() if written not in columns)
    columns |= {written: calculated(written, columns) for written in added}
    keep = np.logical_and.reduce([_present(column) for column in columns.values()])
    n_total = int(keep.sum())
    if n_total == len(data):
        return Frame(columns, n_total, ())
    if n_total == 0:
        raise FitError("No row is complete: every one misses a value that the model needs.")
    gaps = f"{len(data) - n_total} of {len(data)} rows miss a value that the model needs and were left out."
    return Frame({name: column[keep] for name, column in columns.items()}, n_total, (gaps,))


def _column(values: pd.Series, groups: bool) -> Any:
    """Numbers as floats, everything else (and every grouping column) as a Categorical."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        own = values.dtype.categories
        plain = own.dtype == "str" or all(isinstance(label, str) for label in own)
        return values.array if plain else values.cat.rename_categories(list(map(str, own))).array
    if groups or not pd.api.types.is_numeric_dtype(values.dtype):
        text = values.map(str, na_action="ignore")
        return pd.Categorical(text, categories=list(dict.fromkeys(text.dropna())))
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    if np.isinf(numbers).any():
        raise FitError(f"The column {values.name} holds an infinite value.")
    return numbers


def _present(column: Any) -> np.ndarray:
    return column.codes >= 0 if isinstance(column, pd.Categorical) else ~np.isnan(column)


def _list(names: list[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)
