"""The Lab's page: a world, models, many samples and a sweep, all of it in the address."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import blocks
from dashboard.blocks import caption, plain_table
from dashboard.chips import with_symbols
from dashboard.files import save, wait
from dashboard.lab import exported, pictures, settings
from dashboard.lab.asked import (
    CONTROLS,
    FIGURES,
    MODELS,
    NUMBERS,
    OF_DESIGN,
    OWN,
    PARAMETERS,
    REPEATS,
    Asked,
    from_query,
    named,
    values_of,
    written,
)
from dashboard.lab.order import finer
from dashboard.lab.real import LIKE, like
from dashboard.lab.running import Running, duration, started, stopped, taken
from dashboard.markup import draw, notice
from lessons.kit.studies import StudyError, all_designs
from lessons.kit.text import Words, sentence

PAGE = "lab"
RUN, PINS, ASKED, CLOSER = "lab-run", "lab-pins", "lab-asked", "lab-closer"
MAIN = ("n_groups", "n_per_group", "gamma01", "gamma10", "tau00", "tau11", "sigma2")
MOST_PINS = 3
CLOSELY = "Puts values between those where the figure changes most, and draws only these"
# So long a step of a slider waits for its 200 samples; what is not there by then comes later.
PATIENCE = 0.6


def lab() -> None:
    draw('<header class="lesson-head"><h1>The Lab</h1><p>What would this design find, again and again?</p></header>')
    _arrive()
    _body()


def _arrive() -> None:
    """An address that says something new wins over what the page showed; back from another page all is as it was."""
    query = {name: value for name, value in st.query_params.to_dict().items() if name in OWN}
    kept: Asked | None = st.session_state.get(ASKED)
    if kept is None or (query and query != kept.query()):
        asked, st.session_state["lab-notices"] = from_query(query)
        st.session_state.pop(ASKED, None)
        _set(asked)
    elif "lab-models" not in st.session_state:
        _set(kept)


def _set(asked: Asked) -> None:
    """Every widget as `asked` has it."""
    for name, one in CONTROLS.items():
        st.session_state[f"lab-{name}"] = asked.world.get(name, one.default)
    settings.moved_by_us()
    st.session_state["lab-models"] = list(asked.models)
    for name in ("design", "repeats", "parameter", "figure"):
        st.session_state[f"lab-{name}"] = getattr(asked, name)
    swept = [*asked.sweep.items(), ("", ()), ("", ())]
    for key, (name, values) in zip(("sweep", "sweep2"), swept, strict=False):
        st.session_state[f"lab-{key}"] = name
        st.session_state[f"lab-{key}-values"] = written(values)


@st.fragment
def _body() -> None:
    moving = settings.heard()
    words, picture = st.columns([1, 1.7], gap="large")
    with words, st.container(key="lab-controls"):
        for said in st.session_state.get("lab-notices", ()):
            notice(said)
        st.selectbox("Start from", ["", *LIKE], key="lab-like", format_func=_like, on_change=_become)
        design = st.selectbox("Design", list(OF_DESIGN), key="lab-design", format_func=_title)
        numbers = st.container()
        asked = _asked(moving)
    with picture, st.container(key="lab-found"):
        if asked:
            _found(asked, moving)
    with numbers:
        settings.settings(design, MAIN)


def _asked(moving: bool) -> Asked | None:
    """The widgets, and what they ask; None where it cannot be, which is said."""
    st.segmented_control("w is", CONTROLS["w"].metadata["options"], key="lab-w", required=True)
    models = st.multiselect("Models, fitted to the same samples", list(MODELS), key="lab-models", format_func=_model)
    _sweeps()
    st.select_slider("Samples of each world", REPEATS, key="lab-repeats", format_func=lambda n: f"{n:,}")
    try:
        if not models:
            raise StudyError("Choose a model.")
        asked = _read(tuple(models))
        asked.study  # noqa: B018
    except StudyError as problem:
        notice(problem)
        return None
    if not moving:
        _write(asked)
    return asked


def _title(design: str) -> str:
    return all_designs()[design].title


def _model(name: str) -> str:
    return MODELS[name][0]


def _like(name: str) -> str:
    return str(LIKE[name]) if name else "Your own settings"


def _become() -> None:
    """The world as it was found in a real table."""
    name = st.session_state.get("lab-like")
    if name:
        st.session_state["lab-design"] = Asked().design
        for setting, value in like(name).items():
            st.session_state[f"lab-{setting}"] = value
        settings.moved_by_us()


def _numbers() -> list[str]:
    return [name for name in OF_DESIGN[st.session_state["lab-design"]] if name in NUMBERS]


def _sweeps() -> None:
    """At most two settings that take several values in turn."""
    for key in ("lab-sweep", "lab-sweep2"):  # Another design may not have what was varied.
        if st.session_state[key] not in ("", *_numbers()):
            st.session_state[key] = ""
    for key, label in (("sweep", "Vary"), ("sweep2", "and vary")):
        if key == "sweep2" and not st.session_state["lab-sweep"]:
            st.session_state["lab-sweep2"] = ""
            continue
        left, right = st.columns([1, 1])
        with left:
            st.selectbox(
                label, ["", *_numbers()], key=f"lab-{key}", format_func=lambda n: str(named(n)) if n else "nothing"
            )
        with right:
            if st.session_state[f"lab-{key}"]:
                st.text_input("over these values", key=f"lab-{key}-values", placeholder="10, 30, 50")


def _read(models: tuple[str, ...]) -> Asked:
    here = st.session_state
    own = OF_DESIGN[here["lab-design"]]
    world = {name: here[f"lab-{name}"] for name, one in own.items() if here[f"lab-{name}"] != one.default}
    sweep: dict[str, tuple[float, ...]] = {}
    for key in ("sweep", "sweep2"):
        name = here[f"lab-{key}"]
        if name and name not in sweep:
            sweep[name] = values_of(name, here.get(f"lab-{key}-values") or "")
    # What is looked at is chosen beside the pictures, which are not there while something is wrong.
    looked: Asked = here.get(ASKED) or Asked()
    parameter, figure = (here.setdefault(f"lab-{name}", getattr(looked, name)) for name in ("parameter", "figure"))
    return Asked(here["lab-design"], world, models, here["lab-repeats"], sweep, parameter, figure)


def _write(asked: Asked) -> None:
    """The address says what the page says; what was wrong with an earlier one is said until something is changed."""
    if st.session_state.get(ASKED, asked) != asked:
        st.session_state["lab-notices"] = ()
    st.session_state[ASKED] = asked
    query = st.query_params.to_dict()
    said = {name: value for name, value in query.items() if name not in OWN} | asked.query()
    if query != said:
        st.query_params.from_dict(said)


def _found(asked: Asked, moving: bool) -> None:
    """What the newest run has found, whether it is whole, and what can be done with it."""
    run = _buttons(asked, _current(asked, moving), moving)
    if run.problem:
        notice(run.problem)
    left, right = st.columns([1, 1])
    with left:
        parameter = st.selectbox("Parameter", list(PARAMETERS), key="lab-parameter", format_func=PARAMETERS.__getitem__)
    shown = asked.figure
    if run.study.sweep:
        with right:
            shown = st.selectbox("Figure", list(FIGURES), key="lab-figure", format_func=FIGURES.__getitem__)
    if run.study.sweep and run.parts:
        _picture(pictures.sweep_figure(run, parameter, shown, st.session_state.get(PINS, ())))
        _costs(run, parameter)
    elif not run.study.sweep:
        pins = [pin for pin in st.session_state.get(PINS, ()) if not pin.study.sweep]
        _picture(_held(pictures.rain_figure(run, parameter, pins, _axis("rain", parameter)), parameter))
        _picture(_held(pictures.sample_figure(run, parameter, _axis("sample", parameter)), parameter))
    found = pictures.table(run, parameter)
    if found:
        plain_table(found)
        caption(found.says)
    _pins(run, parameter)
    if run.parts:
        _take(run)


def _axis(name: str, parameter: str) -> Any:
    """The axis of a picture as it was drawn last."""
    return st.session_state.get(f"lab-axis-{name}-{parameter}")


def _held(drawn: Any, parameter: str) -> Any:
    if drawn is not None:
        st.session_state[f"lab-axis-{drawn.name}-{parameter}"] = drawn.settings["domain"]
    return drawn


def _picture(block: Any) -> None:
    if block is None:
        notice(pictures.NOTHING)
    else:
        blocks.figure(block, PAGE)


def _current(asked: Asked, moving: bool) -> Running:
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


def _buttons(asked: Asked, run: Running, moving: bool) -> Running:
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
            draw('<p class="where">@n samples drawn@more</p>', n=f"{run.n_drawn:,}", more=_more(run))
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


def _more(run: Running) -> Words:
    """What all samples would take, where that is not done by itself."""
    if run.whole or run.todo or not run.takes:
        return ""
    every = f"{run.study.repeats * run.study.n_cells:,}"
    return sentence(". All @every would take about @long.", every=every, long=duration(run.takes))


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


def _costs(run: Running, parameter: str) -> None:
    """The cheapest design of the sweep, where groups or members are swept."""
    if not {"n_groups", "n_per_group"} & set(run.study.sweep) or not run.parts:
        return
    with st.expander("What does enough power cost?"):
        goal, school, pupil = st.columns(3)
        power = goal.number_input("Power, %", 50, 99, 80, key="lab-goal")
        group = school.number_input("Cost of a group", 0.0, 1e6, 100.0, key="lab-cost-group")
        member = pupil.number_input("Cost of a member", 0.0, 1e6, 5.0, key="lab-cost-member")
        st.markdown(str(with_symbols(pictures.cheapest(run, parameter, power / 100, group, member))))


def _pins(run: Running, parameter: str) -> None:
    """What was pinned, beside what is shown now."""
    pins: list[Running] = st.session_state.get(PINS, [])
    for k, kept in enumerate(pins):
        found = pictures.table(kept, parameter)
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


def _take(run: Running) -> None:
    """Files, and the paragraph."""
    with st.container(horizontal=True):
        save("Everything as a zip", "study.zip", "application/zip", lambda: exported.everything(run), "lab-zip")
        save("Study file", "study.toml", "application/toml", lambda: exported.study_file(run.study), "lab-toml")
    with st.expander("A paragraph for your methods section"):
        st.markdown(str(with_symbols(exported.methods(run))))
