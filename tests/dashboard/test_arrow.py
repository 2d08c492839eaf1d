"""Tables to the browser: what is packed is what was there."""

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.arrow import Kept, packed, packed_once


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


def test_kept_tables_are_packed_once():
    table = pd.DataFrame({"x": [1.0]})
    first = packed_once(Kept(("a", 1), {"t": table}))
    assert packed_once(Kept(("a", 1), {"t": pd.DataFrame({"x": [2.0]})})) is first
    assert packed_once(Kept(("a", 2), {"t": pd.DataFrame({"x": [2.0]})})) is not first
