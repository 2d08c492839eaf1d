"""The power of a cluster trial by its closed form."""

import pytest
from scipy import stats

from lessons.kit.theory.cluster_trial import cluster_trial_power

TRIAL = {"n_per_group": 20, "tau00": 0.2, "sigma2": 0.8}


def test_without_an_effect_power_is_the_level():
    assert cluster_trial_power(n_groups=20, gamma01=0, **TRIAL) == pytest.approx(0.05)


def test_it_is_that_of_a_t_test_of_group_means():
    """Two samples of J / 2 means with variance tau00 + sigma2 / n, by another road to the noncentral t."""
    away, reach = 0.5 / (0.24 * (1 / 10 + 1 / 10)) ** 0.5, stats.t.ppf(0.975, 18)
    said = stats.nct.sf(reach, 18, away) + stats.nct.cdf(-reach, 18, away)
    assert cluster_trial_power(n_groups=20, gamma01=0.5, **TRIAL) == pytest.approx(said)


def test_the_sign_of_the_effect_does_not_matter_and_groups_help_more_than_members():
    base = cluster_trial_power(n_groups=20, gamma01=0.5, **TRIAL)
    assert cluster_trial_power(n_groups=20, gamma01=-0.5, **TRIAL) == pytest.approx(base)
    groups = cluster_trial_power(n_groups=40, gamma01=0.5, **TRIAL)
    members = cluster_trial_power(n_groups=20, gamma01=0.5, **{**TRIAL, "n_per_group": 40})
    assert groups > members + 0.1 > base
