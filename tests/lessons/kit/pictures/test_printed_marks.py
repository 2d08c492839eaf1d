"""What a printed line is on the picture: the marks have the sizes that the fit says."""

import numpy as np
import pytest

from lessons.how.random_slopes import LESSON
from lessons.kit import pupil_lines
from lessons.kit.charts.marked_lines import NAMED
from lessons.kit.columns import n_rows
from lessons.kit.pictures.lines import FOLLOWED, effects
from lessons.kit.pictures.printed_marks import CODES, printed_marks

RUN = LESSON.run(LESSON.params())
FOUND, GROUPS = RUN.fits["random_slope"], RUN.groups


def marks(code: str) -> dict[str, np.ndarray]:
    return {name: np.array(list(column)) for name, column in printed_marks(code, GROUPS, FOUND)["marks"].items()}


def test_the_gaps_at_0_are_the_predicted_intercepts_of_the_followed_schools():
    drawn = marks("tau00")
    np.testing.assert_allclose(drawn["y2"] - drawn["y"], effects(FOUND, GROUPS)[0][:FOLLOWED])
    assert (drawn["x"] == 0).all()


def test_the_rays_have_the_slopes_of_the_followed_schools():
    drawn = marks("tau11")
    slopes = (drawn["y2"] - drawn["y"]) / (drawn["x2"] - drawn["x"])
    np.testing.assert_allclose(slopes, FOUND.gamma["x"] + effects(FOUND, GROUPS)[1][:FOLLOWED])


def test_the_residuals_reach_from_the_line_of_school_1_to_its_pupils():
    drawn, here = marks("sigma2"), GROUPS.of_unit == 0
    np.testing.assert_allclose(drawn["y2"], RUN.columns["y"][here])
    u0, u1 = (effect[0] for effect in effects(FOUND, GROUPS))
    np.testing.assert_allclose(drawn["y"], FOUND.gamma["Intercept"] + u0 + (FOUND.gamma["x"] + u1) * drawn["x"])


def test_the_average_line_has_the_height_and_the_rise_that_are_printed():
    height, rise = marks("gamma00"), marks("gamma10")
    assert set(height["y"]) == set(height["y2"]) == {FOUND.gamma["Intercept"]}
    assert (rise["y2"] - rise["y"]).sum() == pytest.approx(FOUND.gamma["x"])
    assert (rise["x2"] - rise["x"]).sum() == 1


def test_every_line_that_can_be_chosen_has_marks_in_the_ink_of_its_symbol():
    assert set(LESSON.params.control("line").options) == set(CODES)
    assert set(CODES.values()) == set(NAMED)


def test_before_a_model_few_lines_are_drawn_and_none_is_dashed():
    few = pupil_lines(RUN, "Lines", None, 50, "Read.", others=False).tables
    assert n_rows(few["lines"]) == 2 * FOLLOWED
    assert np.array(few["lines"]["thick"]).all()
    assert n_rows(few["truth"]) == 0
    later = pupil_lines(RUN, "Lines", FOUND, 50, "Read.").tables
    np.testing.assert_allclose(later["truth"]["y"], few["lines"]["y"])
    assert n_rows(later["lines"]) == 2 * len(GROUPS)
