"""What R users write is fitted as R would fit it, or gets one plain sentence that says what to write instead."""

import numpy as np
import pandas as pd
import pytest

from lessons.kit.fit import FitError, fit_glmm, fit_lmm, fit_ols
from lessons.kit.fit.calculate import calculated

J, N = 12, 20
RNG = np.random.default_rng(3)
G = np.arange(J).repeat(N)
DATA = pd.DataFrame({"g": [f"g{i}" for i in G], "x": RNG.normal(size=J * N), "age": RNG.uniform(20, 60, J * N)})
DATA["y"] = 20 + DATA["x"] + 0.01 * DATA["age"] ** 2 + RNG.normal(size=J)[G] + RNG.normal(size=J * N)
DATA["mean.ses"] = RNG.normal(size=J)[G]
DATA["two words"], DATA["class"], DATA["school.id"] = DATA["x"] ** 3, np.arange(J * N) % 4.0, DATA["g"]
DATA["n"], DATA["count"] = RNG.integers(3, 9, J * N), RNG.poisson(3, J * N)
DATA["hits"] = RNG.binomial(DATA["n"], 0.4)
DATA["misses"] = DATA["n"] - DATA["hits"]
# What is written, and the same as a column that pandas made.
CALCULATED = {
    "I(age^2)": DATA["age"] ** 2,
    "I(age**2)": DATA["age"] ** 2,
    "I((age - 40)^2 / 10)": (DATA["age"] - 40) ** 2 / 10,
    "I(x * age)": DATA["x"] * DATA["age"],
    "I(-x^2)": -(DATA["x"] ** 2),
    "I(age > 40)": (DATA["age"] > 40).astype(float),
    "log(age)": np.log(DATA["age"]),
    "log(I(mean.ses^2))": np.log(DATA["mean.ses"] ** 2),
    "log(class + 1)": np.log(DATA["class"] + 1),
    "sqrt(age)": np.sqrt(DATA["age"]),
    "scale(age)": (DATA["age"] - DATA["age"].mean()) / DATA["age"].std(),
    "mean.ses": DATA["mean.ses"],
    "`two words`": DATA["two words"],
    "class": DATA["class"],
}


def engines(formula: str, data: pd.DataFrame) -> list:
    mixed = [fit_lmm(f"{formula} + (1 | g)", data, engine=engine) for engine in ("glmm", "statsmodels")]
    return [fit_ols(formula, data), *mixed]


@pytest.mark.parametrize("written", CALCULATED)
def test_a_calculation_or_an_odd_name_is_fitted_as_a_column_of_its_own(written):
    made = engines("y ~ x + made", DATA.assign(made=CALCULATED[written]))
    for one, other in zip(engines(f"y ~ x + {written}", DATA), made, strict=True):
        assert list(one.gamma) == ["Intercept", "x", written.strip("`")]
        assert list(one.gamma.values()) == pytest.approx(list(other.gamma.values()), rel=1e-8)
        assert list(one.se.values()) == pytest.approx(list(other.se.values()), rel=1e-8)


def test_numbers_become_categories_in_their_order():
    data = DATA.assign(kind=pd.Categorical(DATA["class"].astype(int).astype(str), categories=list("0123")))
    for written in ("factor(class)", "as.factor(class)", "C(class)"):
        for one, other in zip(engines(f"y ~ {written}", DATA), engines("y ~ kind", data), strict=True):
            assert list(one.gamma) == ["Intercept", *(f"{written}{level}" for level in "123")]
            assert list(one.gamma.values()) == pytest.approx(list(other.gamma.values()), rel=1e-8)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("log(y) ~ x + (1 | g)", "log_y ~ x + (1 | g)"),
        ("y ~ x + (1 | school.id)", "y ~ x + (1 | g)"),
        ("y ~ scale(x) + (scale(x) | g)", "y ~ z + (1 + z | g)"),
        ("y ~ x + (1 | g/class)", "y ~ x + (1 | g) + (1 | g:class)"),
        ("y ~ x + (1 | school.id/class)", "y ~ x + (1 | g/class)"),
        ("y~x+(1|factor(g))", "y ~ x + (1 | g)"),
    ],
)
def test_outcomes_slopes_and_groups_are_calculated_too(written, same):
    data = DATA.assign(log_y=np.log(DATA["y"]), z=(DATA["x"] - DATA["x"].mean()) / DATA["x"].std())
    one, other = fit_lmm(written, DATA), fit_lmm(same, data)
    assert one.loglik == pytest.approx(other.loglik, rel=1e-9)
    for ours, theirs in zip(one.tau.values(), other.tau.values(), strict=True):
        assert ours.to_numpy() == pytest.approx(theirs.to_numpy(), rel=1e-6)


def test_counts_take_calculations_in_every_place():
    one = fit_glmm("count ~ I(age^2) + mean.ses + offset(log(n)) + (1 | school.id)", DATA, "poisson")
    data = DATA.assign(age2=DATA["age"] ** 2, ses=DATA["mean.ses"], log_n=np.log(DATA["n"]))
    other = fit_glmm("count ~ age2 + ses + offset(log_n) + (1 | g)", data, "poisson")
    assert list(one.gamma.values()) == pytest.approx(list(other.gamma.values()), rel=1e-6)
    assert list(one.tau) == ["school.id"]
    shares = [fit_glmm(f"cbind(hits, {no}) ~ x + (1 | g)", DATA, "binomial") for no in ("misses", "n - hits")]
    assert shares[0].gamma == pytest.approx(shares[1].gamma, rel=1e-9)


INSTEAD = {
    "y ~ poly(age, 2)": r"x \+ I\(x\^2\)",
    "y ~ ns(age, 3)": "column of its own",
    "y ~ age^2": r"I\(x\^2\)",
    "y ~ (x + age)^2": r"I\(x\^2\)|brackets",
    "y ~ g/x": r"a \+ a:b",
    "y ~ g*x - x": "terms that you keep",
    "y ~ x %in% g": "a:b",
    "y ~ .": "name each predictor",
    "y / n ~ x": "cbind",
    "y ~ x + (1 | a*b)": r"\(1 \| a\) \+ \(1 \| b\)",
    "y ~ x + (1 | a + b)": r"\(1 \| a\) \+ \(1 \| b\)",
    "y ~ x + (1 + x:age | g)": r"I\(x \* z\)",
    "y ~ x + (1 | g) + (x | g)": "into one",
    "y ~ x + (-1 + x | g)": r"1 \+ x",
    "y ~ x + (age | g)": "add age to the fixed part",
    "y ~ x + ar1(1 | g)": "column of its own",
    "y ~ I(x + ) + (1 | g)": "bracket or a sign",
    "y ~ I(5) + (1 | g)": "no column",
    "y ~ log(x) + (1 | g)": r"not a number in \d+ of 240 rows",
    "y ~ I(g^2) + (1 | g)": "not a column of numbers",
    "y ~ I(9^9^9^9^9) + (1 | g)": "no column",
    "y ~ eval('1') + (1 | g)": "eval",
    "y ~ I(x.__class__) + (1 | g)": "no column named",
    "y ~ I([x for x in age]) + (1 | g)": "no calculation",
    "y ~ I(x if x else age) + (1 | g)": "no calculation",
    f"y ~ I({'(' * 200}x{')' * 200}) + (1 | g)": "too long",
}


@pytest.mark.parametrize("formula", INSTEAD)
def test_what_cannot_be_written_here_is_refused_with_what_to_write_instead(formula):
    with pytest.raises(FitError, match=INSTEAD[formula]) as problem:
        fit_lmm(formula if "|" in formula else f"{formula} + (1 | g)", DATA)
    assert str(problem.value).endswith(".")
    assert "calculated_" not in str(problem.value)


def test_a_gap_stays_a_gap_and_a_column_of_gaps_is_no_number():
    column = np.array([1.0, np.nan, 3.0])
    assert calculated("log(x)", {"x": column}) == pytest.approx(np.log(column), nan_ok=True)
    assert fit_lmm("y ~ log(age) + (1 | g)", DATA.assign(age=DATA["age"].mask(DATA.index < 7))).n_total == J * N - 7
