"""Words of the glossary in prose: where a step first uses one, its meaning is there for whoever points at it."""

import json
import re
from functools import cache, lru_cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from dashboard.markup import Html, markup
from lessons.kit.glossary.words import WORDS

MET = "terms-met"
# What has a meaning of its own in Markdown: code, formulas, links, bold definitions of the author's own, headings.
APART = re.compile(r"`[^`]*`|\$[^$]*\$|\[[^\]]*\]\([^)]*\)|^#+ .*$|&\w+;", re.MULTILINE)
_script = Path(__file__).with_name("terms.js").read_text(encoding="utf-8")
_tips = component("frogpond_terms", js=f"const MEANINGS = {json.dumps([word.meaning for word in WORDS])};\n{_script}")


def explain() -> None:
    """Have the browser show the meaning of each marked word; call it once on a page."""
    _tips(key="term-tips", height=1)


def begin() -> None:
    """A new step: each word may be marked once more."""
    st.session_state[MET] = frozenset()


def with_terms(text: Html) -> Html:
    """Markdown with each glossary word marked where this step says it first."""
    said, met = _marked(text, st.session_state.get(MET, frozenset()))
    st.session_state[MET] = met
    return said


@lru_cache(maxsize=1024)
def _marked(text: Html, met: frozenset[int]) -> tuple[Html, frozenset[int]]:
    seen = set(met)

    def term(match: re.Match[str]) -> str:
        place = _places()[match[0].lower().removesuffix("s")]
        if place in seen:
            return match[0]
        seen.add(place)
        return markup('<span class="term" tabindex="0" data-term="@place">@word</span>', place=place, word=match[0])

    end, pieces = 0, list[str]()
    for apart in (*APART.finditer(text), None):
        pieces.append(_pattern().sub(term, text[end : apart.start() if apart else len(text)]))
        if apart:
            pieces.append(apart[0])
            end = apart.end()
    return Html("".join(pieces)), frozenset(seen)


@cache
def _places() -> dict[str, int]:
    """What prose may say -> the number of its word."""
    return {name.lower().removesuffix("s"): place for place, word in enumerate(WORDS) for name in word.in_prose}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((name for word in WORDS for name in word.in_prose), key=len, reverse=True)
    return re.compile(rf"(?<![\w#-])(?:{'|'.join(map(re.escape, names))})s?(?![\w-])", re.IGNORECASE)
