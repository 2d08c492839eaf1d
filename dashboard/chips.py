"""Symbols in text: each in its own color, with its words, as the chosen textbook writes it."""

import re
from functools import lru_cache

from dashboard import notation
from dashboard.markup import Html, in_markdown, markup
from lessons.kit.notation import html
from lessons.kit.symbols import symbol

SYMBOL = re.compile(r"#([A-Za-z_]\w*)")


def with_symbols(text: str) -> Html:
    """`text`, escaped, with each `#code` shown as its symbol."""
    return _chipped(markup("@text", text=text))


def prose_with_symbols(text: str) -> Html:
    """The same for Markdown."""
    return _chipped(in_markdown(text))


def chip(code: str) -> Html:
    """A symbol with its words for whoever points at it or listens."""
    return _drawn(code, html(code, notation.now()))


def _chipped(escaped: Html) -> Html:
    return Html(SYMBOL.sub(lambda match: chip(match[1]), escaped))


@lru_cache(maxsize=256)
def _drawn(code: str, shown: str) -> Html:
    template = '<span class="sym" style="color:var(--sym-@code)" title="@words">@shown</span>'
    return markup(template, code=code, words=symbol(code).words, shown=Html(shown))
