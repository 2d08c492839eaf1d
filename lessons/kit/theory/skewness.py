"""A skewed level, and what of its skewness is left in what a model predicts of it."""

from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
STEEPEST = 0.9


def skewed(z: Numbers, strength: float) -> Numbers:
    """Standard normal values made skewed, in their order, with mean 0 and variance 1; at strength 0 they stay.

    (exp(a z) - exp(a^2 / 2)) / sd, lognormal, with a = 0.9 strength.
    """
    a = STEEPEST * strength
    if a == 0:
        return z
    return (np.exp(a * z) - exp(a * a / 2)) / sqrt((exp(a * a) - 1) * exp(a * a))


def skewness(strength: float) -> float:
    """Its third standardized moment: (exp(a^2) + 2) sqrt(exp(a^2) - 1)."""
    square = exp((STEEPEST * strength) ** 2)
    return (square + 2) * sqrt(square - 1)


def predicted_skewness(skew: float, reliability: float) -> float:
    """Of predicted levels in balanced groups: skew times reliability to the power 1.5, for normal residuals.

    A mean is u + v with v normal: its third cumulant is that of u alone, its variance tau00 / reliability.
    """
    return skew * reliability**1.5
