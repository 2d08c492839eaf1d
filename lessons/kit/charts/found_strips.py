"""Groups side by side, and over them what a model finds: the level of each group and how much levels vary."""

from typing import Any

import altair as alt

from lessons.kit.charts.frame import Domain, layers, table
from lessons.kit.charts.look import Look
from lessons.kit.charts.strips import strips


def found_strips(look: Look, *, y_domain: Domain, y_title: str, **words: Any) -> alt.TopLevelMixin:
    """Tables: those of strips; `levels` (x, y): each group's predicted level; `band` (x, x2, y, y2): the average
    level, and to each side of it the root of the variance found between groups."""
    band = table("band").mark_rect(clip=True, color=look.color("tau00"), opacity=0.16)
    levels = table("levels").mark_point(
        clip=True, shape="diamond", size=110 * look.scale, strokeWidth=2 * look.scale, color=look.color("gamma10"),
        fill=look.paper, opacity=1,
    )  # fmt: skip
    return layers(
        band.encode(alt.X("x:Q"), alt.Y("y:Q"), x2="x2:Q", y2="y2:Q"),
        strips(look, y_domain=y_domain, y_title=y_title, **words),
        levels.encode(alt.X("x:Q"), alt.Y("y:Q")),
    )
