"""Aggregation: who overlaps, what a mean is worth, and what a regression of means finds, over many samples.

Held by: the normal distribution by counting, closed forms against many samples, and lme4's null model of High School
and Beyond as Raudenbush and Bryk (2002, chapter 4) print it: 8.61 between schools, 39.15 within.
"""

import numpy as np
import pytest

from datasets.simulate import make_draws, unequal_slopes
from lessons import kit
from lessons.kit.columns import numbers
from lessons.why import averages
from lessons.why.aggregation import LESSON, NULL, district, many, predict_overlap


def test_pupils_overlap_as_many_drawn_ones_do():
    p = LESSON.params(tau00=9, sigma2=100)
    dice = np.random.default_rng(5)
    below = (p.gap + 10 * dice.standard_normal(400_000) < 0).mean()
    assert predict_overlap(LESSON.run(p)).truth == pytest.approx(100 * below, abs=0.4)
    assert predict_overlap(LESSON.run(p.but(tau00=0))).truth == pytest.approx(50)


def test_each_view_adds_to_the_means_and_takes_none_away():
    run = LESSON.run(LESSON.params())
    for view in averages.VIEWS:
        tables = district(run, view).tables
        assert len(numbers(tables["means"], "y")) == run.p.n_groups
        assert (len(numbers(tables["units"], "y")) == len(run.data)) == (view == "units")
        assert bool(len(numbers(tables["spread"], "x"))) == (view == "spread")
    assert (np.diff(np.sort(numbers(district(run, "means").tables["means"], "x"))) > 0).all()


def test_intervals_of_means_hold_the_level_as_often_as_they_say():
    p, held = LESSON.params(gamma10=0, gamma01=0, n_groups=60), []
    for seed in range(1, 21):
        draws = make_draws(seed, 60, 60)
        run = LESSON.run(p.but(seed=seed))
        level = 50 + np.sqrt(p.tau00) * draws.group[:60, 0]
        sure = district(run, "means", sure=True).tables["sure"]
        held.append((numbers(sure, "low") <= level) & (level <= numbers(sure, "high")))
    # 1,200 intervals: the rate is known to .0063.
    assert np.mean(held) == pytest.approx(0.95, abs=0.025)


def test_means_find_the_slope_between_and_pupils_the_slope_within_with_the_expected_errors():
    p = LESSON.params(gamma10=3, gamma01=-2, icc_x=0.4, n_groups=60)
    samples = many(LESSON.run(p)).repeat(300)
    means, within = averages.expected_errors(p)
    for model, truth, error in (("means", p.gamma01, means), ("within", p.gamma10, within)):
        one = samples.summary(model, truth)
        assert abs(one.bias) < 4 * one.bias_error, model
        # Sizes differ, so an unweighted regression of means errs a little more than the closed form of equal ones.
        assert one.spread == pytest.approx(error, rel=0.25), model


def test_the_world_has_the_slopes_that_were_set():
    data = unequal_slopes(
        make_draws(3, 400, 60), n_groups=400, n_per_group=60, gamma10=2, gamma01=-1, tau00=1, sigma2=4, icc_x=0.5
    )
    fit = kit.fit_lmm("y ~ x_within + x_mean + (1 | group)", data)
    assert fit.gamma["x_within"] == pytest.approx(2, abs=4 * fit.se["x_within"])
    assert fit.gamma["x_mean"] == pytest.approx(-1, abs=4 * fit.se["x_mean"])
    assert data.groupby("group", observed=True)["x_within"].mean().abs().max() < 1e-12
    with pytest.raises(ValueError, match="share"):
        unequal_slopes(make_draws(3, 4, 4), n_groups=2, n_per_group=2, icc_x=1.2)


def test_high_school_and_beyond_is_as_printed():
    null = kit.real_fits("hsb", NULL)["null"]
    assert null.tau00 == pytest.approx(8.61, abs=0.01)
    assert null.sigma2 == pytest.approx(39.15, abs=0.01)
