"""Nested data: the gaps are what the closed form says, and the four pictures are of the same pupils."""

import re

import numpy as np
import pytest

from dashboard.travel.travel import told
from lessons.kit import real_fits
from lessons.kit.charts import KINDS
from lessons.kit.fit import fit_ols
from lessons.why import kinds_of_groups
from lessons.why.nested_data import (
    LESSON,
    MODELS,
    journey,
    three_methods,
    two_parts,
    variance_within,
)
from lessons.why.two_pupils import alike, pair_gaps, predict_gap, set_gaps

LARGE = {"n_groups": 40, "n_per_group": 30}


@pytest.mark.parametrize("settings", [{}, {"tau00": 0}, {"tau00": 64, "sigma2": 1}])
def test_the_gaps_of_pairs_are_those_of_the_closed_form(settings):
    runs = [LESSON.run(LESSON.params(seed=seed, **settings, **LARGE)) for seed in range(1, 121)]
    found = np.array([[pair_gaps(run)[kind].mean() for kind in KINDS] for run in runs])
    # Four Monte Carlo standard errors over 120 samples.
    error = 4 * found.std(axis=0) / np.sqrt(len(found))
    for k, expected in enumerate(set_gaps(runs[0].p)):
        assert found[:, k].mean() == pytest.approx(expected, abs=error[k])


def test_schoolmates_are_as_far_apart_as_strangers_only_where_schools_are_alike():
    same, different = set_gaps(LESSON.params(tau00=0))
    assert same == pytest.approx(different, rel=0.12), "x differs a little between schools"
    same, different = set_gaps(LESSON.params(tau00=60, sigma2=2))
    assert same < different / 2


def test_the_shares_of_a_gap_table_add_up():
    for p in LESSON.params.corners():
        table = alike(LESSON.run(p)).tables["gaps"]
        for kind in KINDS:
            assert table["share"][table["kind"].at(kind)].sum() == pytest.approx(1)


def test_the_truth_of_the_prediction_is_in_the_sentence_after_it():
    run = LESSON.run(LESSON.params())
    assert predict_gap(run).truth == set_gaps(run.p)[0]


@pytest.mark.parametrize("settings", [{}, {"tau00": 0, "sigma2": 64}, {"tau00": 64, "sigma2": 1}])
def test_the_question_gives_all_that_its_answer_needs(settings):
    asked = predict_gap(LESSON.run(LESSON.params(**settings)))
    share, different = (float(n) for n in re.findall(r"[\d.]+(?= %| points)", str(asked.ask)))
    # The share is rounded to a percent, the gap to a tenth.
    assert different * (share / 100) ** 0.5 == pytest.approx(asked.truth, abs=0.15)


def test_the_residual_variance_with_a_category_for_each_school_is_that_of_its_regression():
    for p in (LESSON.params(), LESSON.params(n_groups=4, n_per_group=2)):
        run = LESSON.run(p)
        assert variance_within(run) == pytest.approx(fit_ols("y ~ x + C(group)", run.data).sigma2)


def test_every_picture_has_its_sentence_and_every_group_its_line():
    for p in LESSON.params.corners():
        sent = told(journey(LESSON.run(p), "strips"))
        n = p.n_groups * p.n_per_group
        assert len(sent["group"]) == len(sent["x"]) == len(sent["y"]) == n
        assert len(sent["lines"]) == p.n_groups
        assert sent["stage"] == "strips"
        assert sent["picked"] == ("" if p.picture == "told" else p.picture)
        assert all(any(c.isdigit() for c in stage["says"]) for stage in sent["stages"])
        assert sent["group"] == sorted(sent["group"]), "lines are matched to groups by their order"


def test_adding_a_school_leaves_the_others_where_they_were():
    few, many = (told(journey(LESSON.run(LESSON.params(n_groups=n)), "crowd")) for n in (10, 11))
    kept = len(few["x"])
    assert many["x"][:kept] == few["x"]
    assert many["y"][:kept] == few["y"]


def test_the_real_gap_rests_on_the_published_variances():
    # Raudenbush and Bryk (2002), chapter 4: 8.61 between and 39.15 within.
    found = real_fits("hsb", MODELS)["null"]
    assert found.tau00 == pytest.approx(8.61, abs=0.01)
    assert found.sigma2 == pytest.approx(39.15, abs=0.01)


def test_the_three_methods_say_what_their_fits_found():
    run = LESSON.run(LESSON.params())
    one, within, two = (str(row[3]) for row in three_methods(run).rows)
    assert one == f"one: {run.fits['single'].sigma2:.2f}"
    assert within == f"one, within schools: {fit_ols('y ~ x + C(group)', run.data).sigma2:.2f}"
    mixed = run.fits["random_intercept"]
    assert two == f"two: {mixed.tau00:.2f} and {mixed.sigma2:.2f}"


def test_the_parts_lead_from_the_mean_of_all_to_the_ringed_pupil_and_add_up_as_printed():
    for p in LESSON.params.corners():
        run = LESSON.run(p)
        school, own = two_parts(run)
        y = run.data["y"].to_numpy()
        assert school.y == pytest.approx(y.mean(), abs=0.051), "printed to a tenth"
        assert school.y2 == own.y == pytest.approx(y[: p.n_per_group].mean(), abs=0.051)
        assert own.y2 == pytest.approx(y[0], abs=0.051)
        said = [float(str(part.words).split(": ")[1].replace("−", "-")) for part in (school, own)]
        assert school.y + sum(said) == pytest.approx(own.y2, abs=1e-9)


def test_every_figure_of_kinds_has_both_its_taxonomies_in_order_and_its_examples_in_them():
    for figure, question in ((kinds_of_groups.origins(), 0), (kinds_of_groups.members(), 1)):
        assert tuple(figure.tables["names"]["label"]) == kinds_of_groups.QUESTIONS[question].bins
        panels = np.floor(figure.tables["units"]["x"]).astype(int)
        assert set(panels) == {0, 1, 2}
    assert {question.name for question in kinds_of_groups.QUESTIONS} <= {question.name for question in LESSON.questions}
