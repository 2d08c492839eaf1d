"""Light columns: names as codes, rows picked and stacked, DataFrames taken in as they are."""

import numpy as np
import pandas as pd
import pytest

from lessons.kit.columns import Labels, alike, columns_of, labels, n_rows, rows, stacked

GROUP = pd.Categorical(["b", "a"], ["a", "b", "c"])


def test_labels_hold_the_names_they_were_made_of():
    made = labels(["b", "a", "b"])
    assert list(made) == ["b", "a", "b"]
    assert made.names == ("b", "a")
    assert made.at("b").tolist() == [True, False, True]
    assert not made.at("no such name").any()


def test_a_frame_becomes_numbers_and_labels():
    frame = pd.DataFrame({"x": [0.5, 2.0], "n": [1, 2], "g": GROUP, "t": ["u", "v"]})
    made = columns_of(frame)
    assert made["x"].tolist() == [0.5, 2.0]
    assert made["n"].dtype.kind == "i"
    assert list(made["g"]) == ["b", "a"]
    assert made["g"].names == ("a", "b", "c")
    assert list(made["t"]) == ["u", "v"]


def test_rows_are_picked_from_every_column():
    table = {"x": np.arange(4), "g": labels("abab")}
    some = rows(table, table["g"].at("b"))
    assert some["x"].tolist() == [1, 3]
    assert list(some["g"]) == ["b", "b"]
    assert n_rows(some) == 2
    assert n_rows({}) == 0


def test_stacked_tables_keep_their_names():
    both = stacked({"x": np.zeros(2), "k": alike("set", 2)}, {"x": np.ones(1), "k": alike("found", 1)})
    assert both["x"].tolist() == [0, 0, 1]
    assert list(both["k"]) == ["set", "set", "found"]


@pytest.mark.parametrize("codes", [[], [0, 0]])
def test_labels_have_a_length(codes):
    assert len(Labels(np.array(codes, dtype=int), ("a",))) == len(codes)
