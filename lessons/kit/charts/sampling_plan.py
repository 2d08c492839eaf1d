"""A sample as its plan took it: every unit a dot, each group a column, and the mean with its interval under a lens."""

import altair as alt
import numpy as np
import pandas as pd

from lessons.kit.charts.frame import across, table, tip, up
from lessons.kit.charts.look import Look

LENS = (1.05, 1.42)


def plan_tables(y: np.ndarray, n_groups: int, n_per_group: int, with_means: bool) -> dict[str, pd.DataFrame]:
    """The units (x in [0, 1], y), (J n, 2), each group in a column of its own; and the group means, (J, 3) or none."""
    inside = 0.1 + 0.8 * (np.arange(n_per_group) + 0.5) / n_per_group
    x = (np.arange(n_groups)[:, None] + inside) / n_groups
    shown = n_groups if with_means else 0
    left = np.arange(shown) / n_groups
    means = y.reshape(n_groups, n_per_group).mean(axis=1)[:shown]
    return {
        "units": pd.DataFrame({"x": x.ravel(), "y": y}),
        "groups": pd.DataFrame({"x": left, "x2": left + 1 / n_groups, "y": means}),
    }


def sampling_plan(
    look: Look, *, center: float, reach: float, power: float, y_title: str, x_title: str
) -> alt.TopLevelMixin:
    """Tables: `units` (x, y), `groups` (x, x2, y: their means), `means` (place, label, estimate, low, high, chosen).

    `place` in (0, 1) is where a bar stands in the lens. The left axis runs over `center` ± `reach`. The lens at the
    right magnifies `power` times about the same center, so the dashed rule at `center` is one rule for both.
    """
    x = across("x:Q", x_title, (0, LENS[1]), grid=False, labels=False, titleAnchor="start")
    y = up("y:Q", y_title, (center - reach, center + reach))
    units = table("units").mark_circle(size=20 * look.scale, color=look.faint, opacity=0.6, clip=True)
    groups = table("groups").mark_rule(strokeWidth=3.4 * look.scale, color=look.color("u0"), clip=True)
    crowd = alt.layer(
        units.encode(x, y, tooltip=[tip("y:Q", y_title, ".1f")]),
        groups.encode(x, y, x2="x2:Q", tooltip=[tip("y:Q", "mean of this group", ".1f")]),
    )
    lens = _lens(look, center, reach / power, f"the mean, {power:g} times enlarged")
    both = alt.layer(crowd, lens).resolve_scale(y="independent")
    return both.properties(width="container", height="container")


def _lens(look: Look, center: float, reach: float, title: str) -> alt.LayerChart | alt.FacetChart:
    """The strip at the right: one bar an interval, its own axis."""
    axis = alt.Axis(orient="right", grid=False, titleColor=look.color("gamma00"), labelColor=look.color("gamma00"))
    y = alt.Y("low:Q", title=title, axis=axis, scale=alt.Scale(domain=(center - reach, center + reach), nice=False))
    strip = alt.Chart(alt.InlineData(values=[{"x": LENS[0], "x2": LENS[1], "low": center}]))
    at = f"{LENS[0]} + {LENS[1] - LENS[0]:.2f} * datum.place"
    means = table("means").transform_calculate(x=at).encode(alt.X("x:Q"))
    ink = alt.condition("datum.chosen", alt.value(look.color("gamma00")), alt.value(look.quiet))
    tooltip = [
        tip("label:N", "standard error"),
        tip("estimate:Q", "mean", ".2f"),
        tip("low:Q", "from", ".2f"),
        tip("high:Q", "to", ".2f"),
    ]
    bars = means.mark_rule(strokeWidth=6 * look.scale, strokeCap="round", clip=True)
    dots = means.mark_point(filled=True, size=130 * look.scale, stroke=look.paper, opacity=1, clip=True)
    return alt.layer(
        strip.mark_rect(color=look.grid, opacity=0.55).encode(alt.X("x:Q"), x2="x2:Q"),
        strip.mark_rule(strokeDash=[6, 4], strokeWidth=2 * look.scale, color=look.ink).encode(y),
        bars.encode(y, y2="high:Q", color=ink, tooltip=tooltip),
        dots.encode(alt.Y("estimate:Q"), color=ink, tooltip=tooltip),
        _name(means, True).encode(color=ink),
        _name(means, False).encode(color=ink),
    )


def _name(means: alt.Chart, chosen: bool) -> alt.Chart:
    """The name over a bar; the two rows keep neighbors apart where the lens is narrow."""
    text = means.mark_text(baseline="top", fontWeight=600).encode(y=alt.value(6 if chosen else 24), text="label:N")
    return text.transform_filter("datum.chosen" if chosen else "!datum.chosen")
