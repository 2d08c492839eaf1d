"""Wilson's interval: its defining equation, its ends, and how often it holds the truth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from lessons.kit.theory import wilson_interval


@given(st.integers(1, 5000), st.floats(0, 1))
def test_its_ends_are_the_probabilities_that_the_share_is_just_compatible_with(n, share):
    z = ndtri(0.975)
    for p in wilson_interval(share, n):
        assert abs(share - p) == pytest.approx(
            z * np.sqrt(max(p * (1 - p), 0) / n), abs=1e-7
        )  # Next to 0 and 1 the difference cancels.


@given(st.integers(1, 5000), st.floats(0, 1))
def test_it_holds_the_share_and_stays_between_zero_and_one(n, share):
    low, high = wilson_interval(share, n)
    assert 0 <= low <= share <= high <= 1
    assert low < high


def test_at_zero_and_at_one_it_has_a_width():
    assert wilson_interval(0, 400) == pytest.approx((0, 0.0095), abs=1e-4)
    assert wilson_interval(1, 400) == pytest.approx((0.9905, 1), abs=1e-4)


def test_the_worked_example_of_newcombe():
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263.
    assert wilson_interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@pytest.mark.parametrize("p", [0.02, 0.05, 0.5, 0.95])
def test_it_holds_a_probability_about_as_often_as_it_says(p):
    shares = np.random.default_rng(1).binomial(400, p, 2000) / 400
    held = np.mean([low <= p <= high for low, high in (wilson_interval(share, 400) for share in shares)])
    # Counts are whole, so its true rate is .93 to .97 here; three Monte Carlo errors of .005.
    assert 0.915 < held < 0.985


@pytest.mark.parametrize(("share", "n"), [(0.5, 0), (1.2, 10), (-0.1, 10)])
def test_what_is_no_share_is_refused(share, n):
    with pytest.raises(ValueError, match="share"):
        wilson_interval(share, n)
