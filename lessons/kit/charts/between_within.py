"""Groups in the order of their means: how far they lie apart, and how far their units scatter about them."""

import altair as alt

from lessons.kit.charts.frame import layers, lit, pointed, table, tip
from lessons.kit.charts.look import Look


def between_within(look: Look, *, y_title: str, group_word: str) -> alt.TopLevelMixin:
    """Tables: `dots` (rank, y, group), `means` (rank, y, n, group), `overall` (y), `picked` (as means)."""
    hover = pointed()
    x = alt.X(
        "rank:Q",
        title=f"each {group_word}, from low to high",
        axis=alt.Axis(grid=False, labels=False),
        scale=alt.Scale(nice=False, zero=False, padding=14),
    )
    y = alt.Y("y:Q", title=y_title, scale=alt.Scale(zero=False))
    tooltip = [
        tip("group:N", group_word),
        tip("y:Q", "mean", ".3~g"),
        tip("n:Q", "rows"),
    ]
    dots = table("dots").mark_circle(size=18 * look.scale, color=look.faint, opacity=0.5, clip=True)
    overall = table("overall").mark_rule(strokeDash=[6, 4], color=look.ink, strokeWidth=1.5)
    means = table("means").mark_circle(color=look.color("tau00"), opacity=1)
    picked = table("picked").mark_text(dy=-14, fontWeight=600, color=look.color("tau00"))
    size = lit(hover, 220 * look.scale, 48 * look.scale)
    return layers(
        dots.encode(x, y),
        overall.encode(y),
        means.encode(x, y, tooltip=tooltip, size=size).add_params(hover),
        picked.encode(x, y, text="label:N"),
    )
