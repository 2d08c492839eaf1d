"""One group close up: its units, its line, the average line, and the two residuals between them."""

import altair as alt

from lessons.kit.charts.look import Look

Domain = tuple[float, float]


def one_group(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str, unit_word: str
) -> alt.TopLevelMixin:
    """Tables: `others`, `line`, `average` (x, y); `units` (x, y, fitted); `shift` (x, y to y2: average to line)."""
    x = alt.X("x:Q", title=x_title, scale=alt.Scale(domain=x_domain, nice=False))
    y = alt.Y("y:Q", title=y_title, scale=alt.Scale(domain=y_domain, nice=False, zero=False))
    tooltip = [
        alt.Tooltip("y:Q", title=f"y of this {unit_word}", format=".1f"),
        alt.Tooltip("fitted:Q", title=f"line of its {group_word}", format=".1f"),
    ]
    units = alt.Chart(alt.NamedData("units")).encode(x, y)
    others = alt.Chart(alt.NamedData("others")).mark_circle(
        size=14 * look.scale, color=look.faint, opacity=0.25, clip=True
    )
    line = alt.Chart(alt.NamedData("line")).mark_line(clip=True, color=look.color("u0"), strokeWidth=3.4 * look.scale)
    average = alt.Chart(alt.NamedData("average")).mark_line(
        clip=True, color=look.color("gamma10"), strokeWidth=3.4 * look.scale
    )
    shift = alt.Chart(alt.NamedData("shift")).mark_rule(
        clip=True, color=look.color("u0"), strokeWidth=5 * look.scale, strokeDash=[2, 2]
    )
    return alt.layer(
        others.encode(x, y),
        units.mark_rule(clip=True, color=look.color("e"), opacity=0.8).encode(y2="fitted:Q"),
        units.mark_circle(clip=True, size=60 * look.scale, color=look.color("e"), opacity=1).encode(tooltip=tooltip),
        average.encode(x, y),
        line.encode(x, y),
        shift.encode(x, y, y2="y2:Q"),
    ).properties(width="container", height="container")
