"""Live numbers: every slot is filled, and numbers look as a reader wants them."""

import pytest

from lessons.kit import Live, SetFound, brief, fill, number, percent
from lessons.kit.glossary.symbols import symbols_in
from lessons.kit.text import UnfilledSlotError


def test_a_slot_is_filled_with_its_number():
    assert Live("The ICC is @icc.", icc=0.2).filled == "The ICC is 0.20."


def test_an_unfilled_slot_raises():
    with pytest.raises(UnfilledSlotError, match="@icc"):
        _ = Live("The ICC is @icc.").filled


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-1.234, "−1.23"),
        (-0.001, "0.00"),
        (1234.5, "1,234.50"),
        (30, "30"),
        (-3, "−3"),
        ("most", "most"),
        (None, "not estimable"),
        (float("nan"), "not estimable"),
    ],
)
def test_a_number_looks_as_a_reader_wants_it(value, shown):
    assert number(value) == shown


def test_a_symbol_that_the_glossary_lacks_raises():
    assert symbols_in("from #tau00 to #sigma2.") == ("tau00", "sigma2")
    with pytest.raises(KeyError, match="glossary"):
        symbols_in("from #tau99")


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0, "0 %"),
        (0.001, "less than 1 %"),
        (0.381, "38 %"),
        (0.999, "more than 99 %"),
        (1, "100 %"),
        (0.005, "less than 1 %"),
    ],
)
def test_only_nothing_is_no_percent_and_only_all_of_it_a_hundred(share, shown):
    assert percent(share) == shown


@pytest.mark.parametrize(("value", "shown"), [(16.0, "16"), (6.25, "6.25"), (-0.95, "−0.95"), (0.0, "0")])
def test_what_was_set_looks_as_on_its_slider(value, shown):
    assert brief(value) == shown


def test_a_question_is_a_template_too():
    assert fill("You set #tau00 = @tau00.", {"tau00": brief(16)}) == "You set #tau00 = 16."
    with pytest.raises(UnfilledSlotError):
        fill("You set @tau00.", {})


def test_an_interval_that_takes_long_is_worked_out_when_it_is_read():
    asked = []
    row = SetFound("tau11", 6, 5.8, lambda: asked.append(1) or (2.5, 11.25))
    assert row.waits
    assert not asked
    assert row.span == "2.50 to 11.25"
    assert not SetFound("tau00", 6, 5.8, (2.5, 11.25)).waits


def test_an_interval_without_an_upper_end_says_why():
    assert SetFound("tau00", 6, 5.8, (0.0, None)).span == "0.00 and more: too few groups for an upper end"
    assert SetFound("icc", 0.1, 0.2).span == ""
