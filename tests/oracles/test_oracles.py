"""Our fits against lme4's answers, model by model. R is not needed: its answers are a committed table."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lessons.kit.fit import fit_glmm, fit_lmm
from tests.oracles.tables import HERE, load

MODELS = pd.read_csv(HERE / "models.csv").set_index("id")
ANSWERS = pd.read_csv(HERE / "answers.csv", comment="#", keep_default_na=False).astype({"value": float})
BY_ID = dict(iter(ANSWERS.groupby("id")))
every_model = pytest.mark.parametrize("name", list(MODELS.index))


@cache
def ours(name: str):
    model = MODELS.loc[name]
    data = load(model["table"])
    if model["family"] == "gaussian":
        return fit_lmm(model["formula"], data, reml=bool(model["reml"]))
    return fit_glmm(model["formula"], data, model["family"], quadrature_points=int(model["points"]))


def answers(name: str, quantity: str) -> dict[str, float]:
    rows = BY_ID[name]
    return rows[rows["quantity"] == quantity].set_index("key")["value"].to_dict()


def one(name: str, quantity: str) -> float:
    return answers(name, quantity)[""]


def identified(name: str) -> bool:
    """On the boundary the likelihood is flat in some direction, and two programs stop at different points of it."""
    return not one(name, "singular") and not ours(name).singular


def unit(name: str) -> float:
    """The scale that differences are measured on: the total variance of the model."""
    return sum(v for k, v in answers(name, "tau").items() if k.split("|")[1] == k.split("|")[2]) + ours(name).sigma2


def test_there_are_enough_models_and_each_has_its_answers():
    assert len(MODELS) >= 40
    assert set(MODELS.index) <= set(BY_ID)


def test_the_answers_name_the_versions_that_gave_them():
    first = (HERE / "answers.csv").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# R ")
    assert "lme4" in first


@every_model
def test_the_likelihood_is_never_below_lme4s(name):
    # With more than one quadrature point lme4 drops constants, so the two are not comparable.
    if MODELS.loc[name, "points"] > 1:
        return
    theirs = one(name, "loglik")
    assert ours(name).loglik >= theirs - 1e-6 * abs(theirs)
    # Nor far above it: that would be another model. lme4 itself may stop a little early.
    assert ours(name).loglik <= theirs + max(1e-3, 1e-5 * abs(theirs))


@every_model
def test_fixed_effects_and_their_standard_errors_agree(name):
    # Within a thousandth of a standard error; glmer's inner search and numerical derivatives are less exact (5e-3).
    gamma, se = answers(name, "gamma"), answers(name, "se")
    fit, loose = ours(name), MODELS.loc[name, "family"] != "gaussian"
    assert set(fit.gamma) == set(gamma)
    for term, value in gamma.items():
        assert abs(fit.gamma[term] - value) < (5e-3 if loose else 1e-3) * se[term]
        assert fit.se[term] == pytest.approx(se[term], rel=5e-3 if loose else 1e-3)


@every_model
def test_variances_agree_where_they_are_identified(name):
    # 1e-4 of the variance, or of the total where a component is small beside it.
    fit, loose = ours(name), MODELS.loc[name, "family"] != "gaussian" or not identified(name)
    tolerance = 5e-3 if loose else 1e-4
    for key, value in answers(name, "tau").items():
        factor, row, column = key.split("|")
        found = fit.tau[_factor(fit, factor)].loc[row, column]
        assert found == pytest.approx(value, rel=tolerance, abs=tolerance * unit(name) * _size(name, row, column))


def _size(name: str, row: str, column: str) -> float:
    """Slopes are in units of y per x: their variances may be small beside the total and still matter."""
    return 1.0 if row == column == "Intercept" else 0.1


@every_model
def test_the_residual_variance_agrees(name):
    if MODELS.loc[name, "family"] == "gaussian":
        assert ours(name).sigma2 == pytest.approx(one(name, "sigma2"), rel=1e-4 if identified(name) else 2e-3)


@every_model
def test_predicted_random_effects_and_their_conditional_errors_agree(name):
    fit, scale = ours(name), np.sqrt(unit(name))
    tight = identified(name) and MODELS.loc[name, "family"] == "gaussian"
    for quantity, table in (("u_hat", fit.u_hat), ("u_se", fit.u_se)):
        for key, value in answers(name, quantity).items():
            factor, group, term = key.split("|")
            named = _factor(fit, factor)
            inner, _, outer = group.rpartition(":")
            found = table[named].loc[group if named == factor else f"{outer}:{inner}", term]
            assert found == pytest.approx(value, rel=1e-3, abs=(3e-4 if tight else 2e-2) * scale), (quantity, key)


def _factor(fit, theirs: str) -> str:
    """lme4 names a nested factor cask:batch, inside out; we name it batch:cask."""
    return theirs if theirs in fit.tau else ":".join(reversed(theirs.split(":")))


@every_model
def test_a_singular_fit_is_called_one_when_a_variance_is_zero(name):
    zero = [v for k, v in answers(name, "tau").items() if k.split("|")[1] == k.split("|")[2] and v < 1e-9 * unit(name)]
    if zero:
        assert ours(name).singular
        assert any("singular" in note for note in ours(name).notes)


PUBLISHED = pd.read_csv(Path(HERE) / "published.csv", comment="#", keep_default_na=False)


@pytest.mark.parametrize("row", range(len(PUBLISHED)))
def test_our_fits_give_the_published_values(row):
    published = PUBLISHED.iloc[row]
    assert published["citation"]
    found = _lookup(published["id"], published["quantity"], published["key"])
    assert found == pytest.approx(float(published["value"]), abs=float(published["tolerance"])), published["why"]


def _lookup(name: str, quantity: str, key: str) -> float:
    if name.endswith("_later"):
        return answers(name, quantity)[key]
    fit = ours(name)
    match quantity:
        case "gamma":
            return fit.gamma[key]
        case "se":
            return fit.se[key]
        case "tau":
            factor, row, column = key.split("|")
            return float(fit.tau[factor].loc[row, column])
        case _:
            return float(getattr(fit, quantity))
