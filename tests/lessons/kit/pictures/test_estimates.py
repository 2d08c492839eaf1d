"""Estimates side by side: each model's number and interval, which stand out, and every value that was set."""

from types import SimpleNamespace

import numpy as np
import pytest

from datasets.simulate import make_draws, two_level
from lessons.kit.fit import fit_ols
from lessons.kit.pictures.estimates import estimates, verdicts

AXES = {"axis": "slope", "code": "gamma10"}


def fit(estimate: float, low: float, high: float):
    return SimpleNamespace(gamma={"x": estimate}, interval=lambda: {"x": (low, high)})


FOUND = {"One line": (fit(1.0, 0.5, 1.5), "x"), "Two": (fit(3.0, 2.5, 3.5), "x")}


def test_every_line_stands_out_unless_some_are_named():
    for strong, chosen in (((), [True, True]), (("Two",), [False, True])):
        figure = estimates("f", "t", FOUND, [1], domain=(0, 4), strong=strong, **AXES)
        assert figure.tables["estimates"]["chosen"].tolist() == chosen


def test_an_interval_is_said_to_hold_or_to_miss_what_was_set_on_either_side():
    figure = verdicts("f", "t", FOUND | {"Three": (fit(2.0, 1.25, 2.75), "x")}, 2.0, reach=3, **AXES)
    assert str(figure.says) == (
        "Set: 2 (dashed). One line, 1.00: its interval, 0.50 to 1.50, misses it; "
        "Two, 3.00: its interval, 2.50 to 3.50, misses it; Three, 2.00: its interval, 1.25 to 2.75, holds it."
    )
    assert figure.settings["domain"] == (-1, 5)
    assert figure.tables["set"]["value"].tolist() == [2]


@pytest.fixture
def ols():
    return fit_ols("y ~ x", two_level(make_draws(1, 8, 6), n_groups=8, n_per_group=6, gamma10=2))


def test_a_line_is_an_estimate_with_its_interval(ols):
    figure = estimates("e", "Slopes", {"One": (ols, "x")}, [2.0], axis="slope", domain=(-5, 5), code="gamma10")
    table = figure.tables["estimates"]
    assert (table["low"][0], table["high"][0]) == pytest.approx(ols.interval()["x"])
    assert table["estimate"][0] == ols.gamma["x"]
    assert str(figure.says).startswith("Set: 2.00 (dashed). Found")


def test_two_values_that_were_set_are_told_apart(ols):
    set_to = {"within": -1.0, "between": 4.0}
    figure = estimates("e", "Slopes", {"One": (ols, "x")}, set_to, axis="slope", domain=(-5, 5), code="gamma10")
    np.testing.assert_array_equal(figure.tables["set"]["value"], [-1, 4])
    assert "Set: within −1.00; between 4.00 (dashed)." in str(figure.says)
