"""Random intercepts: what the page says of one pupil, one school and two residuals adds up."""

import re

import pytest

from lessons.how.random_intercepts import LESSON, in_focus, one_pupil, predict_error, predict_split


def test_a_score_is_the_sum_of_its_three_parts():
    for p in LESSON.params.corners():
        said = one_pupil(LESSON.run(p)).filled
        y, average, school, pupil = re.findall(r"\*\*(plus|minus)?\s?(−?[\d.]+)\*\*", said)
        total = sum(
            (-1 if sign == "minus" else 1) * float(value.replace("−", "-")) for sign, value in (average, school, pupil)
        )
        # Four numbers are rounded to two digits each.
        assert float(y[1].replace("−", "-")) == pytest.approx(total, abs=0.021)


def test_the_one_line_residual_holds_both_variances():
    # With many schools the residual variance of one line is near tau00 + sigma2: here to 15 %.
    p = LESSON.params(n_groups=60, n_per_group=30)
    assert predict_split(LESSON.run(p)).truth == pytest.approx(p.tau00 + p.sigma2, rel=0.15)


def test_the_school_in_focus_is_the_highest_the_middle_or_the_lowest():
    run = LESSON.run(LESSON.params())
    u_hat = run.fits["random_intercept"].u_hat["group"]["Intercept"]
    level = {focus: u_hat[in_focus(LESSON.run(LESSON.params(focus=focus)))] for focus in ("low", "middle", "high")}
    assert level["low"] == u_hat.min()
    assert level["high"] == u_hat.max()
    assert level["low"] < level["middle"] < level["high"]


def test_ignoring_schools_makes_the_standard_error_larger_where_x_lies_within_them():
    assert predict_error(LESSON.run(LESSON.params())).truth == "larger"
    assert predict_error(LESSON.run(LESSON.params(tau00=0))).truth == "same"


@pytest.mark.parametrize("corner", list(LESSON.params.corners())[::7])
def test_every_reason_fits_the_truth_of_its_state(corner):
    block = predict_error(LESSON.run(corner))
    assert block.judge(block.truth).good
    assert all(block.options[code][1].endswith(".") for code in block.options)
