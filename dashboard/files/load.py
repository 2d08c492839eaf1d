"""A button that reads a small text file in the browser and sends what is in it."""

from pathlib import Path
from typing import Any

from streamlit.components.v2 import component

HERE = Path(__file__).parent
_loader = component(
    "frogpond_load",
    html='<div class="load"></div>',
    css=(HERE / "load.css").read_text(encoding="utf-8"),
    js=(HERE / "load.js").read_text(encoding="utf-8"),
)
TOO_LARGE = "This file is too large."


def load(label: str, kinds: str, longest: int, key: str) -> str | None:
    """The text of a file that was just chosen, None in every other run.

    kinds: file name endings, ".json". longest: bytes; the browser sends no longer file, and none is taken here.
    A ValueError says in one sentence why a file was not taken.
    """
    data = {"label": label, "kinds": kinds, "longest": longest}
    return chosen(_loader(key=key, data=data, on_chosen_change=lambda: None).chosen, longest)


def chosen(said: Any, longest: int) -> str | None:
    """The text in what the browser said, None when it said nothing."""
    if said is None:
        return None
    text = said.get("text") if isinstance(said, dict) else None
    if not isinstance(text, str) or len(text.encode("utf-8", errors="replace")) > longest:
        raise ValueError(TOO_LARGE)
    return text
