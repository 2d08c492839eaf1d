"""One design, many samples, drawn when a reader asks for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lessons.kit.blocks.figure import Figure, Row
from lessons.kit.blocks.prose import Live, Prose
from lessons.kit.blocks.table import Table
from lessons.kit.repeats import Samples, repeated
from lessons.kit.text import Words

Shown = tuple[Figure | Row | Table | Live | Prose, ...]


@dataclass(frozen=True)
class Repeats:
    """One design, many samples, drawn on request: `one(seed)` says what one sample found, as numbers by name.

    `show` makes blocks of them. `state` is what they depend on: when it moves, older ones are no longer shown.
    `before` stands in their place until they are there: what fewer samples said, so that no page says it twice.
    """

    name: str
    label: Words
    state: tuple[Any, ...]
    seed: int
    one: Callable[[int], Mapping[str, float]]
    show: Callable[[Samples], Shown]
    n_samples: int = 400
    before: Shown = ()

    def repeat(self, n_samples: int) -> Samples:
        return repeated(n_samples, self.seed, self.one)
