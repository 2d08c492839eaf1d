"""Set beside found: a row for each code, and why where a model has none."""

from datasets.simulate import make_draws, within_between
from lessons.kit import group_means, recovery
from lessons.kit.fit import fit_lmm, fit_ols

DATA = within_between(make_draws(2, 12, 6), n_groups=12, n_per_group=6, gamma10=-2, gamma01=4, sigma2=4)
SET = {"gamma00": 0.0, "gamma10": -2.0, "gamma01": 4.0, "tau00": 1.0, "sigma2": 4.0}


def test_each_slope_stands_beside_its_own_term():
    found = fit_lmm("y ~ x_within + x_mean + (1 | group)", DATA)
    rows = {row.code: row for row in recovery(found, ".", **SET).rows}
    assert list(rows) == list(SET)
    assert (rows["gamma10"].found, rows["gamma01"].found) == (found.gamma["x_within"], found.gamma["x_mean"])


def test_a_regression_of_means_has_no_slope_of_units_and_its_residual_is_not_theirs():
    found = fit_ols("y ~ x_mean", group_means(DATA))
    rows = {row.code: row for row in recovery(found, ".", absent=("sigma2",), **SET).rows}
    assert rows["gamma01"].found == found.gamma["x_mean"]
    for code in ("gamma10", "tau00", "sigma2"):
        assert (rows[code].found, rows[code].interval, rows[code].why) == (None, None, "not in this model")
        assert rows[code].set == SET[code]
    assert {row.code: row for row in recovery(found, ".", **SET).rows}["sigma2"].found == found.sigma2
