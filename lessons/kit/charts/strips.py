"""Groups side by side, from the lowest mean to the highest: each unit a dot, each group mean a bar."""

import altair as alt
import numpy as np
import pandas as pd

from lessons.kit.charts.look import Look

WIDTH = 0.62


def strip_tables(data: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What strips draws of y and group (level 1): `dots` (x, y, group), `means` (x, x2, y, group), `overall` (y)."""
    means = data.groupby("group", observed=True, sort=False)["y"].mean().sort_values(kind="stable")
    place = pd.Series((np.arange(len(means)) + 0.5) / len(means), index=means.index.astype(str))
    group = data["group"].astype(str)
    number = data.groupby("group", observed=True, sort=False).cumcount()
    size = group.map(group.value_counts())
    half = WIDTH / 2 / len(means)
    x = group.map(place) + half * (2 * (number + 0.5) / size - 1)
    bars = pd.DataFrame(
        {"x": place.to_numpy() - 1.25 * half, "x2": place.to_numpy() + 1.25 * half, "y": means.to_numpy()}
    )
    return {
        "dots": pd.DataFrame({"x": x.astype(float), "y": data["y"], "group": group}),
        "means": bars.assign(group=place.index),
        "overall": pd.DataFrame({"y": [float(data["y"].mean())]}),
    }


def strips(
    look: Look, *, y_domain: tuple[float, float], y_title: str, group_word: str, unit_word: str
) -> alt.TopLevelMixin:
    """Tables: those of strip_tables, and `picked` (as means, with label)."""
    hover = alt.selection_point("hover", on="pointerover", clear="pointerout", fields=["group"], empty=False)
    x = alt.X(
        "x:Q",
        title=f"{group_word}s, from low to high",
        axis=alt.Axis(grid=False, labels=False),
        scale=alt.Scale(domain=(0, 1), nice=False),
    )
    y = alt.Y("y:Q", title=y_title, scale=alt.Scale(domain=y_domain, nice=False, zero=False))
    tooltip = [
        alt.Tooltip("group:N", title=group_word),
        alt.Tooltip("y:Q", title=f"y of this {unit_word}", format=".1f"),
    ]
    dots = alt.Chart(alt.NamedData("dots")).mark_circle(clip=True, size=22 * look.scale, color=look.color("sigma2"))
    overall = alt.Chart(alt.NamedData("overall")).mark_rule(
        strokeDash=[6, 4], color=look.ink, strokeWidth=1.5 * look.scale
    )
    means = alt.Chart(alt.NamedData("means")).mark_rule(
        clip=True, color=look.color("tau00"), strokeWidth=4 * look.scale, strokeCap="round"
    )
    picked = alt.Chart(alt.NamedData("picked")).mark_text(
        dy=-14, fontWeight=600, color=look.color("tau00"), clip=True, align="left"
    )
    strong = alt.condition(hover, alt.value(1), alt.value(0.55))
    return alt.layer(
        dots.encode(x, y, tooltip=tooltip, opacity=strong).add_params(hover),
        overall.encode(y),
        means.encode(x, y, x2="x2:Q"),
        picked.encode(x, y, text="label:N"),
    ).properties(width="container", height="container")
