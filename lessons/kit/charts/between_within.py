"""Groups in the order of their means: how far they lie apart, and how far their units scatter about them."""

import altair as alt

from lessons.kit.charts.look import Look


def between_within(look: Look, *, y_title: str, group_word: str) -> alt.TopLevelMixin:
    """Tables: `dots` (rank, y, group), `means` (rank, y, n, group), `overall` (y), `picked` (as means)."""
    hover = alt.selection_point("hover", on="pointerover", clear="pointerout", fields=["group"], empty=False)
    x = alt.X(
        "rank:Q",
        title=f"each {group_word}, from the lowest mean to the highest",
        axis=alt.Axis(grid=False, labels=False),
        scale=alt.Scale(nice=False, zero=False, padding=14),
    )
    y = alt.Y("y:Q", title=y_title, scale=alt.Scale(zero=False))
    tooltip = [
        alt.Tooltip("group:N", title=group_word),
        alt.Tooltip("y:Q", title="mean", format=".3~g"),
        alt.Tooltip("n:Q", title="rows"),
    ]
    dots = alt.Chart(alt.NamedData("dots")).mark_circle(size=18 * look.scale, color=look.faint, opacity=0.5, clip=True)
    overall = alt.Chart(alt.NamedData("overall")).mark_rule(strokeDash=[6, 4], color=look.ink, strokeWidth=1.5)
    means = alt.Chart(alt.NamedData("means")).mark_circle(color=look.color("tau00"), opacity=1)
    picked = alt.Chart(alt.NamedData("picked")).mark_text(dy=-14, fontWeight=600, color=look.color("tau00"))
    size = alt.condition(hover, alt.value(220 * look.scale), alt.value(48 * look.scale))
    return alt.layer(
        dots.encode(x, y),
        overall.encode(y),
        means.encode(x, y, tooltip=tooltip, size=size).add_params(hover),
        picked.encode(x, y, text="label:N"),
    ).properties(width="container", height="container")
