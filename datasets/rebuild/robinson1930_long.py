"""The 1930 census by state and origin, one row a cell: robinson1930 stacked."""

import pandas as pd

from datasets.rebuild import robinson1930

ORIGINS = {
    "native white of native parentage": "native_white",
    "native white of foreign or mixed parentage": "mixed_white",
    "foreign-born white": "foreign_white",
    "Black": "black",
}


def table() -> pd.DataFrame:
    """Return 196 rows, four origins a state; other races are not in the source's four groups."""
    states = robinson1930.table()
    cells = [_cells(states, origin, prefix) for origin, prefix in ORIGINS.items()]
    return pd.concat(cells).sort_index(kind="stable")


def _cells(states: pd.DataFrame, origin: str, prefix: str) -> pd.DataFrame:
    counts = states[["division", "state"]].assign(origin=origin)
    return counts.assign(persons=states[prefix], illiterate=states[f"{prefix}_illiterate"])
