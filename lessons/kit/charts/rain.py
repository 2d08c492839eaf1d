"""Estimates of many samples, one row a model, with their mean and the truth."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip
from lessons.kit.charts.look import Look


def rain(look: Look, *, domain: Domain, title: str, code: str, order: tuple[str, ...]) -> alt.TopLevelMixin:
    """Tables: `drops` (label, estimate, jitter in [0, 1]); `means` (label, estimate, low, high); `set` (value);
    `pinned` (label, value): rows with a truth of their own."""
    x = across("estimate:Q", title, domain)
    axis = alt.Axis(grid=False, labelLimit=240 * look.scale, labelColor=look.ink)
    y = alt.Y("label:N", sort=list(order), title=None, axis=axis)
    drops = table("drops").mark_circle(size=16 * look.scale, color=look.color(code), opacity=0.35, clip=True)
    means = table("means").encode(y=y)
    tooltip = [tip("label:N", "model"), tip("estimate:Q", "mean", ".4f"), tip("low:Q", "from", ".4f"),
               tip("high:Q", "to", ".4f")]  # fmt: skip
    theirs = table("pinned").mark_tick(thickness=2.5 * look.scale, color=look.ink).encode(alt.X("value:Q"), y)
    truth = table("set").mark_rule(strokeDash=[6, 4], strokeWidth=2 * look.scale, color=look.ink)
    dot = means.mark_point(
        filled=True,
        shape="diamond",
        size=170 * look.scale,
        color=look.color(code),
        stroke=look.paper,
        opacity=1,
        clip=True,
    )
    return layers(
        drops.encode(x, y, yOffset=alt.YOffset("jitter:Q", scale=alt.Scale(domain=(-0.4, 1.4)))),
        truth.encode(alt.X("value:Q")),
        theirs,
        means.mark_rule(strokeWidth=4 * look.scale, color=look.ink, clip=True).encode(alt.X("low:Q"), x2="high:Q"),
        dot.encode(x, tooltip=tooltip),
    )
