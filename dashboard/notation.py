"""Whose notation the page speaks: kept for the session and in the address."""

from collections.abc import Iterator

import streamlit as st

from dashboard.markup import notice
from lessons.kit.glossary.notation import DEFAULT, NOTATIONS, Notation

KEY = "notation"


def now() -> Notation:
    """The textbook the reader chose."""
    return NOTATIONS[st.session_state.get("notation-now", DEFAULT.code)]


def arrive() -> None:
    """A link's notation wins over the session's; one that nobody knows is dropped from the address, and said."""
    # In a place of its own, always there: what follows must not move, or messages under way would miss it.
    with st.container(key="notation-said"):
        for sentence in _arrived():
            notice(sentence)


def _arrived() -> Iterator[str]:
    asked = st.query_params.get(KEY)
    if asked in NOTATIONS:
        st.session_state["notation-now"] = asked
    elif asked is not None:
        del st.query_params[KEY]
        yield "The link names a notation that is not known here."
    elif now() != DEFAULT:
        st.query_params[KEY] = now().code


def switch() -> None:
    """The control: it changes symbols and equations on every page."""
    codes = list(NOTATIONS)
    st.session_state["notation-picked"] = now().code
    st.selectbox(
        "Notation", codes, format_func=lambda code: NOTATIONS[code].name, key="notation-picked",
        on_change=_picked, width=250,
    )  # fmt: skip


def _picked() -> None:
    code = st.session_state["notation-picked"]
    st.session_state["notation-now"] = code
    if code == DEFAULT.code:
        st.query_params.pop(KEY, None)
    else:
        st.query_params[KEY] = code
