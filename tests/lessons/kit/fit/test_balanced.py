"""Balanced designs have a closed form: REML is ANOVA, prediction is shrinkage, and every error is known."""

import numpy as np
import pandas as pd
import pytest

from lessons.kit.fit import fit_lmm
from lessons.kit.theory import reliability

SEEDS = range(120)
J, N = 12, 6


def world(seed: int, tau00: float = 2.0, sigma2: float = 4.0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    u0 = rng.normal(0, np.sqrt(tau00), J).repeat(N)
    group = pd.Categorical(np.arange(J).repeat(N).astype(str))
    return pd.DataFrame({"group": group, "y": 10 + u0 + rng.normal(0, np.sqrt(sigma2), J * N)})


def anova(data: pd.DataFrame) -> tuple[float, float, float, float]:
    """Mean squares and the REML estimates they give: tau00 = (MSB - MSW) / n, or 0 with the pooled variance."""
    means = data.groupby("group", observed=True)["y"].mean()
    between = N * float(((means - means.mean()) ** 2).sum()) / (J - 1)
    within = float(((data["y"] - data.groupby("group", observed=True)["y"].transform("mean")) ** 2).sum()) / (
        J * (N - 1)
    )
    if between > within:
        return (between - within) / N, within, between, within
    return 0.0, float(data["y"].var()), between, within


@pytest.mark.parametrize("seed", SEEDS)
def test_reml_is_anova(seed):
    data = world(seed, tau00=[0.0, 0.3, 2.0, 20.0][seed % 4])
    tau00, sigma2, *_ = anova(data)
    fit = fit_lmm("y ~ 1 + (1 | group)", data)
    # The search stops when the likelihood is flat to about 1e-10, which leaves 1e-5 in a variance.
    assert fit.sigma2 == pytest.approx(sigma2, rel=1e-5)
    assert fit.tau00 == pytest.approx(tau00, rel=1e-4, abs=1e-5)
    assert fit.singular is (tau00 == 0)


@pytest.mark.parametrize("seed", SEEDS[::6])
def test_a_prediction_is_reliability_times_deviation(seed):
    data = world(seed)
    fit = fit_lmm("y ~ 1 + (1 | group)", data)
    means = data.groupby("group", observed=True)["y"].mean()
    weight = reliability(fit.tau00, fit.sigma2, N) if fit.tau00 else 0.0
    deviation = means - data["y"].mean()
    found = fit.u_hat["group"]["Intercept"].loc[list(means.index)]
    assert found.to_numpy() == pytest.approx(weight * deviation.to_numpy(), abs=1e-8)


@pytest.mark.parametrize("seed", SEEDS[::6])
def test_its_conditional_variance_is_what_shrinkage_leaves(seed):
    fit = fit_lmm("y ~ 1 + (1 | group)", world(seed))
    weight = reliability(fit.tau00, fit.sigma2, N) if fit.tau00 else 0.0
    assert fit.u_se["group"]["Intercept"].to_numpy() ** 2 == pytest.approx(fit.tau00 * (1 - weight), abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS[::6])
@pytest.mark.parametrize("engine", ["glmm", "statsmodels"])
def test_the_standard_error_of_the_mean_and_its_df_are_those_of_anova(seed, engine):
    data = world(seed, tau00=8.0)
    _, _, between, _ = anova(data)
    fit = fit_lmm("y ~ 1 + (1 | group)", data, engine=engine)
    # statsmodels stops at about 1e-3 in a variance.
    assert fit.se["Intercept"] == pytest.approx(np.sqrt(between / (J * N)), rel=1e-5 if engine == "glmm" else 2e-3)
    assert fit.df["Intercept"] == pytest.approx(J - 1, rel=1e-4 if engine == "glmm" else 2e-2)


@pytest.mark.parametrize("seed", SEEDS[::12])
def test_the_errors_of_the_variances_are_those_of_mean_squares(seed):
    from lessons.kit.fit.component_cov import component_cov

    data = world(seed, tau00=8.0)
    fit = fit_lmm("y ~ 1 + (1 | group)", data)
    cov = component_cov(fit.model, fit.frame, next(iter(fit.covariances.values())), fit.sigma2)
    between = fit.sigma2 + N * fit.tau00
    var_tau00 = 2 / N**2 * (between**2 / (J - 1) + fit.sigma2**2 / (J * (N - 1)))
    assert cov[0, 0] == pytest.approx(var_tau00, rel=1e-6)
    assert cov[1, 1] == pytest.approx(2 * fit.sigma2**2 / (J * (N - 1)), rel=1e-6)
