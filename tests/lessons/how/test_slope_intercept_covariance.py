"""Intercepts and slopes together: another zero moves no line, and every number moves as its closed form says.

Held by: lme4 on two tables, each counted from three places (tests/oracles/covariance.csv), lme4's published fit of
sleepstudy (Bates et al. 2015, Journal of Statistical Software 67(1), section 1.3: variances 612.1 and 35.07,
correlation .07), the closed forms against refits, and identities.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from lessons import kit
from lessons.how import fans
from lessons.how.slope_intercept_covariance import LESSON, MODELS, noise_in_words, real_corr, share_at, simulate
from lessons.kit.theory import at_zero, corr_at_zero, narrowest


@pytest.mark.parametrize("zero", [-3.0, -1.0, 2.0])
def test_another_zero_moves_no_line_and_the_fit_moves_as_the_closed_form_says(zero: float):
    start, moved = (LESSON.run(LESSON.params(zero=c, n_groups=60, n_per_group=30)) for c in (0, zero))
    one, other = start.fits["slopes"], moved.fits["slopes"]
    tau00, tau01 = at_zero(one.tau00, one.tau01, one.tau11, zero)
    assert (other.tau00, other.tau01, other.tau11) == pytest.approx((tau00, tau01, one.tau11), rel=2e-3, abs=2e-3)
    assert other.loglik == pytest.approx(one.loglik, abs=1e-4)
    assert other.gamma["Intercept"] == pytest.approx(one.gamma["Intercept"] + zero * one.gamma["x"], abs=1e-3)
    lines = [kit.fan_figure(run, 50.0).tables["lines"] for run in (start, moved)]
    np.testing.assert_allclose(lines[0]["y"], lines[1]["y"])


def test_the_set_levels_at_a_zero_have_the_variance_and_the_correlation_that_the_page_says():
    p = LESSON.params(n_groups=60, zero=-2)
    found = [
        simulate(p.but(seed=seed), LESSON.draws(seed)).groupby("group", observed=True).first() for seed in range(1, 60)
    ]
    u0, u1 = (np.concatenate([one[name] for one in found]) for name in ("u0", "u1"))
    # 3,540 schools: a variance is known to 2.4 %, a correlation to .017.
    assert u0.var() == pytest.approx(p.at_zero[0], rel=0.1)
    assert np.corrcoef(u0, u1)[0, 1] == pytest.approx(p.corr_at_zero, abs=0.07)


def test_schools_differ_least_where_level_and_slope_do_not_correlate():
    for tau00, tau01, tau11 in ((16, 4, 4), (64, -9, 2), (1, 0, 12)):
        least = narrowest(tau01, tau11)
        assert corr_at_zero(tau00, tau01, tau11, least) == pytest.approx(0, abs=1e-9)
        around = [at_zero(tau00, tau01, tau11, least + step)[0] for step in (-0.1, 0.0, 0.1)]
        assert min(around) == around[1]
    assert corr_at_zero(0, 0, 4, 0) is None


def test_the_share_between_schools_is_the_icc_where_slopes_hardly_vary_and_a_parabola_elsewhere():
    p = LESSON.params(tau11=4, corr01=0)
    assert share_at(p, 0) == pytest.approx(kit.theory.icc(p.tau00, p.sigma2))
    assert share_at(p, 2) == pytest.approx(share_at(p, -2))
    assert share_at(p, 2) > share_at(p, 0)
    drawn = fans.parabola(p).tables["curves"]["y"]
    assert np.diff(drawn[: len(kit.PLACES)], 2).min() == pytest.approx(2 * p.tau11 * np.diff(kit.PLACES)[0] ** 2)


def test_noise_makes_a_correlation_school_by_school_that_the_model_takes_off():
    p = LESSON.params(corr01=0, tau00=16, tau11=0.5, sigma2=100, n_groups=60, n_per_group=10, zero=-3)
    samples = fans.noise(LESSON.run(p), simulate, MODELS["slopes"], (60, 30)).repeat(120)
    known = samples.columns["edge"] == 0
    assert samples.columns["raw"].mean() < -0.8
    assert samples.columns["model"][known].mean() > samples.columns["raw"].mean() + 0.2
    assert "**" in noise_in_words(LESSON.run(p)).filled


def test_days_of_short_sleep_are_those_of_the_published_fit():
    fit = kit.real_fits("sleepstudy", MODELS)["slopes"]
    assert fit.tau00 == pytest.approx(612.1, abs=0.1)
    assert fit.tau11 == pytest.approx(35.07, abs=0.01)
    assert real_corr(fit, 0) == pytest.approx(0.07, abs=0.005)
    assert real_corr(fit, 9) > 0.8


def test_a_fit_without_a_correlation_is_counted_apart_and_not_as_zero():
    known, none = kit.Samples({"raw": np.full(4, 0.3), "model": np.array([0.8, np.nan, 0.6, np.nan]),
                               "edge": np.array([0.0, 1, 0, 1])}), np.full(3, np.nan)  # fmt: skip
    table = fans.noise_table(known, 0.7)
    assert [str(cell) for cell in table.rows[1]] == ["by the model", "0.70", "0.61 to 0.79"]
    assert "in 2 of these a variance is 0" in str(table.says)
    bare = fans.noise_table(kit.Samples({"raw": none, "model": none, "edge": np.ones(3)}), 0.7)
    assert bare.rows[0][1] == "not estimable"


def test_where_the_average_pupil_is_noise_hides_and_does_not_make():
    p = LESSON.params(corr01=0.9, tau00=16, tau11=0.5, sigma2=100, n_groups=60, n_per_group=10, zero=0)
    samples = fans.noise(LESSON.run(p), simulate, MODELS["slopes"], (60, 30)).repeat(60)
    assert 0 < samples.columns["raw"].mean() < 0.6


def test_another_zero_of_a_real_table_gives_what_lme4_finds_there():
    with (Path(__file__).parents[2] / "oracles" / "covariance.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert {row["table"] for row in rows} == {"sleepstudy", "london_exam"}
    for row in rows:
        fit, zero = kit.real_fits(row["table"], MODELS)["slopes"], float(row["zero"])
        tau00, tau01 = at_zero(fit.tau00, fit.tau01, fit.tau11, zero)
        assert (tau00, tau01, fit.tau11) == pytest.approx(
            [float(row[k]) for k in ("tau00", "tau01", "tau11")], rel=1e-3
        )
        assert real_corr(fit, zero) == pytest.approx(float(row["corr01"]), abs=1e-3)
