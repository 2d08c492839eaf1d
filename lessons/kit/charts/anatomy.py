"""One unit's value taken apart: the terms of the equation above, and each of them as a step in the picture."""

from typing import Any

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, up
from lessons.kit.charts.look import Look
from lessons.kit.charts.marked_lines import ink

DIM, DIM_TERM = 0.55, 0.9


def anatomy(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str, unit_word: str
) -> alt.TopLevelMixin:
    """Tables: `others`, `units` (x, y); `average`, `line` (x, y); `terms` (x, y, y2, code, label, value, chosen): the
    equation, its numbers at y2; `signs` (x, y, label); `steps` (x, y, x2, y2, code, chosen); `joints` (x, y, x2): thin
    lines from step to step; `unit` (x, y): whose value it is.

    A term and its step light each other up under the pointer; `chosen` ones are always lit.
    Terms that are not lit stay easy to read: they are smaller.
    """
    x, y = across("x:Q", x_title, x_domain), up("y:Q", y_title, y_domain)
    at_x, at_y = alt.X("x:Q"), alt.Y("y:Q")
    step, term = _pointed("step"), _pointed("term")
    lit = alt.when(step | term | (alt.datum.chosen == True))  # noqa: E712
    strong, clear = (lit.then(alt.value(1)).otherwise(alt.value(dim)) for dim in (DIM, DIM_TERM))
    others = table("others").mark_circle(size=12 * look.scale, color=look.faint, opacity=0.22, clip=True)
    units = table("units").mark_circle(size=38 * look.scale, color=look.color("e"), opacity=0.5, clip=True)
    average = table("average").mark_line(clip=True, color=look.color("gamma10"), strokeWidth=2.4 * look.scale)
    line = table("line").mark_line(clip=True, color=look.color("u0"), strokeWidth=2.4 * look.scale)
    joints = table("joints").mark_rule(clip=True, color=look.quiet, strokeWidth=1.2 * look.scale, strokeDash=[3, 2])
    steps = table("steps").encode(at_x, at_y, x2="x2:Q", y2="y2:Q", color=ink(look), opacity=strong)
    terms = table("terms").encode(at_x, color=ink(look), opacity=clear)
    size = 15 * look.scale
    large, small = (lit.then(alt.value(1.12 * one)).otherwise(alt.value(one)) for one in (size, 0.86 * size))
    return layers(
        others.encode(x, y),
        units.encode(at_x, at_y),
        average.encode(at_x, at_y),
        line.encode(at_x, at_y),
        joints.encode(at_x, at_y, x2="x2:Q"),
        steps.mark_rule(clip=True, strokeWidth=7 * look.scale, strokeCap="butt").add_params(step),
        table("unit")
        .mark_point(size=230 * look.scale, strokeWidth=2.6 * look.scale, color=look.ink, opacity=1, clip=True)
        .encode(at_x, at_y),
        table("signs").mark_text(fontSize=size, color=look.quiet).encode(at_x, at_y, text="label:N"),
        terms.mark_text(fontWeight=700).encode(at_y, text="label:N", size=large).add_params(term),
        terms.mark_text().encode(alt.Y("y2:Q"), text="value:N", size=small),
    )


def _pointed(name: str) -> Any:
    """The part under the pointer in one layer; a layer has a pointer of its own."""
    return alt.selection_point(name, on="pointerover", clear="pointerout", fields=["code"], empty=False)
