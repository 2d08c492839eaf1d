"""What a run has found: its pictures, its costs, what was pinned, and what is taken away."""

from typing import Any

import streamlit as st

from dashboard import blocks
from dashboard.blocks import caption, plain_table
from dashboard.chips import with_symbols
from dashboard.files import save
from dashboard.files.wait import session
from dashboard.lab import exported, pictures, tables
from dashboard.lab.asked import CONTROLS, FIGURES, PARAMETERS, Asked, named
from dashboard.lab.running import Running
from dashboard.lab.watching import PINS
from dashboard.markup import draw, notice
from dashboard.pictures import bundle
from dashboard.takeaway import spec
from dashboard.work import Job, desk
from lessons.kit import Figure

PAGE = "lab"


def found(asked: Asked, run: Running) -> None:
    """What the run has found, and what can be done with it."""
    if run.problem:
        notice(run.problem)
    left, right = st.columns([1, 1])
    with left:
        parameter = st.selectbox("Parameter", list(PARAMETERS), key="lab-parameter", format_func=PARAMETERS.__getitem__)
    shown = asked.figure
    if run.study.sweep:
        with right:
            shown = st.selectbox("Figure", list(FIGURES), key="lab-figure", format_func=FIGURES.__getitem__)
    drawn = _pictures(run, parameter, shown)
    if not drawn and (run.parts or not run.study.sweep):
        notice(pictures.NOTHING)
    for figure in drawn:
        blocks.figure(figure, PAGE)
    if run.study.sweep and run.parts:
        _costs(run, parameter)
    if numbers := tables.table(run, parameter):
        plain_table(numbers)
        caption(numbers.says)
    _pins(run, parameter)
    if run.parts:
        _take(run, drawn)


def _pictures(run: Running, parameter: str, shown: str) -> list[Figure]:
    """Of a sweep what becomes of the figure; of one world many samples and one. What was pinned stands beside it."""
    pins: list[Running] = st.session_state.get(PINS, [])
    if run.study.sweep:
        drawn = [pictures.sweep_figure(run, parameter, shown, pins)] if run.parts else []
    else:
        alike = [pin for pin in pins if not pin.study.sweep]
        drawn = [
            pictures.rain_figure(run, parameter, alike, _axis("rain", parameter)),
            pictures.sample_figure(run, parameter, _axis("sample", parameter)),
        ]
    return [_held(figure, parameter) for figure in drawn if figure is not None]


def _axis(name: str, parameter: str) -> Any:
    """The axis of a picture as it was drawn last."""
    return st.session_state.get(f"lab-axis-{name}-{parameter}")


def _held(figure: Figure, parameter: str) -> Figure:
    if "domain" in figure.settings:
        st.session_state[f"lab-axis-{figure.name}-{parameter}"] = figure.settings["domain"]
    return figure


def _costs(run: Running, parameter: str) -> None:
    """The cheapest design of the sweep, where groups or members are swept."""
    if not {"n_groups", "n_per_group"} & set(run.study.sweep) or not run.parts:
        return
    with st.expander("What does enough power cost?"):
        goal, school, pupil = st.columns(3)
        power = goal.number_input("Power, %", 50, 99, 80, key="lab-goal")
        group = school.number_input("Cost of a group", 0.0, 1e6, 100.0, key="lab-cost-group")
        member = pupil.number_input("Cost of a member", 0.0, 1e6, 5.0, key="lab-cost-member")
        st.markdown(str(with_symbols(tables.cheapest(run, parameter, power / 100, group, member))))


def _pins(run: Running, parameter: str) -> None:
    """What was pinned, beside what is shown now."""
    pins: list[Running] = st.session_state.get(PINS, [])
    for k, kept in enumerate(pins):
        found = tables.table(kept, parameter)
        if found is None:
            continue
        draw('<p class="figure-title">Pinned <span>@what</span></p>', what=_difference(kept.asked, run.asked))
        plain_table(found)
        st.button("Take the pin out", key=f"lab-unpin-{k}", on_click=_unpin, args=(k,))


def _unpin(k: int) -> None:
    st.session_state[PINS] = [one for place, one in enumerate(st.session_state[PINS]) if place != k]


def _difference(then: Asked, now: Asked) -> str:
    """Where the pinned world differs from this one, in words."""
    names = [name for name in CONTROLS if _value(then, name) != _value(now, name)]
    return ", ".join(f"{named(name)} {_value(then, name)}" for name in names) or "the same world"


def _value(asked: Asked, name: str) -> Any:
    return asked.world.get(name, CONTROLS[name].default)


def _take(run: Running, drawn: list[Figure]) -> None:
    """Files, and the paragraph."""

    def everything() -> Job:
        charts = {figure.name: spec(figure) for figure in drawn}
        return desk().ask(session(), bundle, exported.files(run), charts)

    with st.container(horizontal=True):
        save("Everything as a zip", "study.zip", "application/zip", everything, "lab-zip")
        save("Study file", "study.toml", "application/toml", lambda: exported.study_file(run.study), "lab-toml")
    with st.expander("A paragraph for your methods section"):
        st.markdown(str(with_symbols(exported.methods(run))))
