"""How far apart two units lie: pairs from one group beside pairs from two groups."""

import altair as alt
import numpy as np
import pandas as pd

from lessons.kit.charts.frame import across, layers, table, up
from lessons.kit.charts.look import Look

KINDS = ("same group", "different groups")


def gap_table(pairs: dict[str, np.ndarray], width: float, n_bins: int) -> pd.DataFrame:
    """Kind -> distances, as the share of pairs in each bin: columns kind, low, high, share. The last bin is open."""
    edges = np.arange(n_bins) * width
    rows = [
        {"kind": kind, "low": low, "high": low + width, "share": share}
        for kind, gap in pairs.items()
        for low, share in zip(
            edges,
            np.bincount(np.minimum(gap // width, n_bins - 1).astype(int), minlength=n_bins) / max(1, len(gap)),
            strict=True,
        )
    ]
    return pd.DataFrame(rows)


def gaps(look: Look, *, width: float, n_bins: int, title: str) -> alt.TopLevelMixin:
    """Tables: `gaps` (gap_table), `means` (kind, gap, label)."""
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
