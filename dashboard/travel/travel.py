"""The travelling dots on the page: Python says who stands where in each picture, the browser moves them there."""

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from streamlit.components.v2 import component

from dashboard import looks, state
from dashboard.scripts import by_address
from lessons.kit import Lesson
from lessons.kit.blocks.travel import Travel
from lessons.kit.columns import Columns, light, names, numbers

HERE = Path(__file__).parent
# Six inks that color-blind readers tell apart, light and dark; a group is also told by its place and its name.
GROUP_INKS = {
    "light": ("#0B5FA5", "#B0420C", "#00704F", "#86348C", "#8A6A00", "#22707A"),
    "dark": ("#7CC0F4", "#FFA06B", "#4CCFA2", "#E0A1E6", "#E3C35A", "#7FD3DC"),
}
_mount = component(
    "frogpond_travel",
    html='<div class="travel"></div>',
    css=(HERE / "travel.css").read_text(encoding="utf-8"),
    js=by_address((HERE / "travel.js").read_text(encoding="utf-8")),
)


def travel(block: Travel, lesson: Lesson) -> None:
    """Draw the dots; a stage picked below them moves the control that the block names."""
    key = f"travel-{lesson.slug}-{block.name}"
    _mount(key=key, data=told(block), on_stage_change=partial(_picked, block, lesson, key))


def told(block: Travel) -> dict[str, Any]:
    """What the browser needs: numbers rounded to what a pixel can show."""
    look = looks.now()
    units, lines, average = light(block.units), light(block.lines), light(block.average)
    groups = names(units, "group")
    return {
        "stage": block.stage,
        "picked": block.picked if block.picked in block.stages else "",
        "stages": [
            {"code": code, "words": words, "says": str(block.says[code])} for code, words in block.stages.items()
        ],
        "group": groups.codes.tolist(),
        "names": list(groups.names),
        "x": np.round(numbers(units, "x"), 3).tolist(),
        "y": np.round(numbers(units, "y"), 2).tolist(),
        "lines": _lines(lines),
        "average": _points(average),
        "parts": [{"y": p.y, "y2": p.y2, "words": str(p.words), "ink": look.color(p.code)} for p in block.parts],
        "settings": dict(block.settings),
        "title": str(block.title),
        "inks": {
            "groups": GROUP_INKS[look.mode],
            "ink": look.ink,
            "quiet": look.quiet,
            "faint": look.faint,
            "grid": look.grid,
            "average": look.color("gamma10"),
            "paper": look.paper,
        },
        "projected": look.projected,
    }


def _lines(lines: Columns) -> list[list[float]]:
    """One [x, y, x2, y2] a group, in order of group: as line_columns lists them."""
    return np.reshape(_points(lines), (-1, 4)).tolist()


def _points(table: Columns) -> list[list[float]]:
    return np.round(np.column_stack([numbers(table, "x"), numbers(table, "y")]), 3).tolist()


def _picked(block: Travel, lesson: Lesson, key: str) -> None:
    picked = (st.session_state.get(key) or {}).get("stage")
    if picked in block.stages:
        state.move_to(lesson, {block.control: picked})
