"""A hundred intervals: those that miss are marked, counted in the picture, and counted in its caption."""

import numpy as np

from lessons.kit.pictures.many_intervals import many_interval_figure
from lessons.kit.theory import PlanIntervals

AXES = ("samples", "mean", "miss")
SAYS = "@n samples, set to @value. Miss it: @missed."


def figure(low, high):
    found = PlanIntervals(np.array(low) / 2 + np.array(high) / 2, np.array(low), np.array(high))
    return many_interval_figure("many", "Many", found, 50, 5, SAYS, AXES)


def test_an_interval_that_leaves_the_value_out_on_either_side_is_a_miss():
    made = figure([48.0, 50.5, 46.0], [51.0, 53.0, 49.5])
    assert made.tables["values"]["miss"].tolist() == [False, True, True]
    assert list(made.tables["count"]["label"]) == ["2 of 3 miss"]
    assert str(made.says) == "3 samples, set to 50. Miss it: 2."


def test_an_end_that_is_the_value_itself_holds_it():
    made = figure([50.0, 49.0], [52.0, 50.0])
    assert not made.tables["values"]["miss"].any()
    assert list(made.tables["count"]["label"]) == ["0 of 2 miss"]
