"""Worlds with one fault: what is broken is broken, and the rest stays as it was set."""

import numpy as np
import pytest

from datasets.simulate import faulty, make_draws

WORLD = {"n_groups": 400, "n_per_group": 60, "gamma00": 10.0, "gamma10": 2.0, "tau00": 9.0, "sigma2": 16.0}
DRAWS = make_draws(5, 400, 60)


def world(fault: str, strength: float = 0.6):
    data = faulty(DRAWS, fault=fault, strength=strength, **WORLD)
    e = data["y"] - 10 - 2 * data["x"] - data["u0"]
    return data, e.to_numpy(), data.groupby("group", observed=True)["u0"].first().to_numpy()


@pytest.mark.parametrize("fault", ["none", "skew", "odd", "uneven", "curve"])
def test_at_strength_0_nothing_is_broken(fault: str):
    np.testing.assert_array_equal(world(fault, 0.0)[0]["y"], world("none")[0]["y"])


@pytest.mark.parametrize("fault", ["none", "skew", "odd", "uneven"])
def test_variances_are_those_that_were_set(fault: str):
    data, e, u0 = world(fault)
    assert data.groupby("group", observed=True)["x"].mean().abs().max() < 1e-12
    # 24,000 residuals know a variance to about 1 %, more where they are uneven; 400 levels to 7 %, skewed ones to 15 %.
    assert e.var() == pytest.approx(16, rel=0.06)
    assert u0[1:].var() == pytest.approx(9, rel=0.35 if fault == "skew" else 0.2)


def test_each_fault_is_where_it_should_be():
    plain, _, levels = world("none")
    assert world("odd")[2][0] - levels[0] == pytest.approx(15)
    np.testing.assert_allclose(world("odd")[2][1:], levels[1:])
    skewed = world("skew")[2]
    assert (np.argsort(skewed) == np.argsort(levels)).all()
    assert np.mean((skewed - skewed.mean()) ** 3) / skewed.std() ** 3 > 1
    data, e, _ = world("uneven")
    assert e[data["x"] > 1].std() > 2 * e[data["x"] < -1].std()
    curved = world("curve")[0]
    np.testing.assert_allclose(curved["y"] - plain["y"], 3 * curved["x2"])
