"""Variances as stacked bars: what lies between groups, what within, and what a predictor explains."""

import altair as alt

from lessons.kit.charts.frame import across, layers, table, tip
from lessons.kit.charts.look import Look

PARTS = ("between", "within", "by x")
LETTERS = 210


def variance_bars(
    look: Look, *, total: float, title: str, order: tuple[str, ...], parts: tuple[str, ...] = PARTS
) -> alt.TopLevelMixin:
    """Tables: `parts` (label, part, value, start, end, says): one bar a label, its parts side by side.

    parts: those that the legend names, in order.
    """
    y = alt.Y("label:N", sort=list(order), title=None, axis=alt.Axis(grid=False, labelLimit=LETTERS * look.scale))
    x = across("start:Q", title, (0, total))
    inks = [look.color("tau00"), look.color("sigma2"), look.faint][: len(parts)]
    color = alt.Color("part:N", scale=alt.Scale(domain=list(parts), range=inks), sort=list(parts))
    tooltip = [tip("part:N", "part"), tip("value:Q", "variance", ".2f")]
    bars = table("parts").encode(y=y)
    words = bars.mark_text(
        align="left", dx=5, color=look.paper, fontWeight=600, fontSize=13 * look.scale, clip=True
    ).encode(x, text="says:N")
    return layers(
        bars.mark_bar(clip=True, size=34 * look.scale, stroke=look.paper).encode(
            x, x2="end:Q", color=color, tooltip=tooltip
        ),
        words,
    )
