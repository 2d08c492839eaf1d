"""How many of 100 studies find an effect, as a plan changes: curves of theory, simulated dots, and where you stand."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from lessons.kit.charts.curves import DASHES
from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look

SHAPES = ("circle", "square", "triangle-up", "diamond")
LOW, END = 0.15, 0.06  # of the height and the width: a name does not fit below, nor to the right


def power_curves(
    look: Look,
    *,
    x_domain: Domain,
    x_title: str,
    y_title: str,
    names: tuple[str, ...],
    codes: tuple[str, ...],
    y_domain: Domain = (0, 100),
) -> alt.TopLevelMixin:
    """Tables: `curves` (x, y, label), `drawn` (x, y, low, high, label), `goal`, `here`, `marks` (x, y, label, said).

    goal: a height to reach, with its name at x. here: where the reader stands, with its name below, or above where it
    is low. marks: other places, each with a thread down to its name at the foot, where no line crosses it.
    """
    n = len(names)
    order: dict[str, Any] = {"sort": list(names)}
    color = alt.Color(
        "label:N",
        **order,
        scale=alt.Scale(domain=list(names), range=[look.color(code) for code in codes]),
        legend=alt.Legend(columns=n),
    )
    dash = alt.StrokeDash("label:N", **order, scale=alt.Scale(domain=list(names), range=DASHES[:n]))
    ink, shape = _by_name(names, [look.color(code) for code in codes]), _by_name(names, SHAPES)
    x, y = across("x:Q", x_title, x_domain, grid=False), up("y:Q", y_title, y_domain)
    curves = table("curves").mark_line(strokeWidth=3 * look.scale, clip=True).encode(x, y, color, dash)
    drawn = table("drawn").encode(
        x,
        color=ink,
        tooltip=[tip("y:Q", "of 100", ".1f"), tip("low:Q", "from", ".1f"), tip("high:Q", "to", ".1f")],
    )
    bars = drawn.mark_rule(strokeWidth=2.4 * look.scale, clip=True).encode(alt.Y("low:Q"), y2="high:Q")
    dots = drawn.mark_point(
        filled=True, size=90 * look.scale, opacity=1, stroke=look.paper, strokeWidth=1.5 * look.scale, clip=True
    )
    goal = table("goal")
    line = goal.mark_rule(color=look.quiet, strokeDash=[3, 3], strokeWidth=1.8 * look.scale).encode(y)
    aim = goal.mark_text(align="right", baseline="bottom", dy=-3, color=look.quiet, fontWeight=600)
    stand = table("here").encode(x, y)
    diamond = stand.mark_point(
        filled=True, shape="diamond", size=260 * look.scale, stroke=look.paper, opacity=1, strokeWidth=2 * look.scale,
    )  # fmt: skip
    low, high = y_domain
    peak = table("marks").encode(x, y)
    thread = table("marks").mark_rule(color=look.quiet, strokeWidth=1.2 * look.scale)
    thread = thread.encode(x, alt.Y("y:Q"), y2=alt.Y2Datum(low))
    foot = table("marks").encode(x, alt.YDatum(low))
    beside = alt.expr(f"datum.y < {low + LOW * (high - low)} ? {-24 * look.scale} : {24 * look.scale}")
    flag = peak.mark_point(
        filled=True, shape="triangle-down", size=130 * look.scale, opacity=1, color=look.ink, yOffset=-8 * look.scale,
    )  # fmt: skip
    at_end = f"datum.x > {x_domain[1] - END * (x_domain[1] - x_domain[0])}"
    inward, side = alt.expr(f"{at_end} ? {12 * look.scale} : 0"), alt.expr(f"{at_end} ? 'right' : 'center'")
    return layers(
        line,
        aim.encode(x, y, text="said:N"),
        curves,
        bars,
        dots.encode(y, shape=shape),
        thread,
        flag,
        *_names(look, foot, -12 * look.scale),
        diamond.encode(color=ink),
        *_names(look, stand, beside, inward, side),
    )


def _by_name(names: tuple[str, ...], values: Sequence[str]) -> Any:
    """A value for each curve, without an entry in the legend: that is of lines alone."""
    pairs = list(zip(names, values, strict=False))
    chain: Any = alt
    for name, value in pairs[:-1]:
        chain = chain.when(f"datum.label === '{name}'").then(alt.value(value))
    return chain.otherwise(alt.value(pairs[-1][1])) if len(pairs) > 1 else alt.value(pairs[0][1])


def _names(look: Look, base: alt.Chart, dy: Any, dx: Any = 0, align: Any = "center") -> tuple[alt.Chart, alt.Chart]:
    """What a place is called, on a halo of paper."""
    said = base.encode(text="said:N")
    form: dict[str, Any] = {"dy": dy, "dx": dx, "align": align, "fontWeight": 700}
    return (
        said.mark_text(**form, stroke=look.paper, strokeWidth=5, strokeJoin="round", color=look.paper),
        said.mark_text(**form, color=look.ink),
    )
