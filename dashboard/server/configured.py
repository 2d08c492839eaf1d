"""What Streamlit tells a browser of its configuration whenever a script runs, which is twice at each step of a slider.

It looks up every option of every section of the theme each time; here nothing changes them while the server runs.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from streamlit.runtime import app_session

WRITERS = ("_populate_theme_msg", "_populate_config_msg")
Writer = Callable[..., None]


def look_up_once() -> None:
    """Have each part of the configuration looked up once; what a Streamlit does in another way stays as it is."""
    for name in WRITERS:
        writer: Writer | None = getattr(app_session, name, None)
        if writer is not None and not hasattr(writer, "__wrapped__"):
            setattr(app_session, name, kept(writer))


def kept(writer: Writer) -> Writer:
    """A writer that puts into a message what `writer` put into the first one of its kind and section."""

    @cache
    def first(kind: type[Any], *section: str) -> Any:
        message = kind()
        writer(message, *section)
        return message

    def copy(message: Any, *section: str) -> None:
        found = first(type(message), *section)
        if found.ListFields():  # Merging nothing would make an empty section one that is there.
            message.MergeFrom(found)

    copy.__wrapped__ = writer  # type: ignore[attr-defined]
    return copy
