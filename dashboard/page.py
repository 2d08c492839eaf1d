"""One lesson in study mode: the panel beside the story; only this fragment reruns while a slider moves."""

import streamlit as st

from dashboard import check, hover, notation, progress, state
from dashboard.blocks import show
from dashboard.panel import panel
from dashboard.predict import gate, guesses
from dashboard.present import present
from dashboard.share import share
from dashboard.takeaway import takeaway
from lessons.kit import Lesson
from lessons.kit.fit import FitError


def lesson_page(lesson: Lesson) -> None:
    """The lesson in the mode that the address asks for."""
    notation.arrive()
    if "present" in st.query_params:
        present(lesson)
    else:
        study(lesson)


def study(lesson: Lesson) -> None:
    """The whole page of a lesson."""
    state.arrive(lesson)
    progress.remember(progress.record().visit(lesson.slug, progress.now()))
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<header class="lesson-head"><h1>{lesson.question}</h1>'
            f"<p>{lesson.title} · {lesson.minutes} minutes</p></header>"
        )
        notation.switch()
        if st.button("Present", icon=":material/slideshow:"):
            st.query_params["present"] = "1"
            st.rerun()
    _body(lesson)


@st.fragment
def _body(lesson: Lesson) -> None:
    p = state.here(lesson)
    hover.listen(lesson.slug)
    with st.container(key="lesson"):
        side, main = st.columns([1, 2.9], gap="large")
    with side:
        controls = st.container(key="panel")
    with main, st.container(key="story"):
        for notice in state.memory(lesson).notices:
            st.html(f'<p class="notice" role="status">{notice}</p>')
        try:
            run = lesson.run(p)
            for block in gate(lesson.story(run), guesses(lesson.slug)):
                show(block, lesson, p)
            check.again(lesson)
            takeaway(lesson, run)
        except FitError as problem:
            st.html(f'<p class="notice" role="status">{problem}</p>')
    with controls:
        panel(lesson, p)
        if st.button("Share this state", icon=":material/qr_code_2:", type="tertiary"):
            share(p)
    progress.keep()
