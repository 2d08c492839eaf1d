"""One census at several levels: places as dots with a line, persons as two bars, all on one scale of outcomes."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look


def places(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str, size: float
) -> alt.TopLevelMixin:
    """Tables: `points` (x, y, place, persons, name, side), `line` (x, y). The area of a dot is its share of persons.

    x and y are percentages. `name` is written beside the dot, on its `side` ("left" or "right"); "" for most.
    """
    x = across("x:Q", x_title, x_domain, titleAnchor="end")  # Projected, three stand beside each other: room is left.
    y = up("y:Q", y_title, y_domain)
    tooltip = [
        tip("place:N", group_word),
        tip("persons:Q", "persons aged 10 and over", ","),
        tip("x:Q", x_title, ".1f"),
        tip("y:Q", y_title, ".1f"),
    ]
    area = alt.Size("persons:Q", legend=None, scale=alt.Scale(domainMin=0, range=(12, size * look.scale)))
    points = table("points").encode(x, y)
    line = table("line").encode(x, y)
    dots = points.mark_circle(color=look.color("gamma01"), opacity=0.6, stroke=look.paper, strokeWidth=1)
    return layers(
        dots.encode(size=area, tooltip=tooltip),
        line.mark_line(clip=True, color=look.paper, strokeWidth=6 * look.scale, opacity=0.8),
        line.mark_line(clip=True, color=look.color("gamma01"), strokeWidth=3 * look.scale),
        _names(points, "left", look),
        _names(points, "right", look),
    )


def _names(points: alt.Chart, side: str, look: Look) -> alt.Chart:
    """Names to the left or to the right of their dots, so that none leaves the picture."""
    right = side == "right"
    text = points.mark_text(align="left" if right else "right", dx=9 if right else 2, dy=-11 if right else -19)
    return text.encode(text="name:N").transform_filter(alt.datum.side == side)


def two_kinds(look: Look, *, x_title: str, y_domain: Domain, y_title: str) -> alt.TopLevelMixin:
    """Tables: `bars` (kind, x, x2, y, persons, says), `line` (x, y): a bar's width is its persons, its height their y.

    The first bar is named from its left end, the last from its right end.
    """
    x = across("x:Q", x_title, grid=False)
    y = up("y:Q", y_title, y_domain)
    tooltip = [
        tip("kind:N", "persons"),
        tip("persons:Q", "how many", ","),
        tip("y:Q", y_title, ".1f"),
    ]
    bars = table("bars")
    boxes = bars.mark_rect(color=look.color("gamma10"), opacity=0.32, stroke=look.color("gamma10"), strokeWidth=1.5)
    line = table("line").mark_line(color=look.color("gamma10"), strokeWidth=3 * look.scale)
    first = bars.mark_text(align="left", dx=4, dy=-10, color=look.ink).transform_filter("datum.x == 0")
    last = bars.mark_text(align="right", dy=-10, color=look.ink).transform_filter("datum.x > 0")
    return layers(
        boxes.encode(x, y, x2="x2:Q", y2=alt.datum(0), tooltip=tooltip),
        line.encode(x, y),
        first.encode(x, y, text="says:N"),
        last.encode(alt.X("x2:Q"), y, text="says:N"),
    )
