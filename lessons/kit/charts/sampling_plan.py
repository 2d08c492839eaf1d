"""A sample as its plan took it: every unit a dot, each group a column, and the mean with its interval under a lens."""

import altair as alt
import numpy as np
import pandas as pd

from lessons.kit.charts.look import Look

LENS = (1.05, 1.42)


def plan_table(y: np.ndarray, n_groups: int, n_per_group: int) -> pd.DataFrame:
    """Where the dots stand, (J n,): x in [0, 1], the units of a group in a column of their own, and y."""
    inside = 0.1 + 0.8 * (np.arange(n_per_group) + 0.5) / n_per_group
    x = (np.arange(n_groups)[:, None] + inside) / n_groups
    return pd.DataFrame({"x": x.ravel(), "y": y})


def sampling_plan(
    look: Look, *, center: float, reach: float, power: float, y_title: str, x_title: str
) -> alt.TopLevelMixin:
    """Tables: `units` (x, y), `groups` (x, x2, y: their means), `means` (x, label, estimate, low, high, chosen).

    The left axis runs over `center` ± `reach`. The lens at the right magnifies `power` times about the same center,
    so the dashed rule at `center`, the value that was set, is one rule for both.
    """
    x = alt.X("x:Q", title=x_title, scale=alt.Scale(domain=(0, LENS[1]), nice=False), axis=_no_ticks())
    y = alt.Y("y:Q", title=y_title, scale=alt.Scale(domain=(center - reach, center + reach), nice=False))
    units = alt.Chart(alt.NamedData("units")).mark_circle(
        size=20 * look.scale, color=look.faint, opacity=0.6, clip=True
    )
    groups = alt.Chart(alt.NamedData("groups")).mark_rule(
        strokeWidth=3.4 * look.scale, color=look.color("u0"), clip=True
    )
    crowd = alt.layer(
        units.encode(x, y, tooltip=[alt.Tooltip("y:Q", title=y_title, format=".1f")]),
        groups.encode(x, y, x2="x2:Q", tooltip=[alt.Tooltip("y:Q", title="mean of this group", format=".1f")]),
    )
    lens = _lens(look, center, reach / power, f"the mean and its 95 % interval, {power:g} times enlarged")
    return (
        alt.layer(crowd, lens).resolve_scale(y="independent").properties(width="container", height="container")
    )  # fmt: skip


def _no_ticks() -> alt.Axis:
    return alt.Axis(grid=False, labels=False, titleAnchor="start")


def _lens(look: Look, center: float, reach: float, title: str) -> alt.LayerChart:
    """The strip at the right: one bar an interval, its own axis."""
    axis = alt.Axis(orient="right", grid=False, titleColor=look.color("gamma00"), labelColor=look.color("gamma00"))
    y = alt.Y("low:Q", title=title, axis=axis, scale=alt.Scale(domain=(center - reach, center + reach), nice=False))
    strip = alt.Chart(alt.InlineData(values=[{"x": LENS[0], "x2": LENS[1], "low": center}]))
    means = alt.Chart(alt.NamedData("means")).encode(alt.X("x:Q"))
    ink = alt.condition("datum.chosen", alt.value(look.color("gamma00")), alt.value(look.quiet))
    tooltip = [
        alt.Tooltip("label:N", title="standard error"),
        alt.Tooltip("estimate:Q", title="mean", format=".2f"),
        alt.Tooltip("low:Q", title="from", format=".2f"),
        alt.Tooltip("high:Q", title="to", format=".2f"),
    ]
    bars = means.mark_rule(strokeWidth=6 * look.scale, strokeCap="round", clip=True)
    dots = means.mark_point(filled=True, size=130 * look.scale, stroke=look.paper, opacity=1, clip=True)
    names = means.mark_text(baseline="top", fontWeight=600)
    return alt.layer(
        strip.mark_rect(color=look.grid, opacity=0.55).encode(alt.X("x:Q"), x2="x2:Q"),
        strip.mark_rule(strokeDash=[6, 4], strokeWidth=2 * look.scale, color=look.ink).encode(y),
        bars.encode(y, y2="high:Q", color=ink, tooltip=tooltip),
        dots.encode(alt.Y("estimate:Q"), color=ink, tooltip=tooltip),
        names.encode(y=alt.value(6), text="label:N", color=ink),
    )
