"""Charts by the constant-spec route: a spec is built and validated once, a rerun sends tables only."""

import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from dashboard.arrow import packed
from lessons.kit.charts import Look

Settings = tuple[tuple[str, Any], ...]
# The specs of the lessons' charts by their names: what this process has built, or an earlier one.
known: dict[str, dict[str, Any]] = {}


@lru_cache(maxsize=1024)
def built(make: Any, look: Look, settings: Settings) -> dict[str, Any]:
    """The Vega-Lite spec of a chart function in one look."""
    name = _name(make, look, settings)
    if name not in known:
        spec = _built(make, look, settings)
        if not name:
            return spec
        known[name] = spec
    return known[name]


def _name(make: Any, look: Look, settings: Settings) -> str:
    """What a chart of the lessons is called for ever, as long as the code stays; nothing for all others."""
    room, name = getattr(make, "__module__", ""), getattr(make, "__qualname__", "")
    if not room.startswith("lessons.") or getattr(sys.modules[room], name, None) is not make:
        return ""
    return f"{room}.{name} {look!r} {settings!r}"


def _built(make: Any, look: Look, settings: Settings) -> dict[str, Any]:
    spec: dict[str, Any] = make(look, **dict(settings)).to_dict()
    spec.setdefault("config", {}).update(look.config)
    spec["usermeta"] = {"embedOptions": {"renderer": "canvas"}}
    return spec


def chart(spec: Mapping[str, Any], tables: Mapping[str, Any], key: str, alt: str, selects: bool = False) -> None:
    """Draw a built spec with these tables. `selects`: what the pointer picks comes back under `key`."""
    data = {name: table if isinstance(table, bytes) else packed(table) for name, table in tables.items()}
    st.vega_lite_chart(
        {**spec, "datasets": {**spec.get("datasets", {}), **data}},
        theme=None,
        height="stretch",
        key=key,
        on_select="rerun" if selects else "ignore",
        alt=alt,
    )
