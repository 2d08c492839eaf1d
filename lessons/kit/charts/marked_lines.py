"""Units and one line a group, with marks that say which distance is which symbol."""

from typing import Any

import altair as alt

from lessons.kit.charts.frame import layers, table
from lessons.kit.charts.group_lines import group_lines
from lessons.kit.charts.look import Look

NAMED = ("u0", "u1", "e", "gamma00", "gamma10")


def marked_lines(look: Look, **settings: Any) -> alt.TopLevelMixin:
    """Tables: those of group_lines; `marks` (x, y, x2, y2, code): distances; `notes` (x, y, code, label): their names.

    settings: as those of group_lines. code: the symbol in whose ink a mark is drawn.
    """
    x, y = alt.X("x:Q"), alt.Y("y:Q")
    marks = table("marks").encode(x, y, color=ink(look))
    return layers(
        group_lines(look, **settings),
        marks.mark_rule(clip=True, strokeWidth=4 * look.scale).encode(x2="x2:Q", y2="y2:Q"),
        marks.mark_circle(clip=True, opacity=1, size=70 * look.scale).encode(alt.X("x2:Q"), alt.Y("y2:Q")),
        *notes(look),
    )


def notes(look: Look) -> tuple[alt.Chart, alt.Chart]:
    """The names of marks, on a ground of paper."""
    said = table("notes").encode(alt.X("x:Q"), alt.Y("y:Q"), text="label:N")
    form = {"align": "left", "dx": 9, "fontWeight": 700, "fontSize": 17 * look.scale, "clip": True}
    ground = said.mark_text(**form, stroke=look.paper, strokeWidth=5, strokeJoin="round", color=look.paper)
    return ground, said.mark_text(**form).encode(color=ink(look))


def ink(look: Look) -> alt.Color:
    """The color of each symbol that a mark can be."""
    return alt.Color(
        "code:N", legend=None, scale=alt.Scale(domain=list(NAMED), range=[look.color(code) for code in NAMED])
    )
