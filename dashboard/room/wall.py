"""The room on the wall: how to get in, how many have answered, and what they believe beside what is so."""

import json
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from dashboard import looks
from dashboard.markup import draw, notice
from dashboard.room.answers import Believed, calibration, hall_tables, pictured
from dashboard.room.asked import Asked
from dashboard.room.rooms import AnyRooms, rooms_from_env
from dashboard.room.store import HOURS, LENGTH
from dashboard.scripts import by_address
from dashboard.server.addresses import for_phones
from dashboard.server.settings import Settings
from dashboard.share import qr
from dashboard.spec import built, chart
from lessons.kit.blocks.predict import Predict, PredictChoice
from lessons.kit.text import Text, sentence

ROOM, LEFT, FROZEN = "room", "room-left", "asked-on-the-wall"
_count = component(
    "frogpond_count",
    html='<p class="count" role="status"></p>',
    css=".count { font-size: 1.75rem; font-weight: 700; margin: 0; }",
    js=by_address(Path(__file__).with_name("count.js").read_text(encoding="utf-8")),
)


@cache
def rooms() -> AnyRooms:
    return rooms_from_env()


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
    asked = replace(asked, vote=_votes().get(asked.ballot, 1))
    if at_rest:
        rooms().ask(code, key, asked, True)
        st.session_state[FROZEN] = (block, asked)
    with st.container(key="room"):
        draw(
            '<div class="door"><img src="@code" alt="@address"><p><b>@host<wbr>/r/@room</b><br>Room @room</p></div>',
            code=qr(door()),
            address=door(),
            host=door().partition("://")[2].rpartition("/r/")[0],
            room=code,
        )
        with st.container(key="votes", horizontal=True, vertical_alignment="center"):
            _count(key="room-count", data={"code": code})
            if asked.vote == 1:
                st.button("Discuss, vote again", on_click=vote_again)
            else:
                draw('<p class="vote">Second vote</p>')


def _votes() -> dict[str, int]:
    """Which vote a question is at, by the ballot of its first one."""
    return st.session_state.setdefault("votes", {})


def vote_again() -> None:
    """Peer instruction (Mazur 1997): after a first vote neighbors talk, then answer again; the reveal shows both."""
    if is_open() and (kept := st.session_state.get(FROZEN)):
        _votes()[replace(kept[1], vote=1).ballot] = 2


def as_asked(block: Predict) -> Predict:
    """The question as the hall had it: controls that move after that change neither its words nor its truth."""
    kept = st.session_state.get(FROZEN)
    return kept[0] if is_open() and kept and kept[0].name == block.name else block


def close(block: Predict, asked: Asked, title: str) -> Believed | None:
    """Close the question; what the hall believes, or None where nobody has answered."""
    code, key, _ = st.session_state[ROOM]
    asked = replace(asked, vote=_votes().get(asked.ballot, 1))
    rooms().ask(code, key, asked, False)
    said = [rooms().answers(code, key, replace(asked, vote=vote)) for vote in range(1, asked.vote + 1)]
    if not any(said):
        return None
    _believed()[asked.name] = found = Believed(title, block, asked, tuple(said))
    return found


def results(found: Believed) -> None:
    """What the hall believes, on the axis of the question, the truth marked: in the place of the picture."""
    draw('<p class="said-by">@said</p>', said=_said_by(found))
    with st.container(key="figure-room"):
        spec, tables = pictured(found)
        chart(spec, tables, f"room-{found.block.name}", "Answers of the hall")


def _said_by(found: Believed) -> Text:
    first, last = found.said[0].total(), found.said[-1].total()
    if len(found.said) > 1:
        pale = "pale" if isinstance(found.block, PredictChoice) else "outlined"
        return sentence("First vote, @pale: @first. Second vote: @last.", pale=pale, first=first, last=last)
    return sentence("One has answered." if first == 1 else "@n have answered.", n=first)


def _believed() -> "dict[str, Believed]":
    """What this hall has answered in this session, by the name of the question."""
    return st.session_state.setdefault(f"believed-{st.session_state[ROOM][0]}", {})


def has_answered(page: str) -> bool:
    """Whether there is something to look back at when the lesson `page` ends."""
    return is_open() and any(name.startswith(f"{page}/") for name in _believed())


def look_back(page: str) -> None:
    """How many were right at each question of the lesson, by the first vote and the second."""
    kept = [one for name, one in _believed().items() if name.startswith(f"{page}/")]
    if any(len(one.said) > 1 for one in kept):
        draw('<p class="said-by">Gray: the first vote. Blue: the last one.</p>')
    with st.container(key="figure-believed"):
        chart(built(calibration, looks.now(), ()), hall_tables(kept), "room-believed", "How many were right")
