"""Estimates with their intervals, one line a model, against the value that was set."""

import altair as alt

from lessons.kit.charts.look import Look


def intervals(
    look: Look, *, domain: tuple[float, float], title: str, code: str, order: tuple[str, ...]
) -> alt.TopLevelMixin:
    """Tables: `estimates` (label, estimate, low, high, chosen), `set` (value). `code` colors the estimates."""
    x = alt.X("estimate:Q", title=title, scale=alt.Scale(domain=domain, nice=False, zero=False))
    y = alt.Y(
        "label:N",
        sort=list(order),
        title=None,
        axis=alt.Axis(grid=False, labelLimit=240, labelColor=look.ink),
    )
    base = alt.Chart(alt.NamedData("estimates")).encode(y=y)
    strong = alt.condition("datum.chosen", alt.value(1), alt.value(0.5))
    bars = base.mark_rule(strokeWidth=5 * look.scale, color=look.color(code), clip=True, strokeCap="round")
    dots = base.mark_point(
        filled=True, size=130 * look.scale, color=look.color(code), stroke=look.paper, clip=True, opacity=1
    )
    truth = alt.Chart(alt.NamedData("set")).encode(alt.X("value:Q"))
    tooltip = [
        alt.Tooltip("label:N", title="model"),
        alt.Tooltip("estimate:Q", title="found", format=".3f"),
        alt.Tooltip("low:Q", title="from", format=".3f"),
        alt.Tooltip("high:Q", title="to", format=".3f"),
    ]
    return alt.layer(
        truth.mark_rule(strokeDash=[6, 4], strokeWidth=2 * look.scale, color=look.ink),
        bars.encode(alt.X("low:Q"), x2="high:Q", opacity=strong),
        dots.encode(x, tooltip=tooltip),
    ).properties(width="container", height="container")
