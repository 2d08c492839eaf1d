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
from dashboard.room.store import HOURS, Rooms
from dashboard.scripts import by_address
from dashboard.server.addresses import for_phones
from dashboard.server.settings import Settings
from dashboard.share import qr
from dashboard.spec import built, chart
from lessons.kit.blocks.predict import Predict, PredictChoice
from lessons.kit.charts import Look
from lessons.kit.columns import labels

ROOM = "room"
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
    """Open a room, or leave the one that is open."""
    found = None if is_open() else rooms().open()
    st.session_state["no-room"] = found is None and not is_open()
    st.session_state[ROOM] = (*found, time.time()) if found else None


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


def invite(asked: Asked) -> None:
    """Ask the hall: the way in, and how many have answered so far. What they answered is nowhere yet."""
    code, key, _ = st.session_state[ROOM]
    rooms().ask(code, key, asked, True)
    with st.container(key="room"):
        draw(
            '<div class="door"><img src="@code" alt="@address"><p><b>@short</b><br>Room @room</p></div>',
            code=qr(door()),
            address=door(),
            short=door().partition("://")[2].partition("/r/")[0] + "/r/" + code,
            room=code,
        )
        _count(key="room-count", data={"code": code})


def results(block: Predict, asked: Asked) -> None:
    """Close the question, and show what the hall believes on the axis of the question, the truth marked."""
    code, key, _ = st.session_state[ROOM]
    rooms().ask(code, key, asked, False)
    said = rooms().answers(code, key, asked.name)
    if not said:
        draw('<p class="said-by">Nobody has answered.</p>')
        return
    draw('<p class="said-by">@n have answered.</p>', n=sum(said.values()))
    with st.container(key="figure-room"):
        if isinstance(block, PredictChoice):
            chart(built(bars, looks.now(), ()), shares(block, asked, said), f"room-{block.name}", "Answers of the hall")
        else:
            settings = (("high", block.high), ("low", block.low), ("unit", block.unit))
            tables = {"said": numbers(said), "truth": {"x": np.array([block.shown_truth])}}
            chart(built(heaps, looks.now(), settings), tables, f"room-{block.name}", "Answers of the hall")


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
