"""The groups as points (u0, u1), with the ellipse that was set and the one that was found."""

from typing import Any

import altair as alt
from altair import datum

from lessons.kit.charts.frame import Domain, across, layers, pointed, table, tip, up
from lessons.kit.charts.look import Look


def spread(
    look: Look, *, u0_domain: Domain, u1_domain: Domain, u0_title: str, u1_title: str, group_word: str
) -> alt.TopLevelMixin:
    """Tables: `groups` (group, u0, u1, u0_hat, u1_hat), `ellipses` (u0, u1, kind, order), `picked` (u0_hat, u1_hat).

    A group whose row has `thick` true stands out.
    """
    hover = pointed()
    x = across("u0_hat:Q", u0_title, u0_domain, titleColor=look.color("u0"))
    y = up("u1_hat:Q", u1_title, u1_domain, titleColor=look.color("u1"))
    groups = table("groups")
    tooltip = [
        tip("group:N", group_word),
        tip("u0_hat:Q", "found: intercept above average", ".2f"),
        tip("u1_hat:Q", "found: slope above average", ".2f"),
    ]
    truth = groups.mark_point(clip=True, size=34 * look.scale, color=look.quiet, opacity=0.7, strokeWidth=1.2).encode(
        alt.X("u0:Q"), alt.Y("u1:Q")
    )
    ties = groups.mark_rule(clip=True, color=look.faint, opacity=0.6).encode(
        alt.X("u0:Q"), alt.Y("u1:Q"), x2="u0_hat:Q", y2="u1_hat:Q"
    )
    found = (
        groups.mark_circle(clip=True, color=look.color("u1"), opacity=0.9)
        .encode(
            x,
            y,
            tooltip=tooltip,
            size=_size(look, hover),
        )
        .add_params(hover)
    )
    picked = table("picked").mark_point(
        clip=True, size=240 * look.scale, strokeWidth=3, color=look.color("u0"), filled=False
    )
    name = table("picked").mark_text(dy=-16, fontWeight=600, color=look.color("u0"), clip=True)
    return layers(
        *_zero(look),
        *_ellipses(look),
        ties,
        truth,
        found,
        picked.encode(x, y),
        name.encode(x, y, text="label:N"),
    )


def _size(look: Look, hover: Any) -> Any:
    """The group under the pointer is largest, then those that are to stand out."""
    large = alt.when(hover).then(alt.value(220 * look.scale)).when("datum.thick").then(alt.value(150 * look.scale))
    return large.otherwise(alt.value(50 * look.scale))


def _zero(look: Look) -> tuple[alt.Chart, alt.Chart]:
    one = alt.Chart(alt.InlineData(values=[{"zero": 0}]))
    rule = one.mark_rule(color=look.faint, strokeWidth=1)
    return rule.encode(x="zero:Q"), rule.encode(y="zero:Q")


def _ellipses(look: Look) -> tuple[alt.Chart, alt.Chart]:
    curve = table("ellipses").encode(alt.X("u0:Q"), alt.Y("u1:Q"), order="order:Q")
    set_ = curve.mark_line(
        clip=True, strokeDash=[6, 4], color=look.color("tau01"), strokeWidth=2 * look.scale
    ).transform_filter(datum.kind == "set")
    found = curve.mark_line(clip=True, color=look.color("tau01"), strokeWidth=2.6 * look.scale).transform_filter(
        datum.kind == "found"
    )
    return set_, found
