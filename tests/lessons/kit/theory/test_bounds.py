"""The bounds of Duncan and Davis: every table with these margins lies inside them, and the ends are reached."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.kit.theory import duncan_davis, over_all, split_rate

SHARE, RATE = st.floats(0.01, 0.99), st.floats(0, 1)


@given(st.integers(1, 39), st.integers(0, 40))
def test_of_all_tables_with_these_margins_the_bounds_are_the_least_and_the_most(n_members, n_events):
    n, others = 40, 40 - n_members
    possible = [k for k in range(min(n_members, n_events) + 1) if n_events - k <= others]
    low, high = duncan_davis(n_members / n, n_events / n)
    assert (low, high) == pytest.approx((min(possible) / n_members, max(possible) / n_members))


@given(SHARE, RATE, RATE)
def test_no_story_leaves_the_bounds_and_each_gives_the_group_its_rate(share, rate, part):
    members, others = split_rate(share, rate, part)
    low, high = duncan_davis(share, rate)
    low_others, high_others = duncan_davis(1 - share, rate)
    slack = 1e-9  # Shares of 0.01 are divided by.
    assert low - slack <= members <= high + slack
    assert low_others - slack <= others <= high_others + slack
    assert share * members + (1 - share) * others == pytest.approx(rate, abs=1e-9)


@given(SHARE, st.floats(0.001, 0.01), st.floats(0.01, 0.99))
def test_of_rare_events_among_equally_many_the_part_is_the_members_own(share, rate, part):
    members, others = split_rate(share, rate, part)
    if members < duncan_davis(share, rate)[1]:
        assert members / (members + others) == pytest.approx(part, rel=1e-6)


def test_the_ends_of_the_part_are_the_bounds_and_the_middle_is_no_difference():
    share, rate = np.array([0.9, 0.3]), np.array([0.002, 0.2])
    for part, end in zip((0, 1), duncan_davis(share, rate), strict=True):
        assert split_rate(share, rate, part)[0] == pytest.approx(end)
    for kind in split_rate(share, rate, 0.5):
        assert kind == pytest.approx(rate)


def test_the_rate_over_all_counts_persons():
    assert over_all([0.1, 0.4], [300, 100]) == pytest.approx((30 + 40) / 400)
