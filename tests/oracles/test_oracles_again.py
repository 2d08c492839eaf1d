"""`make oracles`: ask R again and compare with the committed answers."""

import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.oracle


def has_lme4() -> bool:
    if shutil.which("Rscript") is None:
        return False
    asked = ["Rscript", "-e", "library(lme4); library(ordinal); library(survival)"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def old_and_new(script: str, table: str, folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The committed table and the one that R makes now."""
    again = folder / table
    subprocess.run(["Rscript", f"tests/oracles/{script}", str(again)], cwd=ROOT, check=True, capture_output=True)
    old, new = (
        pd.read_csv(path, comment="#", keep_default_na=False).astype({"value": float})
        for path in (ROOT / "tests/oracles" / table, again)
    )
    return old, new


@pytest.mark.skipif(not has_lme4(), reason="R with lme4, ordinal and survival is not installed")
def test_r_gives_the_committed_answers_again(tmp_path):
    old, new = old_and_new("make_oracles.R", "answers.csv", tmp_path)
    assert old[["id", "quantity", "key"]].equals(new[["id", "quantity", "key"]])
    # Another BLAS or version may end its search elsewhere in the last digits.
    assert (old["value"] - new["value"]).abs().max() <= 1e-4 * old["value"].abs().max()
    assert new["value"].to_numpy() == pytest.approx(old["value"].to_numpy(), rel=1e-3, abs=1e-4)


@pytest.mark.skipif(not has_lme4(), reason="R with lme4, ordinal and survival is not installed")
def test_r_gives_the_committed_profiles_again(tmp_path):
    old, new = old_and_new("make_profiles.R", "profiles.csv", tmp_path)
    assert old[["id", "code", "end"]].equals(new[["id", "code", "end"]])
    # Ends are read off a spline through a search of its own.
    assert new["value"].to_numpy() == pytest.approx(old["value"].to_numpy(), rel=1e-3, abs=1e-3)
