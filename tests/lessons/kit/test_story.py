"""Live numbers: every slot is filled, and numbers look as a reader wants them."""

import pytest

from lessons.kit import Live, number
from lessons.kit.story import symbols_in
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
