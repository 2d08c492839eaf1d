"""Designs from above: groups from left to right, members from bottom to top, and how far each is from what is asked."""

from typing import Any

import altair as alt

from lessons.kit.charts.frame import Domain, layers, table, tip
from lessons.kit.charts.look import Look

STEPS = (2.0, 5.0, 10.0, 20.0, 40.0)
STRONG = (0.0, 0.2, 0.38, 0.56, 0.74, 0.92)
TICKS = {"x": [5, 10, 20, 50, 100], "y": [2, 5, 10, 20, 50]}
HALO: dict[str, Any] = {"strokeWidth": 5, "strokeJoin": "round"}


def field_of_designs(look: Look, *, x_domain: Domain, y_domain: Domain, what: str) -> alt.TopLevelMixin:
    """Tables: `cells` (x, x2, y, y2, value, short), `rules`, `here` (x, y, label), `same` (x, y): designs as large.

    value: in percent, called `what`; short: by how many points it is below (< 0) or above what is asked, shown in
    steps of STEPS. Both axes are logarithms.
    """
    x, y = _axis(alt.X("x:Q"), "groups", x_domain, "x"), _axis(alt.Y("y:Q"), "members of a group", y_domain, "y")
    strong = alt.Opacity(
        "far:Q", legend=None, scale=alt.Scale(type="threshold", domain=list(STEPS), range=list(STRONG))
    )
    ink = alt.condition("datum.short < 0", alt.value(look.color("tau00")), alt.value(look.color("gamma00")))
    cells = table("cells").transform_calculate(far="abs(datum.short)").mark_rect(clip=True)
    tooltip = [tip("x:Q", "groups", ".0f"), tip("y:Q", "members", ".0f"), tip("value:Q", what, ".1f")]
    same = table("same").mark_line(strokeDash=[6, 4], strokeWidth=1.8 * look.scale, color=look.quiet, clip=True)
    return layers(
        cells.encode(x, y, x2="x2:Q", y2="y2:Q", opacity=strong, color=ink, tooltip=tooltip),
        same.encode(x, y),
        *_marks(look, table("rules").encode(x, y), "square", look.ink, "bottom"),
        *_marks(look, table("here").encode(x, y), "diamond", look.color("gamma01"), "top"),
    )


def _axis(channel: Any, title: str, domain: Domain, name: str) -> Any:
    scale = alt.Scale(type="log", domain=domain, nice=False)
    return channel.title(title).scale(scale).axis(grid=False, values=TICKS[name], format="d")


def _marks(look: Look, at: alt.Chart, shape: str, color: str, below: str) -> tuple[alt.Chart, ...]:
    """Points with their words above ("bottom" is the base line) or below them, on a ground of paper."""
    away = (-12 if below == "bottom" else 14) * look.scale
    form: dict[str, Any] = {"align": "center", "baseline": below, "dy": away, "fontWeight": 700, "clip": True}
    under: dict[str, Any] = form | HALO | {"color": look.paper, "stroke": look.paper}
    points = at.mark_point(
        filled=True, shape=shape, size=190 * look.scale, color=color, stroke=look.paper, opacity=1,
        strokeWidth=2 * look.scale, clip=True,
    )  # fmt: skip
    over: dict[str, Any] = form | {"color": look.ink}
    return points, *(at.mark_text(**words).encode(text="label:N") for words in (under, over))
