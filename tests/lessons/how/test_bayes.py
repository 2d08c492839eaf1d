"""Bayes: three curves that belong together, what the page says of them, and a script that finds the same.

Held by: R's brute force and ArviZ (tests/lessons/kit/theory/test_posterior.py, test_gibbs.py, test_convergence.py),
lme4's fit of the same sample, and the exact posterior beside what the script to take away prints.
"""

import re
import subprocess
import sys

import numpy as np
import pytest

from lessons.how import believing, eight_schools
from lessons.how.bayes import (
    BOUND,
    LESSON,
    above,
    challenge,
    middles,
    posterior,
    predict_silent,
    reml,
    trust_in_words,
    walk_of,
)
from lessons.how.sampler_code import SCRIPTS
from lessons.kit.theory import Balanced


def test_the_three_curves_belong_together():
    """Posterior = prior times likelihood at every place, up to a factor."""
    run = LESSON.run(LESSON.params())
    table = believing.curves(posterior(run), believing.DOMAIN)
    prior, both, likelihood = np.array(table["y"]).reshape(3, -1)
    product = prior * likelihood
    assert both == pytest.approx(product / product.max(), abs=1e-9)
    assert max(prior) == max(likelihood) == max(both) == pytest.approx(1)


def test_reml_is_the_fit_of_the_same_sample_and_it_is_zero_at_the_start():
    assert reml(LESSON.run(LESSON.params())) == 0
    for settings in ({}, {"tau00": 30, "n_groups": 12}, {"n_groups": 30, "seed": 4}):
        run = LESSON.run(LESSON.params(**settings))
        assert reml(run) ** 2 == pytest.approx(run.fits["null"].tau00, abs=2e-3, rel=2e-3)


def test_at_the_edge_reml_is_zero_and_the_posterior_is_not():
    data = Balanced(5, 6, 4 * 36.0, 25 * 36.0)
    assert data.top(True)[0] == 0
    assert above(LESSON.params()) == pytest.approx(0.49, abs=0.01)
    assert believing.at_the_edge(30, 24, 4.0).below(BOUND) > 0.999


def test_bars_hold_the_same_area_as_the_curve():
    run = LESSON.run(LESSON.params(n_steps=600, n_groups=30, n_per_group=12, tau00=16))
    found, walk = posterior(run), walk_of(run)
    bars = believing.bars(walk.kept.ravel(), found, believing.DOMAIN)
    x = np.linspace(0.01, 14, 20_000)
    height = found.density(x)
    area = (np.array(bars["y"]) * (np.array(bars["x2"]) - np.array(bars["x"]))).sum()
    assert area == pytest.approx(np.trapezoid(height / height.max(), x), rel=0.03)


def test_no_prior_pulls_up_and_with_many_groups_all_agree():
    rng = np.random.default_rng(2)
    for _ in range(60):
        p = LESSON.params(
            seed=int(rng.integers(1, 9999)), tau00=float(rng.integers(0, 41)), sigma2=float(rng.integers(4, 65)),
            n_groups=int(rng.integers(3, 31)), n_per_group=int(rng.integers(2, 25)),
        )  # fmt: skip
        found = middles(LESSON.run(p))
        assert found["thousandth"] <= found["flat"]
        assert found["cauchy"] <= found["flat"]
    many = middles(LESSON.run(LESSON.params(n_groups=30, n_per_group=24, tau00=30, prior_scale=20)))
    assert max(many.values()) / min(many.values()) < 1.1
    assert predict_silent(LESSON.run(LESSON.params(n_groups=30, n_per_group=24, tau00=30))).truth == "same"


def test_the_solution_lets_the_prior_win_in_nearly_every_sample():
    solution = challenge(LESSON.run(LESSON.params())).solution
    won = [challenge(LESSON.run(LESSON.params(**solution, seed=seed))).solved for seed in range(1, 101)]
    assert sum(won) >= 97


def test_a_sampler_needs_time_where_groups_are_alike_and_little_where_they_differ():
    slow = walk_of(LESSON.run(LESSON.params(n_steps=600)))
    quick = walk_of(LESSON.run(LESSON.params(n_steps=600, n_groups=30, n_per_group=12, tau00=16)))
    assert min(quick.worth) > 400 > min(slow.worth)
    assert len(slow.kept) == 300


def test_at_the_end_of_the_slider_the_first_sample_meets_the_rule_and_its_bars_reach_the_curve():
    run = LESSON.run(LESSON.params(n_steps=believing.MOST_STEPS))
    assert "You may stop." in str(trust_in_words(run).filled)
    found = posterior(run)
    bars = believing.bars(walk_of(run).kept.ravel(), found, believing.DOMAIN)
    height = found.density((np.array(bars["x"]) + np.array(bars["x2"])) / 2)
    assert np.array(bars["y"]) == pytest.approx(height / found.density(np.linspace(0.01, 3, 300)).max(), abs=0.13)


def test_more_steps_leave_those_before_where_they_were():
    few, many = (walk_of(LESSON.run(LESSON.params(n_steps=n))).tau for n in (500, 1000))
    assert few == pytest.approx(many[:500])


@pytest.mark.parametrize("prior", believing.PRIORS)
def test_every_effect_of_the_eight_schools_lies_between_its_own_and_the_average(prior: str):
    found, ends = eight_schools.believed_of(prior, 5.0)
    data = eight_schools.schools()
    mean = float(found.weight @ data.average(found.tau)[0])
    assert (np.abs(ends[1] - mean) < np.abs(data.y - mean) + 0.5).all()
    assert (ends[0] < ends[1]).all()
    assert (ends[1] < ends[2]).all()


def test_the_script_to_take_away_runs_and_finds_the_posterior(tmp_path):
    run = LESSON.run(LESSON.params(n_groups=12, tau00=16))
    run.data.to_csv(tmp_path / "data.csv", index=False)
    (tmp_path / "sampler.py").write_text(SCRIPTS["Python: numpy"], encoding="utf-8")
    out = subprocess.run(
        [sys.executable, "sampler.py"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    line = next(line for line in out.splitlines() if "between" in line)
    middle, low, high, hat = (float(one) for one in re.findall(r"\d+\.\d+", line))
    found = posterior(run)
    # 8,000 draws worth more than 1,000: an error of the middle near .04, of an end near .15.
    assert middle == pytest.approx(found.median, abs=0.15)
    assert (low, high) == pytest.approx(found.interval, abs=0.6)
    assert hat < 1.02
