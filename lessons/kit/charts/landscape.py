"""A hill seen from above: how far below its top every place lies, who stands where, and a way up."""

from typing import Any

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look

STEPS = (0.5, 2.0, 4.0, 8.0, 16.0, 32.0)
HALO: dict[str, Any] = {"strokeWidth": 5, "strokeJoin": "round"}
BRIGHT = (0.95, 0.72, 0.52, 0.36, 0.22, 0.12, 0.04)


def landscape(look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str) -> alt.TopLevelMixin:
    """Tables: `places` (x, x2, y, y2, drop), `path` (x, y, order), `here` (x, y, label), `top`, `truth` (x, y, label).

    drop: how far below the top, in units of the log likelihood; it is shown in steps of STEPS.
    """
    x, y = across("x:Q", x_title, x_domain, grid=False), up("y:Q", y_title, y_domain, grid=False)
    height = alt.Opacity(
        "drop:Q", legend=None, scale=alt.Scale(type="threshold", domain=list(STEPS), range=list(BRIGHT))
    )
    ground = table("places").mark_rect(color=look.color("gamma00"), clip=True)
    path = table("path").encode(x, y)
    places = {name: table(name).encode(x, y) for name in ("here", "top", "truth")}
    inks = {"here": look.ink, "top": look.color("u0"), "truth": look.quiet}
    shapes = {"here": "circle", "top": "triangle-up", "truth": "cross"}
    marks = [
        one.mark_point(
            filled=True, shape=shapes[name], size=230 * look.scale, color=inks[name], stroke=look.paper, opacity=1,
            strokeWidth=2 * look.scale, clip=True,
        )
        for name, one in places.items()
    ]  # fmt: skip
    form: dict[str, Any] = {
        "align": "left",
        "dx": 13 * look.scale,
        "dy": -10 * look.scale,
        "fontWeight": 700,
        "clip": True,
    }
    under: dict[str, Any] = form | HALO | {"color": look.paper, "stroke": look.paper}
    over: dict[str, Any] = form | {"color": look.ink}
    words = [one.mark_text(**words).encode(text="label:N") for one in places.values() for words in (under, over)]
    tooltip = [tip("drop:Q", "below the top", ".2f")]
    return layers(
        ground.encode(x, y, x2="x2:Q", y2="y2:Q", opacity=height, tooltip=tooltip),
        path.mark_line(color=look.ink, strokeWidth=2 * look.scale, clip=True).encode(order="order:Q"),
        path.mark_circle(color=look.ink, size=26 * look.scale, opacity=1, clip=True),
        *marks,
        *words,
    )
