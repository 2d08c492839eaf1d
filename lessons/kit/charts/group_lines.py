"""Units as dots and one line a group: what is true (dashed) and what a fit found (solid)."""

from typing import Any

import altair as alt
from altair import datum

from lessons.kit.charts.frame import Domain, across, layers, pointed, table, tip, up
from lessons.kit.charts.look import Look


def group_lines(
    look: Look,
    *,
    x_domain: Domain,
    y_domain: Domain,
    x_title: str,
    y_title: str,
    group_word: str,
    unit_word: str,
    code: str = "u1",
) -> alt.TopLevelMixin:
    """Tables: `dots` (x, y, group); `truth`, `lines` (those of line_columns); `average` (x, y); `picked` (as lines).

    A line whose rows have `thick` true stands out. code: the symbol whose ink the lines have.
    """
    hover = pointed()
    x = across("x:Q", x_title, x_domain)
    y = up("y:Q", y_title, y_domain)
    dots = _dots(look, group_word, unit_word).encode(x, y).add_params(hover)
    truth = (
        table("truth")
        .mark_line(clip=True, strokeDash=[4, 3], color=look.quiet)
        .encode(
            x,
            y,
            detail="group:N",
            opacity=alt.when("datum.thick").then(alt.value(1)).otherwise(alt.value(0.55)),
            strokeWidth=alt.when("datum.thick").then(alt.value(2 * look.scale)).otherwise(alt.value(1.1 * look.scale)),
        )
    )
    found = (
        table("lines")
        .mark_line(clip=True, color=look.color(code))
        .encode(
            x,
            y,
            detail="group:N",
            opacity=alt.when(hover).then(alt.value(1)).when("datum.thick").then(alt.value(1)).otherwise(alt.value(0.5)),
            strokeWidth=_width(look, hover),
        )
    )
    average = table("average").encode(x, y)
    return layers(
        dots,
        truth,
        found,
        average.mark_line(clip=True, color=look.paper, strokeWidth=7 * look.scale, opacity=0.8),
        average.mark_line(clip=True, color=look.color("gamma10"), strokeWidth=3.6 * look.scale),
        *_picked(look, x, y),
    )


def _width(look: Look, hover: Any) -> Any:
    """The group under the pointer is widest, then those that are to stand out."""
    wide = alt.when(hover).then(alt.value(4.4 * look.scale)).when("datum.thick").then(alt.value(3.4 * look.scale))
    return wide.otherwise(alt.value(1.4 * look.scale))


def _dots(look: Look, group_word: str, unit_word: str) -> alt.Chart:
    tooltip = [
        tip("group:N", group_word),
        tip("x:Q", f"x of this {unit_word}", ".2f"),
        tip("y:Q", f"y of this {unit_word}", ".1f"),
    ]
    return table("dots").mark_circle(
        clip=True, size=22 * look.scale, color=look.faint, opacity=0.55
    ).encode(tooltip=tooltip)  # fmt: skip


def _picked(look: Look, x: alt.X, y: alt.Y) -> tuple[alt.Chart, alt.Chart]:
    """The group picked in another chart, drawn over everything and named at its right end."""
    picked = table("picked").encode(x, y)
    label = picked.transform_filter(datum.end == 1).mark_text(
        align="right", dy=-9, fontWeight=600, clip=True, color=look.color("u0")
    )
    return (
        picked.mark_line(clip=True, color=look.color("u0"), strokeWidth=4 * look.scale),
        label.encode(text="label:N"),
    )
