"""Questions on the page: one frame each; the marking is the lesson's own, and a first try is remembered.

In its lesson a question shows what was answered last, after a reload and on another day too. Asked again it is empty.
"""

from typing import Any

import streamlit as st

from dashboard import progress
from dashboard.chips import with_symbols
from dashboard.markup import draw
from dashboard.progress.given import answer_of, parts_of
from dashboard.progress.record import due
from lessons.curriculum import lessons
from lessons.kit import Lesson, Multiple, Numeric, Order, Single, Sort
from lessons.kit.blocks.questions import Mark, Question
from lessons.kit.blocks.shuffle import Offer, offered

NARROW = 240


def ask(question: Question, page: str, sitting: str = "") -> None:
    """Show a question of lesson `page`, and after an answer its mark with the reason."""
    key = f"question-{sitting}{page}-{question.name}"
    with st.container(key=key):
        if not sitting:
            _recall(question, key, f"{page}/{question.name}")
        given = _given(question, key, f"{page}/{question.name}")
        if given is not None:
            mark = question.mark(given)
            _tell(mark)
            _remember(mark, parts_of(question, given), f"{page}/{question.name}", key)


def again(lesson: Lesson) -> None:
    """At the end of a lesson: what was missed in earlier ones, asked once more."""
    items = [item for item in due_now() if item[0] != lesson.slug]
    if items:
        st.markdown("## Once more, from earlier lessons")
        for slug, question in items[:3]:
            ask(question, slug, "again-")


def due_now() -> list[tuple[str, Question]]:
    """The questions to be asked again today, with their lesson; those answered in this sitting stay until it ends."""
    known = {f"{lesson.slug}/{q.name}": (lesson.slug, q) for lesson in lessons() for q in lesson.questions}
    ready = due(progress.record(), progress.now())
    open_now: list[str] = st.session_state.setdefault("due-in-this-sitting", [])
    open_now.extend(item for item in ready if item not in open_now)
    return [known[item] for item in open_now if item in known]


def _given(question: Question, key: str, item: str) -> Any:
    """The answer, once there is a whole one."""
    match question:
        case Single():
            return st.radio(question.ask, in_order(question, item), index=None, key=f"{key}-answer")
        case Multiple():
            st.markdown(question.ask)
            ticked = frozenset(text for text in in_order(question, item) if st.checkbox(text, key=f"{key}-{text}"))
            return ticked if _checked(key, sorted(ticked)) else None
        case Numeric():
            st.markdown(question.ask)
            number = st.number_input(
                question.ask, value=None, key=f"{key}-answer", width=NARROW, label_visibility="collapsed"
            )
            return number if _checked(key, number) and number is not None else None
        case Order():
            items = in_order(question, item)
            picked = st.multiselect(
                question.ask, items, key=f"{key}-answer", placeholder="Choose in order, first to last"
            )
            return tuple(picked) if len(picked) == len(items) else None
        case Sort():
            st.markdown(question.ask)
            bins = {
                text: st.segmented_control(text, question.bins, key=f"{key}-{text}")
                for text in in_order(question, item)
            }
            return bins if all(bins.values()) else None


def _recall(question: Question, key: str, item: str) -> None:
    """What stood under the question stands there again: in a new session, and where the page was left meanwhile."""
    given = progress.record().given.get(item)
    answer = answer_of(question, given.parts) if given else None
    if given is None or answer is None:
        return
    widgets = _widgets(question, key, answer)
    if f"{key}-stands" in st.session_state and all(name in st.session_state for name in widgets):
        return
    st.session_state[f"{key}-stands"] = given.parts
    for name, value in widgets.items():
        st.session_state[name] = value
    match question:
        case Multiple():
            st.session_state[f"{key}-checked"] = sorted(answer)
        case Numeric():
            st.session_state[f"{key}-checked"] = answer
        case _:
            pass


def _widgets(question: Question, key: str, answer: Any) -> dict[str, Any]:
    """What each input of a question shows when this is its answer."""
    match question:
        case Multiple():
            return {f"{key}-{option.text}": option.text in answer for option in question.options}
        case Sort():
            return {f"{key}-{text}": place for text, place in answer.items()}
        case Order():
            return {f"{key}-answer": list(answer)}
        case Single() | Numeric():
            return {f"{key}-answer": answer}


def in_order(question: Offer, item: str) -> tuple[str, ...]:
    """What this reader may choose from, in this reader's order."""
    return offered(question, progress.reader(), item)


def _checked(key: str, state: Any) -> bool:
    """Whether Check was pressed for this very answer."""
    if st.button("Check", key=f"{key}-check"):
        st.session_state[f"{key}-checked"] = state
    return st.session_state.get(f"{key}-checked") == state


def _tell(mark: Mark) -> None:
    verdict = "Right." if mark.right else "Not quite."
    kind = "right" if mark.right else "wrong"
    says = with_symbols(" ".join(mark.reasons))
    draw('<p class="mark @kind" role="status"><b>@verdict</b> @says</p>', kind=kind, verdict=verdict, says=says)


def _remember(mark: Mark, parts: tuple[str, ...], item: str, key: str) -> None:
    """The first try of a sitting counts; the tries after it are practice. What stood there already is no try."""
    if st.session_state.get(f"{key}-stands") == parts:
        return
    st.session_state[f"{key}-stands"] = parts
    known = progress.record().give(item, parts, progress.now())
    if not st.session_state.get(f"{key}-tried"):
        st.session_state[f"{key}-tried"] = True
        known = known.answer(item, mark.right, progress.now())
    progress.remember(known)
