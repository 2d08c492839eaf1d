"""The landing page: something to move at once, the curriculum as a map of what is done and due, one click to start."""

from functools import cache
from pathlib import Path

import streamlit as st

from dashboard import check, hover, looks, notation, progress, review, state
from dashboard.blocks import figure, show
from dashboard.links import lesson_link
from dashboard.markup import Html, draw, markup, together
from dashboard.outline import is_done
from dashboard.panel import panel, way_out
from dashboard.progress.page import manage
from dashboard.progress.record import Record
from dashboard.sketches import HEIGHT, WIDTH, first_figure, name
from lessons.curriculum import CHAPTERS, Chapter, Planned, lessons
from lessons.front import LESSON as FRONT
from lessons.kit import Lesson, Stage

SAID = {"done": "done", "visited": "begun", "new": ""}


def home() -> None:
    known = progress.record()
    looks.draw_sheet_of(Path(__file__))
    notation.arrive()
    state.arrive(FRONT)
    with st.container(key="front"):
        _head()
        _front()
        with st.container(key="start"):
            _start(known)
    _due()
    with st.container(key="map"):
        for chapter in CHAPTERS:
            _chapter(chapter, known)
    manage(known, lambda one: figure(one, "map"))
    progress.keep()
    way_out()


def _head() -> None:
    draw(
        '<header class="home-head"><h1>Multilevel models, by moving them</h1>'
        "<p>Drag a variance. Watch the schools, the fitted model and the explanation follow.</p>"
        '<p class="for">For social scientists who know regression. No matrices, no programming, nothing to install. '
        "@lessons lessons, @minutes minutes in all.</p></header>",
        lessons=len(lessons()),
        minutes=sum(lesson.minutes for lesson in lessons()),
    )


@st.fragment
def _front() -> None:
    """The picture that moves, drawn by the blocks of a lesson."""
    drawn_in = st.session_state.setdefault("map-look", looks.now().mode)
    if drawn_in != looks.now().mode:  # The small pictures follow the theme too.
        del st.session_state["map-look"]
        st.rerun(scope="app")
    hover.listen(FRONT.slug)
    p = state.here(FRONT)
    for block in FRONT.story(FRONT.run(p)):
        if isinstance(block, Stage):
            with st.container(key="front-picture"):
                for one in block.figures:
                    show(one, FRONT, p)
        else:
            show(block, FRONT, p)
    with st.container(key="front-panel"):
        panel(FRONT, p)


def _start(known: Record) -> None:
    """One click to the lesson begun last, or else to the first one that is new; and how far one is."""
    written = lessons()
    begun = [lesson for lesson in written if status(lesson, known) == "visited"]
    new = [lesson for lesson in written if status(lesson, known) == "new"]
    first = max(begun, key=lambda lesson: known.visited[lesson.slug]) if begun else (new or list(written))[0]
    label = f"{'Go on' if begun else 'Start'}: {first.question}"
    st.page_link(st.session_state["pages"][first.slug], label=label, icon=":material/play_arrow:")
    n_done = sum(status(lesson, known) == "done" for lesson in written)
    draw('<p class="how-far">@far</p>', far=f"{n_done} of {len(written)} lessons done" if known.visited else "")


def _due() -> None:
    due = check.due_now()
    if due:
        words = "question is" if len(due) == 1 else "questions are"
        with st.container(key="due"):
            label = f"{len(due)} {words} due again"
            st.page_link(st.session_state["pages"]["review"], label=label, icon=":material/replay:")


def _chapter(chapter: Chapter, known: Record) -> None:
    """Its lessons as cards, and what is still to be written in one quiet line."""
    written = [entry for entry in chapter.lessons if isinstance(entry, Lesson)]
    planned = [entry for entry in chapter.lessons if isinstance(entry, Planned)]
    with st.container(key=f"chapter-{chapter.name}"):
        head = '<h2 class="chapter">@title</h2><p class="about">@about</p>'
        draw(head, title=chapter.title, about=chapter.about)
        if written and chapter.able:
            able = together(markup("<li>@one</li>", one=one) for one in chapter.able)
            draw(
                '<details class="able"><summary>What you can do afterwards</summary><ul>@able</ul></details>', able=able
            )
        if written:
            with st.container(key=f"cards-{chapter.name}"):
                for lesson in written:
                    _card(lesson, known)
        if chapter.is_whole and chapter.closing:
            page, label = st.session_state["pages"]["review"], "Close the chapter: five mixed questions and one task"
            st.page_link(page, label=label, icon=":material/flag:", query_params={review.KEY: chapter.name})
        if planned:
            items = together(markup("<li>@question</li>", question=entry.question) for entry in planned)
            draw('<p class="planned-head">On the syllabus</p><ul class="planned">@items</ul>', items=items)


def _card(lesson: Lesson, known: Record) -> None:
    now = status(lesson, known)
    with st.container(key=f"card-{now}-{lesson.slug}"):
        draw(
            '<img src="picture/@name" alt="@alt" width="@width" height="@height" loading="lazy">',
            name=name(lesson, looks.now()),
            alt=_alt(lesson.slug),
            width=WIDTH,
            height=HEIGHT,
        )
        said = f" ({SAID[now]})" if SAID[now] else ""
        st.page_link(st.session_state["pages"][lesson.slug], label=lesson.question + said)
        draw(
            '<p class="after">@title · @minutes minutes@before</p>',
            title=lesson.title,
            minutes=lesson.minutes,
            before=_before(lesson),
        )


def _before(lesson: Lesson) -> Html:
    links = [link for slug in lesson.prerequisites if (link := lesson_link(slug))]
    return markup(" · builds on @links", links=together(links, ", ")) if links else Html()


@cache
def _alt(slug: str) -> str:
    """What the small picture of a lesson shows."""
    lesson = next(lesson for lesson in lessons() if lesson.slug == slug)
    return f"From the lesson: {str(first_figure(lesson).title).replace('#', '')}"


def status(lesson: Lesson, known: Record) -> str:
    """done, visited or new."""
    if is_done(lesson, known):
        return "done"
    return "visited" if lesson.slug in known.visited else "new"
