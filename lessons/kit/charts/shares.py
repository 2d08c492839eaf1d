"""Estimates of shares, one line a table, with intervals; a second estimate of the same as an open mark."""

import altair as alt

from lessons.kit.charts.look import Look


def shares(look: Look, *, title: str, code: str, after: str) -> alt.TopLevelMixin:
    """Tables: `estimates` (label, estimate, low, high), `after` (label, estimate, x). Sorted by the table's order."""
    x = alt.X("estimate:Q", title=title, scale=alt.Scale(domain=(0, 1), nice=False))
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(grid=True, labelLimit=330, labelColor=look.ink))
    tooltip = [
        alt.Tooltip("label:N", title="table"),
        alt.Tooltip("estimate:Q", title="ICC", format=".3f"),
        alt.Tooltip("low:Q", title="from", format=".3f"),
        alt.Tooltip("high:Q", title="to", format=".3f"),
    ]
    base = alt.Chart(alt.NamedData("estimates")).encode(y=y)
    other = alt.Chart(alt.NamedData("after")).encode(y=y)
    bars = base.mark_rule(strokeWidth=5 * look.scale, color=look.color(code), opacity=0.4, strokeCap="round")
    dots = base.mark_point(filled=True, size=120 * look.scale, color=look.color(code), opacity=1)
    open_marks = other.mark_point(
        filled=False, shape="diamond", size=110 * look.scale, color=look.color("gamma10"), strokeWidth=2.2, opacity=1
    )
    words = [alt.Tooltip("label:N", title="table"), alt.Tooltip("estimate:Q", title=f"ICC {after}", format=".3f")]
    return alt.layer(
        bars.encode(alt.X("low:Q"), x2="high:Q"),
        dots.encode(x, tooltip=tooltip),
        open_marks.encode(x, tooltip=[*words, alt.Tooltip("x:N", title="predictor")]),
    ).properties(width="container", height="container")
