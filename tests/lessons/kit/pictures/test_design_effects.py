"""The design effect as a picture: the line is the formula, the reader stands on it, the dots are simulated."""

import numpy as np
import pytest

from datasets.simulate import simulated_design_effects
from lessons.kit.pictures.design_effects import design_effect_figure, design_effect_line

FIGURE = design_effect_figure("f", 3, 20, 30, 0.1, axis="pupils in each school, n", groups="schools", n_samples=50)


def test_line_and_reader_follow_the_formula():
    line, here = FIGURE.tables["theory"], FIGURE.tables["here"]
    assert line["y"] == pytest.approx(1 + (line["x"] - 1) * 0.1)
    assert here["y"] == pytest.approx([3.9])
    assert list(here["label"]) == ["you: 3.90"]


def test_the_dots_are_the_simulated_ratios_and_none_stands_out():
    values = FIGURE.tables["values"]
    np.testing.assert_array_equal(values["y"], simulated_design_effects(3, 50, 20, 0.1)["y"])
    assert not values["strong"].any()
    assert "50 samples of 20 schools" in str(FIGURE.says)
    assert FIGURE.settings["x_title"] == "pupils in each school, n"


def test_the_line_alone_has_the_reader_on_it_and_no_dots():
    figure = design_effect_line("f", 20, 0.25, {"x_domain": (0, 31), "y_domain": (0, 30), "x_title": "n"})
    line, here = figure.tables["theory"], figure.tables["here"]
    assert line["y"] == pytest.approx([1, 1 + 29 * 0.25])
    assert here["y"] == pytest.approx([1 + 19 * 0.25])
    assert not len(figure.tables["values"]["x"])
    assert "With n = 20 it is 5.75" in str(figure.says)
