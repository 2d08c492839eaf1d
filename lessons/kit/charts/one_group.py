"""One group close up: its units, its line, the average line, and the two residuals between them."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look
from lessons.kit.charts.marked_lines import notes


def one_group(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str, unit_word: str
) -> alt.TopLevelMixin:
    """Tables: `others`, `line`, `average` (x, y); `units` (x, y, fitted); `shift` (x, y to y2: average to line);
    `residuals` (x, y, fitted): the units whose distance to the line is drawn; `ringed` (x, y, fitted): the unit that
    stands out; `notes` (x, y, code, label): what a distance is called."""
    x = across("x:Q", x_title, x_domain)
    y = up("y:Q", y_title, y_domain)
    tooltip = [
        tip("y:Q", f"y of this {unit_word}", ".1f"),
        tip("fitted:Q", f"line of its {group_word}", ".1f"),
    ]
    units, ringed = (table(name).encode(x, y) for name in ("units", "ringed"))
    others = table("others").mark_circle(size=14 * look.scale, color=look.faint, opacity=0.25, clip=True)
    line = table("line").mark_line(clip=True, color=look.color("u0"), strokeWidth=3.4 * look.scale)
    average = table("average").mark_line(clip=True, color=look.color("gamma10"), strokeWidth=3.4 * look.scale)
    shift = table("shift").mark_rule(clip=True, color=look.color("u0"), strokeWidth=5 * look.scale, strokeDash=[2, 2])
    residuals = table("residuals").mark_rule(clip=True, color=look.color("e"), opacity=0.8)
    return layers(
        others.encode(x, y),
        residuals.encode(x, y, y2="fitted:Q"),
        ringed.mark_rule(clip=True, color=look.color("e"), strokeWidth=4 * look.scale).encode(y2="fitted:Q"),
        units.mark_circle(clip=True, size=60 * look.scale, color=look.color("e"), opacity=1).encode(tooltip=tooltip),
        average.encode(x, y),
        line.encode(x, y),
        shift.encode(x, y, y2="y2:Q"),
        ringed.mark_point(clip=True, size=330 * look.scale, strokeWidth=3 * look.scale, color=look.ink, opacity=1),
        *notes(look),
    )
