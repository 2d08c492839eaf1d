"""R-hat and effective sample sizes are those of ArviZ (oracles/convergence.csv), for chains good and bad."""

import csv
from pathlib import Path

import numpy as np
import pytest

from lessons.kit.theory import bulk_ess, r_hat, tail_ess
from tests.oracles.chains import CASES, chains

ORACLES = Path(__file__).parents[3] / "oracles" / "convergence.csv"


def answers() -> list[dict[str, str]]:
    with ORACLES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_case_has_its_answer():
    assert [row["case"] for row in answers()] == list(CASES)


@pytest.mark.parametrize("row", answers(), ids=lambda row: row["case"])
def test_they_are_what_arviz_computes(row):
    draws = chains(row["case"])
    assert r_hat(draws) == pytest.approx(float(row["r_hat"]), rel=1e-8)
    assert bulk_ess(draws) == pytest.approx(float(row["bulk_ess"]), rel=1e-8)
    assert tail_ess(draws) == pytest.approx(float(row["tail_ess"]), rel=1e-8)


def test_independent_draws_are_worth_themselves():
    draws = np.random.default_rng(4).standard_normal((2000, 4))
    assert bulk_ess(draws) == pytest.approx(8000, rel=0.1)
    assert r_hat(draws) < 1.003


def test_chains_that_know_no_draw_but_one_are_not_called_fine():
    assert np.isnan(r_hat(np.ones((40, 4))))
