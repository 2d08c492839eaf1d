"""A chart with its tables and its caption, alone or beside others."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lessons.kit.charts.look import Look
from lessons.kit.text import Words

Chart = Callable[..., Any]


@dataclass(frozen=True)
class Figure:
    """A chart, its tables, and `says`: one sentence that is its caption and its alt text.

    `title` names the chart and `key` its marks, in a few words that no slider changes. `chart(look, **settings)`
    returns an Altair chart that names its data (`alt.NamedData`). It is built once for each look and settings; a
    rerun sends `tables` only. `picks` names the table whose rows of the group under
    the pointer go into the table `picked`, so that one hover is seen in every chart; "" for a chart without groups.
    `still` is what the tables depend on where no slider of the world moves them (a real table, say).
    """

    name: str
    title: Words
    chart: Chart
    tables: Mapping[str, Any]
    says: Words
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    picks: str = ""
    still: Hashable = None
    height: Literal["tall", "short"] = "tall"
    key: Words = ""

    def __post_init__(self) -> None:
        try:
            hash(tuple(self.settings.items()))
        except TypeError:
            kept = "numbers, words and tuples of them, for the chart is kept by its settings"
            raise TypeError(f"The settings of the figure {self.name!r} may be {kept}.") from None

    def build(self, look: Look) -> Any:
        return self.chart(look, **self.settings)


@dataclass(frozen=True)
class Row:
    """Figures side by side; below one another on a narrow screen. `widths` are their shares."""

    figures: tuple[Figure, ...]
    widths: tuple[float, ...]
