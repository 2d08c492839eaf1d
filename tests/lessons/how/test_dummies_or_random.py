"""Dummies or random: the slope of the dummies by three routes, what confounding does, and print for the beer tax.

Held by: the literal regression with J dummies, Mundlak's identity, closed forms against many samples, and Stock and
Watson (2007, chapter 10): -.66 with dummies for the states, .36 without.
"""

import numpy as np
import pytest

from datasets.simulate import confounded, make_draws
from lessons import kit
from lessons.how.beer_tax import by_dummies, state_fits, states
from lessons.how.dummies_or_random import LESSON, MODELS, many, simulate
from lessons.kit import dummy_fit


@pytest.mark.parametrize("settings", [{}, {"n_groups": 8, "n_per_group": 3}, {"corr_ux": -0.9, "icc_x": 0.9}])
def test_the_slope_of_the_dummies_is_that_of_a_regression_with_a_dummy_a_group(settings: dict[str, float]):
    run = LESSON.run(LESSON.params(**settings))
    short, long = dummy_fit(run.groups), kit.fit_ols("y ~ x + group", run.data)
    assert short.gamma["x"] == pytest.approx(long.gamma["x"], rel=1e-9)
    assert short.se["x"] == pytest.approx(long.se["x"], rel=1e-9)
    assert short.sigma2 == pytest.approx(long.sigma2, rel=1e-9)
    assert short.n_parameters == len(long.gamma)
    assert short.interval()["x"] == pytest.approx(long.interval()["x"], rel=1e-7)


def test_within_between_gives_the_slope_of_the_dummies():
    for seed in range(1, 6):
        run = LESSON.run(LESSON.params(seed=seed))
        assert run.fits["both"].gamma["x_within"] == pytest.approx(dummy_fit(run.groups).gamma["x"], abs=1e-8)


def test_dummies_leave_nothing_for_a_property_of_the_group():
    run = LESSON.run(LESSON.params())
    assert any("w repeats" in note for note in kit.fit_ols("y ~ x + group + w", run.data).notes)
    found = kit.fit_ols("y ~ x + w + group", run.data)
    assert "w" not in found.gamma or len(found.gamma) == run.p.n_groups + 1


def test_confounding_moves_the_slope_between_schools_and_not_that_within():
    p = LESSON.params(n_groups=40, n_per_group=30, gamma01=0)
    found = [LESSON.run(p.but(seed=seed)).fits["both"].gamma for seed in range(1, 121)]
    within, between = (np.array([one[name] for one in found]) for name in ("x_within", "x_mean"))
    for values, truth in ((within, p.gamma10), (between, p.between)):
        assert values.mean() == pytest.approx(truth, abs=4 * values.std() / len(values) ** 0.5)
    assert p.between - p.gamma10 > 2


def test_without_confounding_the_price_is_the_ratio_of_two_spreads():
    p = LESSON.params(corr_ux=0, tau00=9, sigma2=64, icc_x=0.6, gamma01=0, n_groups=40, n_per_group=8)
    samples = many(LESSON.run(p)).repeat(400)
    spread = {model: samples.summary(model, p.gamma10).spread for model in ("random", "dummies")}
    # A spread of 400 samples is known to 3.5 %, the ratio of two correlated ones to some 4 %.
    assert spread["dummies"] / spread["random"] == pytest.approx(p.price, rel=0.12)


def test_dummies_cover_where_random_intercepts_do_not():
    samples = many(LESSON.run(LESSON.params(corr_ux=0.9, tau00=64, gamma01=0))).repeat(1000)
    found = samples.summary("dummies", 1.0)
    assert found.coverage_low - 0.01 < 0.95 < found.coverage_high + 0.01
    assert samples.summary("random", 1.0).coverage < 0.8
    assert samples.summary("random", 1.0).bias > 0.3


def test_the_moments_of_the_world_are_those_that_were_set():
    data = confounded(make_draws(2, 2000, 4), n_groups=2000, n_per_group=4, tau00=9, icc_x=0.4, corr_ux=0.5)
    u0 = data["u0"].to_numpy()[::4]
    assert u0.var() == pytest.approx(9, rel=0.1)
    expected = kit.theory.between_slope(gamma10=0, tau00=9, icc_x=0.4, corr_ux=0.5, n_per_group=4)
    assert np.polyfit(data["x_mean"][::4], u0, 1)[0] == pytest.approx(expected, rel=0.12)
    assert data["x"].var() == pytest.approx(1, rel=0.07)


@pytest.mark.parametrize("wrong", [{"tau00": -1}, {"corr_ux": 1.1}, {"icc_x": -0.1}, {"n_groups": 99}])
def test_what_cannot_be_is_refused(wrong: dict[str, float]):
    with pytest.raises(ValueError, match=r"\.$"):
        confounded(make_draws(1, 5, 5), **{"n_groups": 3, "n_per_group": 3} | wrong)


def test_the_beer_tax_is_that_of_the_textbook():
    assert by_dummies().gamma["x"] == pytest.approx(-0.656, abs=0.0005)
    assert by_dummies().se["x"] == pytest.approx(0.188, abs=0.0005)
    assert kit.fit_ols("y ~ x", states()).gamma["x"] == pytest.approx(0.365, abs=0.0005)
    both = state_fits(MODELS)["both"]
    assert both.gamma["x_within"] == pytest.approx(by_dummies().gamma["x"], abs=1e-8)
    assert both.gamma["x_mean"] == pytest.approx(0.38, abs=0.01)


def test_too_little_within_groups_is_said_in_one_sentence():
    data = simulate(LESSON.params(), make_draws(1, 40, 30)).groupby("group", observed=True).head(1)
    with pytest.raises(kit.FitError, match=r"too little to see"):
        dummy_fit(kit.Groups(kit.columns_of(data)))
