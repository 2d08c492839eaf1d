"""A sampling plan as a picture: each group has a column of its own, with its units and its mean in it."""

import numpy as np
import pytest

from datasets.simulate import make_draws, two_plans
from lessons.kit.columns import columns_of
from lessons.kit.groups import Groups
from lessons.kit.pictures.plans import plan_tables


@pytest.fixture(params=[False, True], ids=["in order", "shuffled and unequal"])
def groups(request):
    made = two_plans(make_draws(5, 9, 7), n_groups=9, n_per_group=7, icc=0.3)
    return Groups(columns_of(made.sample(frac=0.8, random_state=4) if request.param else made))


def test_every_unit_stands_in_the_column_of_its_group_at_a_place_of_its_own(groups):
    units = plan_tables(groups)["units"]
    assert np.floor(units["x"] * len(groups)).astype(int).tolist() == groups.of_unit.tolist()
    assert len(set(units["x"])) == len(units["x"])


def test_a_mean_is_as_wide_as_its_column_and_as_high_as_its_units(groups):
    bars = plan_tables(groups)["groups"]
    assert bars["x"][0] == 0
    assert bars["x2"][-1] == pytest.approx(1)
    assert bars["x"][1:] == pytest.approx(bars["x2"][:-1])
    assert bars["y"] == pytest.approx(groups.mean("y"))


def test_a_sample_without_groups_has_no_means_and_its_own_outcome(groups):
    tables = plan_tables(groups, "y_simple", means=False)
    assert [len(column) for column in tables["groups"].values()] == [0, 0, 0]
    assert tables["units"]["y"] is groups.table["y_simple"]
