"""Skewed levels against many draws."""

import numpy as np
import pytest

from lessons.kit.theory import predicted_skewness, skewed, skewness

Z = np.random.default_rng(3).normal(size=2_000_000)


def third(values: np.ndarray) -> float:
    return float(np.mean((values - values.mean()) ** 3) / values.std() ** 3)


@pytest.mark.parametrize("strength", [0.0, 0.3, 0.6])
def test_skewed_values_have_mean_0_variance_1_and_the_skewness_that_is_said(strength: float):
    values = skewed(Z, strength)
    assert values.mean() == pytest.approx(0, abs=0.01)
    assert values.var() == pytest.approx(1, rel=0.02)
    assert third(values) == pytest.approx(skewness(strength), abs=0.01 + 0.05 * skewness(strength))


def test_means_keep_the_skewness_times_their_reliability_to_the_power_one_and_a_half():
    tau00, noise = 4.0, 6.0
    luck = np.random.default_rng(4).normal(size=len(Z))
    means = np.sqrt(tau00) * skewed(Z, 0.6) + np.sqrt(noise) * luck
    assert third(means) == pytest.approx(predicted_skewness(skewness(0.6), tau00 / (tau00 + noise)), abs=0.02)
