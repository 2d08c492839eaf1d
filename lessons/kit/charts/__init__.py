"""Charts: DataFrames in, Altair charts out; no fits, no state. Each names its tables and holds its axes still."""

from lessons.kit.charts.anatomy import anatomy
from lessons.kit.charts.arms import arms
from lessons.kit.charts.between_within import between_within
from lessons.kit.charts.calibration import calibration
from lessons.kit.charts.curves import curves
from lessons.kit.charts.district import district
from lessons.kit.charts.fan import fan
from lessons.kit.charts.field_of_designs import field_of_designs
from lessons.kit.charts.found_strips import found_strips
from lessons.kit.charts.funnel import funnel
from lessons.kit.charts.gaps import KINDS, gaps
from lessons.kit.charts.group_lines import group_lines
from lessons.kit.charts.intervals import intervals
from lessons.kit.charts.landscape import landscape
from lessons.kit.charts.levels import levels
from lessons.kit.charts.look import DARK, LIGHT, Look
from lessons.kit.charts.many_intervals import many_intervals
from lessons.kit.charts.marked_lines import marked_lines
from lessons.kit.charts.one_group import one_group
from lessons.kit.charts.pairs import pairs
from lessons.kit.charts.power_curves import power_curves
from lessons.kit.charts.prior_to_posterior import prior_to_posterior
from lessons.kit.charts.quantiles import quantiles
from lessons.kit.charts.rain import rain
from lessons.kit.charts.ranges import ranges
from lessons.kit.charts.sampling_plan import sampling_plan
from lessons.kit.charts.scatter import scatter
from lessons.kit.charts.shares import shares
from lessons.kit.charts.spread import spread
from lessons.kit.charts.strips import strips
from lessons.kit.charts.studies import studies
from lessons.kit.charts.sweep import heat, sweep
from lessons.kit.charts.three_kinds import three_kinds
from lessons.kit.charts.three_slopes import KINDS_OF_SLOPE, slope_rows, three_lines
from lessons.kit.charts.traces import traces
from lessons.kit.charts.two_slopes import two_slopes
from lessons.kit.charts.variance_bars import PARTS, variance_bars

__all__ = [
    "DARK",
    "KINDS",
    "KINDS_OF_SLOPE",
    "LIGHT",
    "PARTS",
    "Look",
    "anatomy",
    "arms",
    "between_within",
    "calibration",
    "curves",
    "district",
    "fan",
    "field_of_designs",
    "found_strips",
    "funnel",
    "gaps",
    "group_lines",
    "heat",
    "intervals",
    "landscape",
    "levels",
    "many_intervals",
    "marked_lines",
    "one_group",
    "pairs",
    "power_curves",
    "prior_to_posterior",
    "quantiles",
    "rain",
    "ranges",
    "sampling_plan",
    "scatter",
    "shares",
    "slope_rows",
    "spread",
    "strips",
    "studies",
    "sweep",
    "three_kinds",
    "three_lines",
    "traces",
    "two_slopes",
    "variance_bars",
]
