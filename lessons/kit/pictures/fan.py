"""Lines of groups as they were set, fanning out or in."""

from typing import Any

import numpy as np

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts.fan import fan
from lessons.kit.columns import Labels
from lessons.kit.text import number, sentence
from lessons.kit.theory.centering import at_zero

ENDS = (-3.2, 3.2)
PLACES = np.linspace(*ENDS, 33)
FAN_AXES = {
    "x_domain": ENDS,
    "y_domain": (15, 85),
    "x_title": "ability on entry (SD units)",
    "y_title": "test score, y",
    "group_word": "school",
}


def fan_figure(run: Any, gamma00: float, moved: bool = True) -> Figure:
    """The lines that were set, the middle two thirds of such schools as a band, and the zero from which x is counted.

    moved: False keeps the zero out of the picture.
    """
    p, groups = run.p, run.groups
    u1 = groups.first("u1")
    u0 = groups.first("u0") - p.zero * u1  # The table has levels at the zero; the axis counts ability.
    ends, level = np.array(ENDS), gamma00 + p.gamma10 * PLACES
    half = np.sqrt([at_zero(p.tau00, p.tau01, p.tau11, place)[0] for place in PLACES])
    here = np.array([p.zero] if moved else [])
    at = gamma00 + u0 + (p.gamma10 + u1) * p.zero
    names = Labels(groups.labels.codes.repeat(2), groups.labels.names)
    tables = {
        "lines": {
            "group": names,
            "x": np.tile(ends, len(groups)),
            "y": (gamma00 + u0[:, None] + (p.gamma10 + u1)[:, None] * ends).ravel(),
        },
        "band": {"x": PLACES, "low": level - half, "high": level + half},
        "average": {"x": ends, "y": gamma00 + p.gamma10 * ends},
        "zero": {"x": here},
        "crossings": {
            "group": groups.labels[: len(groups) * len(here)],
            "x": np.full(len(groups) * len(here), p.zero),
            "y": at[: len(groups) * len(here)],
        },
    }
    says = sentence(
        "@n schools as you set them. The band holds two thirds of such schools: it is @narrow wide at its narrowest, "
        "@wide at its widest.",
        n=len(groups),
        narrow=number(float(2 * half.min()), 1),
        wide=number(float(2 * half.max()), 1),
    )
    key = "band: two thirds of schools, dashed: zero of x" if moved else "band: two thirds of schools"
    return Figure("fan", "A line for each school", fan, tables, says, FAN_AXES, key=key)
