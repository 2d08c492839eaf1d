"""A mark and the share of it: who has it, what it adds, and what living among it adds."""

import numpy as np
import pytest

from datasets.simulate import make_draws, own_and_context

DRAWS = make_draws(3, 400, 60)
WORLD = {"n_groups": 400, "n_per_group": 40, "gamma00": 10, "gamma10": 3, "gamma01": -5, "tau00": 4, "sigma2": 9}


def test_the_moments_are_those_that_were_set():
    data = own_and_context(DRAWS, **WORLD)
    u0 = data.groupby("group", observed=True)["u0"].first()
    e = data["y"] - 10 - 3 * data["x"] + 5 * data["w"] - data["u0"]
    # Four standard errors: of a variance over 400 groups, and over 16,000 units.
    assert u0.var() == pytest.approx(4, abs=4 * 4 * np.sqrt(2 / 400))
    assert e.var() == pytest.approx(9, abs=4 * 9 * np.sqrt(2 / 16_000))


@pytest.mark.parametrize("n", [10, 11, 40])
def test_w_is_the_share_at_hand_and_every_group_has_both_kinds(n):
    data = own_and_context(DRAWS, **WORLD | {"n_per_group": n})
    share = data.groupby("group", observed=True)["x"].mean()
    assert share.to_numpy() == pytest.approx(data.groupby("group", observed=True)["w"].first().to_numpy())
    assert 0 < share.min() < share.max() < 1
    assert set(data["x"]) == {0, 1}


def test_shares_are_spread_evenly():
    share = own_and_context(DRAWS, **WORLD).groupby("group", observed=True)["w"].first()
    # Even over [.1, .9]: mean 1/2, variance .8 ** 2 / 12; rounding to fortieths adds little.
    assert share.mean() == pytest.approx(0.5, abs=4 * 0.8 / np.sqrt(12 * 400))
    assert share.var() == pytest.approx(0.8**2 / 12, rel=0.15)


def test_a_further_unit_and_a_further_group_change_nobody_elses_mark():
    small = own_and_context(DRAWS, **WORLD | {"n_groups": 5, "n_per_group": 20})["x"].to_numpy().reshape(5, 20)
    large = own_and_context(DRAWS, **WORLD | {"n_groups": 6, "n_per_group": 21})["x"].to_numpy().reshape(6, 21)
    assert (large[:5, :20] == small).all()


def test_moving_from_own_to_context_moves_no_mean():
    one, other = (own_and_context(DRAWS, **WORLD | {"gamma10": g, "gamma01": 2 - g}) for g in (-4, 5))
    means = [data.groupby("group", observed=True)["y"].mean().to_numpy() for data in (one, other)]
    assert means[0] == pytest.approx(means[1])


@pytest.mark.parametrize("wrong", [{"tau00": -1}, {"sigma2": -1}, {"n_groups": 401}, {"n_per_group": 61}])
def test_impossible_worlds_are_refused(wrong):
    with pytest.raises(ValueError, match=r"negative|draws"):
        own_and_context(DRAWS, **WORLD | wrong)
