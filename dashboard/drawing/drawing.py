"""A claim on the page: Python says what is drawn where, the browser lets the reader move it and says what was moved."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from dashboard import looks, state
from lessons.kit import Lesson
from lessons.kit.blocks.drawing import Drawing, Node

HERE = Path(__file__).parent
_mount = component(
    "frogpond_drawing",
    html='<div class="drawing"></div>',
    css=(HERE / "drawing.css").read_text(encoding="utf-8"),
    js=(HERE / "drawing.js").read_text(encoding="utf-8"),
)


def drawing(block: Drawing, lesson: Lesson) -> None:
    """Draw it; a node put in another place moves the control that it names."""
    key = f"drawing-{lesson.slug}-{block.name}"
    _mount(key=key, data=told(block), on_moved_change=partial(_moved, block, lesson, key))


def told(block: Drawing) -> dict[str, Any]:
    """What the browser needs."""
    look = looks.now()
    return {
        "levels": [str(level) for level in block.levels],
        "nodes": [_node(node) for node in block.nodes],
        "arrows": [{"start": arrow.start, "end": arrow.end, "ink": look.color(arrow.code)} for arrow in block.arrows],
        "says": str(block.says),
        "inks": {"ink": look.ink, "quiet": look.quiet, "paper": look.paper, "grid": look.grid},
        "projected": look.projected,
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "letter": node.letter,
        "words": str(node.words),
        "at": node.at,
        "quiet": node.at in node.quiet,
        "places": [
            {"code": code, "x": x, "y": y, "says": str(node.says[code])} for code, (x, y) in node.places.items()
        ],
    }


def settings(block: Drawing, sent: Any) -> dict[str, str]:
    """What a browser's message sets: {} unless it names a node and a place that this node can take."""
    said = sent if isinstance(sent, Mapping) else {}
    nodes = (node for node in block.nodes if node.letter == said.get("letter") and said.get("to") in node.places)
    return {node.control: said["to"] for node in nodes}


def _moved(block: Drawing, lesson: Lesson, key: str) -> None:
    moved = settings(block, (st.session_state.get(key) or {}).get("moved"))
    if moved:
        state.move_to(lesson, moved)
        st.rerun()  # The world beside it, and every other step, is another one now.
