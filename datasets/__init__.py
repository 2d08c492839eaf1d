"""The door to the data: ``names()``, ``load(name)`` and ``describe(name)``.

>>> load("hsb").groupby("school", observed=True)["math"].mean()  # doctest: +SKIP
"""

from functools import lru_cache

import pandas as pd

from datasets.catalogue import Column, Description, Level, Shown, UnknownTable, catalogue, table_path
from datasets.reading import read

__all__ = ["Column", "Description", "Level", "Shown", "UnknownTable", "describe", "load", "names"]


def names() -> list[str]:
    """Return the names of all tables, in the order of the catalogue."""
    return list(catalogue())


def describe(name: str) -> Description:
    """Return the catalogue entry of one table; raises ``UnknownTable`` for a name that is not there."""
    if name not in catalogue():
        raise UnknownTable(f"There is no table {name!r}; there are {', '.join(names())}.")
    return catalogue()[name]


def load(name: str) -> pd.DataFrame:
    """Return one table, typed as its catalogue entry says; the caller owns the copy and may change it.

    Grouping columns are categorical with string categories, in order of first appearance.
    Raises ``UnknownTable``.
    """
    return _parsed(describe(name).name).copy()


@lru_cache(maxsize=64)
def _parsed(name: str) -> pd.DataFrame:
    return read(table_path(name), describe(name).columns)
