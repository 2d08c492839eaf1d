"""One lesson in study mode: the panel beside the story; only this fragment reruns while a slider moves."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

import streamlit as st

from dashboard import check, hover, notation, progress, state
from dashboard.blocks import show
from dashboard.panel import panel
from dashboard.predict import gate, guesses
from dashboard.present import present
from dashboard.share import share
from dashboard.takeaway import takeaway
from lessons.kit import Block, Check, Lesson, Step
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
    _live(lesson)
    _after(lesson)


WIDTHS = (1, 2.9)


@st.fragment
def _live(lesson: Lesson) -> None:
    """The panel and what follows it: this much runs again at each step of a slider."""
    p = state.here(lesson)
    hover.listen(lesson.slug)
    with st.container(key="lesson"):
        side, main = st.columns(WIDTHS, gap="large")
    with side:
        controls = st.container(key="panel")
    with main, st.container(key="story"):
        for notice in state.memory(lesson).notices:
            st.html(f'<p class="notice" role="status">{notice}</p>')
        try:
            for block in gate(_until_check(lesson.story(lesson.run(p))), guesses(lesson.slug)):
                show(block, lesson, p)
        except FitError as problem:
            st.html(f'<p class="notice" role="status">{problem}</p>')
    with controls:
        panel(lesson, p)
        if st.button("Share this state", icon=":material/qr_code_2:", type="tertiary"):
            share(p)
    progress.keep()


@st.fragment
def _after(lesson: Lesson) -> None:
    """From the questions on no slider changes anything, so this waits while one moves."""
    known = progress.record()
    _, main = st.columns(WIDTHS, gap="large")
    with main, st.container(key="story-after"):
        p = state.here(lesson)
        try:
            run = lesson.run(p)
            for block in _from_check(lesson.story(run)):
                show(block, lesson, p)
            check.again(lesson)
            takeaway(lesson, run)
        except FitError:
            pass  # The part above says it.
    if progress.record() != known:
        st.rerun()  # What keeps the record is in the part above.


def _until_check(story: Iterable[Block]) -> Iterator[Block]:
    """The blocks before the questions, without the heading that goes with them."""
    return takewhile(lambda block: not isinstance(block, Check), _without_last_heading(story))


def _from_check(story: Iterable[Block]) -> Iterator[Block]:
    """The questions with their heading, and all that follows."""
    blocks = [*story]
    first = next((k for k, block in enumerate(blocks) if isinstance(block, Check)), len(blocks))
    heading = first > 0 and isinstance(blocks[first - 1], Step)
    return iter(blocks[first - heading :])


def _without_last_heading(story: Iterable[Block]) -> Iterator[Block]:
    """Each heading only once something other than the questions follows it."""
    waiting: list[Block] = []
    for block in story:
        if isinstance(block, Step):
            waiting.append(block)
            continue
        if not isinstance(block, Check):
            yield from waiting
        waiting.clear()
        yield block
