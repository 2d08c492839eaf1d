"""A link and a QR code that open the same state elsewhere."""

from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

from dashboard import notation
from dashboard.markup import Html, draw
from lessons.kit import Controls
from lessons.kit.notation import DEFAULT


def link(p: Controls) -> str:
    """The address of this page in this state, as the reader's browser knows it."""
    here = urlsplit(st.context.url or "")
    book = {} if notation.now() == DEFAULT else {notation.KEY: notation.now().code}
    return urlunsplit((here.scheme, here.netloc, here.path, urlencode(p.to_query() | book), ""))


def qr(address: str) -> Html:
    """The address as an SVG that any phone reads: dark on light in both themes."""
    return Html(segno.make(address, error="m").svg_inline(scale=6, border=3, dark="#000000", light="#ffffff"))


@st.dialog("Share this state")
def share(p: Controls) -> None:
    """What the Share button opens; made only then, because a QR code costs more than a fit."""
    address = link(p)
    words = "Open this state on a phone"
    draw(
        '<figure class="qr" role="img" aria-label="@words">@code<figcaption>@words</figcaption></figure>',
        words=words,
        code=qr(address),
    )
    st.code(address, language=None, wrap_lines=True)
