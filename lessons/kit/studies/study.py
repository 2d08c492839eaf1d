"""A study: a design, the models fitted to every sample of it, how often, and which settings are swept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import product
from typing import Any, get_args

import numpy as np

from lessons.kit.fit import FitError
from lessons.kit.fit.refits import Intervals, fixed_terms, variance_terms
from lessons.kit.studies.controls import Design, StudyError, nearest
from lessons.kit.studies.designs import design

BATCH = 50
MOST_CELLS = 10_000
MOST_REPEATS = 1_000_000
NO_INTERVALS = "Intervals for variances are there for one grouping factor and at most one slope."
TESTS = ("satterthwaite", "normal")


@dataclass(frozen=True)
class Analysis:
    """A model of every sample. cluster: the groups that the errors of an ordinary regression allow for. reml: else ML.
    test: t with Satterthwaite's degrees of freedom, or "normal", as if the groups were many. intervals: those of the
    variances: none, profile (slow), or wald, which lets them end below 0."""

    formula: str
    cluster: str = ""
    reml: bool = True
    test: str = TESTS[0]
    intervals: Intervals = "none"

    def __post_init__(self) -> None:
        if self.test not in TESTS:
            raise StudyError(f"“{self.test}” is no test{nearest(self.test, TESTS)}", "test")
        kinds = get_args(Intervals)
        if self.intervals not in kinds:
            raise StudyError(f"“{self.intervals}” is no kind of interval{nearest(self.intervals, kinds)}", "intervals")


@dataclass(frozen=True)
class Study:
    """Every cell of the sweep is sampled `repeats` times, and each model is fitted to the same samples."""

    design: str
    world: Mapping[str, Any]
    models: Mapping[str, Analysis]
    repeats: int = 1000
    seed: int = 1
    sweep: Mapping[str, tuple[Any, ...]] = field(default_factory=dict[str, tuple[Any, ...]])

    def __post_init__(self) -> None:
        if not 2 <= self.repeats <= MOST_REPEATS:
            raise StudyError(f"repeats lies between 2 and {MOST_REPEATS:,}.", "repeats")
        if not self.models:
            raise StudyError('A study needs a model, such as right = "y ~ x + (1 | group)" under [models].', "models")
        if self.n_cells > MOST_CELLS:
            raise StudyError(f"The sweep has {self.n_cells:,} cells; {MOST_CELLS:,} is the most.", "sweep")

    @property
    def n_cells(self) -> int:
        return int(np.prod([len(values) for values in self.sweep.values()], dtype=float))

    @property
    def n_batches(self) -> int:
        """Batches of a cell: the last may be smaller."""
        return -(-self.repeats // BATCH)

    def cell(self, number: int) -> dict[str, Any]:
        """The swept settings of a cell, the last one changing fastest."""
        values = list(product(*self.sweep.values()))[number]
        return dict(zip(self.sweep, values, strict=True))

    def of_cell(self, number: int) -> Design:
        """The world of a cell."""
        return design(self.design)(**{**self.world, **self.cell(number)})

    def samples(self, cell: int, batch: int, most: int = BATCH) -> list[Mapping[str, Any]]:
        """The samples of a batch: the same whoever draws them, wherever, in whatever order. Cells share their seeds,
        so that what differs between two of them is less the luck of the draw."""
        seed = np.random.SeedSequence(self.seed, spawn_key=(batch,))
        return self.of_cell(cell).samples(seed, min(most, self.repeats - batch * BATCH))

    def description(self) -> dict[str, Any]:
        """All that decides the numbers, as plain values."""
        return asdict(self) | {"world": asdict(self.of_cell(0)), "batch": BATCH}


def check(study: Study) -> None:
    """StudyError where a cell is no world, or a model none for its samples."""
    for number in range(study.n_cells):
        study.of_cell(number)
    sample = replace(study, repeats=2).samples(0, 0)[0]
    known = design(study.design).columns()
    for name, analysis in study.models.items():
        if analysis.cluster and analysis.cluster not in known:
            raise StudyError(f"“{analysis.cluster}” is no column{nearest(analysis.cluster, known)}", "models", name)
        _refuse_formula(name, analysis, sample, known)


def _refuse_formula(name: str, analysis: Analysis, sample: Mapping[str, Any], known: tuple[str, ...]) -> None:
    from lessons.kit.fit.formula import parse

    try:
        unknown = [column for column in parse(analysis.formula).columns if column not in known]
        if unknown:
            raise StudyError(f"“{unknown[0]}” is no column{nearest(unknown[0], known)}", "models", name, "formula")
        fixed_terms(analysis.formula, sample)
        if analysis.intervals != "none" and "tau00" not in variance_terms(analysis.formula):
            raise StudyError(NO_INTERVALS, "models", name)
    except FitError as problem:
        raise StudyError(str(problem), "models", name, "formula") from problem
