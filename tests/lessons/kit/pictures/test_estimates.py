"""Estimates side by side: each model's number and interval, and every value that was set."""

import numpy as np
import pytest

from datasets.simulate import make_draws, two_level
from lessons.kit import estimates
from lessons.kit.fit import fit_ols


@pytest.fixture
def fit():
    return fit_ols("y ~ x", two_level(make_draws(1, 8, 6), n_groups=8, n_per_group=6, gamma10=2))


def test_a_line_is_an_estimate_with_its_interval(fit):
    figure = estimates("e", "Slopes", {"One": (fit, "x")}, [2.0], axis="slope", domain=(-5, 5), code="gamma10")
    table = figure.tables["estimates"]
    assert (table["low"][0], table["high"][0]) == pytest.approx(fit.interval()["x"])
    assert table["estimate"][0] == fit.gamma["x"]
    assert str(figure.says).startswith("Set: 2.00 (dashed). Found")


def test_two_values_that_were_set_are_told_apart(fit):
    set_to = {"within": -1.0, "between": 4.0}
    figure = estimates("e", "Slopes", {"One": (fit, "x")}, set_to, axis="slope", domain=(-5, 5), code="gamma10")
    np.testing.assert_array_equal(figure.tables["set"]["value"], [-1, 4])
    assert "Set: within −1.00; between 4.00 (dashed)." in str(figure.says)
