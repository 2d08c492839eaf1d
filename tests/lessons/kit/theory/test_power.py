"""The power of a t test and its misuses: known values, limits, and another road."""

import numpy as np
import pytest
from scipy import stats

from lessons.kit.theory import normal_alarms, p_of, post_hoc_power, t_of, t_power
from tests.oracles.tables import HERE


def test_it_is_what_r_says():
    """R's pt with ncp, to 37.6; tests/oracles/make_power.R."""
    rows = np.genfromtxt(HERE / "power.csv", delimiter=",", names=True)
    assert len(rows) > 20
    assert t_power(rows["away"], 1.0, rows["df"]) == pytest.approx(rows["power"], abs=1e-8)


def test_without_an_effect_it_is_the_level_and_it_rises_to_one():
    away = np.linspace(0, 80, 500)
    for df in (1, 2, 3.5, 28, 400):
        found = t_power(away, 1.0, df)
        assert found[0] == pytest.approx(0.05)
        assert np.isfinite(found).all()
        assert (np.diff(found) >= -1e-12).all()
    assert t_power(50, 1.0, 28) == 1


def test_a_test_that_takes_t_for_z_is_counted_right():
    dice = np.random.default_rng(3)
    t = dice.standard_t(4, 400_000)
    assert normal_alarms(4.0) == pytest.approx((np.abs(t) > 1.959964).mean(), abs=0.002)
    assert normal_alarms(1e6) == pytest.approx(0.05, abs=1e-5)


def test_power_after_the_fact_is_p_on_another_scale():
    """At p = .05 it is a half and a little more, whatever the study (Hoenig and Heisey 2001)."""
    for df in (6, 28, 200):
        edge = t_of(0.05, df)
        assert p_of(edge, df) == pytest.approx(0.05)
        assert post_hoc_power(edge, df) == pytest.approx(0.5, abs=0.05)
        high, low = post_hoc_power(t_of(np.array([0.01, 0.4]), df), df)
        assert high > 0.65
        assert low < 0.2


def test_p_is_that_of_t_and_of_z_where_df_are_infinite():
    assert p_of(-2.1, 9) == pytest.approx(2 * stats.t.sf(2.1, 9))
    assert p_of(2.1, np.inf) == pytest.approx(2 * stats.norm.sf(2.1))
