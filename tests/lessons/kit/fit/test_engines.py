"""Two programs, one answer: the fall-back, the second opinion, and ordinary regression against statsmodels."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from lessons.kit.fit import FitError, fit_glmm, fit_lmm, fit_ols, rust, second_opinion
from lessons.kit.fit import opinion as opinion_module
from tests.oracles.tables import load

RS, RI = "y ~ x + (1 + x | group)", "y ~ x + (1 | group)"
PLAIN = load("worlds/plain")


@pytest.mark.parametrize("world", ["plain", "unbalanced", "few_groups", "large_icc", "triples"])
@pytest.mark.parametrize("formula", [RI, RS])
@pytest.mark.parametrize("reml", [True, False])
def test_statsmodels_finds_what_glmm_finds(world, formula, reml):
    data = load(f"worlds/{world}")
    one, two = (fit_lmm(formula, data, reml, engine=engine) for engine in ("glmm", "statsmodels"))
    assert two.engine == "statsmodels"
    # Powell's method stops when the likelihood moves by 1e-4 or less.
    assert two.loglik == pytest.approx(one.loglik, abs=5e-3)
    for term in one.gamma:
        assert abs(two.gamma[term] - one.gamma[term]) < 0.03 * one.se[term]
        assert two.se[term] == pytest.approx(one.se[term], rel=0.03)
    assert two.sigma2 == pytest.approx(one.sigma2, rel=0.02)


def test_their_degrees_of_freedom_agree():
    one, two = (fit_lmm(RS, PLAIN, engine=engine) for engine in ("glmm", "statsmodels"))
    # Observed against expected information: both are Satterthwaite's, and differ by a little.
    assert two.df["x"] == pytest.approx(one.df["x"], rel=0.1)
    assert two.df["Intercept"] == pytest.approx(one.df["Intercept"], rel=0.1)


def test_several_grouping_factors_fall_back_too():
    data = load("penicillin")
    one, two = (fit_lmm("diameter ~ 1 + (1 | plate) + (1 | sample)", data, engine=e) for e in ("glmm", "statsmodels"))
    assert two.loglik == pytest.approx(one.loglik, abs=0.01)
    assert two.u_hat["plate"]["Intercept"]["a"] == pytest.approx(one.u_hat["plate"]["Intercept"]["a"], rel=0.01)


def test_without_glmm_the_fall_back_is_chosen_by_itself(monkeypatch):
    monkeypatch.setattr(rust, "HERE", False)
    assert fit_lmm(RI, PLAIN).engine == "statsmodels"
    with pytest.raises(FitError, match="not installed here"):
        fit_glmm("y ~ x + (1 | group)", PLAIN, "poisson")


def test_a_second_opinion_says_how_well_two_programs_agree():
    said = second_opinion(fit_lmm(RS, PLAIN))
    assert said.agree
    assert said.largest_difference < 0.01
    assert said.sentence.startswith("A second program (statsmodels) agrees")


def test_a_second_opinion_of_statsmodels_comes_from_glmm():
    assert "glmm" in second_opinion(fit_lmm(RI, PLAIN, engine="statsmodels")).sentence


def test_a_second_opinion_that_differs_says_so(monkeypatch):
    fit = fit_lmm(RI, PLAIN)
    other = fit_lmm(RI, PLAIN.assign(y=PLAIN["y"] + PLAIN["x"]))
    monkeypatch.setattr("lessons.kit.fit.linear.refit", lambda *_: other)
    said = opinion_module.second_opinion(fit)
    assert not said.agree
    assert "disagrees" in said.sentence


def test_a_second_opinion_never_raises(monkeypatch):
    def fails(*_):
        raise FitError("No.")

    monkeypatch.setattr("lessons.kit.fit.linear.refit", fails)
    said = opinion_module.second_opinion(fit_lmm(RI, PLAIN))
    assert said.other is None
    assert "no second opinion" in said.sentence


@pytest.mark.parametrize("formula", ["y ~ x", "y ~ x + w", "y ~ x * w", "y ~ C(w)"])
def test_ordinary_regression_is_statsmodels_own(formula):
    data = PLAIN.assign(w=(np.arange(len(PLAIN)) % 3).astype(float))
    ours, theirs = fit_ols(formula, data), smf.ols(formula, data).fit()
    assert list(ours.gamma.values()) == pytest.approx(theirs.params.tolist(), rel=1e-8)
    assert list(ours.se.values()) == pytest.approx(theirs.bse.tolist(), rel=1e-8)
    assert list(ours.p.values()) == pytest.approx(theirs.pvalues.tolist(), rel=1e-6, abs=1e-300)
    assert ours.loglik == pytest.approx(theirs.llf)
    assert ours.r2 == pytest.approx(theirs.rsquared)


def test_cluster_robust_errors_are_statsmodels_own():
    groups = pd.factorize(PLAIN["group"])[0]
    theirs = smf.ols("y ~ x", PLAIN).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    ours = fit_ols("y ~ x", PLAIN, cluster="group")
    assert list(ours.se.values()) == pytest.approx(theirs.bse.tolist(), rel=1e-8)
    assert list(ours.p.values()) == pytest.approx(theirs.pvalues.tolist(), rel=1e-6, abs=1e-300)
    assert ours.df["x"] == PLAIN["group"].nunique() - 1


def test_a_category_is_named_as_lme4_names_it():
    data = PLAIN.assign(kind=pd.Categorical(np.where(PLAIN["x"] > 0, "up", "down"), categories=["down", "up"]))
    assert set(fit_lmm("y ~ kind + (1 | group)", data).gamma) == {"Intercept", "kindup"}
    assert set(fit_ols("y ~ kind", data).gamma) == {"Intercept", "kindup"}
