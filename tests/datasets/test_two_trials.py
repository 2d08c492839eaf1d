"""Two trials in one: balance, moments, and who leaves."""

import numpy as np
import pytest

from datasets.simulate import make_draws, two_trials

WORLD = {"n_groups": 40, "n_per_group": 10, "tau00": 0.3, "tau11": 0.1, "sigma2": 0.7}


def test_both_treatments_are_balanced_and_their_effects_are_there():
    data = two_trials(make_draws(1, 40, 10), **WORLD | {"tau00": 0, "tau11": 0, "sigma2": 0}, gamma00=5, gamma01=0.4,
                      gamma10=0.2, gamma11=0.6)  # fmt: skip
    cells = data.groupby(["w", "x"])["y"].agg(["size", "mean"])
    assert (cells["size"] == 100).all()
    by = cells["mean"].unstack()
    assert by.to_numpy().mean() == pytest.approx(5)
    assert by.loc[0.5].mean() - by.loc[-0.5].mean() == pytest.approx(0.4)
    slopes = by[0.5] - by[-0.5]
    assert slopes.mean() == pytest.approx(0.2)
    assert slopes[0.5] - slopes[-0.5] == pytest.approx(0.6)


def test_means_and_slopes_of_groups_vary_as_set():
    means, slopes = [], []
    for seed in range(200):
        y = two_trials(make_draws(seed, 40, 10), **WORLD)["y"].to_numpy().reshape(40, 10)
        means.append(y.mean(axis=1))
        slopes.append(y[:, 1::2].mean(axis=1) - y[:, ::2].mean(axis=1))
    assert np.var(means) == pytest.approx(0.3 + 0.07, rel=0.06)
    assert np.var(slopes) == pytest.approx(0.1 + 4 * 0.07, rel=0.06)


def test_who_has_left_stays_away_when_more_leave():
    draws = make_draws(3, 40, 10)
    some, more = (two_trials(draws, **WORLD, lost_members=share) for share in (0.2, 0.4))
    assert set(more["y"]) < set(some["y"])
    assert len(some) == pytest.approx(320, abs=4 * (400 * 0.16) ** 0.5)


def test_whole_groups_leave_from_both_arms_and_two_of_each_stay():
    left = two_trials(make_draws(3, 40, 10), **WORLD, lost_groups=0.2)
    assert len(left) == 320
    assert (left.groupby("w")["group"].nunique() == 16).all()
    assert len(left["group"].cat.categories) == 32
    few = two_trials(make_draws(3, 5, 10), **WORLD | {"n_groups": 5}, lost_groups=0.9)
    assert (few.groupby("w")["group"].nunique() == 2).all()


@pytest.mark.parametrize(
    "wrong", [{"tau00": -1}, {"lost_members": 1}, {"lost_groups": -0.1}, {"n_groups": 41}, {"n_per_group": 11}]
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w+"):
        two_trials(make_draws(1, 40, 10), **WORLD | wrong)
