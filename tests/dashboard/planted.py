"""Markup that somebody may plant, and what of it has become an element or an attribute of a page."""

from collections.abc import Iterable
from html.parser import HTMLParser

from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

PIECES = [
    "<xq>", "</xq>", "<xq a=1>", '"><xq>', "'><xq>", "<xq", "<XQ/>", "&lt;xq&gt;", "<!--", "-->", "]]>", "</p>",
    "</table>", "<img src=x>", "<svg/onload=xq>", '" onx="', "<a href=//x>", "<h1>", "<style>", "<script>", "\\<xq>",
    "`<xq>`", "@n",
    "#tau00", "**", "![](//x)", "[x](//x)", "\x00", "\u202e", "\ud800", "🐸", "&#60;xq&#62;",
]  # fmt: skip
planted = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=4).map("".join)
# Half a character has no place in an address.
in_a_link = planted.map(lambda text: text.encode("utf-8", "replace").decode())


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name) for name, _ in attrs} | {(tag, "")}

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:
        self.found.add(("comment", ""))


def parts(bodies: Iterable[str]) -> set[tuple[str, str]]:
    """Every element, and every element with each of its attributes."""
    parser = _Parts()
    for body in bodies:
        parser.feed(body)
        parser.feed("\n")
    parser.close()
    return parser.found


def shown(at: AppTest) -> list[str]:
    """All HTML of a page, and all Markdown in which HTML counts."""
    return [h.proto.body for h in at.get("html")] + [m.value for m in at.markdown if m.allow_html]
