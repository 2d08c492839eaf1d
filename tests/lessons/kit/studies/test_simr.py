"""The example "Power Analysis from Scratch" of the R package simr, on our engine and by R (oracles/simr.csv).

Three groups seen at x = 1, ..., 10; y = 2 - .1 x, intercepts with variance .5, residuals with variance 1; the slope is
tested. The package's vignette prints a power of 30 % (95 % interval 11.89 to 54.28, 20 samples). make_simr.R does the
same with lme4 and Kenward and Roger's test, which in a balanced table is Satterthwaite's t, and that is a within-group
regression: noncentral t with J n - J - 1 degrees of freedom, except where tau00 is found to be 0.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import nct
from scipy.stats import t as student

from lessons.kit.studies import Analysis, Study, estimates, summaries
from lessons.kit.studies.batch import _rows
from lessons.kit.theory.wilson import wilson_interval

ORACLE = pd.read_csv(Path(__file__).parents[3] / "oracles" / "simr.csv", comment="#")
RATES = ORACLE[ORACLE["name"] != "sample"]
WORLD = {"gamma00": 2.0, "gamma10": -0.1, "gamma01": 0.0, "tau00": 0.5, "tau11": 0.0, "sigma2": 1.0, "first": 1.0}
MODEL = Analysis("y ~ x + (1 | group)")
PUBLISHED = (0.1189, 0.5428)


def found(n_groups: int, occasions: int, repeats: int = 2000) -> pd.Series:
    world = {**WORLD, "n_groups": n_groups, "n_per_group": occasions}
    rows = summaries(estimates(Study("occasions", world, {"own": MODEL}, repeats)))
    return rows[rows["parameter"] == "x"].iloc[0]


def closed_form(n_groups: int, occasions: int) -> float:
    """Power of the within-group t test of the slope."""
    x = np.arange(occasions) + 1.0
    ncp = -0.1 * np.sqrt(n_groups * ((x - x.mean()) ** 2).sum())
    df = n_groups * occasions - n_groups - 1
    reach = student.ppf(0.975, df)
    return float(nct.cdf(-reach, df, ncp) + nct.sf(reach, df, ncp))


@pytest.mark.parametrize("row", list(RATES.itertuples()), ids=lambda row: row.name)
def test_power_is_what_lme4_and_kenward_and_rogers_test_find(row):
    """Both are simulated: their difference lies within three of its standard errors."""
    ours, theirs = found(row.groups, row.occasions)["rejected"], row.rejected / row.samples
    error = np.sqrt(theirs * (1 - theirs) * (1 / row.samples + 1 / 2000))
    assert ours == pytest.approx(theirs, abs=3 * error)
    low, high = wilson_interval(theirs, row.samples)
    assert low - 0.02 < closed_form(row.groups, row.occasions) < high + 0.02


def test_the_printed_interval_of_the_vignette_holds_what_we_find():
    assert PUBLISHED[0] < found(3, 10)["rejected"] < PUBLISHED[1]


def test_every_p_value_is_kenward_and_rogers_where_intercepts_are_found_to_vary():
    """Samples that are written down. Where tau00 is found to be 0, Kenward and Roger count other degrees of freedom."""
    samples = ORACLE[ORACLE["name"] == "sample"]
    group = pd.Categorical(np.repeat(["1", "2", "3"], 10))
    held = 0
    for row in samples.itertuples():
        y = np.array(row.values.split(), dtype=float)
        ours = _rows(MODEL, [{"group": group, "x": np.tile(np.arange(1.0, 11), 3), "y": y}], {})
        slope = ours[ours["parameter"] == "x"].iloc[0]
        if slope["status"] == "fine":
            assert slope["p"] == pytest.approx(row.rejected, rel=2e-3, abs=1e-6)
            held += 1
    assert held >= 10
