"""Groups from low to high in three steps: their means, how far units spread about them, and the units themselves."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look


def district(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str
) -> alt.TopLevelMixin:
    """Tables: `units` (x, y), `spread` (x, low, high), `sure` (x, low, high), `means` (x, y, n, group), `overall` (y).

    spread: where units lie; sure: the interval of a mean.
    """
    x, y = across("x:Q", x_title, x_domain, grid=False, labels=False), up("y:Q", y_title, y_domain)
    units = table("units").mark_circle(size=16 * look.scale, color=look.quiet, opacity=0.45, clip=True).encode(x, y)
    low = alt.Y("low:Q")
    spread = table("spread").mark_rule(color=look.faint, strokeWidth=5 * look.scale, opacity=0.55, clip=True)
    sure = table("sure").mark_rule(color=look.color("u0"), strokeWidth=2.2 * look.scale, clip=True)
    tooltip = [tip("group:N", group_word), tip("n:Q", "size"), tip("y:Q", "mean", ".1f")]
    size = alt.Size("n:Q", legend=None, scale=alt.Scale(range=[30 * look.scale, 260 * look.scale], zero=False))
    means = table("means").mark_circle(color=look.color("u0"), opacity=0.95, stroke=look.paper, clip=True)
    overall = table("overall").mark_rule(color=look.ink, strokeDash=[7, 4], strokeWidth=2 * look.scale).encode(y)
    return layers(
        overall,
        spread.encode(x, low, y2="high:Q"),
        units,
        sure.encode(x, low, y2="high:Q"),
        means.encode(x, y, size=size, tooltip=tooltip),
    )
