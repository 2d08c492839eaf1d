"""Tables to the browser, fast: Arrow bytes straight from the columns.

Streamlit's own conversion of a DataFrame takes over a millisecond a table, and a lesson sends a dozen at each step.
"""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from lessons.kit.columns import Column, Columns, Labels, light, n_rows

Tables = Mapping[str, Columns]
END = b"\xff\xff\xff\xff\0\0\0\0"  # A message of no length ends a stream.


def packed(table: Columns) -> bytes:
    """`table` as one Arrow IPC stream: numbers as they are, names as text."""
    table = light(table)
    if not n_rows(table):
        return _empty(tuple((name, "U" if isinstance(c, Labels) else c.dtype.str) for name, c in table.items()))
    return _stream(table)


@lru_cache(maxsize=256)
def _empty(columns: tuple[tuple[str, str], ...]) -> bytes:
    """A table without rows: many charts have marks that a later step fills, and all of these are the same bytes."""
    none = np.empty(0, dtype=np.intp)
    return _stream({name: Labels(none, ()) if kind == "U" else np.empty(0, dtype=kind) for name, kind in columns})


def _stream(table: Columns) -> bytes:
    """Schema, rows and end, as pyarrow's stream writer puts them, which takes five times as long."""
    batch = pa.record_batch([_column(column) for column in table.values()], names=list(table))
    return b"".join((batch.schema.serialize(), batch.serialize(), END))


def _column(column: Column) -> Any:
    if isinstance(column, Labels):
        gaps = column.codes < 0
        return _names(column.names).take(pa.array(column.codes, mask=gaps if gaps.any() else None))
    return pa.array(column)


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> Any:
    return pa.array(names, type=pa.string())


class Kept:
    """Tables that no slider of the world moves: hashed by what they do depend on, so that they are packed once."""

    def __init__(self, key: Hashable, tables: Tables) -> None:
        self.key, self.tables = key, tables

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kept) and self.key == other.key


@lru_cache(maxsize=64)
def packed_once(kept: Kept) -> dict[str, bytes]:
    """The bytes of kept tables, made the first time they are asked for."""
    return {name: packed(table) for name, table in kept.tables.items()}
