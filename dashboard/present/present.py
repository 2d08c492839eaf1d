"""One lesson in presenter mode: the same blocks, one thought a screen, driven by a clicker."""

import re
import secrets
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from dashboard import hover, looks, progress, state
from dashboard.blocks import show
from dashboard.check import in_order
from dashboard.chips import with_symbols
from dashboard.markup import draw
from dashboard.panel import bar, moves, panel, way_out
from dashboard.predict import ask_aloud
from dashboard.present.notes import spoken
from dashboard.present.screens import CHECKED, Screen, answer_of, screens
from dashboard.present.speaker import told
from dashboard.room import wall
from dashboard.room.answers import Believed
from dashboard.room.asked import Asked, asked_of, plain
from dashboard.share import share
from dashboard.stage import stage
from dashboard.steps import steps_of
from lessons.kit import Controls, Lesson, PredictChoice, PredictNumber, Stage, Takeaways
from lessons.kit.blocks.predict import Predict

KEY = "present"
WHOLE = re.compile(r"(s?)([1-9][0-9]{0,2})")
HERE = Path(__file__).parent
SCRIPTS = ("covers", "fit", "keys")
_keys = component("frogpond_keys", js="\n".join((HERE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS))


def present(lesson: Lesson) -> None:
    """The whole page, projected."""
    looks.draw_sheet_of(Path(__file__))
    state.arrive(lesson)
    _arrive(lesson)
    with st.container(key="present"):
        _body(lesson)
    with st.container(key="keep"):
        progress.keep()
    way_out()


def enter(lesson: Lesson) -> None:
    """Into presenter mode, at the first screen of the step that the reader is at."""
    st.query_params[KEY] = str(_first_of(lesson, state.at(lesson)) + 1)


def from_here(step: int) -> None:
    """A link at the head of a step, for a lecturer who prepares: its first screen, with the controls as they stand."""
    draw('<a class="present-here" href="?present=s@step" target="_self">Present from here</a>', step=step + 1)


def _first_of(lesson: Lesson, step: int) -> int:
    ahead = _ahead(lesson)
    return next((index for index, screen in enumerate(ahead) if screen.step >= step), 0)


def _ahead(lesson: Lesson) -> Iterator[Screen]:
    """The screens of the lesson as the controls stand, and at the end what the hall believed, if it was asked."""
    yield from screens(partial(steps_of, lesson, state.here(lesson)), lesson.question)
    if wall.has_answered(lesson.slug):
        yield Screen(0, "How many of you were right", part="hall")


def _arrive(lesson: Lesson) -> None:
    """The address says which screen, counted from 1; where it says something new, it wins over the session."""
    asked = st.query_params[KEY]
    if asked != st.session_state.get(f"address-{lesson.slug}"):
        st.session_state[f"screen-{lesson.slug}"] = _meant(lesson, asked)


def _meant(lesson: Lesson, asked: str) -> int:
    """The screen that the address asks for: 3 is the third one, s3 the first one of the third step."""
    found = WHOLE.fullmatch(asked)
    if found is None:
        return 0
    number = int(found[2]) - 1
    return _first_of(lesson, number) if found[1] else number


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
    followed = (wall.is_open() or _speaker()["open"]) and not state.moving(lesson)
    news = told(screen, _next_title(lesson, index), lesson, p) if followed else None
    _keys(
        key=f"keys-{lesson.slug}",
        data={
            "screen": index,
            "hall": looks.hall(),
            "inks": looks.test_inks(),
            "room": wall.own(),
            "left": wall.left(),
            "speaker": _speaker() | {"told": news},
        },
        on_move_change=partial(_pressed, lesson),
        on_hall_change=partial(_kept, lesson, "hall", looks.measure),
        on_room_change=partial(_kept, lesson, "room", wall.take_back),
        on_speaker_change=partial(_kept, lesson, "speaker", _take_speaker),
    )
    wall.say_if_full()
    draw('<h1 class="screen-title">@title</h1>', title=screen.title)
    with st.container(key="lesson", horizontal=True):
        words = st.container(key="story")
        believed = _hall(screen, lesson)
        if believed:
            with st.container(key="stage"):
                wall.results(believed)
        elif screen.stage:
            _picture(screen.stage, lesson, p)
    with words:
        _thought(screen, lesson, p)
        if st.session_state.get("notes"):
            with st.container(key="notes"):
                for said in spoken(lesson, screen.title):
                    draw('<p class="spoken"><b>@kind</b> @said</p>', kind=said[0], said=said[1])
                for block in screen.notes:
                    show(block, lesson, p)
    _foot(lesson, index, n_screens)
    if wall.is_open() and news:
        wall.tell(news)
    with st.container(key="panel"):
        panel(lesson, p)


def _picture(shown: Stage, lesson: Lesson, p: Controls) -> None:
    with st.container(key="stage"):
        with st.container():
            stage(shown, lesson, p)
        with st.container(key="bar", horizontal=True):
            bar()


def _thought(screen: Screen, lesson: Lesson, p: Controls) -> None:
    """The one thing that this screen says, with the controls it speaks of."""
    match screen.part, screen.block:
        case "ask", PredictNumber() | PredictChoice() as asked:
            ask_aloud(asked, lesson.slug)
            if wall.is_open():
                wall.invite(asked, _for_phones(asked, lesson), not state.moving(lesson))
        case "answer", PredictNumber() | PredictChoice() as asked:
            _answer(wall.as_asked(asked))
        case "hall", _:
            wall.look_back(lesson.slug)
        case _, Takeaways(sentences):
            for one in sentences:
                draw('<p class="takeaway">@one</p>', one=with_symbols(one))
        case _, block:
            if screen.moves:
                moves(screen.moves)
            if block is not None:
                show(block, lesson, p)


def _hall(screen: Screen, lesson: Lesson) -> Believed | None:
    """What the hall has answered, once the answer is shown."""
    match screen.part, screen.block:
        case "answer", PredictNumber() | PredictChoice() as asked if wall.is_open():
            asked = wall.as_asked(asked)
            title = plain(str(asked.ask)) if asked.name.startswith(CHECKED) else screen.title
            return wall.close(asked, _for_phones(asked, lesson), title)
        case _:
            return None


def _for_phones(asked: Predict, lesson: Lesson) -> Asked:
    order = in_order(asked, f"{lesson.slug}/{asked.name}") if isinstance(asked, PredictChoice) else ()
    return asked_of(asked, lesson.slug, order)


def _answer(asked: Predict) -> None:
    """In the place of the question: what is right, and why each other answer is not."""
    if isinstance(asked, PredictNumber):
        draw('<p class="answer-number">@truth</p>', truth=asked.said(asked.truth))
    for right, words, reason in answer_of(asked):
        draw(
            '<p class="answer @kind"><b>@words</b> @reason</p>',
            kind="right" if right else "wrong",
            words=with_symbols(words or ""),
            reason=with_symbols(reason),
        )


def _shown(lesson: Lesson) -> tuple[Screen, int, int]:
    """The screen to show, its place, and how many there are: counted once."""
    ahead = _ahead(lesson)
    n_screens = st.session_state.get(f"screens-{lesson.slug}")
    if n_screens is None:
        found = list(ahead)
        n_screens = st.session_state[f"screens-{lesson.slug}"] = len(found)
    else:
        # At what was the last one, one more is looked for: in another state a lesson may unfold further.
        found = list(islice(ahead, _screen(lesson) + 1 + (_screen(lesson) + 1 >= n_screens)))
    index = min(_screen(lesson), len(found) - 1)
    return found[index], index, max(n_screens, len(found))


def _next_title(lesson: Lesson, index: int) -> str:
    ahead = _ahead(lesson)
    return next((screen.title for screen in islice(ahead, index + 1, index + 2)), "")


def _foot(lesson: Lesson, index: int, n_screens: int) -> None:
    with st.container(key="foot", horizontal=True, vertical_alignment="center"):
        st.button("Back", on_click=partial(_move, lesson, "back"), disabled=index == 0)
        draw('<p class="where">@index of @all</p>', index=index + 1, all=n_screens)
        st.button("Next", on_click=partial(_move, lesson, "next"), disabled=index == n_screens - 1)
        if st.button("Share"):
            share(state.here(lesson))
        st.button("Leave the room" if wall.is_open() else "Room", on_click=wall.switch)
        st.link_button("Speaker", wall.remote() if wall.is_open() else f"./speaker#{_speaker()['id']}")
        st.button("Notes", on_click=partial(_move, lesson, "notes"))
        if st.button("Leave"):
            _leave()


def _speaker() -> dict[str, Any]:
    """The name by which a speaker's window of the same browser finds this wall, and whether there is one."""
    return st.session_state.setdefault("speaker", {"id": secrets.token_hex(4), "open": False})


def _take_speaker(said: Any) -> None:
    match said:
        case {"id": str(name), "open": bool(is_open)} if re.fullmatch("[0-9a-f]{8}", name):
            st.session_state["speaker"] = {"id": name, "open": is_open}
        case _:
            pass


def _pressed(lesson: Lesson) -> None:
    move = st.session_state[f"keys-{lesson.slug}"].get("move")
    if move:
        _move(lesson, move)


def _kept(lesson: Lesson, name: str, take: Callable[[Any], None]) -> None:
    """What the browser knows of the wall: how tall it is, and which room it had."""
    take(st.session_state[f"keys-{lesson.slug}"].get(name))


def _move(lesson: Lesson, move: str) -> None:
    """Turn a page, or open and close the notes; leaving is asked of the next full run."""
    match move:
        case "next":
            _turn_to(lesson, _screen(lesson) + 1)
        case "back":
            _turn_to(lesson, max(0, _screen(lesson) - 1))
        case "reveal":
            _reveal(lesson)
        case "again":
            wall.vote_again()
        case "notes":
            st.session_state["notes"] = not st.session_state.get("notes", False)
        case "leave":
            st.session_state["leaving"] = True
        case _:
            pass


def _reveal(lesson: Lesson) -> None:
    """From a question to its answer, and from the answer back; elsewhere nothing."""
    part = _shown(lesson)[0].part
    if part in ("ask", "answer"):
        _turn_to(lesson, _screen(lesson) + (1 if part == "ask" else -1))


def _leave() -> None:
    st.session_state["leaving"] = False
    st.query_params.pop(KEY, None)
    st.rerun(scope="app")
