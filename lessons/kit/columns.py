"""Tables as light columns: numpy arrays and labels, made straight from a run and packed straight to Arrow."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Labels:
    """A column of names, (n,): `codes` are places in `names`; a code below 0 is a gap."""

    codes: NDArray[np.integer[Any]]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: Any) -> "Labels":
        return Labels(self.codes[rows], self.names)

    def __iter__(self) -> Iterator[str]:
        return (self.names[code] for code in self.codes)

    def at(self, name: str) -> NDArray[np.bool_]:
        """Where this name stands, (n,); nowhere for a name that does not occur."""
        return self.codes == (self.names.index(name) if name in self.names else len(self.names))


Column = NDArray[Any] | Labels
Columns = Mapping[str, Column]


def labels(names: Iterable[str]) -> Labels:
    """A column that holds these names, one a row."""
    rows = list(names)
    own = tuple(dict.fromkeys(rows))
    place = {name: code for code, name in enumerate(own)}
    return Labels(np.array([place[name] for name in rows], dtype=np.intp), own)


def alike(name: str, n_rows: int) -> Labels:
    """The same name in every row."""
    return Labels(np.zeros(n_rows, dtype=np.int8), (name,))


def columns_of(data: pd.DataFrame) -> dict[str, Column]:
    """A DataFrame as columns: numbers as they are, everything else as labels."""
    return {str(name): _column(data[name]) for name in data}


def _column(values: pd.Series) -> Column:
    if isinstance(values.dtype, pd.CategoricalDtype):
        cells: Any = values.array
        return Labels(cells.codes, tuple(map(str, cells.categories.tolist())))
    if values.dtype.kind in "biuf":
        return values.to_numpy()
    return labels(values.astype(str))


def numbers(table: Columns, name: str) -> NDArray[np.float64]:
    """A column of numbers; TypeError where it holds names."""
    column = table[name]
    if isinstance(column, Labels):
        raise TypeError(f"{name} holds names, not numbers.")
    return column


def names(table: Columns, name: str) -> Labels:
    """A column of names; TypeError where it holds numbers."""
    column = table[name]
    if not isinstance(column, Labels):
        raise TypeError(f"{name} holds numbers, not names.")
    return column


def n_rows(table: Columns) -> int:
    """How many rows a table has; 0 for one without columns."""
    return len(next(iter(table.values()), ()))


def rows(table: Columns, keep: Any) -> dict[str, Column]:
    """The rows that `keep` (a mask, places or a slice) picks from every column."""
    return {name: column[keep] for name, column in table.items()}


def stacked(*tables: Columns) -> dict[str, Column]:
    """Tables of the same columns, one below the other."""
    return {name: _joined([table[name] for table in tables]) for name in tables[0]}


def _joined(parts: list[Column]) -> Column:
    if isinstance(parts[0], Labels):
        return labels(name for part in parts for name in part)  # type: ignore[union-attr]
    return np.concatenate(parts)  # type: ignore[arg-type]


def records(table: Columns) -> list[dict[str, Any]]:
    """One dict a row, of plain numbers and names."""
    columns = {name: list(c) if isinstance(c, Labels) else c.tolist() for name, c in light(table).items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def light(table: Any) -> Columns:
    """A table as columns, whichever of the two it is."""
    return columns_of(table) if isinstance(table, pd.DataFrame) else table
