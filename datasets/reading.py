"""From a file of comma-separated values to a frame with the dtypes the catalogue states."""

from pathlib import Path

import pandas as pd

from datasets.catalogue import Column


def read(path: Path, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Read a table with the dtypes its columns state; an empty cell is missing, the word None is not."""
    dtypes = {"integer": "int64", "number": "float64"}
    raw = pd.read_csv(
        path,
        dtype={column.name: dtypes.get(column.kind, "str") for column in columns},
        keep_default_na=False,
        na_values=[""],
    )
    categorical = {"group", "category", "ordinal"}
    return raw.astype({column.name: _categories(raw, column) for column in columns if column.kind in categorical})


def _categories(raw: pd.DataFrame, column: Column) -> pd.CategoricalDtype:
    values = list(column.values) or list(raw[column.name].dropna().unique())
    return pd.CategoricalDtype(values, ordered=column.kind == "ordinal")
