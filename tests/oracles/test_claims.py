"""`make oracles`: ask R again for the numbers of the lessons on claims, and compare with the committed ones."""

import subprocess
import sys

import pandas as pd
import pytest

from tests.oracles.make_claims import TABLE
from tests.oracles.test_oracles_again import ROOT, has_lme4


@pytest.mark.oracle
@pytest.mark.skipif(not has_lme4(), reason="R with lme4 is not installed")
def test_r_gives_the_committed_claims_again(tmp_path):
    again = tmp_path / "claims.csv"
    subprocess.run([sys.executable, "-m", "tests.oracles.make_claims", str(again)], cwd=ROOT, check=True)
    old, new = pd.read_csv(TABLE), pd.read_csv(again)
    assert old[["id", "quantity", "key"]].equals(new[["id", "quantity", "key"]])
    # Another BLAS or version may end its search elsewhere in the last digits.
    assert new["value"].to_numpy() == pytest.approx(old["value"].to_numpy(), rel=1e-4, abs=1e-5)
