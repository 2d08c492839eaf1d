"""One group close up: its units, its line, the average line, and the two residuals between them."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look


def one_group(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str, unit_word: str
) -> alt.TopLevelMixin:
    """Tables: `others`, `line`, `average` (x, y); `units` (x, y, fitted); `shift` (x, y to y2: average to line)."""
    x = across("x:Q", x_title, x_domain)
    y = up("y:Q", y_title, y_domain)
    tooltip = [
        tip("y:Q", f"y of this {unit_word}", ".1f"),
        tip("fitted:Q", f"line of its {group_word}", ".1f"),
    ]
    units = table("units").encode(x, y)
    others = table("others").mark_circle(size=14 * look.scale, color=look.faint, opacity=0.25, clip=True)
    line = table("line").mark_line(clip=True, color=look.color("u0"), strokeWidth=3.4 * look.scale)
    average = table("average").mark_line(clip=True, color=look.color("gamma10"), strokeWidth=3.4 * look.scale)
    shift = table("shift").mark_rule(clip=True, color=look.color("u0"), strokeWidth=5 * look.scale, strokeDash=[2, 2])
    return layers(
        others.encode(x, y),
        units.mark_rule(clip=True, color=look.color("e"), opacity=0.8).encode(y2="fitted:Q"),
        units.mark_circle(clip=True, size=60 * look.scale, color=look.color("e"), opacity=1).encode(tooltip=tooltip),
        average.encode(x, y),
        line.encode(x, y),
        shift.encode(x, y, y2="y2:Q"),
    )
