"""Lines by group: where they begin and end, what was set, what a fit says."""

import numpy as np
import pytest

from datasets.simulate import make_draws, two_level
from lessons.how.random_slopes import LESSON
from lessons.kit.charts import LIGHT
from lessons.kit.columns import columns_of, n_rows
from lessons.kit.fit import fit_lmm, fit_ols
from lessons.kit.groups import Groups
from lessons.kit.pictures.lines import effects, found_lines, pupil_lines, set_lines
from lessons.kit.pictures.one_group import one_group_tables
from lessons.kit.pictures.spread import ellipse, school_points, spread_tables
from lessons.kit.pictures.strips import strip_tables

WORLD = {"n_groups": 9, "n_per_group": 7, "gamma00": 50, "gamma10": 2, "tau00": 16, "tau11": 4, "sigma2": 0}


@pytest.fixture(params=[False, True], ids=["in order", "shuffled"])
def data(request):
    made = two_level(make_draws(5, 9, 7), **WORLD | {"sigma2": 9})
    return made.sample(frac=1, random_state=4) if request.param else made


def test_without_level_1_residuals_each_unit_lies_on_the_line_that_was_set():
    exact = two_level(make_draws(5, 9, 7), **WORLD)
    groups = Groups(columns_of(exact))
    lines = set_lines(groups, 50, 2)
    x, y = lines["x"].reshape(-1, 2), lines["y"].reshape(-1, 2)
    slope = (y[:, 1] - y[:, 0]) / (x[:, 1] - x[:, 0])
    at = y[groups.of_unit, 0] + slope[groups.of_unit] * (exact["x"].to_numpy() - x[groups.of_unit, 0])
    np.testing.assert_allclose(at, exact["y"])


def test_a_found_line_is_the_fixed_part_plus_the_predicted_effects(data):
    found, groups = fit_lmm("y ~ x + (1 + x | group)", data), Groups(columns_of(data))
    tables = found_lines(groups, found)
    u_hat = found.u_hat["group"].loc[list(groups.names)]
    slope = found.gamma["x"] + u_hat["x"].to_numpy()
    level = found.gamma["Intercept"] + u_hat["Intercept"].to_numpy()
    x = tables["lines"]["x"].reshape(-1, 2)
    np.testing.assert_allclose(tables["lines"]["y"].reshape(-1, 2), level[:, None] + slope[:, None] * x)


def test_a_model_without_groups_draws_no_line_for_one(data):
    tables = found_lines(Groups(columns_of(data)), fit_ols("y ~ x", data))
    assert n_rows(tables["lines"]) == 0
    assert n_rows(tables["average"]) == 2
    assert n_rows(found_lines(Groups(columns_of(data)), fit_ols("y ~ 1", data))["average"]) == 0


def test_effects_follow_the_order_of_the_groups_and_are_0_without_such_a_term(data):
    groups = Groups(columns_of(data))
    u0_hat, u1_hat = effects(fit_lmm("y ~ x + (1 | group)", data), groups)
    assert u0_hat.any()
    assert not u1_hat.any()


def test_an_ellipse_that_holds_a_share_of_a_normal_has_that_radius():
    curve = ellipse(4.0, 0.0, 9.0, "set", share=0.9)
    np.testing.assert_allclose(curve["u0"] ** 2 / 4 + curve["u1"] ** 2 / 9, -2 * np.log(0.1))


def test_the_schools_as_points_are_those_that_were_drawn(data):
    groups = Groups(columns_of(data))
    tables = spread_tables(groups, fit_lmm("y ~ x + (1 + x | group)", data), 16, 4, 0)
    np.testing.assert_allclose(tables["groups"]["u0"], data.groupby("group", observed=True)["u0"].first())
    assert set(tables["ellipses"]["kind"]) == {"set", "found"}


def test_strips_rise_from_the_lowest_mean_and_hold_their_own_units(data):
    groups = Groups(columns_of(data))
    tables = strip_tables(groups)
    bars = tables["means"]
    assert (np.diff(bars["y"]) >= 0).all()
    place = {name: (low, high) for name, low, high in zip(bars["group"], bars["x"], bars["x2"], strict=True)}
    ends = np.array([place[name] for name in tables["dots"]["group"]])
    assert ((ends[:, 0] < tables["dots"]["x"]) & (tables["dots"]["x"] < ends[:, 1])).all()


def test_one_group_close_up_has_its_own_units_around_its_own_line(data):
    found, groups = fit_lmm("y ~ x + (1 | group)", data), Groups(columns_of(data))
    tables = one_group_tables(groups, found, 4, (-3, 3))
    own = data[data["group"] == groups.names[4]]
    assert sorted(tables["units"]["y"]) == sorted(own["y"])
    assert n_rows(tables["others"]) == len(data) - len(own)
    u0_hat = found.u_hat["group"].loc[groups.names[4], "Intercept"]
    np.testing.assert_allclose(tables["line"]["y"] - tables["average"]["y"], u0_hat)
    np.testing.assert_allclose(tables["shift"]["y2"] - tables["shift"]["y"], u0_hat)
    line = found.gamma["Intercept"] + u0_hat + found.gamma["x"] * tables["units"]["x"]
    np.testing.assert_allclose(tables["units"]["fitted"], line)


def test_pupils_and_schools_of_a_run_are_counted_and_their_slopes_told():
    run = LESSON.run(LESSON.params(n_groups=9, n_per_group=7))
    found = run.fits["random_slope"]
    lines, points = pupil_lines(run, "Lines", found, 50, "Read."), school_points(run, "Points", found)
    assert lines.build(LIGHT).to_dict()
    assert points.build(LIGHT).to_dict()
    assert str(lines.says) == "63 pupils in 9 schools. Read."
    u1 = run.data.groupby("group", observed=True)["u1"].first()
    low, high = (f"{run.p.gamma10 + end:.2f}".replace("-", "\N{MINUS SIGN}") for end in (u1.min(), u1.max()))
    assert f"Slopes set: {low} to {high};" in str(points.says)
    assert "no such curve" not in str(points.says)


def test_a_model_without_slopes_that_vary_has_no_curve_and_one_slope():
    run = LESSON.run(LESSON.params(n_groups=9, n_per_group=7))
    says = str(school_points(run, "Points", run.fits["random_intercept"]).says)
    assert "everywhere. The dashed curve" in says
    assert "This model finds no such curve." in says
