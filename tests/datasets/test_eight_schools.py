"""Eight schools (Rubin 1981): the table as printed, and what the books say follows from it."""

import numpy as np
import pytest

from datasets import load


def test_the_table_is_the_printed_one():
    table = load("eight_schools")
    assert table["effect"].tolist() == [28, 8, -3, 7, -1, 1, 18, 12]
    assert table["standard_error"].tolist() == [15, 10, 16, 11, 9, 11, 10, 18]


def test_the_common_effect_and_its_error_are_those_of_the_book():
    """Gelman et al. (2013, section 5.5): 7.7, with a sampling variance of 16.6; chi-square on 7 df by arithmetic."""
    table = load("eight_schools")
    weight = 1 / table["standard_error"] ** 2
    common = np.average(table["effect"], weights=weight)
    assert common == pytest.approx(7.7, abs=0.05)
    assert 1 / weight.sum() == pytest.approx(16.6, abs=0.05)
    assert (weight * (table["effect"] - common) ** 2).sum() == pytest.approx(4.71, abs=0.01)
