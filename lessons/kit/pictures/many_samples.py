"""One design many times, with a lesson's own models: what each of them finds of one term."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from datasets.simulate import Draws, make_draws
from lessons.kit.blocks.figure import Figure, Row
from lessons.kit.blocks.prose import Live, Prose
from lessons.kit.blocks.repeats import Repeats
from lessons.kit.blocks.table import Table
from lessons.kit.models import Models
from lessons.kit.repeats import Samples, estimates_of
from lessons.kit.text import Words

Simulate = Callable[[Any, Draws], pd.DataFrame]


def one_sample(simulate: Simulate, models: Models, p: Any, term: str, seed: int) -> dict[str, float]:
    """One more sample of the world that `p` sets, drawn from a seed of its own: `model.part` -> number."""
    return estimates_of(models.fit(simulate(p, make_draws(seed, p.n_groups, p.n_per_group))), term)


def many_samples(
    name: str,
    label: Words,
    p: Any,
    simulate: Simulate,
    models: Models,
    term: str,
    show: Callable[[Samples], tuple[Figure | Row | Table | Live | Prose, ...]],
    n_samples: int = 400,
) -> Repeats:
    """Samples of the world that `p` sets: older ones are no longer shown once the world or the seed moves."""
    world, one = (p.seed, *p.world.values()), partial(one_sample, simulate, models, p, term)
    return Repeats(name, label, world, p.seed, one, show, n_samples)
