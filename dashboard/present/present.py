"""One lesson in presenter mode: the same blocks, one thought a screen, driven by a clicker."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from dashboard import hover, progress, state
from dashboard.blocks import show
from dashboard.markup import draw
from dashboard.panel import bar, moves, panel, way_out
from dashboard.predict import gate, guesses, skip_all
from dashboard.recall import recall
from dashboard.stage import stage
from dashboard.steps import Steps, staged, steps_of
from lessons.kit import Aside, Block, Check, Code, Guess, Lesson, Prose, SecondOpinion, Stage, Step
from lessons.kit.fit import FitError

KEY = "present"
WHOLE = re.compile(r"[1-9][0-9]{0,2}")
FOR_NOTES = (Prose, Aside, Code)
NOT_PROJECTED = (SecondOpinion, Check)
_keys = component("frogpond_keys", js=Path(__file__).with_name("keys.js").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Screen:
    """What is projected at once, and what only the speaker reads."""

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Block, ...]
    moves: tuple[str, ...] = ()
    stage: Stage | None = None


def screens(told: Callable[[], Steps], answered: Mapping[str, Guess], opening: str) -> Iterator[Screen]:
    """A screen a step, told no further than it is asked for; longer prose goes to the notes.

    A step with nothing to show is left out. Where a model cannot be fitted, the last screen says why.
    """
    try:
        steps = told()
        for k in count():
            if not (blocks := steps[k]):
                return
            shown = list(gate(blocks, answered))
            step = shown[0] if isinstance(shown[0], Step) else Step("")
            stage = staged(steps, k, lambda step: gate(step, answered))
            screen = Screen(step.title or opening, _projected(shown), _notes(shown), step.moves, stage)
            if screen.blocks or any(isinstance(block, Stage) for block in shown):
                yield screen
    except FitError as problem:
        yield Screen(str(problem), (), ())


def _projected(blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(b for b in blocks if not isinstance(b, (Step, Stage, *FOR_NOTES, *NOT_PROJECTED)))


def _notes(blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(b for b in blocks if isinstance(b, FOR_NOTES))


def present(lesson: Lesson) -> None:
    """The whole page, projected."""
    state.arrive(lesson)
    recall(lesson)
    _arrive(lesson)
    with st.container(key="present"):
        _body(lesson)
    with st.container(key="keep"):
        progress.keep()
    way_out()


def enter(lesson: Lesson) -> None:
    """Into presenter mode, at the screen where this lesson was left."""
    st.query_params[KEY] = str(_screen(lesson) + 1)


def _arrive(lesson: Lesson) -> None:
    """The address says which screen, counted from 1; where it says something new, it wins over the session."""
    asked = st.query_params[KEY]
    if asked != st.session_state.get(f"address-{lesson.slug}"):
        st.session_state[f"screen-{lesson.slug}"] = int(asked) - 1 if WHOLE.fullmatch(asked) else 0


def _screen(lesson: Lesson) -> int:
    """The screen of this lesson, counted from 0."""
    return st.session_state.get(f"screen-{lesson.slug}", 0)


def _turn_to(lesson: Lesson, index: int) -> None:
    """The session keeps the screen, for clicks come faster than addresses; the address keeps it over a reload."""
    st.session_state[f"screen-{lesson.slug}"] = index
    st.session_state[f"address-{lesson.slug}"] = str(index + 1)
    if st.query_params.get(KEY) != str(index + 1):
        st.query_params[KEY] = str(index + 1)


@st.fragment
def _body(lesson: Lesson) -> None:
    if st.session_state.get("leaving"):
        _leave()
    p = state.here(lesson)
    hover.listen(lesson.slug)
    screen, index, n_screens = _shown(lesson)
    _turn_to(lesson, index)
    _keys(key=f"keys-{lesson.slug}", data={"screen": index}, on_move_change=partial(_pressed, lesson))
    draw('<h1 class="screen-title">@title</h1>', title=screen.title)
    with st.container(key="lesson", horizontal=True):
        words, pictures = st.container(key="story"), st.container(key="stage")
    with pictures:
        with st.container():
            if screen.stage:
                stage(screen.stage, lesson, p)
        with st.container(key="bar", horizontal=True):
            bar()
    with words:
        if screen.moves:
            moves(screen.moves)
        for block in screen.blocks:
            show(block, lesson, p)
        if st.session_state.get("notes"):
            with st.container(key="notes"):
                for block in screen.notes:
                    show(block, lesson, p)
    _foot(lesson, index, n_screens)
    with st.container(key="panel"):
        panel(lesson, p)


def _shown(lesson: Lesson) -> tuple[Screen, int, int]:
    """The screen to show, its place, and how many there are: counted once, and again after each guess."""
    answered = guesses(lesson.slug)
    counted, n_screens = st.session_state.get(f"screens-{lesson.slug}", (None, 0))
    told = list[Screen]()
    for screen in screens(partial(steps_of, lesson, state.here(lesson)), answered, lesson.question):
        told.append(screen)
        if counted == len(answered) and len(told) > _screen(lesson):
            break
    else:
        n_screens = len(told)
        st.session_state[f"screens-{lesson.slug}"] = (len(answered), n_screens)
    index = min(_screen(lesson), len(told) - 1)
    return told[index], index, n_screens


def _foot(lesson: Lesson, index: int, n_screens: int) -> None:
    with st.container(key="foot", horizontal=True, vertical_alignment="center"):
        st.button("Back", on_click=partial(_move, lesson, "back"), disabled=index == 0)
        draw('<p class="where">@index of @all</p>', index=index + 1, all=n_screens)
        st.button("Next", on_click=partial(_move, lesson, "next"), disabled=index == n_screens - 1)
        st.button("Notes", on_click=partial(_move, lesson, "notes"))
        if st.button("Leave"):
            _leave()


def _pressed(lesson: Lesson) -> None:
    move = st.session_state[f"keys-{lesson.slug}"].get("move")
    if move:
        _move(lesson, move)


def _move(lesson: Lesson, move: str) -> None:
    """Turn a page, or open and close the notes; leaving is asked of the next full run."""
    match move:
        case "next":
            _turn_to(lesson, _screen(lesson) + 1)
        case "back":
            _turn_to(lesson, max(0, _screen(lesson) - 1))
        case "reveal":
            skip_all(lesson)
        case "notes":
            st.session_state["notes"] = not st.session_state.get("notes", False)
        case "leave":
            st.session_state["leaving"] = True
        case _:
            pass


def _leave() -> None:
    st.session_state["leaving"] = False
    st.query_params.pop(KEY, None)
    st.rerun(scope="app")
