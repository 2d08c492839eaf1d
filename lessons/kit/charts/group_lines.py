"""Units as dots and one line a group: what is true (dashed) and what a fit found (solid)."""

import altair as alt
import numpy as np
import pandas as pd
from altair import datum

from lessons.kit.charts.look import Look

Domain = tuple[float, float]


def line_table(data: pd.DataFrame, intercept: pd.Series, slope: pd.Series) -> pd.DataFrame:
    """Two points a group, at the ends of its own x: columns group, x, y, end (0 left, 1 right).

    data: level 1, with group (categorical) and x. intercept, slope: level 2, indexed by group.
    """
    groups = data["group"].cat
    low, high = np.full((2, len(groups.categories)), [[np.inf], [-np.inf]])
    np.minimum.at(low, groups.codes.to_numpy(), data["x"].to_numpy())
    np.maximum.at(high, groups.codes.to_numpy(), data["x"].to_numpy())
    rows = groups.categories.get_indexer(intercept.index)
    x = np.column_stack([low[rows], high[rows]])
    y = intercept.to_numpy()[:, None] + slope.to_numpy()[:, None] * x
    return pd.DataFrame(
        {
            "group": pd.Categorical.from_codes(rows.repeat(2), categories=groups.categories),
            "x": x.ravel(),
            "y": y.ravel(),
            "end": np.tile([0, 1], len(rows)),
        }
    )


def group_lines(
    look: Look,
    *,
    x_domain: Domain,
    y_domain: Domain,
    x_title: str,
    y_title: str,
    group_word: str,
    unit_word: str,
) -> alt.TopLevelMixin:
    """Tables: `dots` (x, y, group); `truth`, `lines` (a line_table each); `average` (x, y); `picked` (as lines)."""
    hover = alt.selection_point(
        "hover", on="pointerover", clear="pointerout", fields=["group"], nearest=False, empty=False
    )
    x = alt.X("x:Q", title=x_title, scale=alt.Scale(domain=x_domain, nice=False))
    y = alt.Y("y:Q", title=y_title, scale=alt.Scale(domain=y_domain, nice=False, zero=False))
    dots = _dots(look, group_word, unit_word).encode(x, y).add_params(hover)
    truth = (
        alt.Chart(alt.NamedData("truth"))
        .mark_line(clip=True, strokeDash=[4, 3], strokeWidth=1.1 * look.scale, color=look.quiet, opacity=0.55)
        .encode(x, y, detail="group:N")
    )
    found = (
        alt.Chart(alt.NamedData("lines"))
        .mark_line(clip=True, color=look.color("u1"))
        .encode(
            x,
            y,
            detail="group:N",
            opacity=alt.condition(hover, alt.value(1), alt.value(0.5)),
            strokeWidth=alt.condition(hover, alt.value(4 * look.scale), alt.value(1.4 * look.scale)),
        )
    )
    average = alt.Chart(alt.NamedData("average")).encode(x, y)
    return alt.layer(
        dots,
        truth,
        found,
        average.mark_line(clip=True, color=look.paper, strokeWidth=7 * look.scale, opacity=0.8),
        average.mark_line(clip=True, color=look.color("gamma10"), strokeWidth=3.6 * look.scale),
        *_picked(look, x, y),
    ).properties(width="container", height="container")


def _dots(look: Look, group_word: str, unit_word: str) -> alt.Chart:
    tooltip = [
        alt.Tooltip("group:N", title=group_word),
        alt.Tooltip("x:Q", title=f"x of this {unit_word}", format=".2f"),
        alt.Tooltip("y:Q", title=f"y of this {unit_word}", format=".1f"),
    ]
    return alt.Chart(alt.NamedData("dots")).mark_circle(
        clip=True, size=22 * look.scale, color=look.faint, opacity=0.55
    ).encode(tooltip=tooltip)  # fmt: skip


def _picked(look: Look, x: alt.X, y: alt.Y) -> tuple[alt.Chart, alt.Chart]:
    """The group picked in another chart, drawn over everything and named at its right end."""
    picked = alt.Chart(alt.NamedData("picked")).encode(x, y)
    label = picked.transform_filter(datum.end == 1).mark_text(
        align="right", dy=-9, fontWeight=600, clip=True, color=look.color("u0")
    )
    return (
        picked.mark_line(clip=True, color=look.color("u0"), strokeWidth=4 * look.scale),
        label.encode(text="label:N"),
    )
