"""How far apart two units lie: pairs from one group beside pairs from two groups."""

import altair as alt

from lessons.kit.charts.frame import across, layers, table, up
from lessons.kit.charts.look import Look

KINDS = ("same group", "different groups")


def gaps(look: Look, *, width: float, n_bins: int, title: str) -> alt.TopLevelMixin:
    """Tables: `gaps` (kind, low, share), `means` (kind, gap, height, label). A bin is `width` wide."""
    inks = [look.color("tau00"), look.color("sigma2")]
    color = alt.Color("kind:N", scale=alt.Scale(domain=list(KINDS), range=inks), sort=list(KINDS))
    x = across("low:Q", title, (0, width * n_bins))
    y = up("share:Q", "share of pairs", (0, 0.5), format=".0%")
    base = table("gaps")
    area = base.mark_area(interpolate="step-after", opacity=0.25, clip=True).encode(
        x, alt.Y("share:Q", stack=None), color=color
    )
    edge = base.mark_line(interpolate="step-after", strokeWidth=2.4 * look.scale, clip=True).encode(x, y, color=color)
    means = table("means").encode(alt.X("gap:Q"), color=color)
    rule = means.mark_rule(strokeWidth=2.6 * look.scale, strokeDash=[6, 4])
    words = means.mark_text(align="left", dx=7, fontWeight=600).encode(
        text="label:N", y=alt.Y("height:Q", scale=alt.Scale(domain=(0, 0.5)))
    )
    return layers(area, edge, rule, words)
