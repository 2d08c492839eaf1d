"""The sampler draws from the exact posterior: shares below its quantiles, within four errors of independent chains."""

import numpy as np
import pytest

from lessons import kit
from lessons.how.bayes import LESSON
from lessons.kit.theory import (
    GroupMeans,
    TauPrior,
    gibbs,
    mean_margin,
    r_hat,
    sigma2_interval,
    tau_likelihood,
    tau_posterior,
)

STEPS, WARM_UP = 8000, 1000
STARTS = (0.01, 1.0, 25.0, 144.0) * 8
PRIORS = [TauPrior("flat"), TauPrior("cauchy", 5), TauPrior("cauchy", 0.5), TauPrior("gamma", 1)]


def means_of(**settings):
    groups = LESSON.run(LESSON.params(**settings)).groups
    data = kit.balanced(groups)
    return data, GroupMeans(tuple(float(mean) for mean in groups.mean("y")), data.within, data.n_per_group)


@pytest.mark.parametrize("prior", PRIORS, ids=lambda prior: f"{prior.kind}{prior.scale}")
@pytest.mark.parametrize("settings", [{}, {"n_groups": 30, "n_per_group": 12, "tau00": 16}], ids=["few", "many"])
def test_the_sampler_finds_the_exact_posterior(settings, prior):
    data, means = means_of(**settings)
    found = tau_posterior(tau_likelihood(data), prior)
    chains = gibbs(means, prior, STARTS, STEPS, 1)
    tau = np.sqrt(chains.tau00[WARM_UP:])
    for share in (0.1, 0.25, 0.5, 0.75, 0.95):
        below = (tau <= found.quantile(share)).mean(axis=0)  # One a chain; the chains are independent.
        # Four errors, and what the grid of the exact posterior leaves: its quantiles are right to .0007 of a share.
        assert below.mean() == pytest.approx(share, abs=4 * below.std(ddof=1) / len(STARTS) ** 0.5 + 7e-4)
    assert r_hat(tau) < 1.03


def test_so_are_its_other_two_numbers():
    data, means = means_of()
    found = tau_posterior(tau_likelihood(data), TauPrior("cauchy", 5))
    chains = gibbs(means, TauPrior("cauchy", 5), STARTS, STEPS, 2)
    drawn = np.quantile(chains.sigma2[WARM_UP:], (0.025, 0.5, 0.975))
    assert sigma2_interval(data, found) == pytest.approx(drawn, rel=0.03)
    inside = np.abs(chains.gamma00[WARM_UP:] - np.mean(means.means)) < mean_margin(data, found)
    assert inside.mean() == pytest.approx(0.95, abs=0.01)


def test_more_steps_go_on_from_those_before():
    _, means = means_of()
    few, many = (gibbs(means, TauPrior("cauchy", 5), STARTS, steps, 1).tau00 for steps in (40, 90))
    assert (few == many[:40]).all()


def test_a_slider_moves_no_dice():
    """Twice the units of y: the same walk, twice as far."""
    _, means = means_of()
    double = GroupMeans(tuple(2 * mean for mean in means.means), 4 * means.within, means.n_per_group)
    one = gibbs(means, TauPrior("flat"), STARTS, 50, 1)
    two = gibbs(double, TauPrior("flat"), tuple(4 * start for start in STARTS), 50, 1)
    assert two.tau00 == pytest.approx(4 * one.tau00, rel=1e-9)
