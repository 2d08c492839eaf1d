"""The live panel: a lesson's controls as native inputs that report while they move.

One component holds them all. It lies in a drawer, and it puts copies where the page leaves a place for them: in the
text of a step (`moves`), under the stage (`bar`), and as numbers in a sentence (`handle`).
"""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from dashboard import looks, notation, state
from dashboard.markup import Html, draw, markup
from dashboard.scripts import by_address
from lessons.kit import Choice, Controls, Lesson, Range, brief
from lessons.kit.glossary.notation import NOTATIONS, html
from lessons.kit.glossary.symbols import GLOSSARY
from lessons.kit.params import Control

HERE = Path(__file__).parent
PARTS = {
    "world": "World: how the data arise",
    "model": "Model: what you fit",
    "data": "Real study",
}
SHEET = (HERE / "panel.css").read_text(encoding="utf-8")
FIELDS = (HERE / "fields.js").read_text(encoding="utf-8")
FILES = ("drawer", "outline", "places", "panel")
SCRIPT = "\n".join(
    [
        f"const SHEET = {json.dumps(SHEET)};",
        FIELDS,
        *((HERE / f"{name}.js").read_text(encoding="utf-8") for name in FILES),
    ]
)
_mount = component(
    "frogpond_panel",
    html='<div class="panel"></div>',
    css=SHEET,
    js=by_address(SCRIPT),
)


def panel(lesson: Lesson, p: Controls, moved: Callable[[], None] = lambda: None) -> None:
    """Draw the controls as they stand. Call it last in a run: its message tells the browser that the run is drawn.

    `moved` is called before the run that a message from the panel starts; without it, the panel's own part runs.
    """
    memory = state.memory(lesson)
    _mount(
        key=state.panel_key(lesson),
        data={
            "structure": _structure(lesson, notation.now().code),
            "values": p.values(),
            "ack": memory.seq,
            "revision": memory.revision,
            "projected": looks.projected(),
        },
        on_state_change=moved,
    )


def moves(names: Iterable[str]) -> None:
    """A place for the controls of a step."""
    draw('<div class="moves" data-moves="@names"></div>', names=" ".join(names))


def bar() -> None:
    """A place for what is always at hand: all controls, a new sample."""
    draw('<div class="stage-bar" data-bar="1"></div>')


def handle(control: Range, value: float) -> Html:
    """A number in a sentence that can be dragged, typed, and stepped with the arrow keys."""
    return markup('<span class="drag drag-@name">@value</span>', name=control.name, value=brief(value))


def way_out() -> None:
    """A button that nobody sees, outside of every fragment: the panel presses it when a message has no answer."""
    with st.container(key="way-out"):
        st.button("Draw the page again", key="draw-again")


@lru_cache(maxsize=256)
def _structure(lesson: Lesson, book: str) -> str:
    """What stays as it is while sliders move, as JSON made once: Streamlit would look for tables in it at each step."""
    structure = {
        "controls": [_control(control, book) for control in lesson.params.controls() if control.part != "view"],
        "scenes": [{"name": scene.name, "settings": dict(scene.settings)} for scene in lesson.scenes],
        "parts": PARTS,
    }
    return json.dumps(structure)


def _control(control: Control, book: str) -> dict[str, Any]:
    common = {"name": control.name, "label": control.label, "part": control.part, "start": control.start}
    match control:
        case Range():
            limits = {"lo": control.lo, "hi": control.hi, "step": control.step, "note": control.note}
            chip = html(control.name, NOTATIONS[book]) if control.name in GLOSSARY else ""
            return common | limits | {"kind": "range", "html": chip}
        case Choice():
            return common | {"kind": "choice", "options": list(control.options.items())}
