"""The closed forms a textbook prints, one idea a file."""

from lessons.kit.theory.icc import design_effect, effective_sample_size, icc, reliability, vpc
from lessons.kit.theory.slopes import (
    share_of_negative_slopes,
    slope_range,
    slope_se,
    slope_se_reported,
    tau01,
)

__all__ = [
    "design_effect",
    "effective_sample_size",
    "icc",
    "reliability",
    "share_of_negative_slopes",
    "slope_range",
    "slope_se",
    "slope_se_reported",
    "tau01",
    "vpc",
]
