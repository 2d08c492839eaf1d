"""Pairs of units: one member of a group against another, on one scale."""

import altair as alt

from lessons.kit.charts.frame import across, layers, lit, pointed, table, up
from lessons.kit.charts.look import Look


def pairs(look: Look, *, domain: tuple[float, float], title: str, other_title: str) -> alt.TopLevelMixin:
    """Tables: `pairs` (y, y2, group), `line` (y, y2), `picked` (as pairs, with label)."""
    hover = pointed()
    x, y = across("y:Q", title, domain), up("y2:Q", other_title, domain)
    dots = table("pairs").mark_circle(
        clip=True, size=24 * look.scale, color=look.color("tau00")
    ).encode(x, y, opacity=lit(hover, 1, 0.3))  # fmt: skip
    line = table("line").mark_line(clip=True, color=look.ink, strokeWidth=2.6 * look.scale)
    same = alt.Chart(alt.InlineData(values=[{"y": domain[0], "y2": domain[0]}, {"y": domain[1], "y2": domain[1]}]))
    picked = table("picked").mark_circle(clip=True, size=60 * look.scale, color=look.color("gamma10"), opacity=1)
    return layers(
        same.mark_line(strokeDash=[4, 4], color=look.quiet, strokeWidth=1.2 * look.scale).encode(x, y),
        dots.add_params(hover),
        line.encode(x, y),
        picked.encode(x, y),
    )
