"""Estimates side by side: which stand out, and which intervals hold what was set."""

from types import SimpleNamespace

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
