"""Two trials in one: closed forms against samples, brute force, limits."""

import numpy as np
import pytest

from datasets.simulate import make_draws, two_trials
from lessons.kit.fit.refits import refit_of
from lessons.kit.theory import (
    affordable,
    best_n,
    cluster_trial_power,
    drawn_studies,
    p_of,
    thinned_se,
    trial_power,
    trial_se,
    wilson_interval,
)

VARIANCES = {"tau00": 0.2, "tau11": 0.04, "sigma2": 0.8}
EFFECTS = {"gamma01": 0.4, "gamma10": 0.2, "gamma11": 0.3}
TERMS = {"gamma01": "w", "gamma10": "x", "gamma11": "x:w"}
FORMULA = "y ~ x + w + x:w + (1 + x | group)"


def test_its_first_effect_is_the_cluster_trial():
    plan = {"n_groups": 24, "n_per_group": 12}
    said = cluster_trial_power(gamma01=0.4, tau00=0.2, sigma2=0.8, **plan)
    assert trial_power("gamma01", 0.4, **plan, **VARIANCES) == pytest.approx(said)


def test_r_says_the_same_of_a_t_test_of_school_means():
    """power.t.test(n = 15, delta = .4, sd = sqrt(.24), strict = TRUE) in R."""
    assert trial_power("gamma01", 0.4, n_groups=30, n_per_group=20, **VARIANCES) == pytest.approx(0.5788955, abs=1e-6)


@pytest.mark.parametrize("effect", EFFECTS)
def test_standard_errors_are_those_of_means_and_slopes_of_many_samples(effect):
    """Each group's mean and slope by least squares, and their average and difference over the arms: no fit."""
    j, n, found = 12, 8, []
    x, w = np.arange(n) % 2 - 0.5, np.arange(j) % 2 - 0.5
    for seed in range(3000):
        y = two_trials(make_draws(seed, j, n), n_groups=j, n_per_group=n, **VARIANCES)["y"].to_numpy().reshape(j, n)
        mean, slope = y.mean(axis=1), y @ x / (x @ x)
        arms = {"gamma01": mean, "gamma11": slope}
        found.append(slope.mean() if effect == "gamma10" else 2 * (arms[effect] @ np.sign(w)) / j)
    said = trial_se(effect, n_groups=j, n_per_group=n, **VARIANCES)
    assert np.std(found) == pytest.approx(said, rel=4 / (2 * 3000) ** 0.5)


@pytest.mark.parametrize(("j", "n"), [(12, 20), (20, 40), (30, 20), (60, 8)])
def test_power_is_what_real_fits_find(j, n):
    """Within 3.5 Monte Carlo errors of 500 fits; below 20 groups the fit's own df are careful with varying slopes."""
    tests = dict.fromkeys(EFFECTS, 0)
    for seed in range(500):
        data = two_trials(make_draws(seed, j, n), n_groups=j, n_per_group=n, **EFFECTS, **VARIANCES)
        fit = refit_of(FORMULA, {name: data[name].array for name in data})
        for effect, term in TERMS.items():
            tests[effect] += p_of(fit.gamma[term] / fit.se[term], fit.df[term]) < 0.05
    for effect, size in EFFECTS.items():
        said = trial_power(effect, size, n_groups=j, n_per_group=n, **VARIANCES)
        low, high = wilson_interval(tests[effect] / 500, 500, 0.9995)
        careful = 0.04 if j < 20 and effect != "gamma01" else 0.0
        assert low <= said <= high + careful, (effect, tests[effect] / 500, said)


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("cost", [0.5, 5, 20, 60])
def test_the_best_size_is_the_one_that_brute_force_finds(effect, cost):
    n = np.linspace(0.5, 400, 400_000)
    se = trial_se(effect, n_groups=affordable(1200, cost, n), n_per_group=n, **VARIANCES)
    assert best_n(effect, cost, **VARIANCES) == pytest.approx(n[se.argmin()], abs=0.01)


def test_where_groups_do_not_differ_there_is_no_best_size():
    assert best_n("gamma01", 20, tau00=0, sigma2=1) == np.inf
    assert best_n("gamma10", 20, tau00=0.2, tau11=0, sigma2=1) == np.inf


def test_with_every_member_there_is_a_ceiling_for_groups_and_none_for_slopes_that_do_not_vary():
    """Var(gamma01) tends to 4 tau00 / J, Var(gamma10) to tau11 / J."""
    plan = {"n_groups": 16, "n_per_group": np.inf}
    assert trial_se("gamma01", **plan, **VARIANCES) == pytest.approx((4 * 0.2 / 16) ** 0.5)
    assert trial_se("gamma10", **plan, **VARIANCES) == pytest.approx((0.04 / 16) ** 0.5)
    top = trial_power("gamma01", 0.4, **plan, **VARIANCES)
    n = np.array([10, 100, 1000, 1e6])
    assert (np.diff(trial_power("gamma01", 0.4, n_groups=16, n_per_group=n, **VARIANCES)) > 0).all()
    assert trial_power("gamma01", 0.4, n_groups=16, n_per_group=1e9, **VARIANCES) == pytest.approx(top)
    assert top < 0.5
    assert trial_power("gamma10", 0.2, **plan, tau00=0.2, tau11=0, sigma2=0.8) == 1


def test_an_interaction_needs_four_times_as_many_groups():
    alone = trial_se("gamma10", n_groups=10, n_per_group=20, **VARIANCES)
    assert trial_se("gamma11", n_groups=40, n_per_group=20, **VARIANCES) == pytest.approx(alone)


def test_members_who_leave_are_counted_as_they_come():
    """Against the mean over drawn sizes; and never better than the same number spread evenly."""
    dice, j, n = np.random.default_rng(5), 24, 12
    for lost in (0.0, 0.2, 0.5):
        left = dice.binomial(n, 1 - lost, size=200_000)
        known = np.where(left > 0, 1 / (0.2 + 0.8 / np.maximum(left, 1)), 0).mean()
        said = float(thinned_se(n_groups=j, n_per_group=n, lost=lost, tau00=0.2, sigma2=0.8))
        assert said == pytest.approx((4 / (j * known)) ** 0.5, rel=2e-3)
        assert said >= trial_se("gamma01", n_groups=j, n_per_group=n * (1 - lost), tau00=0.2, sigma2=0.8) - 1e-12
    assert thinned_se(n_groups=j, n_per_group=n, lost=0.3, tau00=0.0, sigma2=1.0) == pytest.approx(
        (4 / (j * n * 0.7)) ** 0.5
    )


def test_drawn_studies_are_as_sharp_as_they_should_be_and_keep_their_luck():
    plan = {"n_groups": 30, "n_per_group": 20, **VARIANCES}
    drawn = drawn_studies("gamma01", 0.4, seed=4, n_samples=20_000, **plan)
    power = trial_power("gamma01", 0.4, **plan)
    assert (drawn.p < 0.05).mean() == pytest.approx(power, abs=4 * 0.5 / 20_000**0.5)
    held = np.abs(drawn.estimate - 0.4) < drawn.reach
    assert held.mean() == pytest.approx(0.95, abs=0.007)
    other = drawn_studies("gamma01", 0.0, seed=4, n_samples=20_000, **plan)
    assert other.estimate == pytest.approx(drawn.estimate - 0.4)
