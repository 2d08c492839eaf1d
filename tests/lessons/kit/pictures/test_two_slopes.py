"""Two slopes: lines through the groups' means inside and between, whatever the order of the units."""

import numpy as np
import pytest

from datasets.simulate import make_draws, within_between
from lessons.kit import change
from lessons.kit.columns import columns_of
from lessons.kit.fit import fit_lmm
from lessons.kit.groups import Groups
from lessons.kit.pictures.two_slopes import means_figure, two_slope_tables, within_figure

WORLD = {"n_groups": 9, "n_per_group": 7, "gamma00": 50, "gamma10": -2, "gamma01": 5, "tau00": 4, "icc_x": 0.4}
AXES = {"x_domain": (-3, 3), "y_domain": (20, 80), "x_title": "x", "y_title": "y", "group_word": "state"}


@pytest.fixture(params=[False, True], ids=["in order", "shuffled"])
def data(request):
    made = within_between(make_draws(5, 9, 7), **WORLD, sigma2=9)
    return made.sample(frac=1, random_state=4) if request.param else made


@pytest.fixture
def found(data):
    return fit_lmm("y ~ x_within + x_mean + (1 | group)", data)


def test_a_line_inside_a_group_goes_through_its_means_with_its_slope(data, found):
    groups = Groups(columns_of(data))
    slope = groups.slope("x", "y")
    tables = two_slope_tables(groups, found, slope)
    x, y = (tables["lines"][axis].reshape(-1, 2) for axis in ("x", "y"))
    np.testing.assert_allclose((y[:, 1] - y[:, 0]) / (x[:, 1] - x[:, 0]), slope)
    means = data.groupby("group", observed=True)[["x", "y"]].mean()
    np.testing.assert_allclose(y[:, 0] + slope * (means["x"] - x[:, 0]), means["y"])
    np.testing.assert_allclose(tables["means"]["y"], means["y"])


def test_the_line_between_groups_is_what_the_fit_says_of_their_means(data, found):
    groups = Groups(columns_of(data))
    line = two_slope_tables(groups, found, 0.0)["between"]
    np.testing.assert_allclose(line["x"], [groups.mean("x").min(), groups.mean("x").max()])
    np.testing.assert_allclose(line["y"], found.gamma["Intercept"] + found.gamma["x_mean"] * line["x"])
    figure = means_figure("m", "Means", Groups(columns_of(data)), found, "1.", AXES)
    np.testing.assert_allclose(figure.tables["line"]["y"], line["y"])
    assert len(figure.tables["points"]["group"]) == 9


def test_units_against_their_own_group_have_no_level(data):
    figure = within_figure("w", "Inside", Groups(columns_of(data)), -2.0, "1.", AXES)
    points, line = figure.tables["points"], figure.tables["line"]
    for axis in ("x", "y"):
        expected = data[axis] - data.groupby("group", observed=True)[axis].transform("mean")
        np.testing.assert_allclose(points[axis], expected, atol=1e-12)
    np.testing.assert_allclose(line["y"], -2 * line["x"])


def test_a_slope_says_its_direction():
    assert str(change(-3.0)) == "3.00 points less"
    assert str(change(0.5)) == "0.50 points more"
