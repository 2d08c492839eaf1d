"""Tables to the browser: what is packed is what was there."""

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.arrow import Kept, packed, packed_once
from lessons.kit.columns import Labels, labels


def unpacked(data: bytes) -> pd.DataFrame:
    return pa.ipc.open_stream(data).read_pandas()


def test_numbers_flags_categories_and_text_survive():
    table = pd.DataFrame(
        {
            "x": [0.5, -1.0, 2.0],
            "n": np.array([1, 2, 3]),
            "right": [True, False, True],
            "group": pd.Categorical(["b", "a", "b"], categories=["a", "b", "unused"]),
            "label": ["one", "two", "three"],
        }
    )
    again = unpacked(packed(table))
    assert again["x"].tolist() == [0.5, -1.0, 2.0]
    assert again["n"].tolist() == [1, 2, 3]
    assert again["right"].tolist() == [True, False, True]
    assert again["group"].tolist() == ["b", "a", "b"]
    assert again["label"].tolist() == ["one", "two", "three"]


def test_an_empty_table_keeps_its_columns():
    empty = pd.DataFrame({"group": pd.Categorical([]), "x": np.empty(0)})
    assert list(unpacked(packed(empty)).columns) == ["group", "x"]


def test_a_stream_is_what_pyarrow_writes():
    table = pa.table({"x": [0.5, -1.0], "n": [1, 2], "right": [True, False], "label": ["one", "two"]})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    assert packed(table.to_pandas()) == sink.getvalue().to_pybytes()


def test_columns_of_other_kinds_are_other_tables_without_rows_too():
    kinds = {kind: np.empty(0, dtype=kind) for kind in ("f8", "i8", "?")}
    for kind, column in kinds.items():
        again = pa.ipc.open_stream(packed({"x": column, "group": labels([])})).schema
        assert again.field("x").type == pa.from_numpy_dtype(np.dtype(kind))
        assert again.field("group").type == pa.string()


def test_a_gap_among_names_stays_one():
    again = unpacked(packed({"group": Labels(np.array([1, -1, 0]), ("a", "b"))}))
    assert again["group"].tolist()[::2] == ["b", "a"]
    assert again["group"].isna().tolist() == [False, True, False]


def test_kept_tables_are_packed_once():
    table = pd.DataFrame({"x": [1.0]})
    first = packed_once(Kept(("a", 1), {"t": table}))
    assert packed_once(Kept(("a", 1), {"t": pd.DataFrame({"x": [2.0]})})) is first
    assert packed_once(Kept(("a", 2), {"t": pd.DataFrame({"x": [2.0]})})) is not first
