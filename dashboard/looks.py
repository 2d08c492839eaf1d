"""The page's look: which theme the browser shows, and the style sheet that goes with our config.toml."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard.markup import Html, draw
from lessons.kit.charts import DARK, LIGHT, Look
from lessons.kit.glossary.symbols import GLOSSARY

STYLE = Path(__file__).with_name("style.css")


def now() -> Look:
    """The look of this run's charts."""
    look = DARK if st.context.theme.type == "dark" else LIGHT
    return replace(look, projected=projected())


def projected() -> bool:
    """Whether the page is shown to a room."""
    return "present" in st.query_params


def draw_style_sheet() -> None:
    """Our CSS with one variable a symbol, light and dark in one."""
    draw("<style>.stApp{@inks}\n@sheet</style>", inks=_inks(), sheet=_sheet())


@cache
def _inks() -> Html:
    return Html("".join(f"--sym-{s.code}:light-dark({s.light},{s.dark});" for s in GLOSSARY.values()))


@cache
def _sheet() -> Html:
    return Html(STYLE.read_text(encoding="utf-8"))
