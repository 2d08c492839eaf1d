"""The page that every address of the dashboard opens: Streamlit's own, told where its server is.

Untold, the script asks for the server below the page it was opened on and gets two answers "not found" first.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from streamlit import file_util

AT_HOME = 'window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href}'
INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
HEAD = "<head>"


@cache
def page() -> bytes:
    """The HTML of the application, which is the same for everyone."""
    html = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    if HEAD not in html:
        raise RuntimeError("Streamlit's page has no head: look at dashboard/server/shell.py.")
    told = html.replace(HEAD, f"{HEAD}<script>{AT_HOME}</script>", 1).replace("<title>Streamlit", "<title>Frogpond", 1)
    return told.encode()


@cache
def script_hashes() -> tuple[str, ...]:
    """The page's inline scripts, as a content security policy names them."""
    found = INLINE.findall(page())
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in found)


PLAIN = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{again}
<title>Frogpond</title></head>
<body><h1>{title}</h1><p>{says}</p></body></html>"""


def plain(title: str, says: str, seconds: int = 0) -> bytes:
    """A page without a script; with `seconds`, it asks again by itself."""
    again = f'<meta http-equiv="refresh" content="{seconds}">' if seconds else ""
    return PLAIN.format(title=title, says=says, again=again).encode()
