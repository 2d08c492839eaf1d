"""Many samples on request: drawn in a child process, and shown for as long as the sliders stand where they stood."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboard.files import wait
from dashboard.files.wait import session
from dashboard.work import Job, desk
from dashboard.work.samples import samples
from lessons.kit import Block, Controls, Lesson, Repeats

MOVED = "The sliders have moved since. Run it again for the world you see now."
Show = Callable[[Block], None]


@dataclass(frozen=True)
class Drawn:
    """What was asked for in one state: the job that draws it, then its result, or why there is none."""

    state: tuple[Any, ...]
    job: Job | None
    result: Any = None
    problem: str = ""


@st.fragment
def repeats(block: Repeats, lesson: Lesson, p: Controls, show: Show) -> None:
    """The button, how far the drawing is, and what came of it; `show` draws a block. In a fragment of its own.

    Where something stands before it was asked for, what came of it takes that place, above the button.
    """
    key = f"repeats-{lesson.slug}-{block.name}"
    above = st.container() if block.before else None
    came = _asked(block, lesson, p, key)
    with above or nullcontext():
        for part in block.before if came is None else block.show(came):
            show(part)


def _asked(block: Repeats, lesson: Lesson, p: Controls, key: str) -> Any:
    """The button and how far the drawing is; returns what came of it for these sliders, or None."""
    if st.button(str(block.label), key=f"run-{key}"):
        job = desk().ask(session(), samples, lesson.slug, p.values(), block.name)
        st.session_state[key] = Drawn(block.state, job)
    drawn: Drawn | None = st.session_state.get(key)
    if drawn is None:
        return None
    if drawn.state != block.state:
        if drawn.job is not None:
            drawn.job.drop()
            st.session_state[key] = replace(drawn, job=None)
        st.markdown(MOVED)
        return None
    drawn = st.session_state[key] = _looked(drawn, block, key)
    if drawn.problem:
        st.markdown(drawn.problem)
    return drawn.result


def _looked(drawn: Drawn, block: Repeats, key: str) -> Drawn:
    """The same while it is being drawn; then with its result."""
    if drawn.job is None:
        return drawn
    done = round(drawn.job.share * block.n_samples)
    waited = wait(drawn.job, key, f"Drawing samples: {done} of {block.n_samples}")
    return Drawn(drawn.state, None, waited.value, waited.problem) if waited.over else drawn
