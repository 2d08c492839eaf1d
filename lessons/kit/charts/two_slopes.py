"""The slope within groups and the slope between them, in one picture."""

import altair as alt

from lessons.kit.charts.look import Look

Domain = tuple[float, float]


def two_slopes(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str
) -> alt.TopLevelMixin:
    """Tables: `dots`, `means` (x, y, group), `lines` (as line_table), `between` (x, y), `picked` (as means)."""
    hover = alt.selection_point("hover", on="pointerover", clear="pointerout", fields=["group"], empty=False)
    x = alt.X("x:Q", title=x_title, scale=alt.Scale(domain=x_domain, nice=False))
    y = alt.Y("y:Q", title=y_title, scale=alt.Scale(domain=y_domain, nice=False, zero=False))
    within, between = look.color("gamma10"), look.color("gamma01")
    dots = alt.Chart(alt.NamedData("dots")).mark_circle(clip=True, size=14 * look.scale, color=look.faint)
    lines = alt.Chart(alt.NamedData("lines")).mark_line(clip=True, color=within).encode(
        x,
        y,
        detail="group:N",
        opacity=alt.condition(hover, alt.value(1), alt.value(0.7)),
        strokeWidth=alt.condition(hover, alt.value(4 * look.scale), alt.value(1.8 * look.scale)),
    )  # fmt: skip
    line = alt.Chart(alt.NamedData("between")).encode(x, y)
    means = alt.Chart(alt.NamedData("means")).mark_circle(clip=True, color=between, opacity=1)
    tooltip = [
        alt.Tooltip("group:N", title=group_word),
        alt.Tooltip("x:Q", title="mean x", format=".2f"),
        alt.Tooltip("y:Q", title="mean y", format=".1f"),
    ]
    size = alt.condition(hover, alt.value(240 * look.scale), alt.value(80 * look.scale))
    picked = alt.Chart(alt.NamedData("picked")).mark_text(dy=-14, fontWeight=600, color=between, clip=True)
    return alt.layer(
        dots.encode(x, y, opacity=alt.condition(hover, alt.value(0.9), alt.value(0.35))),
        lines,
        line.mark_line(clip=True, color=look.paper, strokeWidth=7 * look.scale, opacity=0.8),
        line.mark_line(clip=True, color=between, strokeWidth=3.8 * look.scale),
        means.encode(x, y, tooltip=tooltip, size=size).add_params(hover),
        picked.encode(x, y, text="label:N"),
    ).properties(width="container", height="container")
