"""Standard errors of the average slope: held to fitted estimates over many samples, and to what must be exact."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets.simulate import make_draws, two_level
from lessons.kit.fit import fit_lmm, fit_ols
from lessons.kit.theory import average_slope_se, ignored_groups, parallel_slope_se

BETWEEN = 0.2
WORLDS = (
    {"tau00": 16, "tau11": 6, "corr01": 0.0, "sigma2": 25, "n_groups": 30, "n_per_group": 20},
    {"tau00": 16, "tau11": 6, "corr01": 0.0, "sigma2": 25, "n_groups": 60, "n_per_group": 2},
    {"tau00": 0, "tau11": 9, "corr01": 0.0, "sigma2": 25, "n_groups": 60, "n_per_group": 2},
    {"tau00": 36, "tau11": 9, "corr01": 0.8, "sigma2": 25, "n_groups": 30, "n_per_group": 5},
    {"tau00": 36, "tau11": 0, "corr01": 0.0, "sigma2": 25, "n_groups": 30, "n_per_group": 10},
)


def samples(world: dict, n_samples: int):
    """The same world again and again."""
    for seed in range(n_samples):
        draws = make_draws(50_000 + seed, world["n_groups"], world["n_per_group"])
        yield two_level(draws, gamma10=3, icc_x=BETWEEN, **world)


@pytest.mark.parametrize("world", WORLDS, ids=str)
def test_fitted_slopes_scatter_by_the_closed_form(world):
    slopes = [fit_lmm("y ~ x + (1 + x | group)", data).gamma["x"] for data in samples(world, 800)]
    # The standard deviation of 800 estimates has a relative Monte Carlo error of 1/sqrt(1600) = 2.5 %; three of them,
    # and up to 4 % more because the fits do not know the variances.
    assert np.std(slopes) == pytest.approx(average_slope_se(icc_x=BETWEEN, **world), rel=0.115)


@pytest.mark.parametrize("world", WORLDS, ids=str)
def test_random_intercepts_report_what_the_closed_form_says(world):
    reported = [fit_lmm("y ~ x + (1 | group)", data).se["x"] for data in samples(world, 300)]
    asked = {name: value for name, value in world.items() if name != "corr01"}
    # 300 reports average out to well below 1 %; the rest is that a fit finds its variances from J groups.
    assert np.mean(reported) == pytest.approx(parallel_slope_se(icc_x=BETWEEN, **asked), rel=0.03)


@pytest.mark.parametrize(("tau00", "n"), [(0, 10), (4, 10), (30, 15), (64, 2), (12, 30)])
def test_one_line_reports_noise_times_witnesses(tau00, n):
    world = {"tau00": tau00, "sigma2": 25, "n_groups": 60, "n_per_group": n}
    ratios = [
        fit_ols("y ~ x", data).se["x"] / fit_lmm("y ~ x + (1 | group)", data).se["x"] for data in samples(world, 300)
    ]
    noise, witnesses = ignored_groups(tau00, 25, n, BETWEEN)
    # 300 ratios average out to well below 1 %; estimated variances and J - 1 of 60 groups make up the rest.
    assert np.mean(ratios) == pytest.approx(noise * witnesses, rel=0.03)


def test_ignoring_groups_crosses_from_too_small_to_too_large():
    def ratio(icc: float) -> float:
        noise, witnesses = ignored_groups(icc, 1 - icc, 1000, BETWEEN)
        return noise * witnesses

    # In large groups the square is (1 + t)(.8 + .2 / (1 + n t)), which is 1 where t = .25.
    assert ratio(0.05) < 1 < ratio(0.25)
    assert ratio(0.2) == pytest.approx(1, abs=0.001)


@settings(deadline=None)
@given(st.floats(0, 64), st.floats(0, 16), st.floats(-0.95, 0.95), st.floats(1, 64), st.integers(2, 60))
def test_more_pupils_cannot_make_up_for_few_schools(tau00, tau11, corr01, sigma2, n):
    world = {"tau00": tau00, "tau11": tau11, "corr01": corr01, "sigma2": sigma2, "icc_x": BETWEEN}
    se = average_slope_se(n_groups=20, n_per_group=n, **world)
    assert se >= np.sqrt(tau11 / 20)
    # Four times the groups, half the standard error: exactly, because every group brings the same information.
    assert average_slope_se(n_groups=80, n_per_group=n, **world) == pytest.approx(se / 2)


@settings(deadline=None)
@given(st.floats(0, 64), st.floats(1, 64), st.integers(2, 60), st.floats(0, 0.95))
def test_without_slope_variance_both_models_are_right(tau00, sigma2, n, icc_x):
    world = {"tau00": tau00, "tau11": 0.0, "sigma2": sigma2, "n_groups": 12, "n_per_group": n, "icc_x": icc_x}
    # Quadrature with 24 x 24 nodes.
    assert average_slope_se(corr01=0.0, **world) == pytest.approx(parallel_slope_se(**world), rel=1e-6)


def test_x_within_groups_only_gives_the_textbook_form():
    # tau11 / J + sigma2 / (J (n - 1)) where every group has the same sum of squares: n is large enough for that.
    se = average_slope_se(tau00=16, tau11=4, corr01=0.5, sigma2=25, n_groups=20, n_per_group=2000, icc_x=0)
    assert se**2 == pytest.approx(4 / 20 + 25 / (20 * 1999), rel=1e-4)


@pytest.mark.parametrize("settings", [{"n_per_group": 1, "icc_x": 0.2}, {"n_per_group": 5, "icc_x": 1.0}])
def test_a_design_without_x_inside_groups_is_refused(settings):
    with pytest.raises(ValueError, match="within groups"):
        average_slope_se(tau00=1, tau11=1, corr01=0, sigma2=1, n_groups=5, **settings)
