"""Lines of groups, how widely they lie at each x, and where they cross the zero from which x is counted."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look


def fan(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str
) -> alt.TopLevelMixin:
    """Tables: `lines` (x, y, group), `band` (x, low, high), `average` (x, y), `zero` (x), `crossings` (x, y, group)."""
    x, y = across("x:Q", x_title, x_domain), up("y:Q", y_title, y_domain)
    band = table("band").mark_area(color=look.color("tau00"), opacity=0.16, clip=True)
    lines = table("lines").mark_line(color=look.color("u1"), strokeWidth=1.7 * look.scale, opacity=0.75, clip=True)
    average = table("average").mark_line(color=look.color("gamma10"), strokeWidth=3.4 * look.scale, clip=True)
    zero = table("zero").mark_rule(color=look.ink, strokeWidth=2.4 * look.scale, strokeDash=[7, 4])
    dots = table("crossings").mark_circle(size=90 * look.scale, color=look.color("u0"), opacity=1, clip=True)
    tooltip = [tip("group:N", group_word), tip("y:Q", "level at zero", ".1f")]
    return layers(
        band.encode(x, alt.Y("low:Q"), y2="high:Q"),
        lines.encode(x, y, detail="group:N"),
        average.encode(x, y),
        zero.encode(x),
        dots.encode(x, y, tooltip=tooltip),
    )
