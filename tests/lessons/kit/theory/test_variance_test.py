"""The test of a variance against simulated F, its edge and lme4 (a ratio of tests/oracles/diagnostics.csv)."""

import numpy as np
import pytest

from lessons.kit.theory import likelihood_ratio, p_values, rejection_rates
from lessons.kit.theory.variance_test import CRITICAL, degrees


@pytest.mark.parametrize(
    ("tau00", "n_groups", "n_per_group"), [(0.0, 10, 2), (0.0, 60, 40), (0.1, 20, 5), (0.05, 40, 10)]
)
def test_rates_are_those_of_simulated_tests(tau00: float, n_groups: int, n_per_group: int):
    between, within = degrees(n_groups, n_per_group)
    rng, n_samples = np.random.default_rng([n_groups, n_per_group]), 40_000
    f = (1 + n_per_group * tau00) * rng.f(between, within, n_samples)
    ratio = np.array([likelihood_ratio(one, n_groups, n_per_group) for one in f])
    for name, rate in rejection_rates(tau00, 1.0, n_groups, n_per_group).items():
        found = np.mean(ratio > CRITICAL[name])
        assert abs(found - rate) < 4 * (rate * (1 - rate) / n_samples) ** 0.5 + 1e-4


def test_the_gain_is_none_at_the_edge_and_grows_from_there():
    gains = [likelihood_ratio(f, 20, 10) for f in (0.2, 1.0, 1.01, 1.5, 3.0, 10.0)]
    assert gains[:2] == [0.0, 0.0]
    assert all(np.diff(gains[1:]) > 0)


def test_a_halved_p_value_is_half_and_nothing_gained_is_no_evidence():
    values = p_values(2.705543)
    assert (values["naive"], values["halved"]) == pytest.approx((0.1, 0.05), abs=1e-6)
    assert p_values(0.0) == {"naive": 1.0, "halved": 1.0}
