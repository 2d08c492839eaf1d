"""The outline counts what is done, the end of a lesson shows the way on, and prerequisites are links."""

import pytest

from dashboard.progress.given import parts_of
from dashboard.progress.record import Record
from lessons.curriculum import lessons
from lessons.kit import Challenge, Check, PredictChoice, PredictNumber, Single, Step
from tests.dashboard.test_committed import LESSONS, opened, text


def asked(slug: str) -> int:
    blocks = list(LESSONS[slug].story(LESSONS[slug].run(LESSONS[slug].params())))
    tasks = sum(isinstance(block, PredictNumber | PredictChoice | Challenge) for block in blocks)
    return tasks + sum(len(block.questions) for block in blocks if isinstance(block, Check))


@pytest.mark.parametrize("slug", [lesson.slug for lesson in lessons()])
def test_the_outline_lists_every_titled_step_and_counts_every_task(slug):
    said = text(opened(slug))
    titles = [b.title for b in LESSONS[slug].story(LESSONS[slug].run(LESSONS[slug].params())) if isinstance(b, Step)]
    assert said.count("data-goto=") - said.count(">Opening<") == len([title for title in titles if title])
    assert f"<span>0 of {asked(slug)} done</span></summary>" in said


def test_a_guess_an_answer_and_a_solved_challenge_count():
    at = opened("icc", Record(reader="r"))
    at.button(key="guess-icc-pairs-commit").click().run()
    assert f"<span>1 of {asked('icc')} done</span></summary>" in text(at)
    question = next(question for question in LESSONS["icc"].questions if isinstance(question, Single))
    right = next(option.text for option in question.options if option.right)
    name = next(
        b.name for b in LESSONS["icc"].story(LESSONS["icc"].run(LESSONS["icc"].params())) if type(b) is Challenge
    )
    known = Record(reader="r").answer(f"icc/{question.name}", True, 1).solve(f"icc/{name}", 1)
    known = known.give(f"icc/{question.name}", parts_of(question, right), 1)
    assert f"<span>2 of {asked('icc')} done</span></summary>" in text(opened("icc", known))


def test_a_done_lesson_says_so_and_prerequisites_are_links():
    known = Record(reader="r")
    assert '<b class="done">' not in text(opened("icc", known))
    for question in LESSONS["icc"].questions:
        known = known.answer(f"icc/{question.name}", True, 1)
    said = text(opened("icc", known))
    assert '<b class="done">done</b>' in said
    assert all(f'<a href="{slug}"' in said for slug in LESSONS["icc"].prerequisites)
    assert LESSONS["icc"].prerequisites
