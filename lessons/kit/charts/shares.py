"""Estimates of shares, one line a table, with intervals; a second estimate of the same as an open mark."""

import altair as alt

from lessons.kit.charts.frame import across, layers, table, tip
from lessons.kit.charts.look import Look


def shares(look: Look, *, title: str, code: str, after: str) -> alt.TopLevelMixin:
    """Tables: `estimates` (label, estimate, low, high), `after` (label, estimate, x). Sorted by the table's order."""
    x = across("estimate:Q", title, (0, 1))
    y = alt.Y(
        "label:N", sort=None, title=None, axis=alt.Axis(grid=True, labelLimit=330 * look.scale, labelColor=look.ink)
    )
    tooltip = [
        tip("label:N", "table"),
        tip("estimate:Q", "ICC", ".3f"),
        tip("low:Q", "from", ".3f"),
        tip("high:Q", "to", ".3f"),
    ]
    base = table("estimates").encode(y=y)
    other = table("after").encode(y=y)
    bars = base.mark_rule(strokeWidth=5 * look.scale, color=look.color(code), opacity=0.4, strokeCap="round")
    dots = base.mark_point(filled=True, size=120 * look.scale, color=look.color(code), opacity=1)
    open_marks = other.mark_point(
        filled=False, shape="diamond", size=110 * look.scale, color=look.color("gamma10"), strokeWidth=2.2, opacity=1
    )
    words = [tip("label:N", "table"), tip("estimate:Q", f"ICC {after}", ".3f")]
    return layers(
        bars.encode(alt.X("low:Q"), x2="high:Q"),
        dots.encode(x, tooltip=tooltip),
        open_marks.encode(x, tooltip=[*words, tip("x:N", "predictor")]),
    )
