"""Groups side by side, from the lowest mean to the highest: each unit a dot, each group mean a bar."""

import altair as alt

from lessons.kit.charts.frame import across, layers, lit, pointed, table, tip, up
from lessons.kit.charts.look import Look


def strips(
    look: Look, *, y_domain: tuple[float, float], y_title: str, group_word: str, unit_word: str, x_title: str = ""
) -> alt.TopLevelMixin:
    """Tables: those of strip_tables, and `picked` (as means, with label).

    x_title: what to write where the strips stand in another order.
    """
    hover = pointed()
    x = across("x:Q", x_title or f"{group_word}s, from low to high", (0, 1), grid=False, labels=False)
    y = up("y:Q", y_title, y_domain)
    tooltip = [
        tip("group:N", group_word),
        tip("y:Q", f"y of this {unit_word}", ".1f"),
    ]
    dots = table("dots").mark_circle(clip=True, size=22 * look.scale, color=look.color("sigma2"))
    overall = table("overall").mark_rule(strokeDash=[6, 4], color=look.ink, strokeWidth=1.5 * look.scale)
    means = table("means").mark_rule(
        clip=True, color=look.color("tau00"), strokeWidth=4 * look.scale, strokeCap="round"
    )
    picked = table("picked").mark_text(dy=-14, fontWeight=600, color=look.color("tau00"), clip=True, align="left")
    strong = lit(hover, 1, 0.55)
    return layers(
        dots.encode(x, y, tooltip=tooltip, opacity=strong).add_params(hover),
        overall.encode(y),
        means.encode(x, y, x2="x2:Q"),
        picked.encode(x, y, text="label:N"),
    )
