"""What a lesson holds and what of it is done: an outline in its head, and at its end the way on."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from dashboard import progress
from dashboard.links import lesson_link
from dashboard.markup import Html, draw, markup, together
from dashboard.predict import guesses
from dashboard.progress.record import Record, done
from dashboard.steps import Steps
from lessons.curriculum import lessons
from lessons.kit import Block, Challenge, Check, Lesson, PredictChoice, PredictNumber, Step

OPENING = "Opening"


@dataclass(frozen=True)
class Section:
    """One step of a story: its number, its title, and how much of what it asks for is done."""

    step: int
    title: str
    asked: int
    done: int


def is_done(lesson: Lesson, known: Record) -> bool:
    """Whether each question of a lesson has once been answered right."""
    return done(known, lesson.slug, tuple(question.name for question in lesson.questions))


def sections(lesson: Lesson, steps: Steps, n_steps: int) -> tuple[Section, ...]:
    """The steps that have a title, in order; the opening, which has none, where it asks for something."""
    told = [(k, steps[k]) for k in range(n_steps)]
    known = progress.record()
    found = [(k, blocks[0], _tasks(lesson, blocks, known)) for k, blocks in told]
    titled = [(k, first.title if isinstance(first, Step) else "", tasks) for k, first, tasks in found]
    return tuple(Section(k, title or OPENING, len(tasks), sum(tasks)) for k, title, tasks in titled if title or tasks)


def _tasks(lesson: Lesson, blocks: Iterable[Block], known: Record) -> list[bool]:
    """For each guess, question and challenge of a step, whether it is done."""
    tasks: list[bool] = []
    for block in blocks:
        match block:
            case PredictNumber() | PredictChoice():
                made = guesses(lesson.slug).get(block.name)
                tasks.append(made is not None and not made.skipped)
            case Challenge():
                tasks.append(f"{lesson.slug}/{block.name}" in known.solved)
            case Check():
                tries = (known.answers.get(f"{lesson.slug}/{question.name}", ()) for question in block.questions)
                tasks += [any(one.right for one in each) for each in tries]
            case _:
                pass
    return tasks


def head(lesson: Lesson, found: tuple[Section, ...]) -> None:
    """The question, what there is to know before it, and the outline, closed."""
    draw(
        '<header class="lesson-head"><h1>@question</h1><p>@title · @minutes minutes@after@done</p>@outline</header>',
        question=lesson.question,
        title=lesson.title,
        minutes=lesson.minutes,
        after=_after(lesson),
        done=markup(' · <b class="done">done</b>') if is_done(lesson, progress.record()) else "",
        outline=_outline(found) if found else "",
    )


def _after(lesson: Lesson) -> Html:
    links = [link for slug in lesson.prerequisites if (link := lesson_link(slug))]
    builds = ' · <span class="after">builds on @lessons</span>'
    return markup(builds, lessons=together(links, ", ")) if links else Html()


def _outline(found: tuple[Section, ...]) -> Html:
    return markup(
        '<details class="outline"><summary>Outline <span>@done of @asked done</span></summary>'
        "<ol>@lines</ol></details>",
        done=sum(one.done for one in found),
        asked=sum(one.asked for one in found),
        lines=together(map(_line, found)),
    )


def _line(one: Section) -> Html:
    """A section that asks for nothing has no mark."""
    mark = markup("<span>@done of @asked done</span>", done=one.done, asked=one.asked) if one.asked else ""
    return markup(
        '<li class="@state"><button type="button" data-goto="@step">@title</button> @mark</li>',
        state="done" if one.asked and one.done == one.asked else "open",
        step=one.step,
        title=one.title,
        mark=mark,
    )


def onward(lesson: Lesson) -> None:
    """At the end of a lesson: whether it is done, and the next one in order that is not."""
    written, pages = lessons(), st.session_state.get("pages")
    if pages is None:  # The page stands alone.
        return
    known, place = progress.record(), [one.slug for one in written].index(lesson.slug)
    after = [one for one in (*written[place + 1 :], *written[:place]) if not is_done(one, known)]
    with st.container(key="onward"):
        draw('<p class="says">@said</p>', said=DONE if is_done(lesson, known) else OPEN)
        for other in after[:1]:
            label = f"Next: {other.question}"
            st.page_link(pages[other.slug], label=label, icon=":material/arrow_forward:")
        st.page_link(pages["map"], label="Back to the map", icon=":material/map:")


DONE = "You have done this lesson: each of its questions was once answered right."
OPEN = "This lesson is done when each of its questions was once answered right. What you did so far is kept."
