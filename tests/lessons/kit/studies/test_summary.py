"""The figures of a study are those of their definitions, and a failed fit is in none but its own."""

import numpy as np
import pandas as pd
import pytest

from lessons.kit.studies import summaries
from lessons.kit.theory.wilson import wilson_interval

ESTIMATES, SES = np.array([0.9, 1.3, 1.0, 1.6]), np.array([0.2, 0.1, 0.3, 0.2])


def rows(estimate, se, status=None):
    n = len(estimate)
    return pd.DataFrame(
        {
            "cell": 0,
            "n_groups": 30,
            "repeat": np.arange(n),
            "model": "right",
            "parameter": "x",
            "truth": 1.0,
            "estimate": estimate,
            "se": se,
            "low": estimate - 2 * se,
            "high": estimate + 2 * se,
            "p": np.where(np.isnan(se), np.nan, np.where(estimate > 1.2, 0.01, 0.2)),
            "status": status or ["fine"] * n,
        }
    )


def test_bias_spread_and_reported_error_are_those_of_their_definitions():
    found = summaries(rows(ESTIMATES, SES)).iloc[0]
    assert found["bias"] == pytest.approx(0.2)
    assert found["spread"] == pytest.approx(np.sqrt((0.09 + 0.01 + 0.04 + 0.16) / 3))
    assert found["bias_error"] == pytest.approx(found["spread"] / 2)
    assert found["spread_error"] == pytest.approx(found["spread"] / np.sqrt(6))
    assert found["reported"] == pytest.approx(np.sqrt(0.18 / 4))
    assert found["n_groups"] == 30


def test_rates_have_wilsons_intervals():
    found = summaries(rows(ESTIMATES, SES)).iloc[0]
    assert (found["coverage"], found["rejected"]) == (0.5, 0.5)
    assert (found["coverage_low"], found["coverage_high"]) == wilson_interval(0.5, 4)


def test_a_failed_fit_is_a_share_of_all_and_no_absence_of_rejection():
    failed = np.append(ESTIMATES, np.nan), np.append(SES, np.nan)
    found = summaries(rows(*failed, status=["singular", *["fine"] * 3, "failed"])).iloc[0]
    without = summaries(rows(ESTIMATES, SES)).iloc[0]
    same = ["bias", "bias_error", "spread", "reported", "coverage", "rejected", "rejected_low", "n_fitted"]
    assert list(found[same]) == list(without[same])
    assert (found["n"], found["failed"], found["singular"]) == (5, 0.2, 0.2)


def test_the_monte_carlo_errors_are_how_far_studies_of_one_size_lie_apart():
    """By a simulation: 2,000 studies of 40 normal estimates whose standard errors vary."""
    rng, size = np.random.default_rng(1), (2000, 40)
    estimates, se = rng.normal(1, 0.5, size), np.sqrt(0.25 * rng.chisquare(10, size) / 10)
    told = [summaries(rows(e, s)).iloc[0] for e, s in zip(estimates[:50], se[:50], strict=True)]
    apart = {
        "bias": estimates.mean(axis=1).std(),
        "spread": estimates.std(axis=1, ddof=1).std(),
        "reported": np.sqrt((se**2).mean(axis=1)).std(),
    }
    for name, true in apart.items():
        # The mean of 50 told errors, each known to about a ninth or better.
        assert np.mean([one[f"{name}_error"] for one in told]) == pytest.approx(true, rel=0.08), name


def test_a_parameter_that_no_fit_tells_has_no_figures_but_its_failures():
    nothing = np.full(3, np.nan)
    found = summaries(rows(nothing, nothing, status=["failed"] * 3)).iloc[0]
    assert found["failed"] == 1
    assert np.isnan([found[name] for name in ("bias", "spread", "coverage", "rejected")]).all()
