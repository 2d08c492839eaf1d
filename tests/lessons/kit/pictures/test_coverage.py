"""Repeated samples as pictures: an interval that misses stands out and no other, and all counts agree."""

from types import SimpleNamespace

import numpy as np
import pytest

from datasets.simulate import make_draws, two_level
from lessons.kit import Model, Models
from lessons.kit.fit import FitError, fit_ols
from lessons.kit.pictures.coverage import interval_figure, interval_row, miss_figure, miss_table, misses
from lessons.kit.pictures.many_samples import many_samples
from lessons.kit.repeats import Samples
from lessons.kit.theory import wilson_interval

SAMPLES = Samples(
    {
        "one.estimate": np.array([1.0, 5.0, 9.0, 5.5]),
        "one.se": np.ones(4),
        "one.low": np.array([0.0, 4.0, 8.0, 4.5]),
        "one.high": np.array([2.0, 6.0, 10.0, 6.5]),
    }
)


def test_an_interval_that_misses_stands_out_and_no_other():
    figure = interval_figure("name", "title", SAMPLES, "one", truth=5, reach=6, code="gamma00")
    assert figure.tables["values"]["strong"].tolist() == [True, False, True, False]
    assert str(figure.says) == "Intervals that miss 5, the value that was set: 2 of 4."
    assert figure.settings["y_domain"] == (-1, 11)


def test_models_side_by_side_have_names_and_titles_of_their_own():
    row = interval_row("hundred", SAMPLES, {"one": "One line"}, truth=5, reach=6, code="gamma00")
    assert [(figure.name, figure.title) for figure in row.figures] == [("hundred_one", "One line")]
    assert len(row.widths) == 1


def test_a_rate_of_misses_is_counted_alike_in_table_and_picture():
    found = misses(SAMPLES, 5, {"one": "One line"})
    low, high = wilson_interval(0.5, 4)
    assert found["one"].estimate == pytest.approx(50)
    assert (found["one"].low, found["one"].high) == pytest.approx((100 * (1 - high), 100 * (1 - low)))
    table = miss_table(found, "misses")
    assert table.head == ("", "misses")
    assert str(table.rows[0][1]).startswith("50 (")
    assert miss_figure("f", "t", found, "axis", "gamma00").tables["estimates"]["estimate"].tolist() == [50]


def simulate(p, draws):
    return two_level(draws, n_groups=p.n_groups, n_per_group=p.n_per_group, gamma10=2.0)


WORLD = SimpleNamespace(seed=3, n_groups=5, n_per_group=4, world={"n_groups": 5, "n_per_group": 4})
ONE = Models(line=Model("A line", "y ~ x"))


def test_many_samples_are_those_of_their_seeds_and_of_the_world_that_was_set():
    block = many_samples("many", "Draw", WORLD, simulate, ONE, "x", lambda samples: (), n_samples=6)
    assert block.state == (3, 5, 4)
    fit = fit_ols("y ~ x", simulate(WORLD, make_draws(7, 5, 4)))
    assert block.one(7)["line.estimate"] == fit.gamma["x"]
    assert (block.one(7)["line.low"], block.one(7)["line.high"]) == fit.interval()["x"]
    found = block.repeat(6)
    assert len(set(found.of("line")["estimate"])) == 6
    assert found.summary("line", 2.0).bias == pytest.approx(0, abs=2)  # six slopes of about .25 each


def test_a_model_that_cannot_be_fitted_has_failed_in_every_sample():
    wrong = Models(line=Model("A line", "y ~ z"))
    block = many_samples("many", "Draw", WORLD, simulate, wrong, "z", lambda samples: ())
    with pytest.raises(FitError):
        block.one(1)
    assert block.repeat(3).n_failed == 3
