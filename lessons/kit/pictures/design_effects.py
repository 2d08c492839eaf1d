"""The design effect against the size of groups: simulated, by its formula, and where the reader stands."""

import numpy as np

from datasets.simulate import simulated_design_effects
from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import ranges
from lessons.kit.columns import labels
from lessons.kit.text import sentence
from lessons.kit.theory import design_effect

LARGEST = 60
AXES = {
    "x_domain": (0, LARGEST + 2),
    "y_domain": (0, 20),
    "y_title": "design effect",
    "code": "icc",
    "strong": "here",
}


def design_effect_figure(
    name: str, seed: int, n_groups: int, n_per_group: int, icc: float, *, axis: str, groups: str, n_samples: int = 400
) -> Figure:
    """1 + (n - 1) icc as a line over n, and the ratio of two simulated variances as dots with their intervals.

    axis: the words of n; groups: what groups are called, in the plural.
    """
    values, here = simulated_design_effects(seed, n_samples, n_groups, icc), design_effect(n_per_group, icc)
    tables = {
        "values": {**values, "strong": np.zeros(len(values["x"]), dtype=bool)},
        "theory": {"x": np.array([1, LARGEST]), "y": np.array([1.0, design_effect(LARGEST, icc)])},
        "here": {
            "x": np.array([n_per_group]),
            "y": np.array([here]),
            "label": labels([str(sentence("you: @here", here=here))]),
        },
    }
    says = sentence(
        "Line: 1 + (n − 1) × @icc. Dots: the variance of the two-stage mean over that of the simple random mean, in "
        "@samples samples of @n @groups; bars are 95 % Monte Carlo intervals. They share their draws, so they err "
        "together.",
        icc=icc,
        samples=n_samples,
        n=n_groups,
        groups=groups,
    )
    settings = AXES | {"x_title": axis}
    title = "The design effect, simulated and by its formula"
    return Figure(name, title, ranges, tables, says, settings, key="line: formula, dots: simulated")
