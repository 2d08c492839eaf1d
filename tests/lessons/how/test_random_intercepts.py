"""Random intercepts: what the page says of one pupil, one school and two residuals adds up."""

import re

import numpy as np
import pytest

from lessons.how.ignored_schools import predict_error
from lessons.how.random_intercepts import (
    LESSON,
    all_schools,
    close_up,
    in_focus,
    one_pupil,
    predict_split,
)


def test_a_score_is_the_sum_of_its_three_parts():
    for p in LESSON.params.corners():
        said = one_pupil(LESSON.run(p)).filled
        y, *parts = re.findall(r"\*\*(plus|minus)?\s?(−?[\d.]+)\*\*", said)
        assert len(parts) == (2 if p.model == "single" else 3)
        total = sum((-1 if sign == "minus" else 1) * float(value.replace("−", "-")) for sign, value in parts)
        # Four numbers are rounded to two digits each.
        assert float(y[1].replace("−", "-")) == pytest.approx(total, abs=0.021)


def test_the_one_line_residual_holds_both_variances():
    p = LESSON.params(n_groups=60, n_per_group=30)
    found = [LESSON.run(p.but(seed=seed)).fits["single"].sigma2 for seed in range(1, 201)]
    # One sample of 60 schools varies by 11 %, the mean of 200 by .8 %; with 60 schools it is also 2 % of tau00 too low.
    assert predict_split(LESSON.run(p)).truth == pytest.approx(np.mean(found), rel=0.04)


@pytest.mark.parametrize("model", LESSON.params.control("model").options)
def test_a_school_without_a_level_of_its_own_is_said_to_have_none(model):
    said = close_up(LESSON.run(LESSON.params(tau00=0, seed=3, model=model))).says
    said = str(said)
    assert "0.00 below" not in said
    assert "0.00 above" not in said


def test_the_school_in_focus_is_the_highest_the_middle_or_the_lowest():
    run = LESSON.run(LESSON.params())
    u_hat = run.fits["random_intercept"].u_hat["group"]["Intercept"]
    rows = {focus: in_focus(LESSON.run(LESSON.params(focus=focus))) for focus in ("low", "middle", "high")}
    level = {focus: u_hat[run.groups.names[row]] for focus, row in rows.items()}
    assert level["low"] == u_hat.min()
    assert level["high"] == u_hat.max()
    assert level["low"] < level["middle"] < level["high"]


def test_ignoring_schools_makes_the_standard_error_larger_where_x_lies_within_them():
    assert predict_error(LESSON.run(LESSON.params())).truth == "larger"
    assert predict_error(LESSON.run(LESSON.params(tau00=0))).truth == "same"
    assert predict_error(LESSON.run(LESSON.params(tau00=3, n_per_group=30))).truth == "smaller"


def test_no_reason_says_what_the_state_denies():
    for tau00, n_groups in ((0, 60), (3, 60), (5, 60), (30, 60), (64, 4)):
        block = predict_error(LESSON.run(LESSON.params(tau00=tau00, n_groups=n_groups)))
        reasons = " ".join(str(reason) for _, reason in block.options.values())
        assert "few schools" not in reasons
        assert ("do not differ" in reasons) == (tau00 == 0)


@pytest.mark.parametrize("corner", list(LESSON.params.corners())[::7])
def test_every_reason_fits_the_truth_of_its_state(corner):
    block = predict_error(LESSON.run(corner))
    assert block.judge(block.truth).good
    assert all(str(block.options[code][1]).endswith(".") for code in block.options)


def test_the_ring_is_the_pupil_that_the_sentence_names_and_both_distances_have_their_names():
    run = LESSON.run(LESSON.params())
    drawn = close_up(run, unit=0).tables
    y = float(re.search(r"score of \*\*([\d.]+)", one_pupil(run).filled)[1])
    assert drawn["ringed"]["y"] == pytest.approx([y], abs=0.005)
    assert list(drawn["notes"]["code"]) == ["u0", "e"]
    assert list(close_up(LESSON.run(LESSON.params(model="single")), unit=0).tables["notes"]["code"]) == ["e"]
    assert not list(close_up(run).tables["notes"]["code"])


def test_the_school_in_focus_is_the_thick_line_of_the_other_picture():
    for focus in LESSON.params.control("focus").options:
        run = LESSON.run(LESSON.params(focus=focus))
        lines = all_schools(run).tables["lines"]
        thick = {name for name, one in zip(lines["group"], lines["thick"], strict=True) if one}
        assert thick == {run.groups.names[in_focus(run)]}
