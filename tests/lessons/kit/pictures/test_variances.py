"""Variances as bars: parts lie end to end, and only those that a bar has are in the legend."""

import pytest

from lessons.kit.charts import LIGHT
from lessons.kit.columns import records
from lessons.kit.pictures.variances import variance_figure


def parts(bars):
    figure = variance_figure("f", "Bars", bars, "Says.", axis="variance", total=200)
    assert figure.build(LIGHT).to_dict()
    return figure, records(figure.tables["parts"])


def test_each_part_begins_where_the_one_before_it_ends():
    figure, rows = parts({"set": (16.0, 48.0), "found": (10.0, 40.0, 6.5)})
    assert [(row["label"], row["part"]) for row in rows] == [
        ("set", "between"), ("set", "within"), ("found", "between"), ("found", "within"), ("found", "by x"),
    ]  # fmt: skip
    assert [(row["start"], row["end"]) for row in rows] == [(0, 16), (16, 64), (0, 10), (10, 50), (50, 56.5)]
    assert figure.settings["parts"] == ("between", "within", "by x")


@pytest.mark.parametrize(("value", "says"), [(7.9, ""), (16.4, "16")])
def test_a_part_says_its_size_where_there_is_room(value, says):
    figure, rows = parts({"set": (value, 48.0)})
    assert rows[0]["says"] == says
    assert figure.settings["parts"] == ("between", "within")
