"""One census at several levels: places as dots on the line between their two kinds of persons, and all persons."""

from typing import Any

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look


def levels(
    look: Look,
    *,
    x_domain: Domain,
    y_domain: Domain,
    x_title: str,
    y_title: str,
    group_word: str,
    persons_title: str = "persons",
) -> alt.TopLevelMixin:
    """Tables: `points` (x, y, place, persons, name), `line` (x, y, label, dy), `kinds` (x, y, place, persons), `lines`
    (x, y, place),
    `within` and `total` (as line).

    x and y are percentages: a place stands at its share of members and of those counted; its two kinds at 0 and 100,
    on one line through it; what leaves the axes is cut. The area of a dot is its persons. A `name` or `label` is
    written beside its dot, `dy` pixels below it.
    """
    x = across("x:Q", x_title, x_domain, values=[0, 20, 40, 60, 80, 100])
    y = up("y:Q", y_title, y_domain)
    tooltip = [
        tip("place:N", group_word),
        tip("persons:Q", persons_title, ","),
        tip("x:Q", x_title, ".1f"),
        tip("y:Q", y_title, ".1f"),
    ]
    within, between = look.color("gamma10"), look.color("gamma01")
    area = alt.Size("persons:Q", legend=None, scale=alt.Scale(domainMin=0, range=(16, 1500 * look.scale)))
    paper: dict[str, Any] = {"stroke": look.paper, "strokeWidth": 1, "tooltip": True}
    inside = table("lines").mark_line(clip=True, color=within, strokeWidth=1.6 * look.scale, opacity=0.45)
    kinds = table("kinds").mark_circle(clip=True, color=within, opacity=0.55, **paper)
    dots = table("points").mark_circle(clip=True, color=between, opacity=0.6, **paper)
    return layers(
        inside.encode(x, y, detail="place:N"),
        kinds.encode(x, y, size=area, tooltip=tooltip),
        dots.encode(x, y, size=area, tooltip=tooltip),
        *_thick(look, "line", between, x, y),
        *_thick(look, "within", within, x, y),
        *_thick(look, "total", look.ink, x, y),
        table("total").mark_circle(clip=True, color=look.ink, opacity=1, size=170 * look.scale).encode(x, y),
        _beside(table("points"), look.ink).encode(x, y, text="name:N"),
        *_ends(look, "line", between, x, y),
        *_ends(look, "within", within, x, y),
        *_ends(look, "total", look.ink, x, y),
    )


def _thick(look: Look, name: str, color: str, x: alt.X, y: alt.Y) -> tuple[alt.Chart, ...]:
    """A thick line that stands off from what lies beneath."""
    base = table(name).encode(x, y)
    return (
        base.mark_line(clip=True, color=look.paper, strokeWidth=7 * look.scale, opacity=0.8),
        base.mark_line(clip=True, color=color, strokeWidth=3.6 * look.scale),
    )


def _beside(base: alt.Chart, color: str, dy: Any = -12, **halo: Any) -> alt.Chart:
    """A name on the side of its dot where the picture has room."""
    on_left = "datum.x > 50"
    return base.mark_text(
        align={"expr": f"{on_left} ? 'right' : 'left'"},
        dx={"expr": f"{on_left} ? -10 : 10"},
        dy=dy,
        fontWeight=600,
        color=color,
        **halo,
    )


def _ends(look: Look, name: str, color: str, x: alt.X, y: alt.Y) -> tuple[alt.Chart, ...]:
    """What is written at the ends of a line, on a halo of paper."""
    halo: dict[str, Any] = {"stroke": look.paper, "strokeWidth": 4, "strokeOpacity": 0.9}
    dy = {"expr": "datum.dy"}
    texts = (_beside(table(name), color, dy, **halo), _beside(table(name), color, dy))
    return tuple(text.encode(x, y, text="label:N") for text in texts)
