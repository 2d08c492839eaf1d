"""The frog pond: three slopes that add up, one model written three ways, and print for High School and Beyond.

Held by: identities, the moments of the world, lme4 (tests/oracles/frog_pond.csv), and Raudenbush and Bryk (2002, table
5.11: 2.19 within, 5.87 between).
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from lessons import kit
from lessons.kit.columns import numbers
from lessons.why import ponds
from lessons.why.frog_pond import LESSON, MODELS, SECTOR, predict_move


def test_beside_x_the_class_mean_has_the_difference_of_both_slopes():
    for seed in (1, 2, 3):
        run = LESSON.run(LESSON.params(seed=seed))
        raw, within = run.fits["context"].gamma, run.fits["within"].gamma
        assert raw["x"] == pytest.approx(within["x_within"], abs=1e-6)
        assert raw["x_mean"] == pytest.approx(within["x_mean"] - within["x_within"], abs=1e-6)


def test_counting_from_the_mean_of_all_changes_the_intercept_alone():
    run = LESSON.run(LESSON.params())
    shifted = run.data.assign(x=run.data["x"] - run.data["x"].mean())
    one, other = run.fits["context"].gamma, MODELS["context"].fit(shifted).gamma
    assert other["x"] == pytest.approx(one["x"], abs=1e-6)
    assert other["x_mean"] == pytest.approx(one["x_mean"], abs=1e-6)
    assert other["Intercept"] != pytest.approx(one["Intercept"], abs=1e-4)


@pytest.mark.parametrize("pond", [-1.5, 0.3, 1.5])
def test_a_frog_that_changes_its_pond_keeps_its_x_and_moves_by_the_contextual_slope(pond: float):
    p = LESSON.params(gamma11=0)
    assert p.expected(pond) - p.expected(0) == pytest.approx(pond * p.context)
    assert predict_move(LESSON.run(p)).truth == pytest.approx(p.gamma01 - p.gamma10)
    moved = p.but(pond=pond)
    drawn = ponds.frog_figure(LESSON.run(moved)).tables
    assert (numbers(drawn["pair"], "x") == p.own_x).all()
    assert numbers(drawn["pair"], "y")[-1] == pytest.approx(moved.expected(moved.pond))


def test_the_arrow_says_by_how_much():
    run = LESSON.run(LESSON.params(pond=1, own_x=0.5, gamma10=0.5, gamma01=0.2))
    assert list(ponds.frog_figure(run).tables["gap"]["label"]) == ["minus 0.30"]


def test_what_was_set_is_found_on_average():
    p = LESSON.params(n_groups=60, n_per_group=30, gamma11=0.3)
    fits = [LESSON.run(p.but(seed=seed)).fits["cross"].gamma for seed in range(1, 41)]
    for term, truth in {"x_within": p.gamma10, "x_mean": p.gamma01, "x_within:x_mean": p.gamma11}.items():
        values = np.array([fit[term] for fit in fits])
        assert values.mean() == pytest.approx(truth, abs=4.5 * values.std() / len(values) ** 0.5), term


def test_counted_from_the_class_mean_every_class_stands_at_zero():
    run = LESSON.run(LESSON.params(center="group"))
    tables = ponds.centered_figure(run).tables
    assert numbers(tables["means"], "x") == pytest.approx(np.zeros(run.p.n_groups))
    assert not len(numbers(tables["between"], "x"))
    raw = ponds.centered_figure(LESSON.run(LESSON.params(center="grand"))).tables
    assert numbers(raw["dots"], "x").mean() == pytest.approx(0)


def test_high_school_and_beyond_is_as_printed():
    fit = ponds.hsb_fits(MODELS)["within"]
    assert fit.gamma["x_within"] == pytest.approx(2.19, abs=0.005)
    assert fit.gamma["x_mean"] == pytest.approx(5.87, abs=0.01)


def test_high_school_and_beyond_is_as_lme4_finds_it():
    with (Path(__file__).parents[2] / "oracles" / "frog_pond.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    fits = {"within": ponds.hsb_fits(MODELS)["within"].gamma, "sector": ponds.hsb_fits(SECTOR)["sector"].gamma}
    assert len(rows) == 8
    for row in rows:
        assert fits[row["model"]][row["key"]] == pytest.approx(float(row["value"]), abs=2e-4), row


def test_context_is_the_same_whichever_model_is_asked():
    fits = ponds.hsb_fits(MODELS)
    assert fits["context"].gamma["x_mean"] == pytest.approx(
        fits["within"].gamma["x_mean"] - fits["within"].gamma["x_within"], abs=1e-5
    )
    assert isinstance(ponds.hsb_figure(MODELS), kit.Figure)
