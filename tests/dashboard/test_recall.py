"""Nothing is forgotten: what the browser's record holds of a lesson is on its page again, in a new session."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.progress.given import parts_of
from dashboard.progress.record import ChoiceMade, GuessMade, Record, from_json, to_json
from lessons.curriculum import lessons
from lessons.kit import Numeric, PredictChoice, PredictNumber, Single
from tests.dashboard.test_committed import LESSONS, moved, opened, text
from tests.lessons.answers import right_answer


def kept(at: AppTest) -> Record:
    """What the page handed to the browser, through its own text."""
    return from_json(to_json(at.session_state["progress"]))


def test_a_number_is_back_with_the_wording_it_had():
    at = moved(opened("icc"), "icc", 5, tau00=64, sigma2=1)
    at.button(key="guess-icc-pairs-commit").click().run()
    assert "Too low." in text(at)
    again = opened("icc", kept(at))
    assert "variance of the scores is 64, within a school 1" in text(again), "as it was asked, not as it would be now"
    assert "Too low." in text(again)
    assert not [button for button in again.button if button.key == "guess-icc-pairs-commit"]


def test_a_choice_is_back():
    at = opened("random_slopes")
    at.radio(key="guess-random_slopes-doubling").set_value("schools").run()
    at.button(key="guess-random_slopes-doubling-commit").click().run()
    assert kept(at).choices["random_slopes/doubling"].code == "schools"
    again = opened("random_slopes", kept(at))
    assert "You said: Twice as many schools" in text(again)


def test_a_skipped_prediction_is_asked_again_in_a_new_session():
    at = opened("icc")
    at.button(key="guess-icc-pairs-skip").click().run()
    again = opened("icc", kept(at))
    assert [button for button in again.button if button.key == "guess-icc-pairs-commit"]


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
def test_every_prediction_of_every_lesson_comes_back(lesson):
    p = lesson.params()
    asked = [b for b in lesson.story(lesson.run(p)) if isinstance(b, PredictNumber | PredictChoice)]
    assert asked
    record = Record(reader="r")
    for block in asked:
        item = f"{lesson.slug}/{block.name}"
        if isinstance(block, PredictNumber):
            record = record.guess(item, GuessMade(1, block.low, block.truth, block.low, block.high, p.to_query()))
        else:
            record = record.choose(item, ChoiceMade(1, list(block.options)[-1], p.to_query()))
    at = opened(lesson.slug, from_json(to_json(record)))
    committed = at.session_state[f"guesses-{lesson.slug}"]
    assert set(committed) == {block.name for block in asked}
    assert all(committed[block.name].asked == block for block in asked)


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
def test_every_answer_of_every_lesson_stands_again_and_is_no_new_try(lesson):
    record = Record(reader="r")
    right = {f"{lesson.slug}/{question.name}": (question, right_answer(question)) for question in lesson.questions}
    for item, (question, answer) in right.items():
        record = record.answer(item, True, 1).give(item, parts_of(question, answer), 1)
    at = opened(lesson.slug, from_json(to_json(record)))
    predictions = [b for b in at.button if str(b.key).startswith("guess-") and str(b.key).endswith("-skip")]
    for button in predictions:
        button.click()
    at.run()
    said = text(at)
    for question, answer in right.values():
        for reason in question.mark(answer).reasons:
            assert reason.split("#")[0][:25] in said.replace("&amp;", "&").replace("&quot;", '"'), question.name
    assert {item: len(tries) for item, tries in kept(at).answers.items()} == dict.fromkeys(right, 1)


def test_another_answer_in_a_new_session_counts_and_stands():
    question = next(q for q in LESSONS["icc"].questions if isinstance(q, Single))
    item, key = f"icc/{question.name}", f"question-icc-{question.name}-answer"
    wrong = next(option.text for option in question.options if not option.right)
    record = Record(reader="r").answer(item, False, 1).give(item, parts_of(question, wrong), 1)
    at = opened("icc", record)
    assert at.radio(key=key).value == wrong
    at.radio(key=key).set_value(right_answer(question)).run()
    assert [one.right for one in kept(at).answers[item]] == [False, True]
    assert kept(at).given[item].parts == parts_of(question, right_answer(question))


def test_a_number_counts_once_it_is_checked_and_not_while_it_is_typed():
    question = next(q for q in LESSONS["dependence"].questions if isinstance(q, Numeric))
    item, key = f"dependence/{question.name}", f"question-dependence-{question.name}"
    at = opened("dependence")
    at.number_input(key=f"{key}-answer").set_value(question.truth + 100 * question.tolerance).run()
    assert item not in kept(at).answers
    at.number_input(key=f"{key}-answer").set_value(question.truth).run()
    at.button(key=f"{key}-check").click().run()
    assert [one.right for one in kept(at).answers[item]] == [True]


def test_a_solved_challenge_is_marked_wherever_the_sliders_stand():
    name = next(
        b.name for b in LESSONS["icc"].story(LESSONS["icc"].run(LESSONS["icc"].params())) if hasattr(b, "hints")
    )
    skipped = Record(reader="r").solve(f"icc/{name}", 1)
    assert "Solved before." not in text(opened("icc", Record(reader="r")))
    assert "Solved before." in text(opened("icc", skipped))


def test_a_guess_at_a_question_that_has_changed_is_asked_anew():
    record = Record(reader="r").guess("icc/pairs", GuessMade(1, 0.5, 0.9, 0.0, 1.0, {}))
    record = record.choose("icc/after", ChoiceMade(1, "no_such_code", {}))
    at = opened("icc", record)
    assert [button for button in at.button if button.key == "guess-icc-pairs-commit"]


def test_what_is_forgotten_is_gone_from_the_page_too():
    at = opened("icc")
    at.button(key="guess-icc-pairs-commit").click().run()

    def forgetting() -> None:
        from dashboard.progress.store import forget

        forget()

    other = AppTest.from_function(forgetting)
    for key in ("guesses-icc", "recalled-icc"):
        other.session_state[key] = at.session_state[key]
    other.run()
    assert "guesses-icc" not in other.session_state
