"""Every model of a lesson, wrong ones included, declared once: options to choose from, fits on demand, code to take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from lessons.kit.code import TakeModel, take_model
from lessons.kit.fit import fit_glmm, fit_lmm, fit_ols
from lessons.kit.lazily import Lazily


@dataclass(frozen=True)
class Model:
    """One model: its name in words and its formula, as lme4 writes it.

    means: the group means are regressed, one row a group. cluster: the column whose groups the standard errors of an
    ordinary regression allow for, or "". family: "" for a number, "binomial" or "poisson" for a yes, a no, a count.
    """

    words: str
    formula: str
    means: bool = False
    cluster: str = ""
    family: Any = ""

    def fit(self, data: pd.DataFrame) -> Any:
        """What this model finds in `data`; FitError where it cannot be fitted."""
        if self.means:
            data = group_means(data)
        if self.family:
            return fit_glmm(self.formula, data, self.family)
        if "|" in self.formula:
            return fit_lmm(self.formula, data)
        return fit_ols(self.formula, data, cluster=self.cluster or None)


class Models(Mapping[str, Model]):
    """A lesson's models by name, in the order in which they are shown."""

    def __init__(self, **models: Model) -> None:
        self._models = models

    def __getitem__(self, name: str) -> Model:
        return self._models[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._models)

    def __len__(self) -> int:
        return len(self._models)

    def __hash__(self) -> int:
        return id(self)  # A lesson's models are one object, and fits of real tables are kept by it.

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def options(self) -> dict[str, str]:
        """Name -> words, as a choice offers them."""
        return {name: model.words for name, model in self._models.items()}

    def only(self, *names: str) -> "Models":
        """Some of them, in this order."""
        return Models(**{name: self._models[name] for name in names})

    def fit(self, data: pd.DataFrame) -> Lazily:
        """Each model's fit, made when it is first asked for."""
        return Lazily({name: partial(model.fit, data) for name, model in self._models.items()})

    def take(self, name: str, fits: Mapping[str, Any]) -> TakeModel:
        """The fitted model `name` as code to take along."""
        return take_model(fits[name], aggregate_by="group" if self._models[name].means else "")


def group_means(data: pd.DataFrame, by: str = "group") -> pd.DataFrame:
    """The mean of every column of numbers in each group: one row a group, (J, ...), with the group's name."""
    groups = data[by].astype("category").cat.remove_unused_categories().cat
    codes = groups.codes.to_numpy()
    n = np.bincount(codes)
    numbers = {str(name): np.bincount(codes, data[name]) / n for name in data.select_dtypes("number")}
    return pd.DataFrame({by: groups.categories} | numbers)
