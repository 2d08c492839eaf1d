"""The page's look: which theme the browser shows, and the style sheet that goes with our config.toml."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.markup import Html, draw
from lessons.kit.charts import DARK, LIGHT, Look
from lessons.kit.glossary.symbols import GLOSSARY

TESTED = ("gamma00", "gamma10", "gamma01", "tau00", "tau11", "corr01", "sigma2", "icc")
STYLE = Path(__file__).with_name("style.css")


def now() -> Look:
    """The look of this run's charts."""
    look = DARK if st.context.theme.type == "dark" and "handout" not in st.query_params else LIGHT
    return replace(look, projected=projected(), lines=hall() if projected() else 1.0)


def projected() -> bool:
    """Whether the page is shown to a room."""
    return "present" in st.query_params


def hall() -> float:
    """How many times taller than 720 lines the wall is, in halves; the browser measures it."""
    return st.session_state.get("hall", 1.0)


def measure(said: Any) -> None:
    """Take in what the browser measured, whatever it may have sent."""
    if isinstance(said, int | float) and said == said:
        st.session_state["hall"] = min(4.0, max(1.0, round(2 * said) / 2))


def test_inks() -> list[tuple[str, str, str]]:
    """(symbol, light, dark) of the inks that a projector must tell apart."""
    return [(s.words, s.light, s.dark) for s in GLOSSARY.values() if s.code in TESTED]


def draw_style_sheet() -> None:
    """Our CSS with one variable a symbol, light and dark in one."""
    draw("<style>.stApp{@inks}\n@sheet</style>", inks=_inks(), sheet=_sheet(STYLE))


def draw_sheet_of(mode: Path) -> None:
    """The CSS of one mode of the page, which lies beside its code (`present.py`: `present.css`).

    It is there as long as the mode is. A rule that asked the page which mode it is in (`:has`) would have the browser
    look at every element again whenever a number changes.
    """
    draw("<style>@sheet</style>", sheet=_sheet(mode.with_suffix(".css")))


@cache
def _inks() -> Html:
    return Html("".join(f"--sym-{s.code}:light-dark({s.light},{s.dark});" for s in GLOSSARY.values()))


@cache
def _sheet(file: Path) -> Html:
    return Html(file.read_text(encoding="utf-8"))
