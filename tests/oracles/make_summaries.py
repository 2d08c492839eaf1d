"""Ask R with lme4 for its printed summaries: python -m tests.oracles.make_summaries, from the repository's root."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from lessons import kit
from lessons.how.random_slopes import LESSON

FOLDER = Path(__file__).with_name("summaries")
SCRIPT = Path(__file__).with_name("make_summaries.R")
# name -> the controls of random_slopes, or the real table, that it is a summary of.
STATES: Mapping[str, Mapping[str, float] | str] = {
    "start": {},
    "fanning_out": {"tau00": 36, "tau11": 9, "corr01": 0.8, "seed": 1},
    "few_and_singular": {"tau00": 4, "tau11": 0.25, "n_groups": 6, "n_per_group": 5, "seed": 2},
    "falling": {"gamma10": -6, "corr01": -0.6, "n_groups": 60, "n_per_group": 30, "sigma2": 1, "seed": 1},
    "no_slope": {"gamma10": 0, "tau00": 64, "n_groups": 8, "n_per_group": 4},
    "sleepstudy": "sleepstudy",
}


def data_of(state: Mapping[str, float] | str) -> pd.DataFrame:
    """The rows that a summary is of: y, x and group."""
    data = kit.real_data(state) if isinstance(state, str) else LESSON.run(LESSON.params(**state)).data
    return data[["group", "x", "y"]]


def main() -> None:
    with TemporaryDirectory() as folder:
        for name, state in STATES.items():
            table = Path(folder) / "d.csv"
            data_of(state).to_csv(table, index=False)
            subprocess.run(["Rscript", SCRIPT, table, FOLDER / f"{name}.txt"], check=True)


if __name__ == "__main__":
    main()
