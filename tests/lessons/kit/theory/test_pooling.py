"""What pooling costs: closed forms against draws, and what must hold at the edges."""

import numpy as np
import pytest

from lessons.kit.theory import nearer_share, pooling_errors

CASES = [(16.0, 64.0, 3), (1.0, 64.0, 1), (64.0, 4.0, 30), (9.0, 36.0, 4)]


@pytest.mark.parametrize(("tau00", "sigma2", "n"), CASES)
def test_errors_and_shares_are_those_of_a_million_groups(tau00: float, sigma2: float, n: int):
    dice = np.random.default_rng(3)
    u, v = np.sqrt(tau00) * dice.standard_normal(10**6), np.sqrt(sigma2 / n) * dice.standard_normal(10**6)
    weight = tau00 / (tau00 + sigma2 / n)
    pulled = weight * (u + v) - u
    errors = {kind: float(value[0]) for kind, value in pooling_errors(tau00, sigma2, np.array([float(n)])).items()}
    # The mean of a million squares has a relative standard error of .0014.
    assert errors["none"] == pytest.approx((v**2).mean(), rel=0.007)
    assert errors["complete"] == pytest.approx((u**2).mean(), rel=0.007)
    assert errors["partial"] == pytest.approx((pulled**2).mean(), rel=0.007)
    assert nearer_share(tau00, sigma2, n) == pytest.approx((np.abs(pulled) < np.abs(v)).mean(), abs=0.002)


def test_partial_pooling_is_never_the_worst_and_meets_both_others_at_the_edges():
    n = np.arange(1.0, 200)
    for tau00 in (0.0, 0.1, 5.0, 500.0):
        errors = pooling_errors(tau00, 40, n)
        assert (errors["partial"] <= np.minimum(errors["none"], errors["complete"]) + 1e-12).all()
    assert (pooling_errors(0.0, 40, n)["partial"] == 0).all()


def test_the_share_is_all_where_groups_are_alike_and_a_half_where_means_are_exact():
    assert nearer_share(0, 10, 3) == 1
    assert nearer_share(1, 1e-9, 3) == pytest.approx(0.5, abs=1e-4)
    assert nearer_share(1e-9, 1, 3) == pytest.approx(1, abs=1e-4)
