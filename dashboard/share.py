"""A link and a QR code that open the same state elsewhere."""

from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

from dashboard import notation
from dashboard.markup import draw
from lessons.kit import Controls
from lessons.kit.glossary.notation import DEFAULT


def link(p: Controls) -> str:
    """The address of this page in this state, as the reader's browser knows it."""
    here = urlsplit(st.context.url or "")
    book = {} if notation.now() == DEFAULT else {notation.KEY: notation.now().code}
    return urlunsplit((here.scheme, here.netloc, here.path, urlencode(p.to_query() | book), ""))


def qr(address: str) -> str:
    """The address as a picture that any phone reads, dark on light in both themes, written out as its own address."""
    return segno.make(address, error="m").png_data_uri(scale=8, border=3)


@st.dialog("Share this state")
def share(p: Controls) -> None:
    """What the Share button opens; made only then, because a QR code costs more than a fit."""
    address = link(p)
    draw(
        '<figure class="qr"><img src="@code" alt="@address"><figcaption>@words</figcaption></figure>',
        code=qr(address),
        address=address,
        words="Open this state on a phone",
    )
    st.code(address, language=None, wrap_lines=True)
