"""What was asked stays as it was asked; what is offered stands in the reader's own order, and stays in it."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.predict import PAST
from dashboard.progress.record import Record, to_json
from lessons.curriculum import lessons

LESSONS = {lesson.slug: lesson for lesson in lessons()}


def page(slug: str) -> None:
    from dashboard.page import lesson_page
    from lessons.curriculum import lessons

    lesson_page(next(lesson for lesson in lessons() if lesson.slug == slug))


def opened(slug: str, held: Record | None = None, **query: str) -> AppTest:
    """A page in a new session; `held` is what the browser says it holds."""
    at = AppTest.from_function(page, default_timeout=60, args=(slug,))
    for key, value in query.items():
        at.query_params[key] = value
    if held:
        at.session_state["progress-store"] = {"stored": {"text": to_json(held), "at": 1}}
    return at.run()


def text(at: AppTest) -> str:
    return " ".join([m.value for m in at.markdown] + [h.proto.body for h in at.get("html")])


def moved(at: AppTest, slug: str, seq: int, **settings) -> AppTest:
    values = LESSONS[slug].params().values() | settings
    at.session_state[f"panel-{slug}"] = {"state": {"seq": seq, "values": values, "released": True}}
    return at.run()


def test_a_committed_question_stays_as_it_was_while_the_figures_go_on():
    at = opened("icc")
    at.button(key="guess-icc-pairs-commit").click().run()
    before = text(at)
    assert "Too high." in before
    assert PAST not in before
    after = text(moved(at, "icc", 5, tau00=64, sigma2=1))
    assert "variance of the scores is 16, within a school 48" in after
    assert "variance of the scores is 64, within a school 1" not in after
    assert "Too high." in after, "the guess of .5 was too high then, and would be too low now"
    assert PAST in after
    assert "64 / (64 + 1)" in after, "what follows is as it is now"
    again = text(moved(at, "icc", 6))
    assert PAST not in again, "back where it was asked, nothing is past"


def test_a_committed_choice_keeps_its_question_its_guess_and_its_verdict():
    at = opened("random_slopes")
    at.radio(key="guess-random_slopes-doubling").set_value("schools").run()
    at.button(key="guess-random_slopes-doubling-commit").click().run()
    assert "Right." in text(at)
    after = text(moved(at, "random_slopes", 5, tau11=0, n_per_group=2))
    assert "30 schools of 20 pupils" in after
    assert "30 schools of 2 pupils" not in after
    assert "You said: Twice as many schools" in after
    assert "Right." in after
    assert PAST in after
    assert "New pupils in the schools you have help more." in after


def test_a_control_that_does_not_touch_the_question_makes_it_no_past():
    at = opened("icc")
    at.button(key="guess-icc-pairs-commit").click().run()
    assert PAST not in text(moved(at, "icc", 5, model="with_x", n_groups=8, seed=4))


def test_an_open_question_and_a_skipped_one_follow_the_controls():
    at = opened("icc")
    assert "within a school 1." in text(moved(at, "icc", 5, tau00=64, sigma2=1))
    at.button(key="guess-icc-pairs-skip").click().run()
    after = text(moved(at, "icc", 6, tau00=9, sigma2=1))
    assert "variance of the scores is 9, within a school 1." in after
    assert PAST not in after


def orders(at: AppTest) -> dict[str, tuple[str, ...]]:
    """Every list of options on the page, in its order."""
    return {radio.key: tuple(radio.options) for radio in at.radio}


def test_the_order_of_options_is_the_readers_and_outlives_a_rerun_and_a_reload():
    reader = Record(reader="a reader")
    at = opened("random_slopes", reader)
    first = orders(at)
    assert len(first) >= 4
    assert orders(at.run()) == first
    assert orders(moved(at, "random_slopes", 5, tau00=49)) == first
    assert orders(opened("random_slopes", reader)) == first
    assert orders(opened("random_slopes", Record(reader="another reader"))) != first


def test_without_a_record_the_order_is_the_sessions():
    at = opened("random_slopes")
    first = orders(at)
    assert orders(at.run()) == first
    # Five lists of three: two sessions in 7,776 share an order, so three in a row do not.
    assert any(orders(opened("random_slopes")) != first for _ in range(3))


def test_a_new_reader_is_named_once_and_the_name_is_kept():
    at = opened("random_slopes", Record())
    first = orders(at)
    name = at.session_state["progress"].reader
    assert name
    assert orders(at.run()) == first
    assert at.session_state["progress"].reader == name
    assert orders(opened("random_slopes", at.session_state["progress"])) == first


def test_the_right_answer_has_no_place_on_the_page():
    right = {f"question-icc-{q.name}-answer": q for q in LESSONS["icc"].questions if hasattr(q, "options")}
    places = set()
    for k in range(5):
        at = opened("icc", Record(reader=f"reader {k}"))
        for key, question in right.items():
            text_of_right = next(option.text for option in question.options if option.right)
            places.add(at.radio(key=key).options.index(text_of_right))
    assert places == {0, 1, 2}


@pytest.mark.parametrize("slug", ["icc", "random_intercepts"])
def test_directions_keep_their_order(slug):
    name = {"icc": "after", "random_intercepts": "error"}[slug]
    run = LESSONS[slug].run(LESSONS[slug].params())
    block = next(b for b in LESSONS[slug].story(run) if getattr(b, "name", "") == name and hasattr(b, "options"))
    for k in range(2):
        at = opened(slug, Record(reader=f"reader {k}"))
        assert at.radio(key=f"guess-{slug}-{name}").options == [words for words, _ in block.options.values()]


def test_a_hall_sees_the_same_order_as_the_desk():
    reader = Record(reader="a reader")
    desk = orders(opened("random_slopes", reader))["guess-random_slopes-doubling"]
    at = opened("random_slopes", reader, present="1")
    for screen in range(20):
        at.session_state["screen-random_slopes"] = screen
        at.run()
        told = re.findall(r'<p class="answer">([^<]*)</p>', text(at))
        if "Twice as many schools" in told:
            assert tuple(told) == desk
            return
    raise AssertionError("the prediction is on no screen")
