"""Three kinds of a thing side by side, drawn with dots and boundaries: pictures that need no numbers."""

import altair as alt

from lessons.kit.charts.frame import layers, table
from lessons.kit.charts.look import Look


def three_kinds(look: Look) -> alt.TopLevelMixin:
    """Tables: `units` (x, y, kind, size), `edges` (x, y, order, edge, dashed), `names` (x, y, label).

    Panel k of 0, 1, 2 runs from x = k to k + 1, y from 0 to 1. kind: one or other, told apart by color and shape.
    """
    x = alt.X("x:Q", scale=alt.Scale(domain=(0, 3), nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=(0, 1.12), nice=False), axis=None)
    kinds = ["one", "other"]
    color = alt.Color(
        "kind:N", scale=alt.Scale(domain=kinds, range=[look.color("sigma2"), look.color("tau00")]), legend=None
    )
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=["circle", "triangle"]), legend=None)
    size = alt.Size("size:Q", scale=None, legend=None)
    edges = table("edges").encode(x, y, detail="edge:N", order="order:Q")
    solid, drawn = (
        edges.transform_filter(f"{sign}datum.dashed").mark_line(
            interpolate="linear", strokeDash=dash, strokeWidth=2.6 * look.scale, color=look.ink
        )
        for sign, dash in (("!", [1, 0]), ("", [8, 6]))
    )
    names = table("names").mark_text(fontWeight=700, fontSize=13 * look.scale, color=look.ink)
    return layers(
        table("units").mark_point(filled=True, opacity=0.9).encode(x, y, color=color, shape=shape, size=size),
        solid,
        drawn,
        names.encode(x, y, text="label:N"),
    )
