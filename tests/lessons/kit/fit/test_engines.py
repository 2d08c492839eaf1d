"""Two programs, one answer: the fall-back, the second opinion, and ordinary regression against statsmodels."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from lessons.how.random_slopes import LESSON
from lessons.kit.fit import FitError, fit_glmm, fit_lmm, fit_ols, mixedlm, rust, second_opinion
from lessons.kit.fit import opinion as opinion_module
from lessons.kit.fit.formula import parse, prepare
from lessons.kit.fit.patience import apart
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
    # A search that ends at a change of 1e-10 is off by about 1e-5 standard errors, more where the likelihood is flat.
    assert two.loglik == pytest.approx(one.loglik, abs=1e-5)
    for term in one.gamma:
        assert abs(two.gamma[term] - one.gamma[term]) < 1e-3 * one.se[term]
        assert two.se[term] == pytest.approx(one.se[term], rel=1e-3)
    assert two.sigma2 == pytest.approx(one.sigma2, rel=1e-3)


def test_their_degrees_of_freedom_agree():
    one, two = (fit_lmm(RS, PLAIN, engine=engine) for engine in ("glmm", "statsmodels"))
    # Observed against expected information: both are Satterthwaite's, and differ by a little.
    assert two.df["x"] == pytest.approx(one.df["x"], rel=0.1)
    assert two.df["Intercept"] == pytest.approx(one.df["Intercept"], rel=0.1)


def test_several_grouping_factors_fall_back_too():
    data = load("penicillin")
    one, two = (fit_lmm("diameter ~ 1 + (1 | plate) + (1 | sample)", data, engine=e) for e in ("glmm", "statsmodels"))
    assert two.loglik == pytest.approx(one.loglik, abs=1e-5)
    assert two.u_hat["plate"]["Intercept"]["a"] == pytest.approx(one.u_hat["plate"]["Intercept"]["a"], rel=1e-3)


def test_without_glmm_the_fall_back_is_chosen_by_itself(monkeypatch):
    monkeypatch.setattr(rust, "HERE", False)
    assert fit_lmm(RI, PLAIN).engine == "statsmodels"
    with pytest.raises(FitError, match="cannot be used here"):
        fit_glmm("y ~ x + (1 | group)", PLAIN, "poisson")


def test_a_search_that_fails_is_done_again_more_coarsely_and_an_infinite_likelihood_is_no_answer():
    ends = iter([np.linalg.LinAlgError(), SimpleNamespace(llf=np.inf, scale=1.0), SimpleNamespace(llf=-3.0, scale=1.0)])
    asked = []

    def search(**options):
        asked.append(options.get("ftol"))
        end = next(ends)
        if isinstance(end, Exception):
            raise end
        return end

    model = SimpleNamespace(fit=search)
    with pytest.raises(FitError):
        mixedlm._fit(model, True)
    assert mixedlm._fit(model, True).llf == -3.0
    assert asked == [1e-10, None, 1e-10]


# Samples of random_slopes in which a coarser search went wrong, and corners where a variance is zero.
DOUBTED = {
    "target": {"tau00": 36, "tau11": 9, "corr01": 0.8},
    "default": {},
    "few small groups": {"n_groups": 8, "n_per_group": 6},
    "no slope variance": {"tau11": 0},
    "no variance": {"tau00": 0, "tau11": 0},
    "steep correlation": {"tau11": 4, "corr01": -0.95},
}


@pytest.mark.parametrize("world", DOUBTED)
def test_a_second_opinion_does_not_doubt_a_correct_fit(world):
    for seed in range(1, 26 if world == "target" else 9):
        run = LESSON.run(LESSON.params().but(seed=seed, **DOUBTED[world]))
        said = second_opinion(run.fits["random_slope"])
        assert said.agree or (run.fits["random_slope"].singular and "stopped short" in said.sentence), (seed, said)
        assert "disagrees" not in said.sentence


def test_a_second_opinion_that_stopped_short_speaks_against_nothing(monkeypatch):
    fit = fit_lmm(RI, PLAIN)
    other = replace(fit, sigma2=1.5 * fit.sigma2, loglik=fit.loglik - 0.02, engine="statsmodels")
    monkeypatch.setattr("lessons.kit.fit.linear.refit", lambda *_: other)
    said = second_opinion(fit)
    assert not said.agree
    assert "stopped short" in said.sentence
    monkeypatch.setattr("lessons.kit.fit.linear.refit", lambda *_: replace(other, loglik=fit.loglik + 0.02))
    assert "disagrees" in second_opinion(fit).sentence


CROSSED = "rating ~ service + (1 | student) + (1 | instructor)"


def test_a_second_opinion_that_takes_minutes_says_so_and_is_not_started_unasked(monkeypatch):
    asked = []
    monkeypatch.setattr("lessons.kit.fit.linear.refit", lambda fit, _: asked.append(fit) or fit)
    fit = fit_lmm(CROSSED, load("insteval"))
    said = second_opinion(fit)
    assert not asked
    assert "would need about" in said.sentence
    assert "minutes" in said.sentence
    second_opinion(fit, patient=True)
    assert asked == [fit]


def test_without_glmm_a_fit_of_minutes_is_refused_and_one_of_seconds_is_not(monkeypatch):
    monkeypatch.setattr(rust, "HERE", False)
    with pytest.raises(FitError, match=r"about \d+ minutes"):
        fit_lmm(CROSSED, load("insteval"))
    assert fit_lmm("strength ~ 1 + (1 | batch/cask)", load("pastes")).engine == "statsmodels"


def test_rows_that_share_no_group_are_worlds_apart():
    def worlds(formula: str) -> int:
        model = parse(formula)
        return apart(model, prepare(model, load("pastes"))).max() + 1

    assert worlds("strength ~ 1 + (1 | cask)") == load("pastes")["cask"].nunique()
    assert worlds("strength ~ 1 + (1 | batch) + (1 | cask)") == load("pastes")["batch"].nunique()
    penicillin = parse("diameter ~ 1 + (1 | plate) + (1 | sample)")
    assert apart(penicillin, prepare(penicillin, load("penicillin"))).max() == 0


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


def test_an_interaction_is_named_by_both_programs_as_r_names_it():
    data = PLAIN.assign(
        w=(np.arange(len(PLAIN)) % 3).astype(float),
        kind=pd.Categorical(np.where(np.arange(len(PLAIN)) % 2, "a:b", "c"), categories=["c", "a:b"]),
    )
    for formula in ("y ~ w + x * w + (1 | group)", "y ~ x + kind * x + (1 | group)", "y ~ kind*w + x*w + (1 | group)"):
        one, two = (fit_lmm(formula, data, engine=engine) for engine in ("glmm", "statsmodels"))
        assert set(one.gamma) == set(two.gamma)
        for name, value in one.gamma.items():
            assert two.gamma[name] == pytest.approx(value, abs=1e-3 * one.se[name])
