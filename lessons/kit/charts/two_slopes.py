"""The slope within groups and the slope between them, in one picture."""

from typing import Any

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, lit, pointed, table, tip, up
from lessons.kit.charts.look import Look

LEFT: dict[str, Any] = {"align": "right", "dx": -14}  # The names of the two stand on the right.


def two_slopes(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str
) -> alt.TopLevelMixin:
    """Tables: `dots`, `means` (x, y, group), `lines` (of line_columns), `between` (x, y), `picked` (as means).

    `pair` (x, y, label, group): two units at one x, each on a line of its own group, `own` (x, y, group); `gap` (x, y,
    y2, middle, label): the arrow from the one to the other. All three may be empty.
    """
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
        *_one_x(look, x, y),
    )


def _one_x(look: Look, x: alt.X, y: alt.Y) -> tuple[alt.Chart, ...]:
    """Two units with the same x in two groups, and how far apart the groups put them."""
    pair, gap, own = table("pair").encode(x, y), table("gap"), table("own")
    halo: dict[str, Any] = {"stroke": look.paper, "strokeWidth": 4, "strokeOpacity": 0.9}
    word: dict[str, Any] = {"align": "left", "dx": 14, "fontWeight": 600}
    said = gap.encode(x, alt.Y("middle:Q"), text="label:N")
    head = gap.mark_point(shape="triangle-up", filled=True, size=190 * look.scale, color=look.ink, opacity=1)
    return (
        own.mark_line(color=look.paper, strokeWidth=7 * look.scale, opacity=0.9).encode(x, y, detail="group:N"),
        own.mark_line(color=look.color("gamma10"), strokeWidth=4 * look.scale).encode(x, y, detail="group:N"),
        gap.mark_rule(strokeWidth=3 * look.scale, color=look.ink).encode(x, y, y2="y2:Q"),
        head.encode(x, alt.Y("y2:Q"), angle=alt.Angle("turn:Q", scale=None)),
        pair.mark_circle(size=190 * look.scale, color=look.ink, opacity=1),
        pair.mark_text(**word, **halo).encode(text="label:N"),
        pair.mark_text(**word, color=look.ink).encode(text="label:N"),
        said.mark_text(**word | LEFT, **halo),
        said.mark_text(**word | LEFT, color=look.ink),
    )
