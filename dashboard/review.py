"""The questions that are due again, from all lessons, in one place; and the close of a chapter."""

from random import Random

import streamlit as st

from dashboard import check, progress
from dashboard.markup import draw
from lessons.curriculum import CHAPTERS, Chapter
from lessons.kit.blocks.questions import Question

KEY = "chapter"
MIXED = 5


def review() -> None:
    chapter = next((one for one in CHAPTERS if one.name == st.query_params.get(KEY) and one.is_whole), None)
    if chapter:
        head = '<header class="lesson-head"><h1>@title</h1><p>Five questions of its lessons, and one task</p></header>'
        draw(head, title=chapter.title)
        _close(chapter)
        return
    draw(
        '<header class="lesson-head"><h1>Once more</h1>'
        "<p>Questions you missed come back: at once, then after 1, 3, 7, 21 and 60 days</p></header>"
    )
    _body()


@st.fragment
def _body() -> None:
    due = check.due_now()
    if not due:
        st.markdown("Nothing is due. Questions you miss in a lesson will be asked here again.")
    for slug, question in due:
        check.ask(question, slug, "review-")
    progress.keep()


@st.fragment
def _close(chapter: Chapter) -> None:
    for slug, question in mixed(chapter, progress.reader()):
        check.ask(question, slug, "closing-")
    if chapter.closing:
        st.markdown("## One task for the whole chapter")
        check.ask(chapter.closing, chapter.name, "closing-")
    progress.keep()


def mixed(chapter: Chapter, reader: str) -> list[tuple[str, Question]]:
    """(slug, question) of five lessons, one each, in this reader's own mix."""
    dice = Random(f"{reader}/{chapter.name}")
    lessons = dice.sample(chapter.written, min(MIXED, len(chapter.written)))
    return [(lesson.slug, dice.choice(lesson.questions)) for lesson in lessons]
