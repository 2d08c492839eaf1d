"""The session's record of progress, and the component that keeps it in the browser."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from dashboard.progress.record import LONGEST, ProgressError, Record, from_json, merge, to_json

_store = component("frogpond_progress", js=Path(__file__).with_name("store.js").read_text(encoding="utf-8"))
KEY = "progress-store"
UNREAD = "progress-unread"
SECONDS_A_DAY = 86_400
MOMENT = 1 / SECONDS_A_DAY
DONE_HERE = ("guesses-", "recalled-", "question-")


@dataclass(frozen=True)
class Unread:
    """What the browser said at `at` is no record that can be read here, and why."""

    at: Any
    why: str


def now() -> float:
    """Days since 1970."""
    return time.time() / SECONDS_A_DAY


def record() -> Record:
    """What is known of this reader, the browser's share included."""
    _listen()
    return st.session_state.get("progress", Record())


def remember(new: Record) -> None:
    st.session_state["progress"] = new


def reader() -> str:
    """Whose order of options this is: a token the record keeps, so that the order is the same after a reload.

    Until the browser has said what it holds it is this session's, which becomes the record's where that has none.
    """
    known = record().reader
    if known:
        st.session_state["reader"] = known
    return st.session_state.setdefault("reader", token_hex(8))


def kept() -> Record:
    """What was last handed to the browser."""
    return st.session_state.get("progress-kept", Record())


def forget() -> None:
    """Start anew, here and in the browser; other tabs follow, because the newer start counts."""
    st.session_state["progress"] = Record(since=max(now(), record().since + MOMENT))
    st.session_state.pop("reader", None)
    for key in [key for key in st.session_state if str(key).startswith(DONE_HERE)]:
        del st.session_state[key]
    st.session_state["progress-wipe"] = True
    st.session_state.pop(UNREAD, None)


def unread() -> str:
    """Why the browser's own record could not be read, in one sentence; "" when it could."""
    return st.session_state.get(UNREAD, Unread(None, "")).why


def keep(heard_now: Callable[[], None] = lambda: None) -> None:
    """Hand the record to the browser, or ask for its own when it has not been heard; call it last in a run, once.

    `heard_now` is called before the run that the browser's answer starts.
    """
    known = record()
    heard = st.session_state.get("progress-heard")
    if heard is not None and not known.reader:
        known = replace(known, reader=reader())
        remember(known)
    st.session_state["progress-kept"] = known
    wipe = bool(st.session_state.pop("progress-wipe", False))
    text = to_json(known) if heard is not None or wipe else None
    # With `heard` the data differ after each thing heard, so the browser looks again and writes what is missing there.
    told = {"text": text, "wipe": wipe, "heard": heard, "aside": _unread_at(), "longest": LONGEST}
    _store(key=KEY, data=told, on_stored_change=heard_now, height=1)


def _listen() -> None:
    """Merge what the browser says it holds, once for each time it says so; what cannot be read is kept aside there."""
    said = (st.session_state.get(KEY) or {}).get("stored")
    if not isinstance(said, dict) or said.get("at") == st.session_state.get("progress-heard"):
        return
    first = st.session_state.get("progress-heard") is None
    st.session_state["progress-heard"] = said.get("at")
    text = said.get("text")
    if not isinstance(text, str) or not text:
        return
    try:
        stored, mine = from_json(text, now()), st.session_state.get("progress", Record())
        # A session that has just begun knows of no start: what it did meanwhile belongs to the newest one.
        remember(merge(replace(mine, since=max(mine.since, stored.since)) if first else mine, stored))
    except ProgressError as problem:
        st.session_state[UNREAD] = Unread(said.get("at"), str(problem))


def _unread_at() -> Any:
    """Which of the things that the browser said could not be read."""
    return st.session_state.get(UNREAD, Unread(None, "")).at
