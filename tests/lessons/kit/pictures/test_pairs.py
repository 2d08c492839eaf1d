"""Pairs of units of one group: whose they are, and that their line has the slope the caption names."""

import numpy as np
import pandas as pd
import pytest

from lessons.kit.charts import LIGHT
from lessons.kit.columns import columns_of
from lessons.kit.groups import Groups
from lessons.kit.pictures.pairs import pair_columns, pair_figure
from lessons.kit.theory import pair_correlation


@pytest.fixture
def groups():
    """Sizes 1, 2, 5 and 3, in no order."""
    rng = np.random.default_rng(3)
    data = pd.DataFrame({"group": np.repeat(list("abcd"), [1, 2, 5, 3]), "y": rng.normal(50, 9, size=11)})
    return Groups(columns_of(data.sample(frac=1, random_state=1).astype({"group": "category"})))


def test_each_unit_stands_beside_the_next_of_its_group_both_ways_round(groups):
    pairs = pd.DataFrame({name: list(column) for name, column in pair_columns(groups).items()})
    group = dict(zip(groups.table["y"], groups.table["group"], strict=True))
    assert (pairs["y"].map(group) == pairs["group"]).all()
    assert (pairs["y2"].map(group) == pairs["group"]).all()
    # Ten units have somebody beside them; in a group of two both ways round are the same two dots twice.
    assert len(pairs) == 20
    assert len(pairs.drop_duplicates()) == 18
    assert set(zip(pairs["y"], pairs["y2"], strict=True)) == set(zip(pairs["y2"], pairs["y"], strict=True))
    assert (pairs["y"] != pairs["y2"]).all()


def test_the_line_has_the_slope_that_the_caption_names(groups):
    figure = pair_figure("p", "Pairs", groups, "The correlation is @rho.", (15, 85), ("one", "other"))
    assert figure.build(LIGHT).to_dict()
    line = figure.tables["line"]
    slope = (line["y2"][1] - line["y2"][0]) / (line["y"][1] - line["y"][0])
    assert slope == pytest.approx(pair_correlation(groups.table["y"], groups.of_unit), abs=1e-12)
    assert f"{slope:.2f}".replace("-", "\N{MINUS SIGN}") in str(figure.says)
