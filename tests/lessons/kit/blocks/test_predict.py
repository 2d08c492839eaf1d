"""Predictions are judged against the truth of their moment; challenges by their conditions."""

from dataclasses import replace

import pytest

from dashboard.predict import gate
from lessons.kit import Challenge, Condition, Guess, Order, PredictChoice, PredictNumber, Prose, Sort, Step, reach
from lessons.kit.blocks.questions import Claim

NUMBER = PredictNumber(
    "n", "How many?", 0, 10, 0.5, "times", 4.0, 0.5, {"low": "Too few.", "high": "Too many.", "close": "Yes."}
)
CHOICE = PredictChoice("c", "Which?", {"up": ("It rises", "No."), "down": ("It falls", "Yes.")}, "down")


@pytest.mark.parametrize(
    ("guess", "verdict", "reason"), [(4.5, "close", "Yes."), (1, "low", "Too few."), (9, "high", "Too many.")]
)
def test_each_kind_of_miss_has_its_own_reason(guess, verdict, reason):
    judged = NUMBER.judge(guess)
    assert (judged.verdict, judged.reason) == (verdict, reason)


def test_a_choice_answers_with_the_reason_of_what_was_picked():
    assert CHOICE.judge("up").reason == "No."
    assert not CHOICE.judge("up").good
    assert CHOICE.judge("down").good


def test_a_truth_beyond_the_axis_is_drawn_at_its_end():
    assert replace(NUMBER, truth=99.0).shown_truth == 10


def test_what_follows_a_prediction_waits_in_its_step_only():
    blocks = [Prose("a"), Step("one"), NUMBER, Prose("b"), Step("two"), Prose("c"), CHOICE, Prose("d")]
    assert list(gate(blocks, {})) == [blocks[0], blocks[1], NUMBER, blocks[4], blocks[5], CHOICE]
    answered = {"n": Guess(3, NUMBER, {}), "c": Guess(None, CHOICE, {})}
    assert list(gate(blocks, answered)) == blocks


@pytest.mark.parametrize(
    ("value", "goal", "start", "share"),
    [(0.3, 0.3, 0, 1), (0.15, 0.3, 0, 0.5), (-1, 0.3, 0, 0), (0.2999999, 0.3, 0, 0.99), (1, 0, 2, 0.5), (-1, 0, 2, 1)],
)
def test_progress_is_whole_only_when_the_goal_is_reached(value, goal, start, share):
    assert reach(value, goal, start) == pytest.approx(share, abs=0.01)
    assert (reach(value, goal, start) == 1) is (share == 1)


def test_a_challenge_is_solved_when_every_condition_is_met():
    def of(*shares: float) -> Challenge:
        return Challenge("x", "Do it.", tuple(Condition("c", share) for share in shares), ("a", "b"), {})

    assert of(1, 1).solved
    assert not of(1, 0.99).solved


def test_an_order_names_the_first_place_that_is_wrong():
    order = Order("o", "Order them.", ("a", "b", "c"), "By size.", "size is place")
    assert order.mark(("a", "b", "c")).right
    assert order.mark(("a", "c", "b")).reasons[0] == "Up to place 1 it is right."
    assert order.mark(("c", "a", "b")).reasons[0] == "The first place is wrong."


def test_sorting_gives_the_reasons_of_what_lies_in_the_wrong_bin():
    claims = (Claim("pupil", "level 1", "A pupil is a unit."), Claim("school", "level 2", "A school is a group."))
    sort = Sort("s", "Sort them.", ("level 1", "level 2"), claims, "levels are swapped")
    assert sort.mark({"pupil": "level 1", "school": "level 2"}).right
    assert sort.mark({"pupil": "level 1", "school": "level 1"}).reasons == ("A school is a group.",)
