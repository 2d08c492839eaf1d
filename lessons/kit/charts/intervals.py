"""Estimates with their intervals, one line a model, against the value that was set."""

import altair as alt

from lessons.kit.charts.frame import across, layers, table, tip
from lessons.kit.charts.look import Look


def intervals(
    look: Look, *, domain: tuple[float, float], title: str, code: str, order: tuple[str, ...], found: str = "found"
) -> alt.TopLevelMixin:
    """Tables: `estimates` (label, estimate, low, high, chosen), `set` (value). `code` colors the estimates.

    found: what the pointer calls an estimate.
    """
    x = across("estimate:Q", title, domain)
    y = alt.Y(
        "label:N",
        sort=list(order),
        title=None,
        axis=alt.Axis(grid=False, labelLimit=240 * look.scale, labelColor=look.ink),
    )
    base = table("estimates").encode(y=y)
    strong = alt.condition("datum.chosen", alt.value(1), alt.value(0.5))
    bars = base.mark_rule(strokeWidth=5 * look.scale, color=look.color(code), clip=True, strokeCap="round")
    dots = base.mark_point(
        filled=True, size=130 * look.scale, color=look.color(code), stroke=look.paper, clip=True, opacity=1
    )
    truth = table("set").encode(alt.X("value:Q"))
    tooltip = [
        tip("label:N", "model"),
        tip("estimate:Q", found, ".3f"),
        tip("low:Q", "from", ".3f"),
        tip("high:Q", "to", ".3f"),
    ]
    return layers(
        truth.mark_rule(strokeDash=[6, 4], strokeWidth=2 * look.scale, color=look.ink),
        bars.encode(alt.X("low:Q"), x2="high:Q", opacity=strong),
        dots.encode(x, tooltip=tooltip),
    )
