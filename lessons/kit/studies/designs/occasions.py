"""Occasions in persons: everybody is seen at the same times, x = first, first + 1, ..., in every sample."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from lessons.kit.studies.controls import control
from lessons.kit.studies.nested import Nested


@dataclass(frozen=True)
class Occasions(Nested):
    """A group is a person, its members are the occasions; intercepts are persons at x = 0."""

    title: ClassVar[str] = "Occasions in persons"
    first: float = control(0.0, -1000, 1000, "x at the first occasion", (-5, 5, 0.5))

    def level1_x(self, z: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """The times of the occasions, the same for all."""
        times = self.first + np.arange(self.n_per_group, dtype=np.float64)
        return np.broadcast_to(times, (*z["u0"].shape, self.n_per_group))


DESIGN = Occasions
