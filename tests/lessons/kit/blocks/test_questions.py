"""Marking is pure: an answer in, a verdict and its reasons out."""

import pytest

from lessons.kit import Multiple, Numeric, Right, Single, Wrong

OPTIONS = (Right("a", "Because a."), Wrong("b", "Not b.", "b-ism"))


def test_a_single_question_gives_the_reason_of_the_option_picked():
    single = Single("q", "Which?", OPTIONS)
    assert single.mark("a").right
    assert single.mark("b").reasons == ("Not b.",)


@pytest.mark.parametrize(("answer", "right"), [({"a"}, True), ({"a", "b"}, False), (set(), False), ({"b"}, False)])
def test_a_multiple_question_wants_exactly_the_right_options(answer, right):
    assert Multiple("q", "Which?", OPTIONS).mark(frozenset(answer)).right is right


def test_a_numeric_question_knows_its_tolerance_and_the_usual_slips():
    numeric = Numeric("q", "How much?", truth=0.25, tolerance=0.01, reason="It is 1/4.", near={0.5: "That is the SD."})
    assert numeric.mark(0.255).right
    assert numeric.mark(0.5).reasons == ("That is the SD.",)
    assert numeric.mark(9).reasons == ("It is 1/4.",)
