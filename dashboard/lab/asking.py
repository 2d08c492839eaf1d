"""What a reader asks, as widgets; what they say is kept in the address."""

import streamlit as st

from dashboard.lab import settings
from dashboard.lab.asked import (
    CONTROLS,
    MODELS,
    NUMBERS,
    OF_DESIGN,
    OWN,
    REPEATS,
    Asked,
    from_query,
    named,
    values_of,
    written,
)
from dashboard.lab.real import LIKE, like
from dashboard.markup import notice
from lessons.kit.studies import StudyError, all_designs

ASKED = "lab-asked"
MAIN = ("n_groups", "n_per_group", "gamma01", "gamma10", "tau00", "tau11", "sigma2")


def arrive() -> None:
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


def begins() -> str:
    """What was wrong with the address, where to start from, and the design that was chosen."""
    for said in st.session_state.get("lab-notices", ()):
        notice(said)
    st.selectbox("Start from", ["", *LIKE], key="lab-like", format_func=_like, on_change=_become)
    return st.selectbox("Design", list(OF_DESIGN), key="lab-design", format_func=_title)


def asks(moving: bool) -> Asked | None:
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
