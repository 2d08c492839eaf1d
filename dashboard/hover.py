"""One pointer, every chart: the group pointed at in one chart is known to all charts of the same data."""

from typing import Any

import streamlit as st

from lessons.kit import Figure


def key(page: str, figure: Figure) -> str:
    """The session's name for a chart: charts with the same `still` show the same data."""
    return f"chart-{page}-{figure.still}-{figure.name}"


def listen(page: str) -> None:
    """Before a run is drawn: take in what each chart has just said of its pointer."""
    before = _said(page)
    for name in [str(name) for name in st.session_state if str(name).startswith(f"chart-{page}-")]:
        group = _pointed_at(st.session_state[name])
        if group != before.get(name, ""):
            before[name] = group
            before[_scope(name)] = group


def group(page: str, figure: Figure) -> str:
    """The group that is pointed at in any chart of this data, or ""."""
    return _said(page).get(_scope(key(page, figure)), "")


def _said(page: str) -> dict[str, str]:
    return st.session_state.setdefault(f"hover-{page}", {})


def _scope(name: str) -> str:
    return name.rpartition("-")[0]


def _pointed_at(state: Any) -> str:
    points = (state or {}).get("selection", {}).get("hover") or []
    return str(points[0].get("group", "")) if points else ""
