"""Common random numbers: the one place where the visible seed becomes standard-normal draws."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Normals = NDArray[np.float64]


@dataclass(frozen=True)
class Draws:
    """Standard-normal draws for the largest world the controls allow.

    group: (J_max, q), level 2, one row a group, one column a random effect.
    x_group: (J_max,), level 2, the between-group part of x.
    x: (J_max, n_max), level 1, the within-group part of x.
    e: (J_max, n_max), level 1, the residual.
    A smaller world crops these arrays, so adding a group or a unit moves nobody else.
    """

    group: Normals
    x_group: Normals
    x: Normals
    e: Normals

    @property
    def max_groups(self) -> int:
        return self.e.shape[0]

    @property
    def max_per_group(self) -> int:
        return self.e.shape[1]


@lru_cache(maxsize=64)
def make_draws(seed: int, max_groups: int, max_per_group: int, n_effects: int = 2) -> Draws:
    """Draws for `seed`; each array has a stream of its own, so none shifts another."""
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(4)]
    shapes = (
        (max_groups, n_effects),
        (max_groups,),
        (max_groups, max_per_group),
        (max_groups, max_per_group),
    )
    arrays = [stream.standard_normal(shape) for stream, shape in zip(streams, shapes, strict=True)]
    for array in arrays:
        array.setflags(write=False)
    return Draws(*arrays)
