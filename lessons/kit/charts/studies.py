"""One interval a study, many side by side in order of what they found: those that find the effect stand out."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, constant, layers, table, tip, up
from lessons.kit.charts.look import Look

LETTER = 0.58  # of the size of a font, the width of a bold letter
# Of those that find the effect, and of those that do not: at most so large, or so much of a study's place.
BARS, DOTS = ((2.6, 0.5), (1.6, 0.3)), ((24, 0.9), (20, 0.8))


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
    """Tables: `values` (x, y, low, high, found, at, bottom, top), `beyond` (x, y, up, found), `truth` (y), `own`
    (x, y, low, at, label), `count` (x, y, label).

    found: whether the interval leaves 0 out, which is drawn as a line. at, bottom, top: y, low and high as far as the
    picture has room for them. beyond: where an interval goes on, up or down. own: the study that is seen closely, its
    name at the height `at`. `code` colors what is found. means: what it means that `found` is true, where that is
    something else.
    """
    x, y = across("x:Q", x_title, x_domain, grid=False, labels=False), up("y:Q", y_title, y_domain)
    ink = look.color(code)
    tooltip = [
        tip("y:Q", "found", ".2f"), tip("low:Q", "from", ".2f"), tip("high:Q", "to", ".2f"),
        tip("found:N", means),
    ]  # fmt: skip
    values = table("values").encode(x, tooltip=tooltip)
    color = alt.condition("datum.found", alt.value(ink), alt.value(look.faint))
    # A hundred in a small picture: no bar is wider than a share of its own place.
    place = f"width / {max(1.0, x_domain[1] - x_domain[0])}"
    thick = [alt.value(alt.expr(f"min({most * look.scale}, {share} * {place})")) for most, share in BARS]
    large = [alt.value(alt.expr(f"min({most * look.scale}, pow({share} * {place}, 2))")) for most, share in DOTS]
    wide = alt.condition("datum.found", *thick)
    bars = values.mark_rule(clip=True, strokeCap="round").encode(alt.Y("bottom:Q"), y2="top:Q", color=color)
    dots = values.mark_point(filled=True, clip=True).encode(
        alt.Y("at:Q"),
        color=alt.condition("datum.found", alt.value(look.ink), alt.value(look.quiet)),
        shape=alt.condition("datum.found", alt.value("circle"), alt.value("diamond")),
        size=alt.condition("datum.found", *large),
        opacity=alt.condition("datum.at === datum.y", alt.value(1), alt.value(0)),
    )
    arrow = alt.condition("datum.up", alt.value("triangle-up"), alt.value("triangle-down"))
    tip_size = alt.expr(f"min({30 * look.scale}, pow({place}, 2))")
    beyond = table("beyond").mark_point(filled=True, opacity=1, size=tip_size).encode(x, y, shape=arrow, color=color)
    nothing = constant({"y": 0}).mark_rule(color=look.ink, strokeWidth=2 * look.scale).encode(y)
    truth = table("truth").mark_rule(strokeDash=[7, 4], strokeWidth=2 * look.scale, color=ink).encode(y)
    size = alt.expr(f"min({24 * look.scale}, width / ({LETTER} * length(datum.label)))")
    count = table("count").mark_text(align="left", baseline="top", fontSize=size, fontWeight=700, color=ink)
    own = table("own").encode(x)
    ring = own.mark_point(size=210 * look.scale, strokeWidth=2.4 * look.scale, color=look.ink, opacity=1, clip=True)
    thread = own.mark_rule(color=look.ink, strokeWidth=1.2 * look.scale).encode(alt.Y("low:Q"), y2="at:Q")
    name = own.mark_text(baseline="top", dy=4, fontWeight=600, color=look.ink).encode(alt.Y("at:Q"), text="label:N")
    bars, count = bars.encode(strokeWidth=wide), count.encode(x, y, text="label:N")
    return layers(nothing, bars, beyond, dots, truth, count, ring.encode(y), thread, name)
