"""Challenges on the page: graded live from the run, with hints on request and a way out."""

from functools import partial

import streamlit as st

from dashboard import progress
from dashboard.markup import Html, draw, markup, together
from dashboard.state import move_to
from lessons.kit import Challenge, Condition, Lesson


def challenge(block: Challenge, lesson: Lesson) -> None:
    """The task, each condition with its progress, and the buttons for help."""
    key = f"challenge-{lesson.slug}-{block.name}"
    with st.container(key=key, border=True):
        draw('<p class="predict-ask">@ask</p>', ask=block.ask)
        draw("@conditions", conditions=together(_condition(condition) for condition in block.conditions))
        item = f"{lesson.slug}/{block.name}"
        if block.solved:
            progress.remember(progress.record().solve(item, progress.now()))
            draw('<p class="mark right" role="status"><b>Solved.</b> The sliders stand where it holds.</p>')
        elif item in progress.record().solved:
            draw('<p class="mark right"><b>Solved before.</b> The controls stand elsewhere now.</p>')
        _help(block, lesson, key)


def _condition(condition: Condition) -> Html:
    state, sign = ("met", "✓") if condition.met else ("open", "○")
    return markup(
        '<div class="condition @state"><span aria-hidden="true">@sign</span> @words'
        '<span class="bar" role="progressbar" aria-valuenow="@share" aria-valuemin="0" aria-valuemax="100" '
        'aria-label="@words"><i style="width:@share%"></i></span></div>',
        state=state,
        sign=sign,
        words=condition.words,
        share=round(100 * condition.progress),
    )


def _help(block: Challenge, lesson: Lesson, key: str) -> None:
    shown = st.session_state.get(f"{key}-hints", 0)
    for hint in block.hints[:shown]:
        draw('<p class="says">@hint</p>', hint=hint)
    with st.container(horizontal=True):
        if shown < len(block.hints):
            st.button("Another hint" if shown else "Hint", key=f"{key}-hint", on_click=partial(_hint, key))
        if shown:
            solve = partial(_solve, lesson, block)
            st.button("Show a solution", key=f"{key}-solution", type="tertiary", on_click=solve)


def _solve(lesson: Lesson, block: Challenge) -> None:
    move_to(lesson, block.solution)
    st.rerun()


def _hint(key: str) -> None:
    st.session_state[f"{key}-hints"] = st.session_state.get(f"{key}-hints", 0) + 1
