"""A lesson in its present state, to print: its words, pictures, numbers and answers, on pages of paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from dashboard import looks, state
from dashboard.blocks import caption, show, tables_of, words
from dashboard.chips import with_symbols
from dashboard.markup import draw, markup, notice, together
from dashboard.present.screens import answer_of
from dashboard.share import link, qr, reachable
from dashboard.spec import built, chart
from lessons.kit import (
    Aside,
    Block,
    Challenge,
    Check,
    Controls,
    Equation,
    Figure,
    Lesson,
    Live,
    PredictChoice,
    PredictNumber,
    Prose,
    Range,
    Recovery,
    Repeats,
    Step,
    Table,
    Takeaways,
    Words,
    brief,
    figures_of,
)
from lessons.kit.blocks.predict import Predict
from lessons.kit.fit import FitError
from lessons.kit.params import Control

KEY = "handout"
ON_PAPER = "svg"  # A canvas is printed as coarse as the screen is.
_print = component(
    "frogpond_print",
    html='<button type="button">Print, or save as PDF</button>',
    css="button { font: 600 1rem/1 Inter, sans-serif; padding: .7rem 1.1rem; border: 0; border-radius: 999px; "
    "background: #0B6B5D; color: #FFFFFF; cursor: pointer; }\n@media print { button { display: none; } }",
    js=Path(__file__).with_name("handout.js").read_text(encoding="utf-8"),
)


def handout(lesson: Lesson) -> None:
    """The whole page."""
    looks.draw_sheet_of(Path(__file__))
    state.arrive(lesson)
    p = state.here(lesson)
    with st.container(key="handout"):
        _print(key="print")
        draw('<h1>@title</h1><p class="asks">@question</p>', title=lesson.title, question=lesson.question)
        _settings(lesson, p)
        try:
            for k, block in enumerate(_once(lesson.story(lesson.run(p)))):
                _on_paper(k, block, lesson, p)
        except FitError as problem:
            notice(problem)
        _source(lesson, p)


def _settings(lesson: Lesson, p: Controls) -> None:
    rows = [(control.label, _value(control, p)) for control in lesson.params.controls() if control.part != "view"]
    draw(
        '<table class="recovery settings"><thead><tr><th>What was set</th><th></th></tr></thead><tbody>@rows</tbody>'
        "</table>",
        rows=together(markup("<tr><td>@words</td><td>@value</td></tr>", words=w, value=v) for w, v in rows),
    )


def _value(control: Control, p: Controls) -> str:
    value: Any = getattr(p, control.name)
    return brief(value) if isinstance(control, Range) else str(dict(control.options)[value])


def _once(story: Iterator[Block]) -> Iterator[Block]:
    """The story with the pictures of a step after its words, and none that says what it said when printed last."""
    waiting, printed = dict[str, Figure](), dict[str, Words]()
    for block in story:
        if isinstance(block, Step | Takeaways):
            yield from waiting.values()
            printed |= {name: figure.says for name, figure in waiting.items()}
            waiting = {}
        figures = figures_of(block)
        waiting |= {figure.name: figure for figure in figures if str(figure.says) != str(printed.get(figure.name))}
        if not figures:
            yield block


def _on_paper(k: int, block: Block, lesson: Lesson, p: Controls) -> None:
    """What has no place on paper, a game for one, is left out."""
    match block:
        case Step(title=title) if title:
            draw("<h2>@title</h2>", title=title)
        case Aside(title, text):
            draw("<h3>@title</h3>", title=title)
            words(text)
        case Figure():
            _figure(k, block, lesson.slug)
        case PredictNumber() | PredictChoice():
            _asked(block)
        case Challenge(ask=ask):
            draw('<p class="task"><b>Challenge.</b> @ask</p>', ask=with_symbols(ask))
        case Check(questions):
            for question in questions:
                draw('<p class="task"><b>Question.</b> @ask</p>', ask=with_symbols(question.ask))
        case Prose() | Live() | Equation() | Recovery() | Table():
            show(block, lesson, p)
        case Repeats(before=before):
            for one in before:
                show(one, lesson, p)
        case Takeaways(sentences):
            words("\n".join(f"- {one}" for one in sentences))
        case _:
            pass


def _figure(k: int, figure: Figure, page: str) -> None:
    spec = built(figure.chart, looks.now(), tuple(sorted(figure.settings.items())))
    with st.container(key=f"paper-{k}"):
        draw('<p class="figure-title">@title <span>@key</span></p>', title=figure.title, key=figure.key)
        with st.container(key=f"figure-{figure.height}-paper-{k}"):
            printed = {**spec, "usermeta": {"embedOptions": {"renderer": ON_PAPER}}}
            chart(printed, tables_of(figure, page), f"paper-chart-{k}", str(figure.title))
        caption(figure.says)


def _asked(block: Predict) -> None:
    """The question, and below it what is right and why."""
    right, said, reason = answer_of(block)[0]
    assert right, "The right answer comes first."
    answer = block.said(block.truth) if isinstance(block, PredictNumber) else said
    draw(
        '<p class="task"><b>Guess.</b> @ask<br><b>@answer.</b> @reason</p>',
        ask=with_symbols(block.ask),
        answer=with_symbols(answer or ""),
        reason=with_symbols(reason),
    )


def _source(lesson: Lesson, p: Controls) -> None:
    address = reachable(link(p))
    draw(
        '<figure class="qr"><img src="@code" alt="@address"><figcaption>@title, as it is printed here: @address'
        "</figcaption></figure>",
        code=qr(address),
        address=address,
        title=lesson.title,
    )
