"""Prior, likelihood and posterior as three curves, draws that pile up under them, and values worth a mark."""

from typing import Any

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look

CURVES = {"prior": "corr01", "likelihood": "gamma00", "posterior": "tau00"}
DASHES = {"prior": [3, 3], "likelihood": [9, 4], "posterior": [1, 0]}
HALO: dict[str, Any] = {"strokeWidth": 5, "strokeJoin": "round"}


def prior_to_posterior(look: Look, *, x_domain: Domain, x_title: str) -> alt.TopLevelMixin:
    """Tables: `curves` (x, y, label: a key of CURVES), `bars` (x, x2, y), `marks` (x, y, label).

    Every curve has its highest place at 1. bars: draws of a sampler. marks: a dashed line up to y, and its name there.
    """
    names = list(CURVES)
    x = across("x:Q", x_title, x_domain, grid=False)
    y = up("y:Q", "height, top = 1", (0, 1.24), values=[0, 0.5, 1])
    key = alt.Legend(symbolSize=700 * look.scale**2)
    color = alt.Color(
        "label:N",
        sort=names,
        legend=key,
        scale=alt.Scale(domain=names, range=[look.color(code) for code in CURVES.values()]),
    )
    dash = alt.StrokeDash("label:N", sort=names, scale=alt.Scale(domain=names, range=[DASHES[name] for name in names]))
    wide = alt.condition("datum.label == 'posterior'", alt.value(4.2 * look.scale), alt.value(2.6 * look.scale))
    curves = table("curves").mark_line(clip=True).encode(x, y, color, dash, strokeWidth=wide)
    bars = table("bars").mark_rect(clip=True, color=look.color("tau00"), opacity=0.3)
    marks = table("marks").encode(x, tooltip=[tip("label:N", "mark"), tip("x:Q", x_title, ".2f")])
    form: dict[str, Any] = {"align": "left", "baseline": "middle", "dx": 6 * look.scale, "fontWeight": 700}
    said = table("marks").encode(x, y, text="label:N")
    return layers(
        bars.encode(x, alt.Y("y:Q"), x2="x2:Q", y2=alt.datum(0)),
        marks.mark_rule(clip=True, color=look.ink, strokeDash=[5, 4], strokeWidth=2 * look.scale).encode(
            alt.Y("y:Q"), y2=alt.datum(0)
        ),
        curves,
        said.mark_text(**form, **HALO, stroke=look.paper, color=look.paper),
        said.mark_text(**form, color=look.ink),
    )
