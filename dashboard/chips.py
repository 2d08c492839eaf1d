"""Symbols in text: each in its own color, with its words, as the chosen textbook writes it."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import streamlit as st

from dashboard import notation
from dashboard.markup import Html, in_markdown, markup
from lessons.kit.glossary.notation import html
from lessons.kit.glossary.symbols import symbol
from lessons.kit.text import Words

SYMBOL = re.compile(r"#([A-Za-z_]\w*)")
NAMES = "names"


def speak(names: Mapping[str, str]) -> None:
    """Until the next page, each symbol is called what `names` (code -> words) call it, and else as in the glossary."""
    st.session_state[NAMES] = dict(names)


def words_for(code: str) -> str:
    """What the page calls a symbol: its control's label where it has one."""
    return st.session_state.get(NAMES, {}).get(code, symbol(code).words)


def with_symbols(text: Words) -> Html:
    """`text`, escaped, with each `#code` shown as its symbol."""
    return _chipped(markup("@text", text=str(text)))


def prose_with_symbols(text: Words, mark: Callable[[Html], Html] = lambda text: text) -> Html:
    """The same for Markdown. `mark` is applied to the words before any symbol is drawn: a symbol holds words, too."""
    return _chipped(mark(in_markdown(str(text))))


def chip(code: str) -> Html:
    """A symbol with its words for whoever points at it or listens."""
    return _pen()(code)


def _chipped(escaped: Html) -> Html:
    if "#" not in escaped:
        return escaped
    pen = _pen()
    return Html(SYMBOL.sub(lambda match: pen(match[1]), escaped))


def _pen() -> Callable[[str], Html]:
    """Draws one symbol after the other. The session is asked once: it answers slowly, and a page has many symbols."""
    names, book = st.session_state.get(NAMES, {}), notation.now()
    return lambda code: _drawn(code, html(code, book), names.get(code, symbol(code).words))


@lru_cache(maxsize=256)
def _drawn(code: str, shown: str, words: str) -> Html:
    template = '<span class="sym" style="color:var(--sym-@code)" title="@words">@shown</span>'
    return markup(template, code=code, words=words, shown=Html(shown))
