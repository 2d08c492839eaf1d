"""Values in their order against those that a normal would have, with the band that chance leaves."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look


def quantiles(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str, code: str
) -> alt.TopLevelMixin:
    """Tables: `points` (x, y, group, out), `band` (x, low, high), `line` (x, y). `code` colors points; those with
    `out` true lie outside of the band and are drawn large, with a square."""
    x, y = across("x:Q", x_title, x_domain), up("y:Q", y_title, y_domain)
    band = table("band").mark_area(color=look.quiet, opacity=0.18, clip=True)
    line = table("line").mark_line(color=look.quiet, strokeWidth=1.8 * look.scale, strokeDash=[6, 4], clip=True)
    points = table("points").mark_point(filled=True, color=look.color(code), clip=True, opacity=0.9)
    out = alt.datum.out == True  # noqa: E712
    tooltip = [tip("group:N", group_word), tip("y:Q", "value", ".2f"), tip("x:Q", "a normal one", ".2f")]
    return layers(
        band.encode(x, alt.Y("low:Q"), y2="high:Q"),
        line.encode(alt.X("x:Q"), alt.Y("y:Q")),
        points.encode(
            alt.X("x:Q"),
            y,
            tooltip=tooltip,
            size=alt.condition(out, alt.value(110 * look.scale), alt.value(48 * look.scale)),
            shape=alt.condition(out, alt.value("square"), alt.value("circle")),
        ),
    )
