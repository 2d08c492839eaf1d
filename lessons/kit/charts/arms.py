"""The means of groups in the two arms of a trial: what its test compares."""

from typing import Any

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, lit, pointed, table, tip, up
from lessons.kit.charts.look import Look


def arms(look: Look, *, y_domain: Domain, y_title: str, group_word: str, names: tuple[str, str]) -> alt.TopLevelMixin:
    """Tables: `means` (x, y, group), `arms` (x, x2, y, label), and `picked` (as means, with label). names: of the arms.

    The first arm stands around x = 0, the second around x = 1.
    """
    hover = pointed()
    which = f"datum.value < 0.5 ? '{names[0]}' : '{names[1]}'"
    x = across("x:Q", None, (-0.5, 1.5), values=[0, 1], labelExpr=which, grid=False)
    y = up("y:Q", y_title, y_domain)
    tooltip = [tip("group:N", group_word), tip("y:Q", "mean", ".2f")]
    dots = table("means").mark_circle(clip=True, size=70 * look.scale, color=look.color("u0"))
    level = table("arms").encode(x, y)
    bars = level.mark_rule(strokeWidth=4 * look.scale, color=look.ink, strokeCap="round").encode(x2="x2:Q")
    form: dict[str, Any] = {"align": "right", "baseline": "bottom", "dy": -4 * look.scale, "fontWeight": 700}
    halo: dict[str, Any] = {"stroke": look.paper, "strokeWidth": 4, "strokeJoin": "round"}
    said = table("arms").encode(alt.X("x2:Q"), y, text="label:N")
    picked = table("picked").mark_text(dy=-12, fontWeight=600, color=look.ink, clip=True)
    return layers(
        dots.encode(x, y, tooltip=tooltip, opacity=lit(hover, 1, 0.6)).add_params(hover),
        bars,
        said.mark_text(**form, **halo, color=look.paper),
        said.mark_text(**form, color=look.ink),
        picked.encode(x, y, text="label:N"),
    )
