"""Pairwise corners: few rows, and no two ends that never meet."""

from itertools import combinations, product

import pytest

from lessons.kit.corners import covering

SPACES = [[(0, 1)], [(0, 1)] * 2, [(0, 1)] * 9, [(0, 1)] * 5 + [("a", "b", "c", "d"), ("x", "y", "z")]]


@pytest.mark.parametrize("ends", SPACES)
def test_any_two_ends_meet_in_some_row(ends):
    rows = list(covering(ends))
    for i, k in combinations(range(len(ends)), 2):
        assert {(row[i], row[k]) for row in rows} == set(product(ends[i], ends[k]))


def test_one_control_has_its_ends():
    assert list(covering([(0, 1)])) == [(0,), (1,)]


def test_the_rows_are_few():
    assert len(list(covering([(0, 1)] * 9))) < 20 < 2**9
