"""Shrinkage: levels as lme4 predicts them, errors as many samples have them, and a ranking that counts right.

Held by: lme4's conditional modes and deviations of radon (tests/oracles/shrinkage.csv), the closed forms of
theory/pooling.py against simulation (tests/lessons/kit/theory/test_pooling.py), and identities.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from lessons import kit
from lessons.how import poolings, shrinkage
from lessons.how.poolings import Pooled, pooled, ranking
from lessons.how.shrinkage import LESSON, MODELS, expected, many, real_levels, truth_of

ANSWERS = Path(__file__).parents[2] / "oracles" / "shrinkage.csv"


def lme4() -> dict[str, dict[str, float]]:
    """quantity -> key -> value, as Rscript make_shrinkage.R wrote them."""
    with ANSWERS.open(encoding="utf-8") as file:
        found: dict[str, dict[str, float]] = {}
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            found.setdefault(row["quantity"], {})[row["key"]] = float(row["value"])
    return found


def test_levels_of_counties_are_those_of_lme4_and_so_are_their_standard_errors():
    found, answers = real_levels("radon"), lme4()
    assert found.average == pytest.approx(answers["gamma"]["Intercept"], abs=2e-5)
    assert list(found.names) == sorted(answers["level"], key=found.names.index)
    levels = np.array([answers["level"][name] for name in found.names])
    errors = np.array([answers["condsd"][name] for name in found.names])
    np.testing.assert_allclose(found.shown, levels, atol=2e-5)
    np.testing.assert_allclose(found.se, errors, atol=2e-5)


def test_complete_pooling_is_the_mean_of_all_units_and_no_pooling_that_of_each_group():
    run = LESSON.run(LESSON.params())
    assert pooled(run.groups, run.fits, "complete").shown == pytest.approx(run.data["y"].mean())
    own = pooled(run.groups, run.fits, "none").shown
    assert own[-1] == pytest.approx(shrinkage.GAMMA00 + run.p.own_gap)
    np.testing.assert_allclose(own, run.groups.mean("y"))


@pytest.mark.parametrize("own_n", [1, 3, 60])
def test_a_level_keeps_the_share_of_its_distance_that_is_reliable(own_n: int):
    run = LESSON.run(LESSON.params(own_n=own_n))
    found, mixed = pooled(run.groups, run.fits, "partial"), run.fits["partial"]
    weights = mixed.tau00 / (mixed.tau00 + mixed.sigma2 / found.n)
    np.testing.assert_allclose(found.shown - found.average, weights * (found.own - found.average), atol=1e-6)
    assert (np.abs(found.shown - found.average) <= np.abs(found.own - found.average) + 1e-9).all()


def test_many_samples_err_as_the_closed_forms_say():
    p = LESSON.params(n_groups=80, tau00=25, sigma2=64)
    samples = many(LESSON.run(p)).repeat(200)
    assert samples.n_failed == 0
    for kind, value in expected(p).items():
        column = samples.columns[kind]
        error = column.std(ddof=1) / samples.n**0.5
        # Estimated variances and an estimated average cost a little; own means need neither.
        slack = 0.0 if kind == "none" else 0.05 * value
        assert abs(column.mean() - value) < 4 * error + slack, kind
    assert samples.columns["partial"].mean() < min(samples.columns[k].mean() for k in ("none", "complete"))


def test_schools_without_differences_are_all_put_at_the_average_when_none_is_found():
    run = next(
        run
        for seed in range(1, 200)
        if (run := LESSON.run(LESSON.params(tau00=0, own_gap=0, seed=seed))).fits["partial"].tau00 == 0
    )
    found = pooled(run.groups, run.fits, "partial")
    assert np.ptp(found.shown) == pytest.approx(0)
    assert ranking(found).apart == 0
    assert ranking(found).rivals == len(found.n) - 1


def test_a_ranking_counts_pairs_that_can_be_told_apart_and_rivals_of_the_first():
    three = np.array([0.0, 1.0, 10.0])
    found = ranking(Pooled(("a", "b", "c"), np.ones(3), three, three, np.ones(3), 3.0))
    assert (found.pairs, found.apart, found.rivals, found.best) == (3, 2, 0, "c")
    close = ranking(Pooled(("a", "b", "c"), np.ones(3), three, three, np.full(3, 9.0), 3.0))
    assert (close.apart, close.rivals) == (0, 2)


def test_who_stands_out_in_the_picture_is_who_leaves_out_the_average():
    found = pooled(LESSON.run(LESSON.params()).groups, LESSON.run(LESSON.params()).fits, "partial")
    values = poolings.caterpillar(found).tables["values"]
    out = (np.abs(found.shown - found.average) > poolings.Z * found.se).sum()
    assert values["miss"].sum() == out
    assert (np.diff(values["y"]) >= 0).all()


def test_the_true_levels_on_the_page_are_those_the_pupils_were_drawn_around():
    p = LESSON.params(sigma2=4, n_per_group=60, n_groups=80)
    run = LESSON.run(p)
    gap = run.groups.mean("y")[:-1] - truth_of(p, p.seed)
    assert gap @ (gap * run.groups.n[:-1]) / len(gap) == pytest.approx(p.sigma2, rel=0.6)


def test_the_model_that_is_taken_along_is_the_mixed_one():
    run = LESSON.run(LESSON.params())
    taken = LESSON.taken(run)
    assert taken is not None
    assert "(1 | group)" in str(taken.formula)
    assert isinstance(run.fits["partial"], type(MODELS["partial"].fit(run.data)))
    assert kit.theory.reliability(16, 64, 4) == 0.5
