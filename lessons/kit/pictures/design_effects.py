"""The design effect against the size of groups: simulated, by its formula, and where the reader stands."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from datasets.simulate import simulated_design_effects
from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import ranges
from lessons.kit.columns import Columns, labels
from lessons.kit.text import sentence
from lessons.kit.theory import design_effect

LARGEST = 60
AXES = {"x_domain": (0, LARGEST + 2), "y_domain": (0, 20), "y_title": "design effect", "code": "icc", "strong": "here"}


def design_effect_figure(
    name: str, seed: int, n_groups: int, n_per_group: int, icc: float, *, axis: str, groups: str, n_samples: int = 400
) -> Figure:
    """1 + (n - 1) icc as a line over n, and the ratio of two simulated variances as dots with their intervals.

    axis: the words of n; groups: what groups are called, in the plural.
    """
    values = simulated_design_effects(seed, n_samples, n_groups, icc)
    tables = _tables(n_per_group, icc, (1, LARGEST), {**values, "strong": np.zeros(len(values["x"]), dtype=bool)})
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


def design_effect_line(name: str, n_per_group: int, icc: float, axes: Mapping[str, Any]) -> Figure:
    """1 + (n - 1) icc as a line over n, and where the reader stands; `axes` say the domains and the words of n."""
    none = {**dict.fromkeys(("x", "y", "low", "high"), np.empty(0)), "strong": np.empty(0, dtype=bool)}
    tables = _tables(n_per_group, icc, (1, axes["x_domain"][1] - 1), none)
    here = design_effect(n_per_group, icc)
    says = sentence("Line: 1 + (n − 1) × @icc. With n = @n it is @here.", icc=icc, n=n_per_group, here=here)
    title, key = "How many times the variance of the mean", "line: by the size of schools"
    return Figure(name, title, ranges, tables, says, {**AXES, **axes}, key=key)


def _tables(n: int, icc: float, ends: tuple[float, float], values: Columns) -> dict[str, Columns]:
    over, here = np.array(ends, dtype=float), design_effect(n, icc)
    label = labels([str(sentence("you: @here", here=here))])
    return {
        "values": values,
        "theory": {"x": over, "y": 1 + (over - 1) * icc},
        "here": {"x": np.array([n]), "y": np.array([here]), "label": label},
    }
