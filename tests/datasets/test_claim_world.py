"""A world for each kind of claim: its moments, and who moves the outcome."""

import numpy as np
import pytest

from datasets.simulate import CLAIMS, UPPER, claim_world, make_draws

DRAWS = make_draws(5, 500, 20)
WORLD = {"n_groups": 500, "n_per_group": 20, "gamma00": 50, "gamma10": 3, "gamma01": 4, "gamma11": -2, "tau00": 9}
WORLD |= {"tau11": 1, "sigma2": 25}


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_is_left_of_y_has_the_variance_that_was_set(claim):
    data = claim_world(DRAWS, claim=claim, **WORLD)
    x, w, u1 = data["x"], data["w"], data["u1"]
    fixed = {"micro": 3 * x, "macro": 4 * w, "macro_micro": 4 * w, "micro_macro": 4 * data["x_mean"],
             "cross": (3 - 2 * w + u1) * x + 4 * w}[claim]  # fmt: skip
    e = data["y"] - 50 - fixed - data["u0"]
    # Four standard errors of a variance over 10,000 units; none where the outcome is a group's own.
    assert e.var() == pytest.approx(0 if claim in UPPER else 25, abs=1e-9 if claim in UPPER else 4 * 25 * np.sqrt(2e-4))
    u0 = data.groupby("group", observed=True)["u0"].first()
    assert u0.var() == pytest.approx(9, abs=4 * 9 * np.sqrt(2 / 500))


@pytest.mark.parametrize("claim", CLAIMS)
def test_both_predictors_have_variance_one_and_w_is_the_groups_own(claim):
    data = claim_world(DRAWS, claim=claim, **WORLD)
    assert data["x"].var() == pytest.approx(1, abs=0.1)
    assert data.groupby("group", observed=True)["w"].first().var() == pytest.approx(1, abs=4 * np.sqrt(2 / 500))
    assert data.groupby("group", observed=True)["w"].nunique().max() == 1
    assert (data.groupby("group", observed=True)["y"].nunique().max() == 1) == (claim in UPPER)


@pytest.mark.parametrize("wrong", [{"claim": "mezzo"}, {"tau00": -1}, {"sigma2": -1}, {"n_groups": 501}])
def test_impossible_worlds_are_refused(wrong):
    with pytest.raises(ValueError, match=r"claim|negative|draws"):
        claim_world(DRAWS, **{"claim": "micro", **WORLD, **wrong})
