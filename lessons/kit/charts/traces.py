"""Chains of a sampler, step by step, and the place where they should end up."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look

INKS = ("gamma00", "tau00", "tau11", "corr01")


def traces(look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str) -> alt.TopLevelMixin:
    """Tables: `draws` (step, y, chain), `kept` (x, x2), `truth` (y).

    kept: from which step to which draws count. truth: drawn dashed.
    """
    x, y = across("step:Q", x_title, x_domain, grid=False), up("y:Q", y_title, y_domain)
    color = alt.Color("chain:N", legend=None, scale=alt.Scale(range=[look.color(code) for code in INKS]))
    tooltip = [tip("chain:N", "chain"), tip("step:Q", "step"), tip("y:Q", y_title, ".2f")]
    lines = table("draws").mark_line(strokeWidth=1.6 * look.scale, opacity=0.85, clip=True)
    return layers(
        table("kept").mark_rect(color=look.quiet, opacity=0.12, clip=True).encode(alt.X("x:Q"), x2="x2:Q"),
        lines.encode(x, y, color, detail="chain:N", tooltip=tooltip),
        table("truth")
        .mark_rule(strokeDash=[6, 4], strokeWidth=2.2 * look.scale, color=look.ink, clip=True)
        .encode(alt.Y("y:Q")),
    )
