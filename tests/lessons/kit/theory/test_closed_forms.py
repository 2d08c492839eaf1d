"""Closed forms, held to simulation, to identities and to each other."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets.simulate import make_draws, two_level, within_between
from lessons.kit.fit import FitError, fit_lmm, fit_ols, icc_interval
from lessons.kit.theory import (
    correlation_ratio,
    design_effect,
    effective_sample_size,
    icc,
    mean_gap,
    pair_correlation,
    reliability,
    share_of_negative_slopes,
    slope_range,
    total_slope,
    vpc,
)

variance = st.floats(0.01, 100)


@given(variance, variance)
def test_the_icc_is_a_share_and_vpc_without_slopes(tau00, sigma2):
    assert icc(tau00, sigma2) == pytest.approx(1 - icc(sigma2, tau00))
    assert vpc(3.0, tau00, 0.0, 0.0, sigma2) == pytest.approx(icc(tau00, sigma2))


@given(variance, variance, st.integers(1, 1000))
def test_reliability_is_spearman_brown_of_the_icc(tau00, sigma2, n):
    rho = icc(tau00, sigma2)
    assert reliability(tau00, sigma2, n) == pytest.approx(n * rho / (1 + (n - 1) * rho))


@given(st.floats(0, 1), st.integers(1, 500), st.integers(1, 500))
def test_the_effective_sample_lies_between_the_groups_and_the_units(rho, n, groups):
    size = effective_sample_size(n * groups, n, rho)
    assert groups - 1e-9 <= size <= n * groups + 1e-9


def test_the_design_effect_is_the_variance_of_a_cluster_mean_over_a_simple_one():
    tau00, sigma2, groups, n = 2.0, 8.0, 10, 5
    means = [
        two_level(make_draws(seed, groups, n), n_groups=groups, n_per_group=n, tau00=tau00, sigma2=sigma2)["y"].mean()
        for seed in range(4000)
    ]
    simple = (tau00 + sigma2) / (groups * n)
    # The variance of 4,000 means has a relative standard error of sqrt(2 / 4000) = 2.2 %; four of them.
    assert np.var(means) / simple == pytest.approx(design_effect(n, icc(tau00, sigma2)), rel=0.09)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.floats(-5, 5), st.floats(-5, 5), st.floats(0, 1))
def test_the_total_slope_is_a_weighted_mean_of_within_and_between(seed, gamma10, gamma01, icc_x):
    draws = make_draws(seed, 12, 7)
    data = within_between(draws, n_groups=12, n_per_group=7, gamma10=gamma10, gamma01=gamma01, icc_x=icc_x)
    # Unequal sizes: groups lose units from the end.
    keep = data.groupby("group", observed=True).cumcount() < 2 + data["group"].cat.codes % 6
    data = data[keep].drop(columns=["x_mean", "x_within"])
    mean = data.groupby("group", observed=True)["x"].transform("mean")
    data = data.assign(x_mean=mean, x_within=data["x"] - mean)
    y_mean = data.groupby("group", observed=True)["y"].transform("mean")
    if data["x_within"].var() < 1e-9:
        return
    within = fit_ols("y ~ x_within", data).gamma["x_within"]
    between = np.polyfit(data["x_mean"], y_mean, 1)[0]
    total = fit_ols("y ~ x", data).gamma["x"]
    ratio = correlation_ratio(data["x"], data["group"])
    assert total == pytest.approx(total_slope(within, between, ratio), abs=1e-8)


def test_pair_correlation_is_what_all_pairs_give():
    rng = np.random.default_rng(3)
    data = pd.DataFrame({"group": np.repeat([1, 2, 3, 4], [1, 2, 5, 3]), "y": rng.normal(size=11)})
    both = [(a, b) for _, y in data.groupby("group")["y"] for i, a in enumerate(y) for j, b in enumerate(y) if i != j]
    one, other = np.array(both).T
    assert pair_correlation(data["y"].to_numpy(), data["group"].to_numpy() - 1) == pytest.approx(
        np.corrcoef(one, other)[0, 1], abs=1e-12
    )


def test_the_mean_gap_is_what_simulation_gives():
    rng = np.random.default_rng(5)
    one, other = rng.normal(scale=3, size=(2, 400_000))
    assert np.abs(one - other).mean() == pytest.approx(mean_gap(9), rel=0.005)


@given(st.floats(-5, 5), st.floats(0.01, 10))
def test_negative_slopes_and_their_range_agree(gamma10, tau11):
    low, high = slope_range(gamma10, tau11)
    assert (low + high) / 2 == pytest.approx(gamma10, abs=1e-9)
    if low > 0:
        assert share_of_negative_slopes(gamma10, tau11) < 0.025


def null(seed: int, tau00: float, sizes: list[int]):
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(sizes)), sizes)
    y = rng.normal(scale=np.sqrt(tau00), size=len(sizes))[group] + rng.normal(size=len(group))
    return fit_lmm("y ~ 1 + (1 | group)", pd.DataFrame({"y": y, "group": group.astype(str)}))


@pytest.mark.parametrize("rho", [0.05, 0.3, 0.8])
def test_the_interval_of_the_icc_holds_it_as_often_as_it_says(rho):
    sizes = [2, 3, 4, 6, 8, 12, 15, 20]
    tau00 = rho / (1 - rho)
    held = [low <= rho <= high for seed in range(600) for low, high in [icc_interval(null(seed, tau00, sizes))]]
    # Exact coverage .95; the Monte Carlo error of 600 samples is .009, four of them.
    assert np.mean(held) == pytest.approx(0.95, abs=0.036)


def test_in_balanced_groups_the_interval_is_searles():
    from scipy.special import fdtri

    fit = null(11, 0.5, [9] * 12)
    y = np.asarray(fit.frame.columns["y"]).reshape(12, 9)
    ratio = 9 * y.mean(axis=1).var(ddof=1) / y.var(axis=1, ddof=1).mean()
    ends = [ratio / fdtri(11, 96, q) for q in (0.975, 0.025)]
    assert icc_interval(fit) == pytest.approx([(f - 1) / (f + 8) for f in ends], abs=1e-8)


def test_the_interval_is_for_null_models_only():
    data = pd.DataFrame({"y": [1.0, 2, 4, 3, 5, 9], "x": [1.0, 2, 3, 1, 2, 3], "group": list("aabbcc")})
    with pytest.raises(FitError, match="null model"):
        icc_interval(fit_lmm("y ~ x + (1 | group)", data))
