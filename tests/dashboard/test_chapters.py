"""The opening and the close of a chapter: what one can do then, five mixed questions, one task across its lessons."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.review import MIXED, mixed
from lessons.curriculum import CHAPTERS

WHOLE = [chapter for chapter in CHAPTERS if chapter.is_whole]
every = pytest.mark.parametrize("chapter", WHOLE, ids=lambda chapter: chapter.name)


def page() -> None:
    from dashboard.review import review

    review()


def opened(**query: str) -> AppTest:
    at = AppTest.from_function(page, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def headings(at: AppTest) -> str:
    return " ".join(str(one.proto.body) for one in at.get("html"))


def test_a_whole_chapter_is_there_and_says_what_one_can_do_then():
    assert "why" in [chapter.name for chapter in WHOLE]
    for chapter in WHOLE:
        assert 3 <= len(chapter.able) <= 5
        assert all(one.endswith(".") for one in chapter.able)


@every
def test_five_questions_come_from_five_lessons_and_every_reader_has_a_mix_of_their_own(chapter):
    mixes = [mixed(chapter, reader) for reader in ("one", "two", "three")]
    for mix in mixes:
        assert len({slug for slug, _ in mix}) == MIXED
        assert all(
            question in lesson.questions for slug, question in mix for lesson in chapter.written if lesson.slug == slug
        )
    assert mixes[0] == mixed(chapter, "one")
    assert len({tuple((slug, question.name) for slug, question in mix) for mix in mixes}) > 1


@every
def test_the_task_takes_every_kind_of_turn_and_is_right_only_where_all_are(chapter):
    task = chapter.closing
    right = {claim.text: claim.bin for claim in task.claims}
    assert set(right.values()) == set(task.bins)
    assert task.mark(right).right
    for claim in task.claims:
        other = next(one for one in task.bins if one != claim.bin)
        assert task.mark(right | {claim.text: other}).reasons == (claim.reason,)


@every
def test_the_page_of_a_chapter_asks_them(chapter):
    at = opened(chapter=chapter.name)
    assert chapter.title in headings(at)
    asked = [str(one.value) for one in at.markdown] + [one.label for one in at.radio]
    assert any(chapter.closing.ask in text for text in asked)


@pytest.mark.parametrize("name", ["", "bogus", "when", "<b>"])
def test_a_chapter_that_is_not_there_or_not_whole_opens_the_review(name: str):
    assert "Once more" in headings(opened(chapter=name))
