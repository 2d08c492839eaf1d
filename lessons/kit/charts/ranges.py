"""Simulated values with their ranges, and over them the line that theory draws."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look


def ranges(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, code: str, strong: str
) -> alt.TopLevelMixin:
    """Tables: `values` (x, y, low, high, strong), `theory` (x, y), `here` (x, y, label). `code` colors the line.

    A value with `strong` true is drawn wide, in color and with a square; `strong` says what that means.
    """
    x = across("x:Q", x_title, x_domain, grid=False)
    y = up("y:Q", y_title, y_domain)
    values = table("values").encode(x)
    ink = alt.condition("datum.strong", alt.value(look.color("u0")), alt.value(look.quiet))
    tooltip = [
        tip("y:Q", "value", ".2f"),
        tip("low:Q", "from", ".2f"),
        tip("high:Q", "to", ".2f"),
        tip("strong:N", strong),
    ]
    wide = alt.condition("datum.strong", alt.value(3.4 * look.scale), alt.value(1.8 * look.scale))
    bars = values.mark_rule(clip=True).encode(alt.Y("low:Q"), y2="high:Q", color=ink, strokeWidth=wide, tooltip=tooltip)
    dots = values.mark_point(filled=True, clip=True, opacity=1).encode(
        y,
        color=ink,
        tooltip=tooltip,
        shape=alt.condition("datum.strong", alt.value("square"), alt.value("circle")),
        size=alt.condition("datum.strong", alt.value(70 * look.scale), alt.value(46 * look.scale)),
    )
    theory = table("theory").mark_line(strokeWidth=2.4 * look.scale, color=look.color(code), clip=True)
    here = table("here").encode(x, y)
    mark = here.mark_point(filled=True, shape="diamond", size=200 * look.scale, opacity=1, color=look.color(code))
    name = here.mark_text(align="right", dx=-10, dy=-12, fontWeight=600, color=look.color(code))
    return layers(bars, dots, theory.encode(x, y), mark, name.encode(text="label:N"))
