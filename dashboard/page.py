"""One lesson in study mode: the panel beside the story; only this fragment reruns while a slider moves."""

import streamlit as st

from dashboard import state
from dashboard.blocks import show
from dashboard.panel import panel
from lessons.kit import Lesson
from lessons.kit.fit import FitError


def study(lesson: Lesson) -> None:
    """The whole page of a lesson."""
    state.arrive(lesson)
    st.html(
        f'<header class="lesson-head"><h1>{lesson.question}</h1><p>{lesson.title} · {lesson.minutes} minutes</p></header>'
    )
    _body(lesson)


@st.fragment
def _body(lesson: Lesson) -> None:
    import cProfile, pstats, time
    pr = cProfile.Profile(); t=time.perf_counter()
    import os
    if os.environ.get("PROF")=="1":
        pr.enable(); _body2(lesson); pr.disable(); pstats.Stats(pr).sort_stats("cumtime").print_stats(70)
    else: _body2(lesson)
    print("RUN", round(1000*(time.perf_counter()-t),1), flush=True)


def _body2(lesson: Lesson) -> None:
    p = state.here(lesson)
    with st.container(key="lesson"):
        side, main = st.columns([1, 2.9], gap="large")
    with side:
        controls = st.container(key="panel")
    with main, st.container(key="story"):
        for notice in state.memory(lesson).notices:
            st.html(f'<p class="notice" role="status">{notice}</p>')
        try:
            for block in lesson.story(lesson.run(p)):
                show(block, lesson)
        except FitError as problem:
            st.html(f'<p class="notice" role="status">{problem}</p>')
    with controls:
        panel(lesson, p)
