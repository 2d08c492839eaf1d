"""Sentences are templates: filled when shown, and known when tested."""

import numpy as np
import pytest

from lessons.kit.text import (
    UnfilledSlotError,
    factor,
    listed,
    number,
    percent,
    sentence,
    signed,
    span,
    spelled,
    templates,
)


def test_a_slot_takes_a_number_words_or_another_text():
    inner = sentence("@n pupils", n=3)
    told = sentence("@who in @group: @icc.", who=inner, group="a school", icc=0.25)
    assert str(told) == "3 pupils in a school: 0.25."


def test_an_unfilled_slot_raises():
    with pytest.raises(UnfilledSlotError, match="@icc"):
        str(sentence("The ICC is @icc."))


def test_the_templates_of_a_text_are_its_own_and_those_inside():
    whole = sentence("@a and @b", a=sentence("one @n", n=1), b=2) + "Then this."
    assert set(templates(whole)) == {"@first @then", "@a and @b", "one @n", "Then this."}


def test_a_list_is_joined_by_one_template():
    assert str(listed([sentence("a @n", n=1), "b", "c"])) == "a 1; b; c"
    assert str(listed(["a"])) == "a"


@pytest.mark.parametrize(
    ("value", "said"),
    [(-0.001, "0.00"), (-1.5, "−1.50"), (1234.5, "1,234.50"), (3, "3"), (np.nan, "not estimable")],
)
def test_numbers_are_said_as_a_reader_wants_them(value, said):
    assert number(value) == said


def test_a_share_is_said_in_percent():
    assert percent(0.384) == "38 %"


@pytest.mark.parametrize(
    ("count", "says"), [(0, "no"), (2, "two"), (9, "nine"), (12, "twelve"), (13, "13"), (1200, "1,200")]
)
def test_a_small_count_is_a_word(count, says):
    assert spelled(count) == says


def test_a_span_that_two_digits_do_not_tell_apart_is_one_value():
    assert str(span(-1.2, 4.1)) == "\N{MINUS SIGN}1.20 to 4.10"
    assert str(span(2.999, 3.001)) == "3.00 everywhere"


@pytest.mark.parametrize(
    ("value", "words"), [(3.1, "plus 3.10"), (-2.0, "minus 2.00"), (-0.001, "plus 0.00"), (0.0, "plus 0.00")]
)
def test_nothing_has_no_minus(value, words):
    assert str(signed(value)) == words


def test_a_factor_below_nothing_stands_in_brackets():
    assert str(factor(-1.234)) == "(−1.23)"
    assert str(factor(1.234)) == "1.23"
    assert str(factor(-0.001)) == "0.00"
