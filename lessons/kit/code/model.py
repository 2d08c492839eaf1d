"""What a script must know of a fitted model: its formula, its table, and the numbers that were found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

import pandas as pd

from lessons.kit.fit.estimates import LmmFit, OlsFit
from lessons.kit.fit.formula import Model, Random, parse

Term = tuple[str, ...]


@dataclass(frozen=True)
class TakeModel:
    """A linear model to take away.

    formula: as lme4 or lm writes it. aggregate_by: the column whose group means are regressed, or "".
    cluster: the column whose groups the standard errors of a regression allow for (CR1, t with J - 1 df), or "".
    categories: predictor -> its levels, first the one that the others are compared with.
    fixed: term -> (estimate, standard error). variances: words -> variance or covariance.
    table, columns, title and citation are filled in by whoever packs the scripts.
    """

    formula: str
    reml: bool = True
    aggregate_by: str = ""
    cluster: str = ""
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    fixed: Mapping[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])
    variances: Mapping[str, float] = field(default_factory=dict[str, float])
    singular: bool = False
    table: str = "data.csv"
    columns: tuple[str, ...] = ()
    title: str = ""
    citation: str = ""

    @property
    def parsed(self) -> Model:
        return parse(self.formula)

    @property
    def outcome(self) -> str:
        return self.parsed.outcome

    @property
    def random(self) -> tuple[Random, ...]:
        return self.parsed.random

    @property
    def groups(self) -> tuple[str, ...]:
        """The columns that name groups, each once."""
        own = (self.cluster,) if self.cluster else ()
        return tuple(dict.fromkeys([*(name for random in self.random for name in random.columns), *own]))

    @property
    def terms(self) -> tuple[Term, ...]:
        """The fixed terms without the intercept; a product a*b is a, b and their interaction (a, b)."""
        parts = [part.strip() for part in self.parsed.fixed.split("+")]
        return tuple(dict.fromkeys(term for part in parts if part != "1" for term in _expanded(part)))

    @property
    def predictors(self) -> tuple[str, ...]:
        """The columns of the fixed terms, each once."""
        return tuple(dict.fromkeys(name for term in self.terms for name in term))

    @property
    def calculated(self) -> bool:
        """Whether the formula calculates, or has a name that other programs cannot read: log(x), I(x^2), mean.x."""
        return bool(self.parsed.spelling.written)

    @property
    def nested(self) -> bool:
        """Whether each grouping factor lies within the one before it: (1 | school/class)."""
        pairs = zip(self.random, self.random[1:], strict=False)
        return all(inner.columns[:-1] == outer.columns for outer, inner in pairs)


def _expanded(part: str) -> list[Term]:
    names = [name.strip() for name in part.split("*")]
    chosen = [some for size in range(1, len(names) + 1) for some in combinations(names, size)]
    return [tuple(name.strip() for one in some for name in one.split(":")) for some in chosen]


def take_model(found: LmmFit | OlsFit, aggregate_by: str = "") -> TakeModel:
    """The model behind a fit, with what the fit found."""
    cluster = found.cluster or "" if isinstance(found, OlsFit) else ""
    return TakeModel(
        formula=found.formula,
        reml=found.reml or isinstance(found, OlsFit),
        aggregate_by=aggregate_by,
        cluster=cluster,
        categories=_categories(found, cluster),
        fixed={name: (value, found.se[name]) for name, value in found.gamma.items()},
        variances=_variances(found),
        singular=isinstance(found, LmmFit) and found.singular,
    )


def _categories(found: LmmFit | OlsFit, cluster: str) -> dict[str, tuple[str, ...]]:
    groups = {cluster, *(name for random in found.model.random for name in random.columns)}
    names = [name for name in found.model.columns if name not in groups]
    columns = {name: found.frame.columns[name] for name in names}
    return {n: tuple(c.categories) for n, c in columns.items() if isinstance(c, pd.Categorical)}


def _variances(found: LmmFit | OlsFit) -> dict[str, float]:
    """Lower triangles by columns, factor by factor, then the residual variance."""
    variances: dict[str, float] = {}
    for factor, cov in found.tau.items() if isinstance(found, LmmFit) else ():
        for j, one in enumerate(cov.columns):
            for i, other in enumerate(cov.columns[j:], start=j):
                words = f"{factor} {one}" if i == j else f"{factor} {one}-{other} covariance"
                variances[words] = float(cov.to_numpy()[i, j])
    return variances | {"residual": found.sigma2}
