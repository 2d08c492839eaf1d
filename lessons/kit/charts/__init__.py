"""Charts: DataFrames in, Altair charts out; no fits, no state. Each names its tables and holds its axes still."""

from lessons.kit.charts.between_within import between_within
from lessons.kit.charts.calibration import calibration
from lessons.kit.charts.group_lines import group_lines, line_table
from lessons.kit.charts.intervals import intervals
from lessons.kit.charts.look import DARK, LIGHT, Look
from lessons.kit.charts.one_group import one_group
from lessons.kit.charts.spread import ellipse, spread

__all__ = [
    "DARK",
    "LIGHT",
    "Look",
    "between_within",
    "calibration",
    "ellipse",
    "group_lines",
    "intervals",
    "line_table",
    "one_group",
    "spread",
]
