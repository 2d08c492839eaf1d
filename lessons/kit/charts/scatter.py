"""Points and one line: units or groups, each of them what it says it is."""

from typing import Literal

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look


def scatter(
    look: Look,
    *,
    x_domain: Domain,
    y_domain: Domain,
    x_title: str,
    y_title: str,
    group_word: str,
    code: str,
    kind: Literal["units", "groups"] = "units",
    size: float = 22,
    y_format: str = "",
    named: bool = False,
) -> alt.TopLevelMixin:
    """Tables: `points` (x, y, group, weight in [0, 1]: the area of its dot), `line` (x, y). `code` colors the line.

    kind: groups stand in that color too, units in gray. size: the area of the smallest dot. named: points have a
    `name` too, written beside the dot; "" for most.
    """
    x = across("x:Q", x_title, x_domain)
    y = up("y:Q", y_title, y_domain, **({"format": y_format} if y_format else {}))
    tooltip = [
        tip("group:N", group_word),
        tip("x:Q", "x", ".2f"),
        tip("y:Q", "y", y_format or ".1f"),
    ]
    area = alt.Size(
        "weight:Q",
        legend=None,
        scale=alt.Scale(domain=(0, 1), range=(size * look.scale, 12 * size * look.scale)),
    )
    ink = {"units": (look.quiet, 0.5), "groups": (look.color(code), 0.75)}
    color, opacity = ink[kind]
    points = table("points").mark_circle(clip=True, color=color, opacity=opacity)
    line = table("line").encode(x, y)
    return layers(
        points.encode(x, y, tooltip=tooltip, size=area),
        line.mark_line(clip=True, color=look.paper, strokeWidth=7 * look.scale, opacity=0.8),
        line.mark_line(clip=True, color=look.color(code), strokeWidth=3.8 * look.scale),
        *([_names(look, x, y)] if named else []),
    )


def _names(look: Look, x: alt.X, y: alt.Y) -> alt.Chart:
    names = table("points").mark_text(align="left", dx=9, fontWeight=600, color=look.ink)
    return names.encode(x, y, text="name:N")
