"""The fall-back, statsmodels, against lme4's answers for every linear model that it can fit in a moment."""

from functools import cache

import numpy as np
import pytest

from lessons.kit.fit import FitError, fit_lmm
from lessons.kit.fit.formula import parse, prepare
from lessons.kit.fit.patience import PATIENCE, expected_seconds
from tests.oracles.tables import load
from tests.oracles.test_oracles import MODELS, answers, one

LINEAR = MODELS[MODELS["family"] == "gaussian"]


@cache
def seconds(name: str) -> float:
    model = parse(LINEAR.loc[name, "formula"])
    return expected_seconds(model, prepare(model, load(LINEAR.loc[name, "table"])))


MOMENT = 1.5
REFUSED = ("egsingle_reml", "egsingle_ml")
QUICK = [name for name in LINEAR.index if name not in REFUSED and seconds(name) < MOMENT]
LONGER = [name for name in LINEAR.index if name not in REFUSED and MOMENT <= seconds(name) < PATIENCE]
every_model = pytest.mark.parametrize(
    "name", [*QUICK, *(pytest.param(name, marks=pytest.mark.oracle) for name in LONGER)]
)


def test_nearly_all_models_are_asked_and_what_takes_minutes_is_known_beforehand():
    assert len(QUICK) >= 60
    assert {name for name in LINEAR.index if seconds(name) >= PATIENCE} == {"insteval_reml", "insteval_ml"}


@pytest.mark.parametrize("name", REFUSED)
def test_random_slopes_of_several_factors_are_refused_in_one_sentence(name):
    with pytest.raises(FitError, match="random intercepts only"):
        fit_lmm(LINEAR.loc[name, "formula"], load(LINEAR.loc[name, "table"]), engine="statsmodels")


@every_model
def test_the_fall_back_finds_what_lme4_finds(name):
    model = LINEAR.loc[name]
    fit = fit_lmm(model["formula"], load(model["table"]), reml=bool(model["reml"]), engine="statsmodels")
    gamma, se, tau = (answers(name, quantity) for quantity in ("gamma", "se", "tau"))
    singular = bool(one(name, "singular"))
    # A search that ends at a change of 1e-10 in the log-likelihood is off by the root of that, 1e-5, in standard
    # errors; we allow a thousandth. On the boundary the likelihood is flat in some direction.
    loose = 10 if singular or fit.singular else 1
    assert fit.loglik >= one(name, "loglik") - 1e-4 * loose
    for term, value in gamma.items():
        assert abs(fit.gamma[term] - value) < 1e-3 * loose * se[term]
        assert fit.se[term] == pytest.approx(se[term], rel=1e-3 * loose)
    total = one(name, "sigma2") + max(tau.values())
    assert fit.sigma2 == pytest.approx(one(name, "sigma2"), rel=1e-3 * loose)
    for key, value in tau.items():
        factor, row, column = key.split("|")
        ours_by = fit.tau[factor if factor in fit.tau else ":".join(reversed(factor.split(":")))]
        size = np.sqrt(tau[f"{factor}|{row}|{row}"] * tau[f"{factor}|{column}|{column}"])
        flat = 3e-3 if loose > 1 else 1e-5
        assert ours_by.loc[row, column] == pytest.approx(value, abs=2e-3 * size + flat * total)
