"""An lme4 formula taken apart, and the columns it names made ready for an engine."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from lessons.kit.fit.errors import FitError

RANDOM = re.compile(r"\(([^()|]+)\|([^()|]+)\)")
NAME = re.compile(r"[A-Za-z_.][\w.]*(?!\w*\()")
FUNCTIONS = {"offset", "cbind", "I", "log", "exp", "sqrt", "poly"}


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
    """A formula's parts: the outcome, the fixed part as text, the random terms, and every column it names."""

    formula: str
    outcome: str
    fixed: str
    random: tuple[Random, ...]
    columns: tuple[str, ...]


@lru_cache(maxsize=512)
def parse(formula: str) -> Model:
    """Take an lme4 formula apart; FitError when it is none, or asks for what the engines cannot fit."""
    outcome, tilde, right = formula.partition("~")
    if not tilde or not outcome.strip() or not right.strip() or "~" in right:
        raise FitError(f"“{formula}” is not a formula: it needs an outcome, a ~ and predictors.")
    if "||" in right:
        raise FitError("Random terms with || (no correlation) cannot be fitted here: use a single |.")
    random = tuple(one for found in RANDOM.finditer(right) for one in _random(found[1], found[2]))
    fixed = re.sub(r"\+\s*(?=\+|$)", "", RANDOM.sub("", right)).strip().strip("+").strip() or "1"
    if "|" in fixed or fixed.count("(") != fixed.count(")"):
        raise FitError(f"“{formula}” is not a formula: a bracket or a | is out of place.")
    names = dict.fromkeys(NAME.findall(re.sub(r"\b(?:" + "|".join(FUNCTIONS) + r")\(", "(", formula)))
    return Model(formula, outcome.strip(), re.sub(r"\s*\+\s*", " + ", fixed), random, tuple(names))


def _random(terms: str, factor: str) -> tuple[Random, ...]:
    parts = [part.strip() for part in terms.split("+")]
    if "0" in parts or "-1" in parts:
        raise FitError("A random slope without a random intercept cannot be fitted here: write 1 + x, not 0 + x.")
    if not factor.strip() or not all(parts):
        raise FitError("A random term needs what varies and the groups it varies over, such as (1 + x | school).")
    own = ("Intercept", *(part for part in parts if part != "1"))
    levels = [level.strip() for level in factor.strip().split("/")]
    return tuple(Random(own, ":".join(levels[: depth + 1])) for depth in range(len(levels)))


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
    twice = [name for name in names if isinstance(data[name], pd.DataFrame)]
    if twice:
        raise FitError(f"The data have more than one column named {_list(twice)}.")
    grouping = {name for random in model.random for name in random.columns} | set(also)
    columns = {name: _column(data[name], name in grouping) for name in names}
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
        plain = all(isinstance(label, str) for label in values.cat.categories)
        return values.array if plain else values.cat.rename_categories(list(map(str, values.cat.categories))).array
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
