"""Gaps of pairs: shares of bins add up, the last one is open, averages are those of the distances."""

import numpy as np
import pytest

from lessons.kit.charts import DARK, KINDS, gaps
from lessons.kit.pictures.gaps import gap_tables

PAIRS = {KINDS[0]: np.array([0.5, 1.0]), KINDS[1]: np.array([0.5, 4.0, 7.0, 99.0])}
TABLES = gap_tables(PAIRS, ("same school", "different schools"), width=3, n_bins=4)


def test_a_share_is_of_the_pairs_of_its_kind_and_the_last_bin_is_open():
    shares = {kind: TABLES["gaps"]["share"][TABLES["gaps"]["kind"].at(kind)].tolist() for kind in KINDS}
    assert shares == {KINDS[0]: [1, 0, 0, 0], KINDS[1]: [0.25, 0.25, 0.25, 0.25]}
    assert TABLES["gaps"]["low"].tolist() == [0, 3, 6, 9] * 2


def test_averages_are_those_of_the_distances_and_say_so():
    assert TABLES["means"]["gap"].tolist() == pytest.approx([0.75, 27.625])
    assert list(TABLES["means"]["label"]) == ["same school: 0.8", "different schools: 27.6"]


def test_the_chart_reads_what_the_tables_hold():
    spec = gaps(DARK, width=3, n_bins=4, title="points").to_dict()
    for layer in spec["layer"]:
        fields = {channel["field"] for channel in layer["encoding"].values() if "field" in channel}
        assert fields <= set(TABLES[layer["data"]["name"]])
