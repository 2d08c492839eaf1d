"""The tables the oracles are fitted to, with the columns that only they need; the R script makes the same ones."""

from pathlib import Path

import pandas as pd

import datasets

HERE = Path(__file__).parent


def load(table: str) -> pd.DataFrame:
    """A world of this folder or a table of datasets/."""
    if table.startswith("worlds/"):
        return pd.read_csv(HERE / f"{table}.csv", dtype={"group": str})
    data = datasets.load(table)
    match table:
        case "hsb":
            # Print subtracts the published school mean, not the mean of the rows.
            within = data["ses"] - data["school_ses"]
            return data.assign(ses_within=within, catholic=(data["sector"] == "Catholic").astype(int))
        case "cbpp":
            return _with_rows(data.assign(healthy=data["size"] - data["cases"]))
        case "melanoma":
            return _with_rows(data)
        case "couples":
            return data.assign(female=(data["spouse"] == "wife").astype(int))
        case _:
            return data


def _with_rows(data: pd.DataFrame) -> pd.DataFrame:
    """A column that names each row, for random effects of single rows."""
    return data.assign(row=[str(number) for number in range(1, len(data) + 1)])
