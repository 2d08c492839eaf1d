"""The theme as Streamlit tells it to a browser, which it does whenever a script runs, twice at each step of a slider.

It asks the configuration for every option of six sections each time; here nothing changes them while the server runs.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

READER = "_populate_theme_msg"
Reader = Callable[..., None]


def read_once() -> None:
    """Have each section of the theme read once; where Streamlit reads it in another way, all stays as it is."""
    reader: Reader | None = getattr(app_session, READER, None)
    if reader is not None and not hasattr(reader, "__wrapped__"):
        setattr(app_session, READER, kept(reader))


def kept(reader: Reader) -> Reader:
    """A reader that writes into a message what `reader` wrote into the first one."""

    @cache
    def section_of(*section: str) -> Any:
        message = CustomThemeConfig()
        reader(message, *section)
        return message

    def copy(message: Any, *section: str) -> None:
        found = section_of(*section)
        if found.ListFields():  # Merging nothing would make an empty section one that is there.
            message.MergeFrom(found)

    copy.__wrapped__ = reader  # type: ignore[attr-defined]
    return copy
