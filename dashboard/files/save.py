"""A button whose file is made when it is pressed, sent over the websocket, and saved by the browser."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

import streamlit as st
from streamlit.components.v2 import component

from dashboard.files.wait import wait
from dashboard.markup import notice
from dashboard.work import Job

_saver = component("frogpond_save", js=Path(__file__).with_name("save.js").read_text(encoding="utf-8"))
Content = str | bytes
Kind = Literal["primary", "secondary", "tertiary"]


@dataclass(frozen=True)
class Made:
    """A file on its way; its number tells the browser that it has not saved this one yet."""

    number: str
    content: bytes


@st.fragment
def save(
    label: str,
    name: str,
    mime: str,
    make: Callable[[], Content | Job],
    key: str,
    icon: str | None = None,
    kind: Kind = "secondary",
) -> None:
    """`make` returns the file, or the job that makes it in a child process. It runs in a fragment of its own."""
    if st.button(label, key=key, icon=icon, type=kind):
        st.session_state[_at(key)] = _taken(make())
    made = st.session_state.get(_at(key))
    if isinstance(made, Job):
        made = st.session_state[_at(key)] = _waited(made, key, name)
    if isinstance(made, Made):
        told = {"name": name, "mime": mime, "number": made.number, "content": b64encode(made.content).decode()}
        _saver(key=f"{key}-saver", data=told, on_saved_change=lambda: _forget(key), height=1)


def _waited(job: Job, key: str, name: str) -> Any:
    """The job as long as it is not over, then its file."""
    waited = wait(job, key, f"Making {name}")
    if waited.problem:
        notice(waited.problem)
        return None
    return _taken(waited.value) if waited.over else job


def _taken(made: Content | Job) -> Made | Job:
    if isinstance(made, Job):
        return made
    return Made(uuid4().hex, made.encode() if isinstance(made, str) else made)


def _at(key: str) -> str:
    return f"{key}-made"


def _forget(key: str) -> None:
    """The browser has it: the session need not keep it."""
    if isinstance(st.session_state.get(_at(key)), Made):
        st.session_state[_at(key)] = None
