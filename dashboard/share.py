"""A link and a QR code that open the same state elsewhere."""

from functools import lru_cache
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

from lessons.kit import Controls


def link(p: Controls) -> str:
    """The address of this page in this state, as the reader's browser knows it."""
    here = urlsplit(st.context.url or "")
    return urlunsplit((here.scheme, here.netloc, here.path, urlencode(p.to_query()), ""))


@lru_cache(maxsize=256)
def qr(address: str) -> str:
    """The address as an SVG that any phone reads: dark on light in both themes."""
    return segno.make(address, error="m").svg_inline(scale=5, border=3, dark="#000000", light="#FFFFFF")


def share(p: Controls) -> None:
    """What the Share button opens."""
    address = link(p)
    st.html(f'<div class="qr" role="img" aria-label="QR code of the link below">{qr(address)}</div>')
    st.code(address, language=None, wrap_lines=True)
