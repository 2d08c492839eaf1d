"""The slope of all units is a mixture of two, exactly: in a sample of any sizes, in counts, and in expectation."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets.simulate import make_draws, within_between
from lessons.kit.theory import (
    correlation_ratio,
    count_slopes,
    ecological_correlation,
    expected_ratio,
    phi,
    total_slope,
)

sizes = st.lists(st.integers(1, 15), min_size=3, max_size=12).filter(lambda n: max(n) > 2)


def slope(x: np.ndarray, y: np.ndarray) -> float:
    """The least-squares slope of y on x, by sums of squares."""
    x, y = x - x.mean(), y - y.mean()
    return float(x @ y / (x @ x))


@given(st.integers(0, 10_000), sizes, st.floats(-5, 5), st.floats(-5, 5))
def test_total_is_the_ratio_times_between_plus_the_rest_times_within(seed, n, within, between):
    rng = np.random.default_rng(seed)
    group = pd.Series(np.repeat(np.arange(len(n)), n))
    x = pd.Series(rng.normal(size=len(n))[group] + rng.normal(size=len(group)))
    x_mean = x.groupby(group).transform("mean")
    y = within * (x - x_mean) + between * x_mean + rng.normal(size=len(n))[group] + rng.normal(size=len(group))
    y_mean = y.groupby(group).transform("mean")
    pooled = slope((x - x_mean).to_numpy(), (y - y_mean).to_numpy())
    of_means = slope(x_mean.to_numpy(), y_mean.to_numpy())
    mixed = total_slope(pooled, of_means, correlation_ratio(x, group))
    # An identity: only rounding of doubles is allowed for.
    assert slope(x.to_numpy(), y.to_numpy()) == pytest.approx(mixed, abs=1e-10)


@given(st.integers(0, 10_000), st.integers(2, 9))
def test_counts_give_what_a_row_for_each_person_gives(seed, n_places):
    rng = np.random.default_rng(seed)
    place = np.repeat(np.arange(n_places), rng.integers(5, 20, n_places))
    member, yes = (rng.random(len(place)) < rng.random(n_places)[place] for _ in range(2))
    rows = pd.DataFrame({"place": place, "persons": 1, "members": member, "yes": yes, "members_yes": member & yes})
    sums = rows.groupby("place").sum()
    shares = sums["members"] / sums["persons"], sums["yes"] / sums["persons"]
    if not 0 < member.mean() < 1 or not 0 < yes.mean() < 1 or shares[0].std() < 1e-9:
        return
    inside = member - shares[0].to_numpy()[place], yes - shares[1].to_numpy()[place]
    if (inside[0] ** 2).sum() < 1e-9:
        return
    found = count_slopes(sums["persons"], sums["members"], sums["yes"], sums["members_yes"])
    assert found.within == pytest.approx(slope(*inside), abs=1e-10)
    assert found.total == pytest.approx(slope(member.astype(float), yes.astype(float)), abs=1e-10)
    assert found.share == pytest.approx(correlation_ratio(rows["members"].astype(float), rows["place"]), abs=1e-10)
    assert found.total == pytest.approx(total_slope(found.within, found.between, found.share), abs=1e-10)
    cells = member.sum(), (member & yes).sum(), (~member).sum(), (~member & yes).sum()
    assert phi(*cells) == pytest.approx(np.corrcoef(member, yes)[0, 1], abs=1e-10)


@given(st.integers(0, 10_000))
def test_a_weight_counts_a_place_as_often_as_it_has_persons(seed):
    rng = np.random.default_rng(seed)
    x, y, n = pd.Series(rng.normal(size=6)), pd.Series(rng.normal(size=6)), pd.Series(rng.integers(1, 9, 6))
    by_row = np.corrcoef(x.repeat(n), y.repeat(n))[0, 1]
    assert ecological_correlation(x, y, n) == pytest.approx(by_row, abs=1e-10)
    assert ecological_correlation(x, y) == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-10)


@pytest.mark.parametrize(("icc_x", "n"), [(0.05, 2), (0.5, 5), (0.9, 20)])
def test_means_of_few_units_raise_the_share_of_x_between_groups(icc_x, n):
    ratios = [
        correlation_ratio(data["x"], data["group"])
        for seed in range(60)
        for data in [within_between(make_draws(seed, 200, n), n_groups=200, n_per_group=n, icc_x=icc_x)]
    ]
    # Four Monte Carlo standard errors over 60 samples, and 1/J = .005 for finitely many groups.
    error = 4 * np.std(ratios) / np.sqrt(len(ratios)) + 0.005
    assert np.mean(ratios) == pytest.approx(expected_ratio(icc_x, n), abs=error)
