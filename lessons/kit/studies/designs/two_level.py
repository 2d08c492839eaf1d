"""Units in groups: pupils in schools, patients in clinics. x has variance 1 and is drawn anew in every sample."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from lessons.kit.studies.controls import control
from lessons.kit.studies.nested import Nested


@dataclass(frozen=True)
class TwoLevel(Nested):
    """A share of the variance of x may lie between the groups."""

    title: ClassVar[str] = "Members in groups"
    icc_x: float = control(0.0, 0, 1, "share of the variance of x between groups", (0, 1, 0.05))

    def level1_x(self, z: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """x_j + x_ij, with variances icc_x and 1 - icc_x."""
        return np.sqrt(self.icc_x) * z["x_mean"][..., None] + np.sqrt(1 - self.icc_x) * z["x"]


DESIGN = TwoLevel
