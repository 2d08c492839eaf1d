"""Groups by their size: the mean of each, what is predicted for it, and how far that was pulled."""

from typing import Any

import altair as alt

from lessons.kit.charts.frame import Domain, layers, table, tip, up
from lessons.kit.charts.look import Look

TICKS = [1, 2, 5, 10, 20, 50, 100]


def funnel(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str
) -> alt.TopLevelMixin:
    """Tables: `groups` (n, own, shown, group), `truth` (n, y), `average` (y), `focus` (n, own, shown, label).

    own: the group's mean, an open dot; shown: what is predicted for it, a filled one. `focus` is ringed and named.
    """
    x = _sizes(x_title, x_domain)
    own, shown = up("own:Q", y_title, y_domain), up("shown:Q", y_title, y_domain)
    ink = look.color("u0")
    tooltip = [
        tip("group:N", group_word),
        tip("n:Q", "size"),
        tip("own:Q", "mean", ".2f"),
        tip("shown:Q", "predicted", ".2f"),
    ]
    base = table("groups").encode(x, tooltip=tooltip)
    pull = base.mark_rule(color=look.faint, strokeWidth=1.6 * look.scale, clip=True).encode(own, y2="shown:Q")
    open_dots = base.mark_point(
        size=70 * look.scale, color=look.quiet, strokeWidth=1.4 * look.scale, clip=True, opacity=1
    )
    filled = base.mark_point(filled=True, size=80 * look.scale, color=ink, clip=True, opacity=0.9)
    truth = table("truth").mark_tick(
        color=look.ink, thickness=2.2 * look.scale, width=15 * look.scale, orient="horizontal", clip=True
    )
    average = table("average").mark_rule(strokeDash=[7, 4], strokeWidth=2.2 * look.scale, color=look.color("gamma00"))
    focus = table("focus").encode(x)
    way = focus.mark_rule(color=ink, strokeWidth=3.4 * look.scale, clip=True).encode(own, y2="shown:Q")
    mean = focus.mark_point(size=150 * look.scale, color=look.ink, strokeWidth=2 * look.scale, clip=True, opacity=1)
    ring = focus.mark_point(
        filled=True, size=190 * look.scale, color=ink, stroke=look.ink, strokeWidth=2 * look.scale, clip=True, opacity=1
    )
    name = focus.mark_text(align="left", dx=13 * look.scale, fontWeight=700, clip=True)
    return layers(
        average.encode(up("y:Q", y_title, y_domain)),
        pull,
        open_dots.encode(own),
        filled.encode(shown),
        truth.encode(x, up("y:Q", y_title, y_domain)),
        way,
        mean.encode(own),
        ring.encode(shown),
        name.encode(shown, text="label:N"),
    )


def _sizes(title: str, domain: Domain) -> Any:
    axis = alt.Axis(values=[tick for tick in TICKS if domain[0] <= tick <= domain[1]], grid=False, format="d")
    return alt.X("n:Q", title=title, scale=alt.Scale(type="log", domain=domain, nice=False), axis=axis)
