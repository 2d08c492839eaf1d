"""Points and one line: units or groups, each of them what it says it is."""

import altair as alt

from lessons.kit.charts.look import Look

Domain = tuple[float, float]


def scatter(
    look: Look,
    *,
    x_domain: Domain,
    y_domain: Domain,
    x_title: str,
    y_title: str,
    word: str,
    code: str,
    size: float = 22,
    y_format: str = "",
) -> alt.TopLevelMixin:
    """Tables: `points` (x, y, group, weight in [0, 1]: the area of its dot), `line` (x, y). `code` colors the line."""
    y_axis = alt.Axis(format=y_format) if y_format else alt.Axis()
    x = alt.X("x:Q", title=x_title, scale=alt.Scale(domain=x_domain, nice=False))
    y = alt.Y("y:Q", title=y_title, axis=y_axis, scale=alt.Scale(domain=y_domain, nice=False, zero=False))
    tooltip = [
        alt.Tooltip("group:N", title=word),
        alt.Tooltip("x:Q", title="x", format=".2f"),
        alt.Tooltip("y:Q", title="y", format=y_format or ".1f"),
    ]
    area = alt.Size(
        "weight:Q",
        legend=None,
        scale=alt.Scale(domain=(0, 1), range=(size * look.scale, 12 * size * look.scale)),
    )
    points = alt.Chart(alt.NamedData("points")).mark_circle(
        clip=True, color=look.quiet if size < 40 else look.color(code), opacity=0.5 if size < 40 else 0.75
    )
    line = alt.Chart(alt.NamedData("line")).encode(x, y)
    return alt.layer(
        points.encode(x, y, tooltip=tooltip, size=area),
        line.mark_line(clip=True, color=look.paper, strokeWidth=7 * look.scale, opacity=0.8),
        line.mark_line(clip=True, color=look.color(code), strokeWidth=3.8 * look.scale),
    ).properties(width="container", height="container")
