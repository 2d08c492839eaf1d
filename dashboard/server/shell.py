"""The page that every address of the dashboard opens: Streamlit's own, told where its server is and what it will need.

Untold, the script asks for the server below the page it was opened on and gets two answers "not found" first; and it
fetches what draws a page when the server has spoken, what draws a chart after that, and the letters last of all.
"""

import base64
import hashlib
import re
from functools import cache

from dashboard.server.packed import static

AT_HOME = 'window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href}'
INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
HEAD, END = "<head>", "</head>"
# Streamlit's own letters are on our pages for a moment only.
THEIRS = re.compile(r'<link\s[^>]*as="font"[^>]*>')
LETTERS = "inter-latin-wght-normal", "source-serif-4-latin-wght-normal"
# What draws our pages, by the names of Streamlit's scripts without their versions; the chart's is the largest.
DRAWN_BY = (
    *("Html", "rehype-raw", "BidiComponent", "ArrowVegaLiteChart", "rehype-katex"),
    *("Slider", "Radio", "Selectbox", "Button", "PageLink", "LinkButton"),
)
LATER = 'crossorigin fetchpriority="low"'
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)["']\./([^"']+\.js)["']""")


@cache
def page() -> bytes:
    """The HTML of the application, which is the same for everyone."""
    html = THEIRS.sub("", static("index.html").read_text(encoding="utf-8"))
    if HEAD not in html or END not in html:
        raise RuntimeError("Streamlit's page has no head: look at dashboard/server/shell.py.")
    told = f"{HEAD}<script>{AT_HOME}</script>"
    soon = [*map(_letters, LETTERS), *(_script(name) for name in _needed() if name not in html)]
    for theirs, ours in ((HEAD, told), ("<title>Streamlit", "<title>Frogpond"), (END, "".join([*soon, END]))):
        html = html.replace(theirs, ours, 1)
    return html.encode()


@cache
def script_hashes() -> tuple[str, ...]:
    """The page's inline scripts, as a content security policy names them."""
    found = INLINE.findall(page())
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in found)


def _letters(name: str) -> str:
    return f'<link rel="preload" as="font" type="font/woff2" {LATER} href="./app/static/{name}.woff2">'


def _script(name: str) -> str:
    return f'<link rel="modulepreload" {LATER} href="./static/js/{name}">'


def _needed() -> list[str]:
    """The files of DRAWN_BY and all that they import, each once. A part that Streamlit has no longer is left out."""
    folder = static("static/js")
    needed = [file.name for part in DRAWN_BY for file in folder.glob(f"{part}.*.js")]
    for name in needed:
        imported = IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
        needed += [one for one in dict.fromkeys(imported) if one not in needed]
    return needed


PLAIN = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{again}
<title>Frogpond</title></head>
<body><h1>{title}</h1><p>{says}</p></body></html>"""


def plain(title: str, says: str, seconds: int = 0) -> bytes:
    """A page without a script; with `seconds`, it asks again by itself."""
    again = f'<meta http-equiv="refresh" content="{seconds}">' if seconds else ""
    return PLAIN.format(title=title, says=says, again=again).encode()
