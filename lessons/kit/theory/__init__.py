"""The closed forms a textbook prints, one idea a file."""

from lessons.kit.theory.blend import blended_slope
from lessons.kit.theory.icc import design_effect, effective_sample_size, icc, naive_miss_rate, reliability, vpc
from lessons.kit.theory.pairs import mean_gap, pair_correlation
from lessons.kit.theory.slopes import (
    share_of_negative_slopes,
    slope_range,
    slope_se,
    slope_se_reported,
    tau01,
)
from lessons.kit.theory.total_slope import correlation_ratio, total_slope

__all__ = [
    "blended_slope",
    "correlation_ratio",
    "design_effect",
    "effective_sample_size",
    "icc",
    "mean_gap",
    "naive_miss_rate",
    "pair_correlation",
    "reliability",
    "share_of_negative_slopes",
    "slope_range",
    "slope_se",
    "slope_se_reported",
    "tau01",
    "total_slope",
    "vpc",
]
