"""Scripts that we cannot run are read: every predictor and group is there, in the form that the program wants."""

from dataclasses import replace

import pytest

from lessons.curriculum import lessons
from lessons.how.random_slopes import LESSON
from lessons.kit.code import DIALECTS, TakeModel, codebook, dialects, take_model
from lessons.kit.fit import fit_ols
from lessons.why.dependence import LESSON as DEPENDENCE
from lessons.why.dependence import TWO_STAGE as ERRORS

MODELS = {
    "y ~ x": "least squares",
    "y ~ x + w + (1 | school)": "intercept",
    "y ~ x*w + (1 + x | school)": "slope",
    "y ~ x + (1 | school) + (1 | area)": "crossed",
    "y ~ x + (1 | school/class)": "nested",
    "y ~ 1 + (1 | school:class)": "joined",
    "y ~ x + (1 + x | school) + (1 | area)": "crossed with a slope",
}
UNSTRUCTURED = {"Stata": "covariance(unstructured)", "SPSS": "COVTYPE(UN)"}
every_model = pytest.mark.parametrize("formula", MODELS)


def written(formula: str, **more: object) -> dict[str, str]:
    return dialects(replace(TakeModel(formula), table="take.csv", **more))


def body(script: str) -> str:
    """The script without its remarks."""
    return "\n".join(line for line in script.splitlines() if not line.startswith(("#", "* ")))


@every_model
@pytest.mark.parametrize("title", [dialect.title for dialect in DIALECTS])
def test_every_predictor_and_group_appears(formula, title):
    model, script = TakeModel(formula), body(written(formula)[title])
    if not script.strip():
        assert title == "Python: statsmodels", "only statsmodels cannot fit one of these models"
        assert formula == "y ~ x + (1 + x | school) + (1 | area)"
        return
    assert "take.csv" in script
    for name in (model.outcome, *model.predictors, *model.groups):
        assert name in script.replace("take.csv", ""), (name, script)


@every_model
@pytest.mark.parametrize("title", UNSTRUCTURED)
def test_a_covariance_is_asked_for_only_with_a_slope(formula, title):
    assert (UNSTRUCTURED[title] in written(formula)[title]) == ("(1 + x" in formula)


@every_model
def test_each_script_says_that_its_variances_are_no_standard_deviations(formula):
    for title, script in written(formula).items():
        assert (
            "standard deviation" in body(script) or "Mean Square" in script or "cannot" in script or not body(script)
        ), title


def test_reml_and_ml_are_told_apart():
    for reml, (stata, spss, julia, r) in {
        True: (" reml", "/METHOD=REML", "REML = true", "REML = TRUE"),
        False: (" mle", "/METHOD=ML", "REML = false", "REML = FALSE"),
    }.items():
        scripts = written("y ~ x + (1 + x | school)", reml=reml)
        assert stata in scripts["Stata"]
        assert spss in scripts["SPSS"]
        assert julia in scripts["Julia: MixedModels"]
        assert r in scripts["R: lme4"]


def test_stata_says_it_as_a_statistician_would():
    said = {
        formula: next(x for x in written(formula)["Stata"].splitlines() if x.startswith(("mixed", "regr")))
        for formula in MODELS
    }
    assert list(said.values()) == [
        "regress y x",
        "mixed y x w || school:, reml",
        "mixed y x w c.x#c.w || school: x, covariance(unstructured) reml",
        "mixed y x || _all: R.school || area:, reml",
        "mixed y x || school: || class:, reml",
        "mixed y || school_class:, reml",
        "mixed y x || _all: R.area || school: x, covariance(unstructured) reml",
    ]


def test_every_command_of_spss_ends_with_a_period_and_every_remark_too():
    for formula in MODELS:
        for command in written(formula, citation="Frogpond")["SPSS"].strip().split("\n\n"):
            assert command.endswith(".")
        remarks = [line for line in written(formula)["SPSS"].splitlines() if line.startswith("* ")]
        assert remarks
        assert all(line.endswith(".") for line in remarks)


def test_spss_reads_every_column_of_the_table():
    script = written("y ~ x + (1 | school)", columns=("school", "x", "y", "u0"))["SPSS"]
    assert [line.split()[0] for line in script.splitlines() if " AUTO" in line] == ["school", "x", "y", "u0"]


def test_means_are_made_by_group_before_the_regression():
    for title, script in written("y ~ x", aggregate_by="school").items():
        assert "mean" in body(script).lower(), title
        assert "school" in body(script), title


def test_what_a_program_cannot_do_is_one_sentence_and_a_script_that_still_runs():
    scripts = written("y ~ I(x^2) + (1 | school)")
    for title in ("Python: statsmodels", "Stata", "SPSS", "Julia: MixedModels"):
        assert not body(scripts[title]).strip(), title
        assert "take another of the scripts." in scripts[title]
    assert "I(x^2)" in body(scripts["R: lme4"])


def test_the_numbers_that_were_found_are_in_every_script():
    run = LESSON.run(LESSON.params())
    found = run.fits["random_slope"]
    for title, script in dialects(take_model(found)).items():
        assert f"Frogpond found: Intercept {found.gamma['Intercept']:.2f}" in script, title
        assert f"residual {found.sigma2:.2f}" in script, title


def test_a_category_is_compared_with_the_level_that_we_compare_it_with():
    table = LESSON.run(LESSON.params()).data.assign(kind=lambda d: ["b" if x > 0 else "a" for x in d["x"]])
    scripts = dialects(take_model(fit_ols("y ~ kind", table)))
    first = table["kind"].iloc[0]
    assert f"categories=['{first}', " in scripts["Python: statsmodels"]
    assert f'levels = c("{first}", ' in scripts["R: lme4"]
    assert f'replace kind_id = 1 if kind == "{first}"' in scripts["Stata"]
    assert f'base = "{first}"' in scripts["Julia: MixedModels"]
    assert "BY kind" in scripts["SPSS"]


def test_cluster_robust_errors_are_asked_for_by_name_or_refused_in_one_sentence():
    table = LESSON.run(LESSON.params()).data
    model = take_model(fit_ols("y ~ x", table, cluster="group"))
    assert (model.cluster, model.groups) == ("group", ("group",))
    scripts = dialects(model)
    asked = {
        "Python: statsmodels": 'cov_type="cluster", cov_kwds={"groups": groups}, use_t=True',
        "R: lme4": 'vcovCL(fit, cluster = data$group, type = "HC1")',
        "Stata": "regress y x, vce(cluster group)",
        "Julia: MixedModels": "Vcov.cluster(:group)",
    }
    assert all(command in body(scripts[title]) for title, command in asked.items())
    for title in set(scripts) - set(asked):
        assert not body(scripts[title]).strip()
        assert "cluster-robust" in scripts[title]
        assert "take another of the scripts." in scripts[title]
    for script in scripts.values():
        assert "standard errors robust to clusters by group" in script
        assert f"x {model.fixed['x'][0]:.2f} (SE {model.fixed['x'][1]:.2f})" in script


def test_the_dependence_lesson_takes_the_standard_error_that_was_chosen():
    taken = {name: DEPENDENCE.taken(DEPENDENCE.run(DEPENDENCE.params().but(model=name))) for name in ERRORS}
    assert {name: (model.cluster, bool(model.random)) for name, model in taken.items()} == {
        "naive": ("", False),
        "cluster": ("group", False),
        "mixed": ("", True),
    }


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
def test_every_lesson_writes_every_script_at_its_corners(lesson):
    if lesson.take is None:
        pytest.skip("This lesson has no model to take away.")
    for p in [lesson.params(), *list(lesson.params.corners())[:40:4]]:
        run = lesson.run(p)
        model = lesson.taken(run)
        for title, script in dialects(model).items():
            assert body(script).strip() or (model.cluster and "cluster-robust" in script), title
            assert "nan" not in script


def test_a_codebook_explains_each_column_and_tells_what_was_set():
    run = LESSON.run(LESSON.params().but(tau11=9, seed=44))
    text = codebook("Random slopes", "random_slopes.csv", run.data, run.p, {"gamma00": 50, "tau11": 9}, "the link")
    for line in ("  x: ", "  group: ", "u1: ", "tau11 (slope variance): 9", "seed (sample number): 44", "the link"):
        assert line in text
    assert text.count("tau11 (") == 1
    assert "gamma00 (average intercept): 50" in text
    assert "model (fitted model): Random slope" in text
