"""A sample as its plan took it: every unit a dot, each group a column."""

import altair as alt

from lessons.kit.charts.frame import across, constant, layers, table, tip, up
from lessons.kit.charts.look import Look


def sampling_plan(
    look: Look, *, center: float, reach: float, lens: float, y_title: str, x_title: str
) -> alt.TopLevelMixin:
    """Tables: `units` (x, y), `groups` (x, x2, y: their means).

    A dashed rule at `center`; the axis runs over `center` ± `reach`; a band marks `center` ± `lens`, the axis of a
    picture beside this one.
    """
    x = across("x:Q", x_title, (0, 1), grid=False, labels=False, titleAnchor="start")
    y = up("y:Q", y_title, (center - reach, center + reach))
    band = constant({"y": center - lens, "y2": center + lens}).mark_rect(color=look.color("icc"), opacity=0.14)
    units = table("units").mark_circle(size=24 * look.scale, color=look.faint, opacity=0.6, clip=True)
    groups = table("groups").mark_rule(strokeWidth=3.4 * look.scale, color=look.color("u0"), clip=True)
    middle = constant({"y": center}).mark_rule(strokeDash=[6, 4], strokeWidth=2 * look.scale, color=look.ink)
    return layers(
        band.encode(y, y2="y2:Q"),
        units.encode(x, y, tooltip=[tip("y:Q", y_title, ".1f")]),
        middle.encode(y),
        groups.encode(x, y, x2="x2:Q", tooltip=[tip("y:Q", "mean of this group", ".1f")]),
    )
