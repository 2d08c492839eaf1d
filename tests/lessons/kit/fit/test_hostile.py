"""Whatever comes in: one plain sentence or a right answer. Never a panic, never a silent NaN."""

import threading
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from lessons.kit.fit import FitError, LmmFit, fit_glmm, fit_lmm, fit_ols

J, N = 8, 5
RI, RS = "y ~ x + (1 | g)", "y ~ x + (1 + x | g)"


def good(seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    g = np.arange(J).repeat(N)
    x = rng.normal(size=J * N)
    y = 3 + 2 * x + rng.normal(size=J)[g] + rng.normal(size=J * N)
    return pd.DataFrame({"y": y, "x": x, "g": [f"g{i}" for i in g]})


DATA = good()
EVERY = np.arange(J * N)


def assert_whole(fit) -> None:
    """Every number that the fit gives is a number."""
    for table in (fit.gamma, fit.se, fit.p):
        assert all(np.isfinite(value) for value in table.values()), fit
    assert all(not np.isnan(value) for value in fit.df.values())
    assert np.isfinite(fit.loglik)
    assert np.isfinite(fit.sigma2)
    if isinstance(fit, LmmFit):
        assert all(np.isfinite(t).all(axis=None) for t in (*fit.tau.values(), *fit.u_hat.values(), *fit.u_se.values()))


def fitted_or_refused(call: Callable[[], Any]) -> Any:
    """The fit, which must be whole; or, where it is refused, the one plain sentence."""
    try:
        found = call()
    except FitError as problem:
        sentence = str(problem)
    else:
        assert all(np.isfinite(value) for value in found.gamma.values())
        assert np.isfinite(found.u_hat["g"]).all(axis=None)
        return found
    assert sentence.endswith(".")
    return sentence


def plain(problem: pytest.ExceptionInfo) -> None:
    text = str(problem.value)
    assert text.endswith(".")
    assert len(text) < 160
    assert not any(word in text.lower() for word in ("traceback", "nan", "glmm.", "kernel", "panic", "pirls", "theta"))


REFUSED = {
    "one group": DATA.assign(g="a"),
    "one unit a group": DATA.assign(g=[str(i) for i in EVERY]),
    "constant outcome": DATA.assign(y=3.0),
    "all outcomes missing": DATA.assign(y=np.nan),
    "empty": DATA.iloc[:0],
    "two rows": DATA.iloc[:2],
    "text outcome": DATA.assign(y="a"),
    "infinite predictor": DATA.assign(x=np.where(EVERY == 3, np.inf, DATA["x"])),
    "infinite outcome": DATA.assign(y=np.where(EVERY == 3, -np.inf, DATA["y"])),
    "column not there": DATA.drop(columns="x"),
    "group not there": DATA.drop(columns="g"),
    "two columns of one name": pd.concat([DATA, DATA[["x"]]], axis=1),
    "outcome a category": DATA.assign(y=pd.Categorical(DATA["y"].round())),
}


@pytest.mark.parametrize("formula", [RI, RS])
@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("engine", ["glmm", "statsmodels"])
def test_what_cannot_be_fitted_is_refused_in_one_plain_sentence(name, formula, engine):
    with pytest.raises(FitError) as problem:
        fit_lmm(formula, REFUSED[name], engine=engine)
    plain(problem)


@pytest.mark.parametrize(
    "formula",
    [
        "", "y", "y ~", "~ x + (1 | g)", "y ~ x", "y ~ x + (1 | g",
        "y ~ x + 1 | g)", "y ~ x + (1 || g)", "y ~ x + (0 + x | g)", "y ~ x + (1 | )",
        "y ~~ x + (1 | g)", "y ~ x + ( | g)", "y ~ x + (1 | g) + (1 | g)", "y ~ nothing + (1 | g)",
        "y ~ x + (1 + nothing | g)", "y ~ __import__('os') + (1 | g)", "y ~ x; drop table + (1 | g)",
        "log(y) ~ x + (1 | g)",
    ],
)  # fmt: skip
def test_a_formula_that_is_none_is_refused_in_one_plain_sentence(formula):
    with pytest.raises(FitError) as problem:
        fit_lmm(formula, DATA)
    plain(problem)


FITTED = {
    "missing values": DATA.assign(x=np.where(EVERY < 4, np.nan, DATA["x"])),
    "missing group": DATA.assign(g=[None if i < 3 else v for i, v in enumerate(DATA["g"])]),
    "numeric groups": DATA.assign(g=EVERY // N),
    "float groups": DATA.assign(g=EVERY // N + 0.5),
    "odd labels": DATA.assign(g=[f"ä | b:{i // N} (~) 'x' \n" for i in EVERY]),
    "boolean predictor": DATA.assign(x=DATA["x"] > 0),
    "nullable integers": DATA.assign(x=pd.array((10 * DATA["x"]).astype(int), dtype="Int64")),
    "nullable with a gap": DATA.assign(x=pd.array([None, *(10 * DATA["x"][1:]).astype(int)], dtype="Int64")),
    "string groups": DATA.assign(g=DATA["g"].astype("string")),
    "unused categories": DATA.assign(g=pd.Categorical(DATA["g"], categories=[*sorted(set(DATA["g"])), "nobody"])),
    "integer outcome": DATA.assign(y=(10 * DATA["y"]).round().astype(int)),
    "huge scale": DATA.assign(y=1e8 * DATA["y"]),
    "tiny scale": DATA.assign(y=1e-8 * DATA["y"]),
    "constant predictor": DATA.assign(x=1.0),
    "shuffled index": DATA.sample(frac=1, random_state=1),
    "very unequal groups": DATA.assign(g=np.where(EVERY < 33, "big", DATA["g"])),
}


@pytest.mark.parametrize("formula", [RI, RS])
@pytest.mark.parametrize("name", FITTED)
def test_what_can_be_fitted_gives_whole_numbers_or_one_plain_sentence(name, formula):
    found = fitted_or_refused(lambda: fit_lmm(formula, FITTED[name]))
    if isinstance(found, str):
        assert name in ("constant predictor", "boolean predictor")


def test_rows_with_gaps_are_left_out_and_counted():
    fit = fit_lmm(RI, FITTED["missing values"])
    whole = fit_lmm(RI, FITTED["missing values"].dropna())
    assert fit.gamma == whole.gamma
    assert fit.n_total == J * N - 4
    assert fit.notes[0].startswith("4 of 40 rows miss a value")


def test_a_predictor_that_repeats_another_is_left_out_with_a_note():
    data = DATA.assign(z=2 * DATA["x"] + 1)
    for fit in (
        fit_lmm("y ~ x + z + (1 | g)", data),
        fit_ols("y ~ x + z", data),
        fit_lmm("y ~ x + z + (1 | g)", data, engine="statsmodels"),
    ):
        assert set(fit.gamma) == {"Intercept", "x"}
        assert any("repeats other predictors" in note for note in fit.notes)
        assert_whole(fit)


def test_the_scale_of_the_outcome_only_scales_the_answer():
    plain_fit = fit_lmm(RS, DATA)
    for name, scale in (("huge scale", 1e8), ("tiny scale", 1e-8)):
        fit = fit_lmm(RS, FITTED[name])
        assert fit.gamma["x"] == pytest.approx(scale * plain_fit.gamma["x"], rel=1e-4)
        assert fit.sigma2 == pytest.approx(scale**2 * plain_fit.sigma2, rel=1e-3)


def test_a_hundred_thousand_rows_get_the_right_answer():
    rng = np.random.default_rng(2)
    g = rng.integers(0, 500, 100_000)
    x = rng.normal(size=100_000)
    y = 1 + 2 * x + rng.normal(0, 2, 500)[g] + rng.normal(size=500)[g] * x + rng.normal(0, 3, 100_000)
    fit = fit_lmm(RS, pd.DataFrame({"y": y, "x": x, "g": g}))
    # Four standard errors of each estimate.
    assert fit.gamma["x"] == pytest.approx(2, abs=4 * fit.se["x"])
    assert fit.tau00 == pytest.approx(4, rel=4 * np.sqrt(2 / 500))
    assert fit.sigma2 == pytest.approx(9, rel=4 * np.sqrt(2 / 100_000))
    assert_whole(fit)


def test_a_random_slope_of_two_rows_a_group_is_no_panic():
    data = DATA.groupby("g").head(2)
    fitted_or_refused(lambda: fit_lmm(RS, data))


def test_more_coefficients_than_rows_is_one_plain_sentence():
    wide = DATA.iloc[:6].assign(**{f"x{i}": np.random.default_rng(i).normal(size=6) for i in range(9)})
    terms = " + ".join(f"x{i}" for i in range(9))
    for call in (lambda: fit_ols(f"y ~ {terms}", wide), lambda: fit_lmm(f"y ~ {terms} + (1 | g)", wide)):
        with pytest.raises(FitError) as problem:
            call()
        plain(problem)


def test_interactions_across_levels_are_fitted():
    data = DATA.assign(w=DATA["g"].map({f"g{i}": float(i % 3) for i in range(J)}))
    fit = fit_lmm("y ~ x * w + (1 + x | g)", data)
    assert set(fit.gamma) == {"Intercept", "x", "w", "x:w"}
    assert_whole(fit)


def test_a_random_slope_of_a_category_has_its_errors_too():
    data = DATA.assign(kind=np.where(EVERY % 2 == 0, "a", "b"))
    found = fitted_or_refused(lambda: fit_lmm("y ~ kind + (1 + kind | g)", data))
    if not isinstance(found, str):
        assert np.isfinite(found.u_se["g"]).all(axis=None)


@pytest.mark.parametrize(
    ("family", "y"), [("poisson", -1.0), ("binomial", 3.0), ("binomial", "a"), ("poisson", np.inf)]
)
def test_outcomes_that_a_family_cannot_have_are_refused(family, y):
    with pytest.raises(FitError) as problem:
        fit_glmm("y ~ x + (1 | g)", DATA.assign(y=y), family)
    assert str(problem.value).endswith(".")


ROWS = DATA.assign(row=EVERY, count=np.random.default_rng(4).poisson(np.exp(1 + 0.5 * DATA["x"])), n=6.0)
ROWS = ROWS.assign(yes=np.minimum(ROWS["count"], 6), no=lambda d: d["n"] - d["yes"], one=(DATA["x"] > 0).astype(int))


@pytest.mark.parametrize(("outcome", "family"), [("count", "poisson"), ("cbind(yes, no)", "binomial")])
@pytest.mark.parametrize("groups", ["(1 | row)", "(1 | g) + (1 | row)"])
def test_a_random_effect_of_every_row_is_overdispersion_where_rows_are_counts(outcome, family, groups):
    fit = fit_glmm(f"{outcome} ~ x + {groups}", ROWS, family)
    assert any("overdispersion" in note for note in fit.notes)
    assert "overdispersion" not in " ".join(fit_glmm(f"{outcome} ~ x + (1 | g)", ROWS, family).notes)


@pytest.mark.parametrize(
    "call",
    [
        lambda: fit_lmm("y ~ x + (1 | g) + (1 | row)", ROWS),
        lambda: fit_glmm("one ~ x + (1 | row)", ROWS, "binomial"),
        lambda: fit_glmm("count ~ x + (1 | row)", ROWS, "negativebinomial"),
    ],
    ids=["linear", "yes or no", "with a dispersion of its own"],
)
def test_a_random_effect_of_every_row_is_refused_where_it_cannot_be_told_from_the_rest(call):
    with pytest.raises(FitError, match="Each row has its own row") as problem:
        call()
    plain(problem)


def test_yes_or_no_with_perfect_separation_is_no_panic():
    data = DATA.assign(y=(DATA["x"] > 0).astype(float))
    fitted_or_refused(lambda: fit_glmm("y ~ x + (1 | g)", data, "binomial"))


def test_fits_in_many_threads_warn_nobody_and_agree():
    found: list[float] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        threads = [threading.Thread(target=lambda: found.append(fit_lmm(RS, DATA).gamma["x"])) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 16
    assert len(set(found)) == 1


def test_a_fit_cannot_be_changed():
    fit = fit_lmm(RI, DATA)
    with pytest.raises(AttributeError):
        fit.sigma2 = 0


def test_what_a_model_does_not_have_is_said_plainly():
    fit = fit_lmm(RI, DATA)
    with pytest.raises(FitError, match="no random slope"):
        _ = fit.tau11
