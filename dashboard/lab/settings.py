"""The Lab's numbers as ranges that report while they move, and as fields to type into."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from dashboard import notation
from dashboard.lab.asked import CONTROLS, NUMBERS, OF_DESIGN, capital
from dashboard.panel.panel import FIELDS, SHEET
from dashboard.scripts import by_address
from lessons.kit.glossary.notation import NOTATIONS, html
from lessons.kit.glossary.symbols import GLOSSARY
from lessons.kit.studies import StudyError
from lessons.kit.studies.controls import refuse

KEY = "lab-settings"
SEQ, REVISION = "lab-seq", "lab-revision"
_mount = component(
    "frogpond_lab_settings",
    html='<div class="panel"></div>',
    css=f"{SHEET}\ndetails[open] {{ display: grid; gap: 11px; }}\nsummary {{ cursor: pointer; font-weight: 600; }}",
    js=by_address(f"{FIELDS}\n{Path(__file__).with_name('settings.js').read_text(encoding='utf-8')}"),
)


def settings(design: str, main: Iterable[str]) -> None:
    """Draw those of a design as they stand. Call it last in a run: its message tells the browser that it is drawn."""
    here = st.session_state
    _mount(
        key=KEY,
        data={
            "structure": _structure(design, tuple(main), notation.now().code),
            "values": {name: here[f"lab-{name}"] for name in OF_DESIGN[design] if name in NUMBERS},
            "ack": here.get(SEQ, 0),
            "revision": here.get(REVISION, 0),
        },
        on_state_change=lambda: None,
    )


def moved_by_us() -> None:
    """Some of them were set from our side: the browser follows."""
    st.session_state[REVISION] = st.session_state.get(REVISION, 0) + 1


def heard() -> bool:
    """Take over what the hand has said; whether it is still moving."""
    said = _said()
    if said is None:
        return False
    if said["seq"] > st.session_state.get(SEQ, 0):
        st.session_state[SEQ] = said["seq"]
        for name, value in said["values"].items():
            if name in NUMBERS and (read := _read(name, value)) is not None:
                st.session_state[f"lab-{name}"] = read
    return not said.get("released")


def _said() -> dict[str, Any] | None:
    sent = st.session_state.get(KEY, {}).get("state")
    well_formed = isinstance(sent, Mapping) and isinstance(sent.get("seq"), int | float)
    return dict(sent) if well_formed and isinstance(sent.get("values"), Mapping) else None


def _read(name: str, value: Any) -> float | None:
    """The value, whatever a browser may have sent; None where it is none."""
    whole = isinstance(NUMBERS[name].default, int)
    try:
        read = int(value) if whole else float(value)
        refuse(CONTROLS[name], read)
    except (StudyError, TypeError, ValueError, OverflowError):
        return None
    return read


@lru_cache(maxsize=16)
def _structure(design: str, main: tuple[str, ...], book: str) -> str:
    more = [name for name in OF_DESIGN[design] if name in NUMBERS and name not in main]
    return json.dumps({"main": [_range(name, book) for name in main], "more": [_range(name, book) for name in more]})


def _range(name: str, book: str) -> dict[str, Any]:
    """A range for most studies; whatever else is possible can be typed."""
    known = NUMBERS[name].metadata
    low, high, step = known["handy"]
    words, typed = known["words"], [known["low"], known["high"]]
    label = {"name": name, "label": capital(words), "html": html(name, NOTATIONS[book]) if name in GLOSSARY else ""}
    return label | {"lo": low, "hi": high, "step": step, "typed": typed}
