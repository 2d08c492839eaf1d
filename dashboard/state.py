"""Where a reader stands in a lesson: read from the panel, the URL or the session, in that order of freshness."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from lessons.kit import Controls, Lesson


@dataclass(frozen=True)
class Memory:
    """What the session keeps of one lesson.

    values: where the controls stand. seq: the panel's last message that was drawn. revision: how often a link,
    and not the panel, moved the controls. link: the URL's share of them when last read or written.
    """

    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    seq: float = 0
    revision: int = 0
    link: Mapping[str, str] = field(default_factory=dict[str, str])
    notices: tuple[str, ...] = ()


def panel_key(lesson: Lesson) -> str:
    return f"panel-{lesson.slug}"


def memory(lesson: Lesson) -> Memory:
    return st.session_state.get(f"memory-{lesson.slug}", Memory())


def keep(lesson: Lesson, now: Memory) -> None:
    st.session_state[f"memory-{lesson.slug}"] = now


def arrive(lesson: Lesson) -> None:
    """On opening the page: a link's values win over those kept from an earlier visit."""
    kept, link = memory(lesson), _link(lesson)
    if not link and kept.values:
        write_url(lesson, _params(lesson, kept.values))
    elif link != kept.link:
        p, notices = lesson.params.from_query(link)
        keep(lesson, replace(kept, values=p.values(), revision=kept.revision + 1, notices=notices))
        write_url(lesson, p)


def here(lesson: Lesson) -> Controls:
    """The params of this run: the panel's newest message when there is one, else what the session keeps."""
    kept = memory(lesson)
    message = _message(lesson)
    if message is None or message["seq"] <= kept.seq:
        return _params(lesson, kept.values)
    if message.get("scrolled"):  # It says where the reader is; what it knows of the controls may be old.
        keep(lesson, replace(kept, seq=message["seq"]))
        return _params(lesson, kept.values)
    p = _params(lesson, {**message["values"], **_views(lesson, kept)})
    keep(lesson, replace(kept, values=p.values(), seq=message["seq"], notices=()))
    if message.get("released"):
        write_url(lesson, p)
    return p


def move_to(lesson: Lesson, settings: Mapping[str, Any]) -> None:
    """Set some controls from our side; the panel follows because the revision moves."""
    kept = memory(lesson)
    p = _params(lesson, kept.values).but(**settings)
    keep(lesson, replace(kept, values=p.values(), revision=kept.revision + 1))
    write_url(lesson, p)


def write_url(lesson: Lesson, p: Controls) -> None:
    """The address bar says what the panel says; parameters that are not this lesson's stay as they are."""
    own = _link(lesson)
    others = {key: value for key, value in st.query_params.to_dict().items() if key not in own}
    if own != p.to_query():
        st.query_params.from_dict(others | p.to_query())
    keep(lesson, replace(memory(lesson), link=p.to_query()))


def _link(lesson: Lesson) -> dict[str, str]:
    """The URL's parameters that name one of this lesson's controls."""
    named = {control.name for control in lesson.params.controls()}
    return {key: value for key, value in st.query_params.to_dict().items() if key in named}


def _views(lesson: Lesson, kept: Memory) -> dict[str, Any]:
    """The controls that a figure owns: the panel reports them too, but it may be late."""
    views = (control.name for control in lesson.params.controls() if control.part == "view")
    return {name: kept.values[name] for name in views if name in kept.values}


def seen(lesson: Lesson) -> set[int] | None:
    """The steps that the reader can see while a slider moves; None once it is released, or where nobody says."""
    message = _message(lesson)
    if message is None or message.get("released") or not isinstance(message.get("seen"), list):
        return None
    return {k for k in message["seen"] if isinstance(k, int)}


def at(lesson: Lesson) -> int:
    """The step that the reader is at, as the browser said last."""
    place = (_message(lesson) or {}).get("at")
    return place if isinstance(place, int) and place >= 0 else 0


def scrolled(lesson: Lesson) -> bool:
    """Whether the newest message says no more than where the reader is."""
    return bool((_message(lesson) or {}).get("scrolled"))


def moving(lesson: Lesson) -> bool:
    """Whether a slider is held: what takes long waits until it is released."""
    message = _message(lesson)
    return message is not None and not message.get("released")


def _message(lesson: Lesson) -> dict[str, Any] | None:
    sent = st.session_state.get(panel_key(lesson), {}).get("state")
    well_formed = isinstance(sent, Mapping) and isinstance(sent.get("seq"), int | float)
    return dict(sent) if well_formed and isinstance(sent.get("values"), Mapping) else None  # type: ignore[union-attr]


def _params(lesson: Lesson, values: Mapping[str, Any]) -> Controls:
    """Params from values, whatever a browser may have sent: what cannot be read goes back to its start."""
    p, _ = lesson.params.from_query(values)
    return p
