"""One interval a study, many side by side in order of what they found: those that find the effect stand out."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, constant, layers, table, tip, up
from lessons.kit.charts.look import Look


def studies(
    look: Look,
    *,
    x_domain: Domain,
    y_domain: Domain,
    x_title: str,
    y_title: str,
    code: str,
    means: str = "significant",
) -> alt.TopLevelMixin:
    """Tables: `values` (x, y, low, high, found), `truth` (y), `count` (x, y, label), `own` (x, y, low, at, label).

    found: whether the interval leaves 0 out, which is drawn as a line. own: the study that is seen closely, its name at
    the height `at`. `code` colors what is found. means: what it means that `found` is true, where it is something else.
    """
    x, y = across("x:Q", x_title, x_domain, grid=False, labels=False), up("y:Q", y_title, y_domain)
    ink = look.color(code)
    tooltip = [
        tip("y:Q", "found", ".2f"), tip("low:Q", "from", ".2f"), tip("high:Q", "to", ".2f"),
        tip("found:N", means),
    ]  # fmt: skip
    values = table("values").encode(x, tooltip=tooltip)
    color = alt.condition("datum.found", alt.value(ink), alt.value(look.faint))
    wide = alt.condition("datum.found", alt.value(2.6 * look.scale), alt.value(1.6 * look.scale))
    bars = values.mark_rule(clip=True, strokeCap="round").encode(alt.Y("low:Q"), y2="high:Q", color=color)
    dots = values.mark_point(filled=True, clip=True, opacity=1).encode(
        y,
        color=alt.condition("datum.found", alt.value(look.ink), alt.value(look.quiet)),
        shape=alt.condition("datum.found", alt.value("circle"), alt.value("diamond")),
        size=alt.condition("datum.found", alt.value(24 * look.scale), alt.value(20 * look.scale)),
    )
    nothing = constant({"y": 0}).mark_rule(color=look.ink, strokeWidth=2 * look.scale).encode(y)
    truth = table("truth").mark_rule(strokeDash=[7, 4], strokeWidth=2 * look.scale, color=ink).encode(y)
    count = table("count").mark_text(align="left", baseline="top", fontSize=24 * look.scale, fontWeight=700, color=ink)
    own = table("own").encode(x)
    ring = own.mark_point(size=210 * look.scale, strokeWidth=2.4 * look.scale, color=look.ink, opacity=1, clip=True)
    thread = own.mark_rule(color=look.ink, strokeWidth=1.2 * look.scale).encode(alt.Y("low:Q"), y2="at:Q")
    name = own.mark_text(baseline="top", dy=4, fontWeight=600, color=look.ink).encode(alt.Y("at:Q"), text="label:N")
    bars, count = bars.encode(strokeWidth=wide), count.encode(x, y, text="label:N")
    return layers(nothing, bars, dots, truth, count, ring.encode(y), thread, name)
