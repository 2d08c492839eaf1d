"""The one door where text becomes HTML. Everything that goes through is escaped, except what came out of it before.

A template is a constant, written in the code; what fills its @slots may come from anyone. A test reads the source and
finds no other way into a page.
"""

import re
from collections.abc import Iterable

import streamlit as st

SLOT = re.compile(r"@([a-z]+)")
# Half a character cannot be sent to a browser.
HALVES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
# In Markdown > and " mean something of their own, and neither begins a tag.
IN_MARKDOWN = HALVES | str.maketrans({"&": "&amp;", "<": "&lt;"})
ENTITIES = IN_MARKDOWN | str.maketrans({">": "&gt;", '"': "&quot;"})


class Html(str):
    """Text that is HTML: made by this module, or from constants of ours."""


def markup(template: str, **slots: object) -> Html:
    """`template` with each @slot filled, escaped unless it is HTML. In attributes use double quotes."""
    return Html(SLOT.sub(lambda slot: _escaped(slots[slot[1]]), template))


def together(pieces: Iterable[Html], between: str = "") -> Html:
    """One piece after the other."""
    return Html(between.translate(ENTITIES).join(map(_escaped, pieces)))


def in_markdown(text: str) -> Html:
    """Markdown in which no HTML is left."""
    return Html(text.translate(IN_MARKDOWN))


def draw(template: str, **slots: object) -> None:
    """Show a filled template where the script stands."""
    st.html(markup(template, **slots))


def notice(sentence: object) -> None:
    """Something that the reader should know, in one sentence."""
    draw('<p class="notice" role="status">@sentence</p>', sentence=sentence)


def prose(text: Html, live: bool = False) -> None:
    """Show Markdown; `live` marks what changes with the run."""
    st.markdown(f'<div class="live">\n\n{text}\n\n</div>' if live else text, unsafe_allow_html=True)


def _escaped(piece: object) -> str:
    return piece if isinstance(piece, Html) else str(piece).translate(ENTITIES)
