"""A link and a QR code that open the same state elsewhere."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

from dashboard import notation
from dashboard.markup import draw
from dashboard.server.addresses import for_phones
from dashboard.server.settings import Settings
from lessons.kit import Controls
from lessons.kit.glossary.notation import DEFAULT


def link(p: Controls, **also: str) -> str:
    """The address of this page in this state, as the reader's browser knows it; `also` says in which mode."""
    here = urlsplit(st.context.url or "")
    book = {} if notation.now() == DEFAULT else {notation.KEY: notation.now().code}
    return urlunsplit((here.scheme, here.netloc, here.path, urlencode(p.to_query() | book | also), ""))


def qr(address: str) -> str:
    """The address as a picture that any phone reads, dark on light in both themes, written out as its own address."""
    return segno.make(address, error="m").png_data_uri(scale=8, border=3)


def reachable(address: str) -> str:
    """The same page at the address that others can reach: a phone that opens localhost finds itself."""
    said = Settings.from_env().public_url
    here = urlsplit(address)
    page = f"/{here.path.rpartition('/')[2]}" if said else here.path
    return for_phones(address, said) + page + (f"?{here.query}" if here.query else "")


@st.dialog("Share this state")
def share(p: Controls, frame: Callable[[str], str] | None = None) -> None:
    """What the Share button opens; made only then, because a QR code costs more than a fit.

    `frame`: address -> the HTML that shows the present picture in another page.
    """
    address = reachable(link(p))
    draw(
        '<figure class="qr"><img src="@code" alt="@address"><figcaption>@words</figcaption></figure>',
        code=qr(address),
        address=address,
        words="Open this state on a phone",
    )
    st.code(address, language=None, wrap_lines=True)
    if frame:
        with st.expander("Show this picture in a page of your own"):
            st.markdown("It moves there as it does here. The server must know that page: `--embed-in`.")
            st.code(frame(address), language="html", wrap_lines=True)
