"""Every ready picture, made from a small run: it can be drawn, and says the numbers it shows."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from datasets.simulate import make_draws, two_level
from lessons.kit import Figure, Model, Models, Table, pictures
from lessons.kit.charts import LIGHT
from lessons.kit.columns import Labels, columns_of, light, n_rows
from lessons.kit.groups import Groups
from lessons.kit.pictures import coverage, estimates, fan, first_look, lines, one_group, real, spread, strips
from lessons.kit.repeats import Samples

FOLDER = Path(pictures.__file__).parent
MODELS = Models(single=Model("One line", "y ~ x"), random_slope=Model("Random slope", "y ~ x + (1 + x | group)"))
WORLD = {"n_groups": 9, "n_per_group": 7, "gamma00": 50, "gamma10": 2, "tau00": 16, "tau11": 4, "sigma2": 9}
DATA = two_level(make_draws(5, 9, 7), **WORLD)
GROUPS = Groups(columns_of(DATA))
FITS = MODELS.fit(DATA)
SAMPLES = Samples(
    {
        f"m.{part}": np.array([2.0, 3.0, 9.0]) + shift
        for part, shift in {"estimate": 0, "se": 0, "low": -1, "high": 1}.items()
    }
)
Tables = dict[str, Any]
SET = SimpleNamespace(groups=GROUPS, p=SimpleNamespace(gamma10=2, tau00=16, tau11=4, tau01=3, zero=1.0))


def intervals() -> list[Figure]:
    missed = coverage.misses(SAMPLES, 2.5, {"m": "One model"})
    assert isinstance(coverage.miss_table(missed, "misses"), Table)
    return [
        coverage.interval_figure("i", "Intervals", SAMPLES, "m", 2.5, 8, "gamma10"),
        coverage.miss_figure("m", "Misses", missed, "of 100", "gamma10"),
    ]


def side_by_side() -> list[Figure]:
    found = {"One line": (FITS["single"], "x"), "Random slope": (FITS["random_slope"], "x")}
    return [estimates.estimates("e", "Slopes", found, [2], axis="slope", domain=(0, 4), code="gamma10")]


# module -> what it makes: figures, or the tables of a chart.
MADE: dict[str, Callable[[], list[Figure] | Tables]] = {
    "coverage": intervals,
    "estimates": side_by_side,
    "fan": lambda: [fan.fan_figure(SET, 50.0, moved) for moved in (True, False)],
    "first_look": lambda: [first_look.first_look(name).figure for name in ("hsb", "contraception")],
    "lines": lambda: lines.found_lines(GROUPS, FITS["random_slope"]) | {"truth": lines.set_lines(GROUPS, 50, 2)},
    "one_group": lambda: one_group.one_group_tables(GROUPS, FITS["random_slope"], 3, (-3, 3)),
    "real": lambda: [real.real_lines(name, MODELS, "random_slope", "Lines.") for name in ("hsb", "sleepstudy")],
    "spread": lambda: spread.spread_tables(GROUPS, FITS["random_slope"], 16, 4, 0),
    "strips": lambda: strips.strip_tables(GROUPS),
}


def test_every_module_of_the_folder_is_here_or_has_a_test_of_its_own():
    found = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    tested = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert found
    assert found <= set(MADE) | tested, found - set(MADE) - tested
    assert set(MADE) <= found


@pytest.mark.parametrize("module", MADE)
def test_a_picture_has_rows_and_only_numbers_that_can_be_drawn(module):
    made = MADE[module]()
    for tables in [figure.tables for figure in made] if isinstance(made, list) else [made]:
        assert any(n_rows(light(table)) for table in tables.values())
        for name, table in tables.items():
            for column in light(table).values():
                assert isinstance(column, Labels) or np.isfinite(column).all(), name


@pytest.mark.parametrize("module", [name for name in MADE if name not in ("lines", "one_group", "spread", "strips")])
def test_a_picture_can_be_built_and_says_what_it_shows(module):
    for figure in MADE[module]():
        assert hash(tuple(sorted(figure.settings.items())))
        named = str(figure.build(LIGHT).to_dict())
        assert all(f"'name': '{table}'" in named for table in figure.tables)
        assert str(figure.says).endswith(".")


def test_intervals_that_miss_are_counted_and_stand_out():
    figure = intervals()[0]
    assert str(figure.says).endswith(": 1 of 3.")
    assert figure.tables["values"]["strong"].tolist() == [False, False, True]
    assert str(intervals()[1].says).startswith("Of 100: One model 33.3")


def test_estimates_stand_beside_what_was_set_with_their_intervals():
    figure = side_by_side()[0]
    fit = FITS["random_slope"]
    assert figure.tables["estimates"]["estimate"][1] == fit.gamma["x"]
    assert (figure.tables["estimates"]["low"][1], figure.tables["estimates"]["high"][1]) == fit.interval()["x"]
    assert figure.tables["set"]["value"].tolist() == [2]
