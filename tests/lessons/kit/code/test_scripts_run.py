"""The scripts are run as a reader would run them, beside the table, and must print our numbers."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lessons.how.random_slopes import LESSON
from lessons.kit.code import DIALECTS, TakeModel, take_model
from lessons.kit.fit import fit_lmm, fit_ols
from lessons.why.dependence import LESSON as DEPENDENCE

FILES = {dialect.file: dialect for dialect in DIALECTS}
NUMBER = re.compile(r"(?<![\w.])-?\d+\.?\d*(?:e[+-]?\d+)?(?![\w.(])")
STATES = {
    "single": {"model": "single"},
    "aggregated": {"model": "aggregated"},
    "random_intercept": {"model": "random_intercept", "tau00": 36},
    "random_slope": {"tau00": 36, "tau11": 9, "corr01": 0.8, "seed": 44},
    "few small groups": {"n_groups": 8, "n_per_group": 6, "seed": 3},
    "singular": {"tau00": 16, "tau11": 0, "seed": 2},
    "no answer of the fine search": {"tau11": 0, "seed": 14},
    "four schools": {"n_groups": 4, "n_per_group": 5, "model": "random_intercept", "seed": 5},
    "five schools": {"n_groups": 5, "n_per_group": 8, "tau00": 36, "tau11": 9, "seed": 1},
    "many tiny schools": {"n_groups": 12, "n_per_group": 3, "tau00": 36, "tau11": 9, "seed": 2},
}
# Of five schools the likelihood is so flat that 1e-6 of it, where statsmodels' optimizer stops on one machine or
# another, is more than a thousandth of a variance.
TOLERANCE = {"model_glmm.py": 1e-5, "model.R": 1e-3, "model_statsmodels.py": 2e-3}
ROUNDING = 5e-5


@cache
def r_has(*packages: str) -> bool:
    here = " && ".join(f"requireNamespace('{name}', quietly = TRUE)" for name in packages)
    ask = ["Rscript", "-e", f"quit(status = !({here}))"]
    return bool(shutil.which("Rscript")) and subprocess.run(ask, capture_output=True).returncode == 0


def output(folder: Path, model: TakeModel, data: pd.DataFrame, file: str) -> str:
    """What the script prints, run beside its table."""
    packages = ("sandwich", "lmtest") if model.cluster else ("lme4",)
    if file == "model.R" and not r_has(*packages):
        pytest.skip(f"Rscript with {' and '.join(packages)} is not installed here.")
    model = replace(model, table="take.csv", columns=tuple(data.columns))
    data.to_csv(folder / model.table, index=False)
    (folder / file).write_text(FILES[file].write(model), encoding="utf-8")
    program = "Rscript" if file == "model.R" else sys.executable
    done = subprocess.run([program, file], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def printed(folder: Path, model: TakeModel, data: pd.DataFrame, file: str) -> tuple[np.ndarray, np.ndarray]:
    return numbers_in(output(folder, model, data, file), file)


def numbers_in(said: str, file: str) -> tuple[np.ndarray, np.ndarray]:
    """What a script printed: the fixed effects with their standard errors (p, 2), and all variances, sorted."""
    fixed, variances = re.split(r"\n(?=Variances|Residual variance)", said.removeprefix("Fixed effects"))
    assert "not" in variances.splitlines()[0], "the script says that these are no standard deviations"
    rows = [[float(n) for n in NUMBER.findall(line)[-2:]] for line in fixed.splitlines() if NUMBER.search(line)]
    last = (NUMBER.findall(line) for line in variances.splitlines()[1:])
    # R numbers its rows; statsmodels prints the whole symmetric matrix.
    found = [float(n) for numbers in last for n in (numbers[-1:] if file == "model.R" else numbers)]
    return np.array(rows), np.unique(np.round(found, 6))


def agree(model: TakeModel, fixed: np.ndarray, variances: np.ndarray, tolerance: float) -> None:
    """Estimates to a share of their standard error, standard errors to a share, variances to a share of the largest."""
    ours = np.array(sorted(model.fixed.values()))
    fixed = fixed[np.lexsort(fixed.T[::-1])]
    ours_var = np.unique(np.round(list(model.variances.values()), 6))
    assert (fixed.shape, variances.shape) == (ours.shape, ours_var.shape)
    assert (np.abs(fixed - ours)[:, 0] <= tolerance * ours[:, 1] + ROUNDING).all()
    assert (np.abs(fixed - ours)[:, 1] <= tolerance * ours[:, 1] + ROUNDING).all()
    assert np.abs(variances - ours_var).max() <= tolerance * ours_var.max()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("file", ["model_statsmodels.py", "model_glmm.py", "model.R"])
def test_a_script_gives_our_numbers(file, state, tmp_path):
    run = LESSON.run(LESSON.params().but(**STATES[state]))
    model = LESSON.taken(run)
    fixed, variances = printed(tmp_path, model, run.data, file)
    # glmm is our own engine; lme4 and statsmodels agree to their stopping rules, with their standard errors too.
    agree(model, fixed, variances, TOLERANCE[file])


def test_singular_and_small_designs_are_among_the_states():
    fits = [LESSON.taken(LESSON.run(LESSON.params().but(**state))) for state in STATES.values()]
    assert sum(fit.singular for fit in fits) >= 2
    assert sum(fit.singular for fit in fits) < len(fits) / 2


FORMULAS = [
    "y ~ x + (1 | school/class)",
    "y ~ x + (1 | school) + (1 | area)",
    "y ~ x*sector + (1 + x | school)",
    "y ~ x + sector",
]


@pytest.fixture(scope="module")
def pupils() -> pd.DataFrame:
    """Pupils in classes in schools, crossed with areas; some values are missing, as in real tables."""
    rng = np.random.default_rng(7)
    table = pd.DataFrame({"school": np.repeat(np.arange(12), 24), "class": np.tile(np.repeat([1, 2, 3], 8), 12)})
    n = len(table)
    table = table.assign(area=rng.integers(0, 9, n), x=rng.normal(size=n))
    table["sector"] = np.where(table["school"] % 2, "public", "Catholic")
    effects = rng.normal(scale=2, size=12)[table["school"]] + rng.normal(scale=1.5, size=9)[table["area"]]
    effects += rng.normal(scale=1.5, size=(12, 4))[table["school"], table["class"]]
    slopes = 1 + rng.normal(size=12)[table["school"]]
    table["y"] = 3 + slopes * table["x"] + effects + rng.normal(scale=2, size=n)
    return table.mask(pd.DataFrame({"x": rng.random(n) < 0.02}).reindex(columns=table.columns, fill_value=False))


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("file", ["model_statsmodels.py", "model_glmm.py", "model.R"])
def test_two_factors_categories_and_gaps_give_our_numbers(file, formula, pupils, tmp_path):
    model = take_model((fit_lmm if "|" in formula else fit_ols)(formula, pupils))
    fixed, variances = printed(tmp_path, model, pupils, file)
    agree(model, fixed, variances, TOLERANCE[file])


@pytest.mark.parametrize("settings", [{}, {"n_groups": 4, "n_per_group": 5}], ids=["survey", "four schools"])
@pytest.mark.parametrize("file", ["model_statsmodels.py", "model.R"])
def test_cluster_robust_errors_are_ours_and_so_are_their_p_values(file, settings, tmp_path):
    run = DEPENDENCE.run(DEPENDENCE.params().but(model="cluster", gamma01=2, **settings))
    model, found = DEPENDENCE.taken(run), run.fits["cluster"]
    fixed, variances, p_values = robust(tmp_path, model, run.data, file)
    agree(model, fixed, variances, TOLERANCE[file])
    assert p_values == pytest.approx(sorted(found.p.values()), rel=1e-3)


@pytest.mark.parametrize("file", ["model_statsmodels.py", "model.R"])
def test_cluster_robust_errors_with_gaps_and_categories_are_ours(file, pupils, tmp_path):
    model = take_model(fit_ols("y ~ x + sector", pupils, cluster="school"))
    fixed, variances, _ = robust(tmp_path, model, pupils, file)
    agree(model, fixed, variances, TOLERANCE[file])


def robust(folder: Path, model: TakeModel, data: pd.DataFrame, file: str) -> tuple[np.ndarray, np.ndarray, list[float]]:
    """What `printed` says, and the p values, sorted."""
    said = output(folder, model, data, file)
    line = next(line for line in said.splitlines() if line.startswith("p values"))
    p_values = sorted(float(number) for number in re.findall(r"(?<![\w.])\d\.?\d*(?:e[+-]?\d+)?", line))
    return *numbers_in(said.replace(line + "\n", ""), file), p_values
