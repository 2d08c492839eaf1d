"""One interval a sample, many side by side: those that miss the truth are red, thick, and crossed."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look


def many_intervals(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, miss: str
) -> alt.TopLevelMixin:
    """Tables: `values` (x, y, low, high, miss), `truth` (y), `count` (x, y, label), `first` (x, y, label).

    miss: what it means that `miss` is true.
    """
    x, y = across("x:Q", x_title, x_domain, grid=False, labels=False), up("y:Q", y_title, y_domain)
    red = look.color("u0")
    tooltip = [
        tip("y:Q", "estimate", ".2f"),
        tip("low:Q", "from", ".2f"),
        tip("high:Q", "to", ".2f"),
        tip("miss:N", miss),
    ]
    values = table("values").encode(x, tooltip=tooltip)
    ink = alt.condition("datum.miss", alt.value(red), alt.value(look.quiet))
    wide = alt.condition("datum.miss", alt.value(3.6 * look.scale), alt.value(2 * look.scale))
    bars = values.mark_rule(clip=True).encode(alt.Y("low:Q"), y2="high:Q", color=ink, strokeWidth=wide)
    dots = values.mark_point(filled=True, clip=True, opacity=1).encode(
        y,
        color=ink,
        shape=alt.condition("datum.miss", alt.value("cross"), alt.value("circle")),
        size=alt.condition("datum.miss", alt.value(110 * look.scale), alt.value(30 * look.scale)),
    )
    truth = table("truth").mark_rule(strokeDash=[7, 4], strokeWidth=2.2 * look.scale, color=look.ink).encode(y)
    count = table("count").mark_text(align="left", baseline="top", fontSize=24 * look.scale, fontWeight=700, color=red)
    first = table("first").mark_text(align="left", baseline="bottom", fontWeight=600, color=look.ink)
    return layers(
        bars,
        dots,
        truth,
        count.encode(x, y, text="label:N"),
        first.encode(x, y, text="label:N"),
    )
