"""One slope within groups, one between them and one over all units: as lines, and as numbers."""

import altair as alt

from lessons.kit.charts.frame import Domain, across, layers, lit, pointed, table, tip, up
from lessons.kit.charts.look import Look

KINDS_OF_SLOPE = ("within", "between", "total")


def three_lines(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, group_word: str
) -> alt.TopLevelMixin:
    """Tables: `dots`, `means`, `picked` (x, y, group), `lines` (of line_columns), `between`, `total` (x, y, label).

    A `label` that is not "" is written at that end of its line.
    """
    hover = pointed()
    x = across("x:Q", x_title, x_domain)
    y = up("y:Q", y_title, y_domain)
    dots = table("dots").mark_circle(clip=True, size=14 * look.scale, color=look.faint)
    lines = table("lines").mark_line(clip=True, color=look.color("gamma10")).encode(
        x,
        y,
        detail="group:N",
        opacity=lit(hover, 1, 0.6),
        strokeWidth=lit(hover, 4 * look.scale, 1.6 * look.scale),
    )  # fmt: skip
    tooltip = [
        tip("group:N", group_word),
        tip("x:Q", "mean x", ".2f"),
        tip("y:Q", "mean y", ".1f"),
    ]
    size = lit(hover, 240 * look.scale, 60 * look.scale)
    means = table("means").mark_circle(clip=True, color=look.color("gamma01"), opacity=1)
    picked = table("picked").mark_text(dy=-14, fontWeight=600, color=look.color("gamma01"))
    return layers(
        dots.encode(x, y, opacity=lit(hover, 0.9, 0.35)),
        lines,
        *_line(look, "between", look.color("gamma01"), x, y),
        *_line(look, "total", look.ink, x, y),
        means.encode(x, y, tooltip=tooltip, size=size).add_params(hover),
        picked.encode(x, y, text="label:N"),
    )


def _line(look: Look, name_of_table: str, color: str, x: alt.X, y: alt.Y) -> tuple[alt.Chart, ...]:
    """A thick line that stands off from what lies beneath, and its name."""
    base = table(name_of_table).encode(x, y)
    name = base.mark_text(dy=-13, fontWeight=600, color=color, stroke=look.paper, strokeWidth=4, strokeOpacity=0.85)
    return (
        base.mark_line(clip=True, color=look.paper, strokeWidth=7 * look.scale, opacity=0.8),
        base.mark_line(clip=True, color=color, strokeWidth=3.6 * look.scale),
        name.encode(text="label:N"),
        name.mark_text(dy=-13, fontWeight=600, color=color).encode(text="label:N"),
    )


def slope_rows(look: Look, *, domain: Domain, title: str, order: tuple[str, ...]) -> alt.TopLevelMixin:
    """Tables: `slopes` (label, kind, estimate, low, high, chosen), `set` (label, value), `closed` (value).

    Found is a dot with its interval, set an open diamond above it; the closed form is a dashed rule.
    """
    x = across("estimate:Q", title, domain)
    axis = alt.Axis(grid=False, labelLimit=240 * look.scale, labelColor=look.ink)
    y = alt.Y("label:N", sort=list(order), title=None, axis=axis)
    inks = [look.color("gamma10"), look.color("gamma01"), look.ink]
    ink = alt.Color("kind:N", legend=None, scale=alt.Scale(domain=list(KINDS_OF_SLOPE), range=inks))
    strong = alt.condition("datum.chosen", alt.value(1), alt.value(0.5))
    tooltip = [
        tip("label:N", "slope"),
        tip("estimate:Q", "found", ".3f"),
        tip("low:Q", "from", ".3f"),
        tip("high:Q", "to", ".3f"),
    ]
    found = table("slopes").encode(y=y, color=ink, opacity=strong)
    bars = found.mark_rule(strokeWidth=5 * look.scale, clip=True, strokeCap="round")
    dots = found.mark_point(filled=True, size=130 * look.scale, stroke=look.paper, clip=True)
    diamonds = table("set").mark_point(
        shape="diamond",
        filled=False,
        size=110 * look.scale,
        color=look.ink,
        strokeWidth=2,
        opacity=1,
        yOffset=-18,
        clip=True,
    )
    rule = table("closed").mark_rule(strokeDash=[6, 4], strokeWidth=2 * look.scale, color=look.ink)
    return layers(
        rule.encode(alt.X("value:Q")),
        bars.encode(alt.X("low:Q"), x2="high:Q"),
        dots.encode(x, tooltip=tooltip),
        diamonds.encode(alt.X("value:Q"), y=y),
    )
