"""The room on the wall: how to get in, how many have answered, and what they believe beside what is so."""

import json
import time
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import streamlit as st
from streamlit.components.v2 import component

from dashboard import looks
from dashboard.markup import draw, notice
from dashboard.room.asked import Asked
from dashboard.room.store import HOURS, LENGTH, Rooms
from dashboard.scripts import by_address
from dashboard.server.addresses import for_phones
from dashboard.server.settings import Settings
from dashboard.share import qr
from dashboard.spec import built, chart
from lessons.kit.blocks.predict import Predict, PredictChoice
from lessons.kit.charts import Look
from lessons.kit.columns import labels
from lessons.kit.text import sentence

ROOM, LEFT, FROZEN = "room", "room-left", "asked-on-the-wall"
_count = component(
    "frogpond_count",
    html='<p class="count" role="status"></p>',
    css=".count { font-size: 1.75rem; font-weight: 700; margin: 0; }",
    js=by_address(Path(__file__).with_name("count.js").read_text(encoding="utf-8")),
)


@cache
def rooms() -> Rooms:
    return Rooms()


def is_open() -> bool:
    """Whether this session has a room that still lives."""
    own = st.session_state.get(ROOM)
    return own is not None and time.time() - own[2] < 3600 * HOURS


def switch() -> None:
    """Open a room, or leave the one that is open: its question is closed, and this tab forgets it."""
    if is_open():
        code, key, _ = st.session_state.pop(ROOM)
        rooms().close(code, key)
        st.session_state[LEFT] = True
        return
    found = rooms().open()
    st.session_state["no-room"] = found is None
    if found:
        st.session_state[ROOM], st.session_state[LEFT] = (*found, time.time()), False


def take_back(said: Any) -> None:
    """A room that the tab has kept: after a reload, or a server that was started anew. Only its owner has the key."""
    match said:
        case {"code": str(code), "key": str(key)} if not is_open() and rooms().told(code[:LENGTH], key) is not None:
            st.session_state[ROOM] = (code[:LENGTH], key, time.time())
        case _:
            st.session_state[LEFT] = not is_open()


def left() -> bool:
    """Whether there is no room for this tab to hand back."""
    return st.session_state.get(LEFT, False)


def say_if_full() -> None:
    """Why no room was opened, once."""
    if st.session_state.pop("no-room", False):
        notice("Too many rooms are open here. Try again later, or start a server of your own.")


def own() -> dict[str, str] | None:
    """The code and the key of the room, for the wall's own script."""
    code, key, _ = st.session_state.get(ROOM) or ("", "", 0)
    return {"code": code, "key": key} if is_open() else None


def remote() -> str:
    """The speaker's page, with the key where no server sees it; a second window, or a phone by its QR code."""
    code, key, _ = st.session_state[ROOM]
    return f"./r/{code}/remote#{key}"


def tell(told: Mapping[str, Any]) -> None:
    """What is on the wall, for the owner's other devices."""
    code, key, _ = st.session_state[ROOM]
    text = json.dumps(told)
    if st.session_state.get("told") != text:
        st.session_state["told"] = text
        rooms().tell(code, key, text)


def door() -> str:
    """The address of the room, as a phone types it."""
    return f"{for_phones(st.context.url or '', Settings.from_env().public_url)}/r/{st.session_state[ROOM][0]}"


def invite(block: Predict, asked: Asked, at_rest: bool) -> None:
    """Ask the hall: the way in, and how many have answered so far. What they answered is nowhere yet.

    While a slider moves, phones keep the question that they have.
    """
    code, key, _ = st.session_state[ROOM]
    if at_rest:
        rooms().ask(code, key, asked, True)
        st.session_state[FROZEN] = (block, asked)
    with st.container(key="room"):
        draw(
            '<div class="door"><img src="@code" alt="@address"><p><b>@short</b><br>Room @room</p></div>',
            code=qr(door()),
            address=door(),
            short=door().partition("://")[2],
            room=code,
        )
        _count(key="room-count", data={"code": code})


def as_asked(block: Predict) -> Predict:
    """The question as the hall had it: controls that move after that change neither its words nor its truth."""
    kept = st.session_state.get(FROZEN)
    return kept[0] if is_open() and kept and kept[0].name == block.name else block


def results(block: Predict, asked: Asked) -> None:
    """Close the question, and show what the hall believes on the axis of the question, the truth marked."""
    code, key, _ = st.session_state[ROOM]
    rooms().ask(code, key, asked, False)
    said = rooms().answers(code, key, asked)
    if not said:
        draw('<p class="said-by">Nobody has answered.</p>')
        return
    draw('<p class="said-by">@said</p>', said=sentence(SAID_BY[sum(said.values()) == 1], n=sum(said.values())))
    with st.container(key="figure-room"):
        if isinstance(block, PredictChoice):
            spec, tables = built(bars, looks.now(), ()), shares(block, asked, said)
        else:
            settings = (("high", block.high), ("low", block.low), ("unit", block.unit))
            spec = built(heaps, looks.now(), settings)
            tables = {"said": numbers(said), "truth": {"x": np.array([block.shown_truth])}}
        chart(spec, tables, f"room-{block.name}", "Answers of the hall")


SAID_BY = {True: "One has answered.", False: "@n have answered."}


def shares(block: PredictChoice, asked: Asked, said: Counter[str]) -> dict[str, Any]:
    """How many chose each option, the right one marked by a word and not by color alone."""
    counts = np.array([said[code] for code, _ in asked.options])
    right = np.array([code == block.truth for code, _ in asked.options])
    names = [f"{words} (right)" if code == block.truth else words for code, words in asked.options]
    return {"said": {"n": counts, "right": right, "label": labels(names)}}


def numbers(said: Counter[str]) -> dict[str, Any]:
    """Every number that was said, and how often."""
    values = np.array([float(value) for value in said])
    return {"x": values, "n": np.array(list(said.values()))}


def bars(look: Look) -> alt.TopLevelMixin:
    """Table `said` (n, right, label): a bar an option, in the order of the wall."""
    base = alt.Chart(alt.NamedData("said")).encode(
        alt.X("n:Q", title="answers", axis=alt.Axis(tickMinStep=1, grid=True)),
        alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=260 * look.scale)),
    )
    ink = alt.condition("datum.right", alt.value(look.color("gamma10")), alt.value(look.faint))
    return base.mark_bar(height=26 * look.scale).encode(color=ink).properties(width="container", height="container")


def heaps(look: Look, *, low: float, high: float, unit: str) -> alt.TopLevelMixin:
    """Tables `said` (x, n): a bar for each stretch of the axis; `truth` (x): a rule."""
    x = alt.X("x:Q", title=unit or None, scale=alt.Scale(domain=(low, high), nice=False))
    binned = alt.X("x:Q", bin=alt.Bin(extent=(low, high), maxbins=24), title=unit or None)
    heap = alt.Chart(alt.NamedData("said")).mark_bar(color=look.faint)
    truth = alt.Chart(alt.NamedData("truth")).mark_rule(color=look.color("gamma10"), strokeWidth=4 * look.scale)
    return alt.layer(heap.encode(binned, alt.Y("sum(n):Q", title="answers")), truth.encode(x)).properties(
        width="container", height="container"
    )
