"""A hand-out and a frame, of every lesson: nothing fails, and what is asked for in vain is said."""

import pytest
from streamlit.testing.v1 import AppTest

from lessons.curriculum import lessons

SLUGS = [lesson.slug for lesson in lessons()]


def lesson(slug: str) -> None:
    from dashboard.page import lesson_page
    from lessons.curriculum import lessons

    lesson_page(next(one for one in lessons() if one.slug == slug))


def played(slug: str, **query: str) -> AppTest:
    at = AppTest.from_function(lesson, args=(slug,), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    return " ".join(str(one.proto.body) for one in at.get("html"))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_hand_out_has_settings_pictures_every_guess_with_its_answer_and_a_way_back(slug: str):
    said = words(played(slug, handout="1"))
    assert "What was set" in said
    assert said.count('class="figure-title"') >= 2
    assert "<b>Guess.</b>" in said
    assert 'class="qr"' in said


@pytest.mark.parametrize("slug", SLUGS)
def test_a_frame_shows_the_first_picture_where_none_or_a_wrong_one_is_named(slug: str):
    assert "no picture called" not in words(played(slug, figure=""))
    at = played(slug, figure="bogus", controls="bogus,,n_groups")
    assert "no picture called “bogus”" in words(at)
    assert "no control called “bogus”" in words(at)
