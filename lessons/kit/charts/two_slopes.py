"""The slope within groups and the slope between them, in one picture."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, lit, pointed, table, tip, up
from lessons.kit.charts.look import Look


def two_slopes(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str
) -> alt.TopLevelMixin:
    """Tables: `dots`, `means` (x, y, group), `lines` (as line_table), `between` (x, y), `picked` (as means)."""
    hover = pointed()
    x = across("x:Q", x_title, x_domain)
    y = up("y:Q", y_title, y_domain)
    within, between = look.color("gamma10"), look.color("gamma01")
    dots = table("dots").mark_circle(clip=True, size=14 * look.scale, color=look.faint)
    lines = table("lines").mark_line(clip=True, color=within).encode(
        x,
        y,
        detail="group:N",
        opacity=lit(hover, 1, 0.7),
        strokeWidth=lit(hover, 4 * look.scale, 1.8 * look.scale),
    )  # fmt: skip
    line = table("between").encode(x, y)
    means = table("means").mark_circle(clip=True, color=between, opacity=1)
    tooltip = [
        tip("group:N", group_word),
        tip("x:Q", "mean x", ".2f"),
        tip("y:Q", "mean y", ".1f"),
    ]
    size = lit(hover, 240 * look.scale, 80 * look.scale)
    picked = table("picked").mark_text(dy=-14, fontWeight=600, color=between, clip=True)
    return layers(
        dots.encode(x, y, opacity=lit(hover, 0.9, 0.35)),
        lines,
        line.mark_line(clip=True, color=look.paper, strokeWidth=7 * look.scale, opacity=0.8),
        line.mark_line(clip=True, color=between, strokeWidth=3.8 * look.scale),
        means.encode(x, y, tooltip=tooltip, size=size).add_params(hover),
        picked.encode(x, y, text="label:N"),
    )
