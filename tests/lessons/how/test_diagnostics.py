"""Diagnostics: each picture tells its own fault, groups left out are those of refits, shares and tests those of lme4.

Held by: lme4 and base R (tests/oracles/diagnostics.csv), refits without each group, and closed forms against simulation
(tests/lessons/kit/theory, tests/datasets/test_faulty.py).
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from datasets.simulate import make_draws
from lessons import kit
from lessons.how import broken
from lessons.how.diagnostics import LESSON, MODELS, REAL, both, likelihood_ratio, simulate

ANSWERS = Path(__file__).parents[2] / "oracles" / "diagnostics.csv"


def lme4(table: str) -> dict[str, float]:
    with ANSWERS.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["quantity"]: float(row["value"]) for row in rows if row["table"] == table}


def run(**settings):
    return LESSON.run(LESSON.params(**settings))


@pytest.mark.parametrize("name", ["sleepstudy", "hsb"])
def test_shares_explained_are_those_that_lme4s_variances_give(name: str):
    fits, answers = kit.real_fits(name, REAL), lme4(name)
    found = broken.explained(kit.real_groups(name), fits["null"], fits["line"]).shares
    for share in ("unit", "group", "between", "marginal", "conditional"):
        assert getattr(found, share) == pytest.approx(answers[share], abs=2e-5), share


def test_the_gain_in_likelihood_is_that_of_lme4_over_a_regression():
    groups, answers = kit.real_groups("sleepstudy"), lme4("sleepstudy")
    x, y = groups.within("x"), groups.within("y")
    within = float(y @ y - (x @ y) ** 2 / (x @ x)) / (18 * 9 - 1)
    f = 10 * float(groups.mean("y").var(ddof=1)) / within
    assert kit.theory.likelihood_ratio(f, 18, 10) == pytest.approx(answers["ratio"], abs=1e-5)


@pytest.mark.parametrize("name", ["sleepstudy", "hsb"])
def test_criteria_are_those_of_lme4(name: str):
    answers = lme4(name)
    table = broken.criteria_table(kit.real_data(name), REAL)
    assert [float(str(cell).replace(",", "")) for cell in table.rows[1][1:]] == pytest.approx(
        [answers[kind] for kind in ("deviance", "aic", "bic")], abs=0.06
    )


@pytest.mark.parametrize("settings", [{}, {"fault": "odd"}, {"tau00": 1, "n_per_group": 3, "n_groups": 10}])
def test_groups_left_out_are_those_of_refits(settings: dict):
    one = run(**settings)
    without = broken.left_out(one.groups)
    for row in (0, 3, len(one.groups) - 1):
        rest = one.data[one.data["group"] != one.groups.names[row]]
        rest = rest.assign(group=rest["group"].cat.remove_unused_categories())
        assert without[row] == pytest.approx(MODELS["line"].fit(rest).tau00, abs=2e-3)


def test_normal_values_lie_outside_of_the_band_in_5_of_100_places():
    z = np.random.default_rng(7).normal(size=(4_000, 40))
    z = (z - z.mean(axis=1, keepdims=True)) / z.std(axis=1, ddof=1, keepdims=True)
    # Ends of the band from 999 simulations are known to a share of .7 %.
    assert np.mean([broken.outside(one).mean() for one in z]) == pytest.approx(0.05, abs=0.012)


def test_skewed_levels_lie_outside_of_the_band_far_more_often_than_normal_ones():
    shares = {}
    for fault in ("none", "skew"):
        p = LESSON.params(fault=fault, strength=0.8, tau00=36, sigma2=4, n_groups=40, n_per_group=40)
        out = []
        for seed in range(1, 60):
            data = simulate(p, make_draws(seed, 60, 40))
            groups, fit = kit.Groups(kit.columns_of(data)), MODELS["line"].fit(data)
            out.append(broken.outside(broken.standardized_levels(groups, fit)).mean())
        shares[fault] = float(np.mean(out))
    assert shares["none"] < 0.12
    assert shares["skew"] > 0.4


def test_over_many_samples_the_variance_between_rises_by_the_closed_form():
    p = LESSON.params(fault="none", tau00=16, n_groups=60, n_per_group=5)
    rises = []
    for seed in range(1, 80):
        one = kit.Run(p, data := simulate(p, make_draws(seed, 60, 40)), MODELS.fit(data))
        rises.append(both(one).line.tau00 - both(one).null.tau00)
    error = np.std(rises, ddof=1) / len(rises) ** 0.5
    assert abs(np.mean(rises) - 9 / 5) < 4 * error


def test_without_a_variance_no_level_is_called_odd():
    one = run(tau00=0)
    assert one.fits["line"].tau00 == 0
    assert not broken.outside(broken.standardized_levels(one.groups, one.fits["line"])).any()


def test_x_that_is_the_same_in_every_school_explains_less_than_nothing_between_them():
    found = both(run(tau00=16))
    means = run(tau00=16).groups.mean("y").var(ddof=1)
    for fit in (found.null, found.line):
        assert fit.tau00 + fit.sigma2 / 20 == pytest.approx(means, abs=1e-3)
    assert found.shares.between < 0 < found.shares.unit


def test_residuals_show_a_curve_and_a_funnel():
    drawn = {}
    for fault in ("none", "curve", "uneven"):
        one = run(fault=fault, strength=1, n_groups=60, n_per_group=40)
        drawn[fault] = broken.residual_figure(one.groups, one.fits["line"]).tables
    assert np.ptp(drawn["curve"]["line"]["y"]) > 3 * np.ptp(drawn["none"]["line"]["y"])
    x, gap = (drawn["uneven"]["points"][name] for name in ("x", "y"))
    assert np.abs(gap[x > 1]).mean() > 3 * np.abs(gap[x < -1]).mean()


def test_the_test_of_this_sample_is_the_gain_of_its_own_fit():
    one = run(tau00=1.5, n_per_group=5)
    x, y = one.data["x"].to_numpy(), one.data["y"].to_numpy()
    design = np.column_stack([np.ones(len(x)), x])
    gap = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    df = len(y) - 2
    s2 = gap @ gap / df
    at_zero = -0.5 * (df * np.log(2 * np.pi * s2) + df + np.linalg.slogdet(design.T @ design)[1])
    assert likelihood_ratio(one) == pytest.approx(2 * (one.fits["line"].loglik - at_zero), abs=1e-4)
