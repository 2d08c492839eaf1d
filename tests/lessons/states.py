"""States of a lesson drawn at random, for tests that read many of them."""

from collections.abc import Iterator

import numpy as np

from lessons.kit import Choice, Controls, Lesson

# Of what is drawn from a seed some is kept: as long as a reader moves sliders, and no new sample is asked for.
STAY = 8


def anywhere(lesson: Lesson, rng: np.random.Generator, n: int) -> Iterator[Controls]:
    """`n` states between the ends of all controls, each sample for some of them."""
    for seed in seeds(rng, n):
        values = {
            c.name: str(rng.choice(list(c.options))) if isinstance(c, Choice) else rng.uniform(c.lo, c.hi)
            for c in lesson.params.controls()
        }
        yield lesson.params(**values | {"seed": seed})


def seeds(rng: np.random.Generator, n: int) -> Iterator[int]:
    """`n` seeds, each some times in a row."""
    for seed in rng.integers(1, 9999, size=-(-n // STAY)):
        yield from [int(seed)] * min(STAY, n)
        n -= STAY
