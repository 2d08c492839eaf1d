"""How often the intervals of variances hold what was set, by simulation; and that of the ICC beside them.

The profile's 95 % is a limit for many groups. Where tau00 = 0 it is 97.5 %, because only an estimate above the truth
can miss; with few groups or a tau00 beside 0 the true rate lies between 93 and 99 % (the long grid, 1,000 samples
a cell).
"""

import numpy as np
import pandas as pd
import pytest

from lessons.kit.fit import fit_lmm, icc_interval

LEAST, MOST = 0.93, 0.99


def null_world(rng: np.random.Generator, n_groups: int, n_per_group: int, tau00: float) -> pd.DataFrame:
    """sigma2 = 1."""
    group = np.arange(n_groups).repeat(n_per_group)
    u0 = rng.normal(0, np.sqrt(tau00), n_groups)
    return pd.DataFrame({"group": pd.Categorical(group.astype(str)), "y": u0[group] + rng.normal(size=len(group))})


def coverage(n_groups: int, n_per_group: int, tau00: float, n_samples: int) -> dict[str, float]:
    """The share of intervals that hold the truth, by parameter."""
    rng = np.random.default_rng([n_groups, n_per_group, int(1000 * tau00)])
    held = {"tau00": 0, "sigma2": 0, "icc": 0}
    truth = {"tau00": tau00, "sigma2": 1.0, "icc": tau00 / (tau00 + 1)}
    for _ in range(n_samples):
        fit = fit_lmm("y ~ 1 + (1 | group)", null_world(rng, n_groups, n_per_group, tau00))
        spans = fit.variance_interval() | {"icc": icc_interval(fit)}
        for name, (low, high) in spans.items():
            assert high is not None
            held[name] += low <= truth[name] <= high
    return {name: count / n_samples for name, count in held.items()}


def assert_covers(found: dict[str, float], n_samples: int, tau00: float) -> None:
    # Four Monte Carlo standard errors beyond the true rates.
    error = 4 * np.sqrt(LEAST * (1 - LEAST) / n_samples)
    for name in ("tau00", "sigma2"):
        assert LEAST - error < found[name] < MOST + error, found
    # Exact; one that starts at 0 cannot miss a truth of 0 from above.
    assert found["icc"] == pytest.approx(0.975 if tau00 == 0 else 0.95, abs=error), found


SHORT = [(5, 5, 0), (5, 5, 0.1), (5, 2, 1), (10, 20, 0.02), (30, 5, 0)]


@pytest.mark.parametrize(("n_groups", "n_per_group", "tau00"), SHORT)
def test_an_interval_holds_the_truth_as_often_as_it_says(n_groups, n_per_group, tau00):
    assert_covers(coverage(n_groups, n_per_group, tau00, 300), 300, tau00)


@pytest.mark.long
@pytest.mark.parametrize("n_groups", [5, 10, 30, 60])
@pytest.mark.parametrize("n_per_group", [2, 5, 20])
@pytest.mark.parametrize("tau00", [0, 0.02, 0.1, 1, 4])
def test_and_so_it_does_all_over_the_grid(n_groups, n_per_group, tau00):
    assert_covers(coverage(n_groups, n_per_group, tau00, 1000), 1000, tau00)
