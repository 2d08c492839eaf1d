"""One pointer, every chart: the group pointed at in one chart is known to all charts of the same data."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from lessons.kit import Figure


@dataclass(frozen=True)
class Pointers:
    """The group that is pointed at, or "": as each chart said last, and in all charts of the same data."""

    charts: dict[str, str] = field(default_factory=dict[str, str])
    data: dict[str, str] = field(default_factory=dict[str, str])


def key(page: str, figure: Figure) -> str:
    """The session's name for a chart: charts with the same `still` show the same data."""
    name = f"chart-{page}-{figure.still}-{figure.name}"
    if figure.picks:
        _pointers(page).charts.setdefault(name, "")
    return name


def listen(page: str) -> None:
    """Before a run is drawn: take in what each chart has just said of its pointer."""
    pointers = _pointers(page)
    for name, before in list(pointers.charts.items()):
        group = _pointed_at(st.session_state.get(name))
        if group != before:
            pointers.charts[name] = pointers.data[_scope(name)] = group


def group(page: str, figure: Figure) -> str:
    """The group that is pointed at in any chart of this data, or ""."""
    return _pointers(page).data.get(_scope(key(page, figure)), "")


def _pointers(page: str) -> Pointers:
    return st.session_state.setdefault(f"hover-{page}", Pointers())


def _scope(name: str) -> str:
    return name.rpartition("-")[0]


def _pointed_at(state: Any) -> str:
    points = (state or {}).get("selection", {}).get("hover") or []
    return str(points[0].get("group", "")) if points else ""
