"""The two-level simulator: its moments, and what a slider may and may not move."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets.simulate import Draws, make_draws, two_level

DRAWS = make_draws(7, 60, 30)
WORLD = {
    "n_groups": 30,
    "n_per_group": 20,
    "gamma00": 50,
    "gamma10": 3,
    "tau00": 16,
    "tau11": 6,
    "corr01": 0.4,
    "sigma2": 25,
}


def large(seed: int = 3, n_groups: int = 20_000, n_per_group: int = 4) -> Draws:
    return make_draws(seed, n_groups, n_per_group)


def test_the_random_effects_have_the_variances_and_correlation_that_were_set():
    data = two_level(large(), **WORLD | {"n_groups": 20_000, "n_per_group": 4}).drop_duplicates("group")
    # The standard error of a variance is tau sqrt(2 / J) = 1 % of tau; four of them.
    assert data["u0"].var() == pytest.approx(16, rel=0.04)
    assert data["u1"].var() == pytest.approx(6, rel=0.04)
    assert np.corrcoef(data["u0"], data["u1"])[0, 1] == pytest.approx(0.4, abs=4 * (1 - 0.4**2) / np.sqrt(20_000))


def test_the_residual_has_the_variance_that_was_set():
    data = two_level(large(), **WORLD | {"n_groups": 20_000, "n_per_group": 4})
    e = data["y"] - 50 - data["u0"] - (3 + data["u1"]) * data["x"]
    assert e.var() == pytest.approx(25, rel=4 * np.sqrt(2 / 80_000))
    assert e.mean() == pytest.approx(0, abs=4 * 5 / np.sqrt(80_000))


@pytest.mark.parametrize("share", [0, 0.2, 1])
def test_x_has_variance_one_and_the_share_between_groups_that_was_set(share):
    data = two_level(large(), **WORLD | {"n_groups": 20_000, "n_per_group": 4, "icc_x": share})
    assert data["x"].var() == pytest.approx(1, rel=0.05)
    within = data["x"] - data.groupby("group", observed=True)["x"].transform("mean")
    assert within.var() * 4 / 3 == pytest.approx(1 - share, abs=0.05)


def test_another_group_moves_nobody():
    few, many = (two_level(DRAWS, **WORLD | {"n_groups": j}) for j in (29, 30))
    assert np.array_equal(few[["x", "y", "u0", "u1"]], many[["x", "y", "u0", "u1"]].iloc[: len(few)])


def test_another_pupil_moves_nobody():
    few, many = (two_level(DRAWS, **WORLD | {"n_per_group": n}) for n in (19, 20))
    kept = many[np.arange(len(many)) % 20 < 19]
    assert np.array_equal(few[["x", "y", "u0", "u1"]], kept[["x", "y", "u0", "u1"]])


@pytest.mark.parametrize(
    ("moved", "still"), [("tau00", "u1"), ("sigma2", "u0"), ("gamma10", "u0"), ("tau11", "u0"), ("tau00", "x")]
)
def test_moving_one_component_leaves_the_other_draws_where_they_were(moved, still):
    before, after = two_level(DRAWS, **WORLD), two_level(DRAWS, **WORLD | {moved: 9})
    assert np.array_equal(before[still], after[still])


def test_a_variance_stretches_the_same_groups():
    before, after = two_level(DRAWS, **WORLD), two_level(DRAWS, **WORLD | {"tau00": 64})
    assert np.allclose(after["u0"], 2 * before["u0"])


def test_the_same_seed_gives_the_same_frame_and_another_seed_another():
    assert two_level(make_draws(5, 60, 30), **WORLD).equals(two_level(make_draws(5, 60, 30), **WORLD))
    assert not two_level(make_draws(5, 60, 30), **WORLD).equals(two_level(make_draws(6, 60, 30), **WORLD))


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 64), st.floats(0, 16), st.floats(-1, 1), st.integers(1, 60), st.integers(1, 30))
def test_no_setting_within_the_rules_leaves_the_positive_definite_cone(tau00, tau11, corr01, j, n):
    data = two_level(
        DRAWS, **WORLD | {"tau00": tau00, "tau11": tau11, "corr01": corr01, "n_groups": j, "n_per_group": n}
    )
    assert np.isfinite(data[["x", "y", "u0", "u1"]]).all(axis=None)
    assert len(data) == j * n


@pytest.mark.parametrize(
    "wrong",
    [{"tau00": -1}, {"sigma2": -1}, {"corr01": 1.01}, {"icc_x": 2}, {"n_groups": 61}, {"n_per_group": 0}],
)
def test_an_impossible_world_is_refused_in_plain_words(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        two_level(DRAWS, **WORLD | wrong)


def test_draws_cannot_be_changed_by_a_visitor():
    with pytest.raises(ValueError, match="read-only"):
        DRAWS.e[0, 0] = 1
