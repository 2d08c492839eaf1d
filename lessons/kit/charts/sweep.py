"""What becomes of a figure as a setting is swept: one line a model with its Monte Carlo band, or a field of two."""

import altair as alt

from lessons.kit.charts.curves import DASHES
from lessons.kit.charts.frame import Domain, across, layers, table, tip, up
from lessons.kit.charts.look import Look

SWEPT = ("tau00", "sigma2", "gamma10", "tau11", "gamma01")


def sweep(
    look: Look, *, x_domain: Domain, y_domain: Domain, x_title: str, y_title: str, names: tuple[str, ...], y_format: str
) -> alt.TopLevelMixin:
    """Tables: `lines` (x, y, low, high, label); `goal` (y): where it should be."""
    n = len(names)
    scale = alt.Scale(domain=list(names), range=[look.color(code) for code in SWEPT[:n]])
    color = alt.Color("label:N", sort=list(names), scale=scale)
    dashes = [*DASHES, [2, 2]][:n]
    dash = alt.StrokeDash("label:N", sort=list(names), scale=alt.Scale(domain=list(names), range=dashes))
    x, y = across("x:Q", x_title, x_domain, grid=False), up("y:Q", y_title, y_domain, format=y_format)
    lines = table("lines")
    tooltip = [tip("label:N", "model"), tip("x:Q", x_title), tip("y:Q", y_title, y_format or ".3f"),
               tip("low:Q", "from", y_format or ".3f"), tip("high:Q", "to", y_format or ".3f")]  # fmt: skip
    goal = table("goal").mark_rule(color=look.quiet, strokeDash=[3, 3], strokeWidth=1.6 * look.scale)
    band = lines.mark_area(opacity=0.16, clip=True)
    fill = alt.Color("label:N", sort=list(names), scale=scale)
    return layers(
        goal.encode(y),
        band.encode(x, alt.Y("low:Q"), y2="high:Q", color=fill),
        lines.mark_line(strokeWidth=2.8 * look.scale, clip=True).encode(x, y, color, dash),
        lines.mark_circle(size=70 * look.scale, opacity=1, clip=True).encode(x, y, color, tooltip=tooltip),
    )


def heat(look: Look, *, x_title: str, y_title: str, what: str, domain: Domain, form: str) -> alt.TopLevelMixin:
    """Table: `cells` (x, y: names of values in their order; value, strong: whether its number is written on dark)."""
    x = alt.X("x:N", sort=None, title=x_title, axis=alt.Axis(labelAngle=0))
    y = alt.Y("y:N", sort=None, title=y_title)
    color = alt.Color(
        "value:Q", title=what, scale=alt.Scale(domain=domain, range=[look.grid, look.color("gamma10")]), legend=None
    )
    cells = table("cells").encode(x, y)
    text = alt.condition("datum.strong", alt.value(look.paper), alt.value(look.ink))
    return layers(
        cells.mark_rect().encode(color=color, tooltip=[tip("value:Q", what, form)]),
        cells.mark_text(fontSize=13 * look.scale).encode(text=alt.Text("value:Q", format=form), color=text),
    )
