"""One lesson in study mode: the panel beside the story, each step of the story a fragment of its own.

While a slider moves, only the steps that can be seen are drawn anew; on its release, all of them. A run of the whole
page is never cut short: what a message asks for is in it anyway, and a page that is half drawn has no panel.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import check, chips, handout, hover, looks, notation, progress, state, terms
from dashboard.blocks import heading, show
from dashboard.embed import KEY, embed, frame
from dashboard.markup import notice
from dashboard.outline import head, onward, sections
from dashboard.panel import bar, panel, way_out
from dashboard.predict import gate, guesses
from dashboard.present import enter, from_here, present
from dashboard.progress.record import Record
from dashboard.recall import recall
from dashboard.share import share
from dashboard.stage import stage
from dashboard.steps import staged, steps_of
from dashboard.takeaway import takeaway
from lessons.kit import Block, Lesson, Step
from lessons.kit.fit import FitError

PANEL, AFTER, KEEP, STAGE = "panel", "after", "keep", "stage"


def lesson_page(lesson: Lesson) -> None:
    """The lesson in the mode that the address asks for."""
    notation.arrive()
    chips.speak(lesson.names)
    terms.begin()
    with st.container(key="terms"):
        terms.explain()
    if "present" in st.query_params:
        present(lesson)
    elif KEY in st.query_params:
        embed(lesson)
    elif handout.KEY in st.query_params:
        handout.handout(lesson)
    else:
        study(lesson)


def study(lesson: Lesson) -> None:
    """The whole page of a lesson."""
    looks.draw_sheet_of(Path(__file__))
    state.arrive(lesson)
    progress.remember(progress.record().visit(lesson.slug, progress.now()))
    recall(lesson)
    keep = st.container(key="keep")
    with st.container(key="lesson", horizontal=True):
        words, pictures = st.container(key="story"), st.container(key="stage")
    n_steps = _story(lesson, words)
    _fragment(STAGE, lambda: _stage(lesson), pictures)
    with pictures:
        _bar(lesson)
    beside = st.container(key="panel")
    _fragment(PANEL, lambda: panel(lesson, state.here(lesson), lambda: _moved(lesson, n_steps)), beside)
    _fragment(KEEP, _keep, keep)  # Last: what the steps have found out just now is kept as well.
    way_out()


def _bar(lesson: Lesson) -> None:
    """What is at hand wherever the reader is, under the pictures."""
    with st.container(key="bar", horizontal=True, vertical_alignment="center"):
        bar()
        notation.switch()
        if st.button("Share", icon=":material/qr_code_2:"):
            share(state.here(lesson), partial(frame, lesson))
        if st.button("Present", icon=":material/slideshow:"):
            enter(lesson)
            st.rerun()


def _fragment(key: str, draw: Callable[[], None], place: DeltaGenerator) -> None:
    """Draw a part of the page that can be drawn anew alone, by its key, in its place.

    Streamlit copies every place it is in, and the places around each of them, whenever it draws the part: so it is in
    this one alone. A `with` around it would cost more than what is drawn.
    """
    with place:
        st.fragment(draw, key=key)()


def _story(lesson: Lesson, place: DeltaGenerator) -> int:
    """All steps, each in a fragment, and what follows them; returns how many there are."""
    above = place.container(key="head")
    with place.container(key="notices"):
        for sentence in state.memory(lesson).notices:
            notice(sentence)
    try:
        steps = steps_of(lesson, state.here(lesson))
        n_steps = steps.told_to_the_end()
    except FitError as problem:
        with above:
            head(lesson, ())
        with place:
            notice(problem)
        return 0
    with above:
        head(lesson, sections(lesson, steps, n_steps))
    for k in range(n_steps):
        here, above = place.container(key=_name(k)), _heading(lesson, steps[k])
        with here:
            from_here(k)
            heading(above)
        _fragment(_name(k), lambda k=k, above=above: _step(lesson, k, above), here)
    _fragment(AFTER, lambda: _after(lesson), place)
    return n_steps


def _name(k: int) -> str:
    return f"step-{k}"


def _heading(lesson: Lesson, blocks: list[Block]) -> Step:
    """What stands above a step: no slider changes it, so it is not drawn again with the step."""
    first = next(gate(blocks, guesses(lesson.slug)), None)
    return Step(first.title, first.moves) if isinstance(first, Step) else Step("")


def _step(lesson: Lesson, k: int, above: Step) -> None:
    """One step below its heading: its blocks up to an open prediction.

    Another choice may have it wait for another guess, and so change what it offers to move: then all is drawn anew.
    """
    hover.listen(lesson.slug)
    terms.begin()
    try:
        p = state.here(lesson)
        blocks = steps_of(lesson, p)[k]
        if blocks and not _whole() and _heading(lesson, blocks) != above:
            st.rerun()
        for block in gate(blocks, guesses(lesson.slug)):
            if not isinstance(block, Step):
                show(block, lesson, p)
    except FitError as problem:
        notice(problem)
    _keep_news()


def _stage(lesson: Lesson) -> None:
    """The pictures of the step that the reader is at."""
    hover.listen(lesson.slug)
    with suppress(FitError):  # The step says it.
        p = state.here(lesson)
        shown = staged(steps_of(lesson, p), state.at(lesson), lambda step: gate(step, guesses(lesson.slug)))
        if shown:
            stage(shown, lesson, p)
    # A click that scrolls the page sends two messages at once: the guess, and where the reader is. Only the stage may
    # be drawn for both.
    _keep_news()


def _after(lesson: Lesson) -> None:
    """What no slider moves: questions from earlier lessons, and what to take along."""
    check.again(lesson)
    with suppress(FitError):  # The step above says it.
        takeaway(lesson, lesson.run(state.here(lesson)))
    onward(lesson)
    _keep_news()


def _keep_news() -> None:
    """After an answer, a guess or a solved challenge the whole page runs once more, so that the browser keeps it.

    And so that the stage, and the steps that waited, show what the guess has opened.
    """
    guessed = st.session_state.pop("guessed", False)
    if not _whole() and (guessed or progress.record() != progress.kept()):
        st.rerun()


def _keep() -> None:
    progress.keep(_heard)


def _heard() -> None:
    """The browser has said what it holds: where that names another reader, or more than is shown, all stands anew."""
    shown_to = st.session_state.get("reader")
    if shown_to not in (None, progress.reader()) or _done(progress.record()) != _done(progress.kept()):
        st.rerun()
    _draw([KEEP, AFTER])


def _done(known: Record) -> tuple[object, ...]:
    return known.guesses, known.choices, known.given, known.solved


def _moved(lesson: Lesson, n_steps: int) -> None:
    """A message from the panel: draw what can be seen, or on release everything.

    Coming to a step by pressing something in it may cut short the run that the press has started: it is drawn as well.
    """
    seen = state.seen(lesson)
    steps = range(n_steps) if seen is None else [k for k in range(n_steps) if k in seen]
    if state.scrolled(lesson):
        steps = [min(state.at(lesson), n_steps - 1)]
    _draw([PANEL, STAGE, *(_name(k) for k in steps)] if n_steps else [])


def _draw(parts: list[str]) -> None:
    """From a callback: draw these parts alone; the whole page where it is drawn anyway, or where a part is missing."""
    if _whole():
        return
    if parts:
        with suppress(StreamlitAPIException):
            st.rerun(parts)
    st.rerun()


def _whole() -> bool:
    """Whether this run draws the whole page."""
    run = get_script_run_ctx()
    return run is None or not run.fragment_ids_this_run
