"""The run of what is asked: begun, gone on with, stopped, pinned, and how far it is."""

from dataclasses import replace

import streamlit as st

from dashboard.files import wait
from dashboard.lab.asked import Asked, written
from dashboard.lab.asking import ASKED
from dashboard.lab.order import finer
from dashboard.lab.running import Running, duration, started, stopped, taken
from dashboard.markup import draw
from lessons.kit.text import Words, sentence

RUN, PINS, CLOSER = "lab-run", "lab-pins", "lab-closer"
MOST_PINS = 3
CLOSELY = "Puts values between those where the figure changes most, and draws only these"
# So long a step of a slider waits for its 200 samples; what is not there by then comes later.
PATIENCE = 0.6


def current(asked: Asked, moving: bool) -> Running:
    """The run of these settings: the one that is there, else a first look, which begins by itself. While a slider
    moves, one look at a time: the next one begins when there is something to see of the last."""
    run: Running | None = st.session_state.get(RUN)
    if run is None or _world(run.asked) != _world(asked):
        if run is not None and moving and run.job and not run.whole and not run.job.over.wait(PATIENCE):
            return run
        if run is not None:
            stopped(run)
        closer = st.session_state.pop(CLOSER, False)
        run = st.session_state[RUN] = started(asked, closer, run)
    return run


def _world(asked: Asked) -> Asked:
    """What decides the numbers: not what is looked at."""
    return replace(asked, parameter="w", figure="rejected")


def buttons(asked: Asked, run: Running, moving: bool) -> Running:
    """Run, Stop, Pin, and how far it is; the run as it is then."""
    bar = st.container(horizontal=True, vertical_alignment="center")
    far = st.container()
    if run.job is not None and not run.whole:
        run.job.over.wait(PATIENCE)
    with far:
        run = _looked(run, moving)
        if run.grows and not moving:
            run = st.session_state[RUN] = _looked(started(asked, True, run), moving)
        if run.over or moving:
            drawn = sentence("@n samples drawn@more", n=f"{run.n_drawn:,}", more=_more(run)) if run.parts else "drawing"
            draw('<p class="where">@drawn</p>', drawn=drawn)
    with bar:
        st.button("Run all samples", type="primary", key="lab-go", on_click=_go, args=(asked,))
        st.button("Stop", key="lab-stop", on_click=_stop, disabled=run.over or moving)
        if run.over and run.whole and run.study.sweep and run.parts:
            st.button("Closer where it changes", key="lab-closer", on_click=_closer, args=(run,), help=CLOSELY)
        st.button("Pin", key="lab-pin", on_click=_pin, help="Keep what you see, change something, compare")
    return run


def _go(asked: Asked) -> None:
    st.session_state[RUN] = started(asked, True, stopped(st.session_state[RUN]))


def _stop() -> None:
    st.session_state[RUN] = stopped(st.session_state[RUN])


def _pin() -> None:
    st.session_state[PINS] = [*st.session_state.get(PINS, []), st.session_state[RUN]][-MOST_PINS:]


def _closer(run: Running) -> None:
    """Values between those of the sweep where the figure that is shown changes most; what there is, stays."""
    asked: Asked = st.session_state[ASKED]
    found = run.figures
    found = found[(found["parameter"] == asked.parameter) & (found["model"] == asked.models[0])]
    for key, values in zip(("sweep", "sweep2"), finer(run.study, found, asked.figure).values(), strict=False):
        st.session_state[f"lab-{key}-values"] = written(values)
    st.session_state[CLOSER] = True


def _looked(run: Running, moving: bool) -> Running:
    """The run with what has come of its slice, and how far it is; while there is more, the fragment looks again, and
    while a slider moves, it is drawn again anyway."""
    if run.job is None or (moving and not run.job.over.is_set()):
        return run
    waited = wait(run.job, "lab", str(_says(run)), run.n_done / run.n_all)
    if not waited.over:
        return run
    after = replace(run, job=None, problem=waited.problem) if waited.problem else taken(run, waited.value)
    st.session_state[RUN] = after
    return _looked(after, moving)


def _says(run: Running) -> Words:
    left = sentence(", about @left left", left=duration(run.left)) if run.left else ""
    return sentence("@done of @all samples@left", done=run.n_done, all=run.n_all, left=left)


def _more(run: Running) -> Words:
    """What all samples would take, where that is not done by itself."""
    if run.whole or run.todo or not run.takes:
        return ""
    every = f"{run.study.repeats * run.study.n_cells:,}"
    return sentence(". All @every would take about @long.", every=every, long=duration(run.takes))
