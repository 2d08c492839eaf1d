"""Designs from above: groups from left to right, members from bottom to top, and how far each is from what is asked."""

from typing import Any

import altair as alt
from altair import datum

from lessons.kit.charts.frame import Domain, layers, table, tip
from lessons.kit.charts.look import Look

TICKS = {"x": [5, 10, 20, 50, 100], "y": [2, 5, 10, 20, 50]}
HALO: dict[str, Any] = {"strokeWidth": 5, "strokeJoin": "round"}


def field_of_designs(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, what: str
) -> alt.TopLevelMixin:
    """Tables: `cells` (x, x2, y, y2, value, tint), `lines` (x, y, x2, y2), `levels`, `rules`, `here` (x, y, label,
    side), `same` (x, y): as large. `lines` are pieces of contours, `levels` their names.

    value: a number, called `what`; tint: how far it is below (down to -1) or above (up to 1) what is asked, 0 where it
    is as asked. side: where a name stands: above, right or below. Both axes are logarithms.
    """
    x, y = _axis(alt.X("x:Q"), x_title, x_domain, "x"), _axis(alt.Y("y:Q"), y_title, y_domain, "y")
    inks = [look.color("tau00"), look.paper, look.color("gamma00")]
    color = alt.Color("tint:Q", legend=None, scale=alt.Scale(domain=[-1, 0, 1], range=inks, interpolate="rgb"))
    cells = table("cells").mark_rect(clip=True)
    tooltip = [tip("x:Q", x_title, ".0f"), tip("y:Q", y_title, ".0f"), tip("value:Q", what, ".1f")]
    lines = table("lines").mark_rule(strokeWidth=1.6 * look.scale, strokeCap="round", color=look.ink, clip=True)
    same = table("same").mark_line(strokeDash=[6, 4], strokeWidth=1.8 * look.scale, color=look.quiet, clip=True)
    return layers(
        cells.encode(x, y, x2="x2:Q", y2="y2:Q", color=color, tooltip=tooltip),
        lines.encode(x, y, x2="x2:Q", y2="y2:Q"),
        *_names(look, "levels", (x, y), ("on",)),
        same.encode(x, y),
        *_marks(look, "rules", (x, y), "square", look.ink),
        *_marks(look, "here", (x, y), "diamond", look.color("u0")),
    )


def _axis(channel: Any, title: str, domain: Domain, name: str) -> Any:
    scale = alt.Scale(type="log", domain=domain, nice=False)
    return channel.title(title).scale(scale).axis(grid=False, values=TICKS[name], format="d")


def _marks(look: Look, name: str, at: tuple[Any, Any], shape: str, color: str) -> tuple[alt.Chart, ...]:
    """Points with their names at their sides."""
    points = table(name).mark_point(
        filled=True, shape=shape, size=190 * look.scale, color=color, stroke=look.paper, opacity=1,
        strokeWidth=2 * look.scale, clip=True,
    )  # fmt: skip
    return points.encode(*at), *_names(look, name, at, ("above", "right", "below"))


def _names(look: Look, name: str, at: tuple[Any, Any], sides: tuple[str, ...]) -> tuple[alt.Chart, ...]:
    """Words at these sides of their places, or on them, on a ground of paper."""
    forms: dict[str, dict[str, Any]] = {
        "right": {"align": "left", "baseline": "middle", "dx": 12 * look.scale},
        "below": {"align": "center", "baseline": "top", "dy": 14 * look.scale},
        "above": {"align": "center", "baseline": "bottom", "dy": -12 * look.scale},
        "on": {"align": "center", "baseline": "middle"},
    }
    words: list[alt.Chart] = []
    for side in sides:
        form = forms[side] | {"fontWeight": 700, "clip": True}
        said = table(name).transform_filter(datum.side == side).encode(*at, text="label:N")
        under: dict[str, Any] = form | HALO | {"color": look.paper, "stroke": look.paper}
        over: dict[str, Any] = form | {"color": look.ink}
        words += [said.mark_text(**under), said.mark_text(**over)]
    return tuple(words)
