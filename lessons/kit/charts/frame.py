"""The grammar of every chart, said once: tables by name, axes that hold still, one pointer, layers that fill."""

from typing import Any

import altair as alt

Domain = tuple[float, float]


def table(name: str) -> alt.Chart:
    """The marks of a table that each run sends anew."""
    return alt.Chart(alt.NamedData(name))


def constant(*rows: dict[str, float]) -> alt.Chart:
    """Marks that never move."""
    return alt.Chart(alt.InlineData(values=list(rows)))


def across(field: str, title: str | None, domain: Domain | None = None, **axis: Any) -> alt.X:
    """A quantity from left to right; with a domain, on an axis that no data stretch. axis: what `alt.Axis` takes."""
    return alt.X(field, title=title, scale=_still(domain), axis=alt.Axis(**axis))


def up(field: str, title: str | None, domain: Domain | None = None, **axis: Any) -> alt.Y:
    """A quantity from bottom to top; with a domain, on an axis that no data stretch. axis: what `alt.Axis` takes."""
    return alt.Y(field, title=title, scale=_still(domain), axis=alt.Axis(**axis))


def _still(domain: Domain | None) -> alt.Scale:
    return alt.Scale(nice=False, zero=False) if domain is None else alt.Scale(domain=domain, nice=False, zero=False)


def tip(field: str, title: str, form: str = "") -> alt.Tooltip:
    """One line of what a pointer reads."""
    return alt.Tooltip(field, title=title, format=form) if form else alt.Tooltip(field, title=title)


def pointed() -> Any:
    """The group under the pointer; every chart calls it `hover`, so that one hover is seen in all."""
    return alt.selection_point("hover", on="pointerover", clear="pointerout", fields=["group"], empty=False)


def lit(hover: Any, on: float, off: float) -> Any:
    """One value for the group under the pointer, another for the rest."""
    return alt.condition(hover, alt.value(on), alt.value(off))


def layers(*parts: Any) -> alt.TopLevelMixin:
    """One picture, back to front, as large as its frame."""
    return alt.layer(*parts).properties(width="container", height="container")
