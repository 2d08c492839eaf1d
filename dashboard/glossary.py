"""The glossary: every symbol in three notations and every word, searchable, with the lesson that teaches it."""

from contextlib import suppress
from functools import cache

import streamlit as st

from dashboard import notation
from dashboard.links import lesson_link
from dashboard.markup import Html, draw, markup, together
from lessons.curriculum import lessons
from lessons.kit import Block, Equation, Lesson, Live, Prose, Range, Recovery, Takeaways
from lessons.kit.fit import FitError
from lessons.kit.glossary.notation import NOTATIONS, html
from lessons.kit.glossary.symbols import GLOSSARY, Symbol, symbols_in
from lessons.kit.glossary.words import WORDS, Word, matches

LEVELS = {0: "of the whole model", 1: "level 1", 2: "level 2"}


def glossary() -> None:
    notation.arrive()
    draw('<header class="lesson-head"><h1>Glossary</h1><p>Symbols and words, and where they are taught</p></header>')
    with st.container(key="glossary-find", horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            "Search", key="find", type="search", live=True, bind="query-params",
            placeholder="shrinkage, tau, between-group variance …", max_chars=80, width=420,
        )  # fmt: skip
        notation.switch()
    symbols = [entry for entry in GLOSSARY.values() if _names(entry, text or "")]
    words = [word for word in WORDS if matches(text or "", word.name, *word.also_called)]
    if not symbols and not words:
        st.markdown("No symbol or word is called that. Try a part of it.")
        return
    if words:
        st.markdown("## Words")
        draw('<dl class="glossary">@words</dl>', words=together(_word(word) for word in words))
    if symbols:
        st.markdown("## Symbols")
        _table(symbols)


def _names(entry: Symbol, text: str) -> bool:
    return matches(text, entry.code, entry.words, *entry.also_called)


def _word(word: Word) -> Html:
    also = markup('<span class="also">also: @names</span>', names=", ".join(word.also_called))
    return markup(
        "<div><dt>@name</dt><dd>@meaning @also @link</dd></div>",
        name=word.name,
        meaning=word.meaning,
        also=also if word.also_called else "",
        link=lesson_link(word.taught),
    )


def _table(entries: list[Symbol]) -> None:
    draw(
        '<div class="wide"><table class="recovery symbols"><thead>'
        "<tr>@books<th>in words</th><th>also called</th><th>where</th></tr></thead><tbody>@rows</tbody></table></div>",
        books=together(markup("<th>@name</th>", name=book.name) for book in NOTATIONS.values()),
        rows=together(_row(entry) for entry in entries),
    )


def _row(entry: Symbol) -> Html:
    sign = '<td class="sym" style="color:var(--sym-@code)">@shown</td>'
    signs = (markup(sign, code=entry.code, shown=Html(html(entry.code, book))) for book in NOTATIONS.values())
    return markup(
        "<tr>@signs<td><b>@words</b> (@level). @meaning In code: <code>@code</code></td>"
        "<td>@also</td><td>@where</td></tr>",
        signs=together(signs),
        words=entry.words,
        level=LEVELS[entry.level],
        meaning=entry.meaning,
        code=entry.code,
        also=", ".join(entry.also_called),
        where=together(markup("@link<br>", link=lesson_link(slug)) for slug in taught_in().get(entry.code, ())[:3]),
    )


@cache
def taught_in() -> dict[str, tuple[str, ...]]:
    """Symbol code -> the lessons that show it, in the order of the curriculum."""
    shown = {lesson.slug: _shown(lesson) for lesson in lessons()}
    return {code: tuple(slug for slug, codes in shown.items() if code in codes) for code in GLOSSARY}


def _shown(lesson: Lesson) -> set[str]:
    """The symbols of its controls and of its story, as far as that can be told here."""
    codes = {control.name for control in lesson.params.controls() if isinstance(control, Range)}
    with suppress(FitError):
        for block in lesson.story(lesson.run(lesson.params())):
            codes |= _codes(block)
    return codes


def _codes(block: Block) -> set[str]:
    match block:
        case Prose() | Live():
            return set(symbols_in(block.text))
        case Takeaways():
            return set(symbols_in(" ".join(block.sentences)))
        case Equation():
            return {term.code for term in (*block.terms, *block.spread)}
        case Recovery():
            return {row.code for row in block.rows}
        case _:
            return set()
