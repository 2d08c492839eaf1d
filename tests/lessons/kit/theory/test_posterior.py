"""A posterior on a grid is that of brute force: R's nested quadrature over dense covariances (oracles/bayes.csv)."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import integrate, stats

import datasets
from lessons import kit
from lessons.kit.theory import (
    Balanced,
    Estimated,
    TauLikelihood,
    TauPrior,
    balanced_of,
    mean_margin,
    sigma2_interval,
    tau_likelihood,
    tau_posterior,
)

ORACLES = Path(__file__).parents[3] / "oracles" / "bayes.csv"
NEAR = 3e-4  # Shares: R's quadrature is asked for 1e-6, the grid has 800 places.


def eight() -> Estimated:
    table = datasets.load("eight_schools")
    return Estimated(table["effect"].to_numpy(float), table["standard_error"].to_numpy(float))


def real(name: str) -> Balanced:
    groups = kit.real_groups(name)
    gap = groups.within("y")
    return balanced_of(groups.mean("y"), float(gap @ gap), int(groups.n[0]))


def likelihood(name: str) -> TauLikelihood:
    return eight().likelihood() if name == "eight_schools" else tau_likelihood(real(name))


def answers() -> list[dict[str, str]]:
    with ORACLES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_there_are_answers():
    assert len(answers()) == 36


@pytest.mark.parametrize(
    "row", answers(), ids=lambda row: f"{row['table']}-{row['prior']}{row['scale']}-{row['bound']}"
)
def test_the_posterior_is_that_of_brute_force(row):
    found = tau_posterior(likelihood(row["table"]), TauPrior(row["prior"], float(row["scale"])))
    assert found.below(float(row["bound"])) == pytest.approx(float(row["share"]), abs=NEAR)


def test_quantiles_and_shares_are_each_others_inverse():
    found = tau_posterior(likelihood("dyestuff"), TauPrior("cauchy", 25))
    for share in (0.025, 0.3, 0.5, 0.975):
        assert found.below(found.quantile(share)) == pytest.approx(share, abs=1e-9)
    assert found.interval == (found.quantile(0.025), found.quantile(0.975))


def test_without_data_the_posterior_is_the_prior_and_half_of_a_half_cauchy_lies_below_its_scale():
    tau = tau_posterior(likelihood("dyestuff"), TauPrior("flat")).tau
    nothing = TauLikelihood(tau, np.zeros_like(tau), np.gradient(tau))
    # 2e-3: a half-Cauchy has 5e-5 beyond the end of the grid, and the steps here are only nearly those of its middles.
    assert tau_posterior(nothing, TauPrior("cauchy", 5)).median == pytest.approx(5, rel=2e-3)
    gamma = tau_posterior(nothing, TauPrior("gamma", 1))
    assert gamma.below(0.5) == pytest.approx(stats.invgamma(1).cdf(0.25), abs=2e-4)


def test_the_within_variance_and_the_average_are_those_of_quadrature():
    """Dyestuff, half-Cauchy 25: shares below the ends, by scipy's quadrature over both variances."""
    data, prior = real("dyestuff"), TauPrior("cauchy", 25)
    found, top = tau_posterior(tau_likelihood(data), prior), data.loglik(*data.top(True), True)

    def height(tau: float, log_sigma2: float) -> float:
        return float(np.exp(data.loglik(tau**2, np.exp(log_sigma2), True) - top) / (1 + (tau / 25) ** 2))

    def within(low: float, high: float) -> float:
        return integrate.dblquad(height, np.log(low), np.log(high), 0, 2000, epsabs=1e-8, epsrel=1e-5)[0]

    low, median, high = sigma2_interval(data, found)
    pieces = np.array([within(300, low), within(low, median), within(median, high), within(high, 50_000)])
    assert pieces / pieces.sum() == pytest.approx([0.025, 0.475, 0.475, 0.025], abs=1e-3)

    rng = np.random.default_rng(3)
    tau = rng.choice(found.tau, 40_000, p=found.weight)
    margin = mean_margin(data, found)
    sigma2 = 2451.25  # The margin hardly depends on sigma2: tau is what counts here.
    mean = rng.normal(0, np.sqrt((tau**2 + sigma2 / 5) / 6))
    assert (np.abs(mean) < margin).mean() == pytest.approx(0.95, abs=0.006)


def test_eight_schools_are_those_of_the_book():
    """Gelman et al. (2013), table 5.3, from 200 draws: school A 2.5 % -2, mean about 10, 97.5 % 31; a flat prior."""
    found = tau_posterior(eight().likelihood(), TauPrior("flat"))
    low, mean, high = eight().effects(found)
    assert (low[0], mean[0], high[0]) == pytest.approx((-2, 11, 31), abs=1.0)
    assert mean[0] == mean.max()
    assert np.argsort(mean).tolist() == [4, 2, 5, 3, 1, 7, 6, 0]


def test_effects_are_what_draws_say():
    """theta by draws of tau, mu and theta in turn, half-Cauchy 5."""
    data = eight()
    found = tau_posterior(data.likelihood(), TauPrior("cauchy", 5))
    rng = np.random.default_rng(5)
    tau = rng.choice(found.tau, 100_000, p=found.weight)
    mean, variance = data.average(tau)
    mu = rng.normal(mean, np.sqrt(variance))
    precision = 1 / data.se**2 + 1 / tau[:, None] ** 2
    theta = rng.normal((data.y / data.se**2 + mu[:, None] / tau[:, None] ** 2) / precision, precision**-0.5)
    drawn = np.array([np.quantile(theta, 0.025, axis=0), theta.mean(axis=0), np.quantile(theta, 0.975, axis=0)])
    assert data.effects(found) == pytest.approx(drawn, abs=0.25)
