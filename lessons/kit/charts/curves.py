"""A few curves by name, and on each the place where the reader stands."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look


def curves(
    look: Look,
    *,
    x_domain: Domain,
    y_domain: Domain,
    x_title: str,
    y_title: str,
    names: tuple[str, ...],
    codes: tuple[str, ...],
) -> alt.TopLevelMixin:
    """Tables: `curves` (x, y, label), `here` (x, y, label). `codes` colors the curves called `names`, in order."""
    color = alt.Color(
        "label:N",
        sort=list(names),
        scale=alt.Scale(domain=list(names), range=[look.color(code) for code in codes]),
        legend=alt.Legend(columns=2),
    )
    x, y = across("x:Q", x_title, x_domain, grid=False), up("y:Q", y_title, y_domain)
    tooltip = [tip("label:N", "curve"), tip("x:Q", x_title, ".2f"), tip("y:Q", y_title, ".2f")]
    dash = alt.StrokeDash("label:N", sort=list(names), scale=alt.Scale(domain=list(names), range=DASHES[: len(names)]))
    lines = table("curves").mark_line(strokeWidth=2.8 * look.scale, clip=True).encode(x, y, color, dash)
    dots = table("here").mark_point(
        filled=True, shape="diamond", size=190 * look.scale, stroke=look.paper, clip=True, opacity=1
    )
    return layers(lines, dots.encode(x, y, color, tooltip=tooltip))


DASHES = [[1, 0], [8, 4], [3, 3], [10, 3, 2, 3]]
