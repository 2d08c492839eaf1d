"""Estimation: the hill is the one that lme4 climbs, its top is where the fit says, and bias is what the page says.

Held by: lme4's log likelihoods of the dyestuff data by ML and REML (tests/oracles/answers.csv), closed forms against
our own fits, and chi-square draws against simulated data.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from lessons import kit
from lessons.how import climbing
from lessons.how.climbing import N_STEPS, many_tops
from lessons.how.estimation import LESSON, MODELS, deviance_table, drop, edge
from lessons.kit.theory import drawn_tops

ANSWERS = Path(__file__).parents[2] / "oracles" / "answers.csv"


def answers(model: str) -> dict[tuple[str, str], float]:
    """(quantity, key) -> value, as lme4 said it of one model."""
    with ANSWERS.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {(row["quantity"], row["key"]): float(row["value"]) for row in rows if row["id"] == model}


@pytest.mark.parametrize(("model", "reml"), [("dyestuff_reml", True), ("dyestuff_ml", False), ("dyestuff2_reml", True)])
def test_the_top_of_the_hill_is_the_fit_of_lme4(model: str, reml: bool):
    found = answers(model)
    data = climbing.real_balanced(model.partition("_")[0])
    tau00, sigma2 = data.top(reml)
    assert data.loglik(tau00, sigma2, reml) == pytest.approx(found["loglik", ""], abs=1e-5)
    assert tau00 == pytest.approx(found["tau", "batch|Intercept|Intercept"], rel=1e-4, abs=1e-6)
    assert sigma2 == pytest.approx(found["sigma2", ""], rel=1e-4)


@pytest.mark.parametrize("reml", [True, False])
@pytest.mark.parametrize("settings", [{}, {"tau00": 1, "n_groups": 4}, {"n_groups": 40, "n_per_group": 2}])
def test_the_top_is_where_the_fit_is_and_nowhere_is_higher(settings: dict[str, float], reml: bool):
    for seed in (1, 2, 3):
        run = LESSON.run(LESSON.params(seed=seed, **settings))
        data, fit = kit.balanced(run.groups), kit.fit_lmm(MODELS["null"].formula, run.data, reml=reml)
        tau00, sigma2 = data.top(reml)
        assert (tau00, sigma2) == pytest.approx((fit.tau00, fit.sigma2), rel=2e-3, abs=2e-3)
        assert data.loglik(tau00, sigma2, reml) == pytest.approx(fit.loglik, abs=1e-5)
        across, up = np.meshgrid(np.linspace(0, 90, 91), np.linspace(1, 120, 120))
        assert data.loglik(across, up, reml).max() <= data.loglik(tau00, sigma2, reml) + 1e-9


def test_every_step_of_the_climb_goes_up_and_it_ends_at_the_top():
    run = LESSON.run(LESSON.params())
    data = kit.balanced(run.groups)
    path = data.climb(40, 60, 4000)
    heights = data.loglik(path[:, 0], path[:, 1], False)
    assert (np.diff(heights) >= -1e-9).all()
    assert path[-1] == pytest.approx(data.top(False), rel=1e-3)
    assert len(data.climb(*run.p.here, N_STEPS)) == N_STEPS + 1


def test_ml_loses_what_one_group_is_worth_and_reml_does_not():
    p = LESSON.params(n_groups=5, n_per_group=20, tau00=40, sigma2=4)
    drawn = drawn_tops(p.tau00, p.sigma2, p.n_groups, p.n_per_group, 3, 40_000)
    level = p.tau00 + p.sigma2 / p.n_per_group
    # A variance of 4 df has a relative standard deviation of .71, its mean over 40,000 samples of .0035.
    assert drawn["reml"].mean() == pytest.approx(p.tau00, rel=0.015)
    assert drawn["ml"].mean() + p.sigma2 / p.n_per_group == pytest.approx(level * 4 / 5, rel=0.015)
    assert (drawn["ml"] <= drawn["reml"]).all()


def test_tops_drawn_from_chi_squares_are_those_of_simulated_data():
    p = LESSON.params(n_groups=6, n_per_group=4)
    tops = np.array([kit.balanced(LESSON.run(p.but(seed=seed)).groups).top(True)[0] for seed in range(1, 601)])
    drawn = drawn_tops(p.tau00, p.sigma2, p.n_groups, p.n_per_group, 1, 20_000)["reml"]
    assert tops.mean() == pytest.approx(drawn.mean(), abs=4 * tops.std() / 600**0.5)
    assert (tops == 0).mean() == pytest.approx(edge(p), abs=4 * (edge(p) * (1 - edge(p)) / 600) ** 0.5)
    assert (drawn == 0).mean() == pytest.approx(edge(p), abs=0.015)


def test_the_page_shows_the_means_of_those_samples():
    p = LESSON.params()
    drawn = drawn_tops(p.tau00, p.sigma2, p.n_groups, p.n_per_group, p.seed, climbing.N_SAMPLES)
    shown = many_tops(p).tables["estimates"]["estimate"]
    assert shown == pytest.approx([drawn["ml"].mean(), drawn["reml"].mean()])


def test_the_unit_of_x_moves_the_deviance_of_reml_and_not_that_of_ml():
    rows = deviance_table(LESSON.run(LESSON.params())).rows
    (ml, reml), (other_ml, other_reml) = ([float(str(cell).replace(",", "")) for cell in row[1:]] for row in rows)
    assert other_ml == pytest.approx(ml, abs=0.011)
    assert other_reml - reml == pytest.approx(2 * np.log(10), abs=0.02)


def test_the_solution_stands_within_half_a_unit_in_every_sample():
    for seed in range(1, 12):
        run = LESSON.run(LESSON.params(seed=seed))
        tau00, sigma2 = kit.balanced(run.groups).top(False)
        if tau00 <= 60:
            there = run.p.but(here_tau=round(tau00), here_sigma2=min(80, max(4, round(sigma2))))
            assert drop(LESSON.run(there)) < 0.5
