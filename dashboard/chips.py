"""Symbols in text: each in its own color, with its words, as the chosen textbook writes it."""

import re
from functools import lru_cache

from dashboard import notation
from lessons.kit.notation import html
from lessons.kit.symbols import symbol

SYMBOL = re.compile(r"#([A-Za-z_]\w*)")


def with_symbols(text: str) -> str:
    """`text` with each `#code` shown as its symbol."""
    return SYMBOL.sub(lambda match: chip(match[1]), text)


def chip(code: str) -> str:
    """A symbol with its words for whoever points at it or listens."""
    return _drawn(code, html(code, notation.now()))


@lru_cache(maxsize=256)
def _drawn(code: str, shown: str) -> str:
    return f'<span class="sym" style="color:var(--sym-{code})" title="{symbol(code).words}">{shown}</span>'
