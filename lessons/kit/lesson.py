"""A lesson is a value: what it is called, what it asks, and the functions that make its data, fit and story."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from datasets.simulate import Draws, make_draws
from lessons.kit.blocks import Block
from lessons.kit.blocks.questions import Question
from lessons.kit.code import TakeModel
from lessons.kit.columns import Columns, columns_of
from lessons.kit.groups import Groups
from lessons.kit.models import Models
from lessons.kit.params import Controls, Range

Fits = Mapping[str, Any]


@dataclass(frozen=True)
class Scene:
    """A named setting of the controls: what a lecturer projects, what a reader jumps to."""

    name: str
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """One state of a lesson: its params, the data they make, and what the models found in them."""

    p: Any
    data: pd.DataFrame
    fits: Fits

    @cached_property
    def columns(self) -> Columns:
        """The data as light columns, (N,) each."""
        return columns_of(self.data)

    @cached_property
    def groups(self) -> Groups:
        """The level-2 view of the data."""
        return Groups(self.columns)


@dataclass(frozen=True, eq=False)
class Lesson:
    """What a lesson file ends with.

    take: the model that is taken away as code, or the control that chooses it. prerequisites: slugs of lessons.
    """

    slug: str
    title: str
    question: str
    minutes: int
    params: type[Controls]
    simulate: Callable[[Any, Draws], pd.DataFrame]
    models: Models
    story: Callable[[Run], Iterator[Block]]
    questions: tuple[Question, ...]
    scenes: tuple[Scene, ...]
    prerequisites: tuple[str, ...] = ()
    take: Callable[[Run], TakeModel] | str | None = "model"

    @property
    def names(self) -> Mapping[str, str]:
        """Symbol code -> what this lesson's controls call it, for every place on its page that names it."""
        labels = {c.name: c.label for c in self.params.controls() if isinstance(c, Range)}
        return {name: label[0].lower() + label[1:] for name, label in labels.items()}

    def draws(self, seed: int) -> Draws:
        """The draws for `seed`, for the largest world this lesson's controls allow."""
        return make_draws(seed, self._largest("n_groups"), self._largest("n_per_group"))

    def run(self, p: Controls) -> Run:
        """Params -> data -> fits."""
        data = self.simulate(p, self.draws(p.seed))
        return Run(p, data, self.models.fit(data))

    def taken(self, run: Run) -> TakeModel | None:
        """The model to take along, as code; None where there is none."""
        if not isinstance(self.take, str):
            return self.take(run) if self.take else None
        name = self.take if self.take in self.models else getattr(run.p, self.take)
        return self.models.take(name, run.fits)

    def _largest(self, name: str) -> int:
        sizes = [c for c in self.params.controls() if isinstance(c, Range) and c.name == name]
        return int(sizes[0].hi) if sizes else 1
