"""Groups of unequal size: their sizes, their moments, and that nobody moves when another group joins."""

import numpy as np
import pytest

from datasets.simulate import levels, make_draws, unequal_groups, unequal_sizes


def test_sizes_run_from_one_to_the_largest_and_stay_when_a_group_joins():
    for largest in (1, 2, 30, 60):
        sizes = unequal_sizes(200, largest)
        assert sizes.min() == 1
        assert largest - 1 <= sizes.max() <= largest
        assert (unequal_sizes(50, largest) == sizes[:50]).all()
    assert np.median(unequal_sizes(200, 60)) < 30


def test_a_group_that_joins_moves_nobody():
    draws = make_draws(4, 80, 60)
    few, more = (unequal_groups(draws, n_groups=n, n_per_group=20, tau00=4, sigma2=9) for n in (10, 11))
    assert (few["y"] == more["y"][: len(few)]).all()


def test_the_moments_are_those_that_were_set():
    draws = make_draws(9, 400, 60)
    data = unequal_groups(draws, n_groups=400, n_per_group=60, gamma00=50, tau00=16, sigma2=64)
    within = data["y"] - data.groupby("group", observed=True)["y"].transform("mean")
    n_units, n_groups = len(data), data["group"].nunique()
    # 400 levels: the relative standard error of their variance is sqrt(2 / 400) = .07.
    assert levels(draws, 400, 16).var() == pytest.approx(16, rel=0.25)
    assert (within**2).sum() / (n_units - n_groups) == pytest.approx(64, rel=0.06)
    assert data.groupby("group", observed=True).size().tolist() == unequal_sizes(400, 60).tolist()


def test_what_cannot_be_is_refused():
    draws = make_draws(1, 5, 5)
    for wrong in ({"tau00": -1.0}, {"sigma2": -1.0}):
        with pytest.raises(ValueError, match="negative"):
            unequal_groups(draws, n_groups=2, n_per_group=2, **wrong)
    with pytest.raises(ValueError, match="smaller world"):
        unequal_groups(draws, n_groups=6, n_per_group=2)
