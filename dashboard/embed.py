"""One picture of a lesson and chosen controls, for a frame in somebody's own page: nothing around them."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from dashboard import hover, looks, state
from dashboard.markup import draw, markup, notice
from dashboard.panel import moves, panel, way_out
from dashboard.share import link
from dashboard.stage import stage
from dashboard.steps import steps_of
from lessons.kit import Controls, Figure, Lesson, Stage, Step, figures_of, sentence
from lessons.kit.fit import FitError

KEY, CONTROLS = "figure", "controls"
BESIDE = ("scenes", "sample")
MOST = 6


def embed(lesson: Lesson) -> None:
    """The whole page: `figure` names the picture, `controls` the controls, with commas between them."""
    looks.draw_sheet_of(Path(__file__))
    state.arrive(lesson)
    with st.container(key="embed"):
        _body(lesson)
    way_out()


@st.fragment
def _body(lesson: Lesson) -> None:
    p = state.here(lesson)
    hover.listen(lesson.slug)
    try:
        shown = _asked(lesson, p)
        with st.container(key="stage"):
            stage(Stage(shown), lesson, p)
    except FitError as problem:
        notice(problem)
    names = _controls(lesson)
    draw("<style>.st-key-embed{--moved:@n}</style>", n=len(names))
    moves(names)
    draw('<a class="from" href="@address" target="_blank">Frogpond: @title</a>', address=link(p), title=lesson.title)
    with st.container(key="panel"):
        panel(lesson, p)


def _asked(lesson: Lesson, p: Controls) -> Figure:
    """The picture of that name, or the first one of the lesson, told no further than needed."""
    name = st.query_params.get(KEY, "")
    first = None
    for figure in _figures(lesson, p):
        first = first or figure
        if figure.name == name or not name:
            return figure
    notice(sentence("This lesson has no picture called “@name”; here is its first one.", name=name[:40]))
    assert first is not None, "The contract of lessons: a lesson opens with a stage."
    return first


def _figures(lesson: Lesson, p: Controls) -> Iterator[Figure]:
    steps = steps_of(lesson, p)
    k = 0
    while blocks := steps[k]:
        for block in blocks:
            yield from figures_of(block)
        k += 1


def _controls(lesson: Lesson) -> list[str]:
    """The controls that the address names, as far as the lesson has them; without any, those of its first step."""
    known = {control.name for control in lesson.params.controls() if control.part != "view"} | set(BESIDE)
    asked = [name for name in st.query_params.get(CONTROLS, "").split(",") if name]
    wrong = [name for name in asked if name not in known]
    if wrong:
        notice(sentence("This lesson has no control called “@name”.", name=wrong[0][:40]))
    return [name for name in dict.fromkeys(asked) if name in known][:MOST] or list(_opening(lesson))


def _opening(lesson: Lesson) -> tuple[str, ...]:
    first = steps_of(lesson, state.here(lesson))[0][0]
    return first.moves if isinstance(first, Step) else ()


def frame(lesson: Lesson, address: str) -> str:
    """The HTML that shows what the reader sees now in another page: `address` is the link to this state."""
    steps, at = steps_of(lesson, state.here(lesson)), state.at(lesson)
    told = [block for k in range(at + 1) for block in steps[k]]
    figures = [figure for block in told if isinstance(block, Stage) for figure in figures_of(block)[:1]]
    names = next((block.moves for block in reversed(told) if isinstance(block, Step) and block.moves), ())
    wanted = {KEY: figures[-1].name if figures else "", CONTROLS: ",".join(names), "embed": "true"}
    return markup(
        '<iframe src="@address@joint@wanted" title="@title" width="100%" height="560" style="border:0"></iframe>',
        address=address,
        joint="&" if "?" in address else "?",
        wanted=urlencode(wanted, safe=","),
        title=lesson.title,
    )
