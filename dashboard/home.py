"""The landing page: the curriculum as a map of what is done and due, and one click to start."""

import streamlit as st

from dashboard import check, progress
from dashboard.blocks import figure
from dashboard.links import lesson_link
from dashboard.markup import draw, together
from dashboard.progress.page import manage
from dashboard.progress.record import Record, done
from lessons.curriculum import CHAPTERS, Planned, lessons
from lessons.kit import Lesson

SIGNS = {"done": ":material/check_circle:", "visited": ":material/timelapse:", "new": ":material/circle:"}


def home() -> None:
    known = progress.record()
    draw(
        '<header class="home-head"><h1>Multilevel models, by moving them</h1>'
        "<p>Drag a variance. Watch the schools, the fitted model and the explanation follow.</p></header>"
    )
    _start(known)
    due = check.due_now()
    if due:
        with st.container(key="due"):
            words = "question is" if len(due) == 1 else "questions are"
            st.page_link(
                st.session_state["pages"]["review"], label=f"{len(due)} {words} due again", icon=":material/replay:"
            )
    with st.container(key="map"):
        for column, chapter in zip(st.columns(len(CHAPTERS)), CHAPTERS, strict=True):
            with column:
                draw(
                    '<h2 class="chapter">@title</h2><p class="about">@about</p>',
                    title=chapter.title,
                    about=chapter.about,
                )
                for entry in chapter.lessons:
                    _entry(entry, known)
    draw('<p class="legend">A filled dot is a lesson you can take now. The others are on the syllabus.</p>')
    manage(known, lambda one: figure(one, "map"))
    progress.keep()


def _start(known: Record) -> None:
    """One click to the lesson begun last, or else to the first one that is new."""
    written = lessons()
    begun = [lesson for lesson in written if status(lesson, known) == "visited"]
    new = [lesson for lesson in written if status(lesson, known) == "new"]
    first = max(begun, key=lambda lesson: known.visited[lesson.slug]) if begun else (new or list(written))[0]
    verb = "Go on" if begun else "Start"
    with st.container(key="start"):
        label = f"{verb}: {first.question}"
        st.page_link(st.session_state["pages"][first.slug], label=label, icon=":material/play_arrow:")


def _entry(entry: Lesson | Planned, known: Record) -> None:
    if isinstance(entry, Planned):
        draw('<p class="planned">@question</p>', question=entry.question)
        return
    now = status(entry, known)
    with st.container(key=f"map-{now}-{entry.slug}"):
        said = {"done": " (done)", "visited": " (begun)", "new": ""}[now]
        st.page_link(st.session_state["pages"][entry.slug], label=entry.question + said)
    if entry.prerequisites:
        draw('<p class="after">builds on @lessons</p>', lessons=together(map(lesson_link, entry.prerequisites)))


def status(lesson: Lesson, known: Record) -> str:
    """done, visited or new."""
    if done(known, lesson.slug, tuple(question.name for question in lesson.questions)):
        return "done"
    return "visited" if lesson.slug in known.visited else "new"
