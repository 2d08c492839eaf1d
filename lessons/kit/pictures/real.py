"""A real table under a lesson's own models: loaded as y, x and group, fitted once, drawn as lines."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

import datasets
from lessons.kit.blocks.equation import Equation
from lessons.kit.blocks.figure import Figure
from lessons.kit.blocks.prose import Live
from lessons.kit.blocks.stage import Stage
from lessons.kit.charts import group_lines
from lessons.kit.columns import Columns, columns_of
from lessons.kit.groups import Groups
from lessons.kit.lazily import Lazily
from lessons.kit.models import Models
from lessons.kit.pictures.lines import NO_LINES, found_lines
from lessons.kit.text import Words, spelled
from lessons.kit.views import equation


def real_options(*names: str) -> dict[str, str]:
    """Tables to choose from: name -> what a menu calls it."""
    return {name: datasets.describe(name).shown.brief for name in names}


@lru_cache(maxsize=32)
def real_data(name: str) -> pd.DataFrame:
    """A table with its outcome as y, its predictor as x, its groups as group, and w where its entry has a contrast.

    Its other columns are as they are.
    """
    about = datasets.describe(name)
    roles = {about.outcome: "y", about.predictor: "x", about.group: "group"}
    data = datasets.load(name).rename(columns=roles)
    if about.shown.contrast:
        column, value = about.shown.contrast
        data["w"] = (data[column] == value).astype(float)
    return data


@lru_cache(maxsize=32)
def real_groups(name: str) -> Groups:
    """The level-2 view of a table."""
    return Groups(columns_of(real_data(name)))


@lru_cache(maxsize=64)
def real_fits(name: str, models: Models) -> Lazily:
    """The lesson's models on a real table, each fitted once for all readers."""
    return models.fit(real_data(name))


def real_study(name: str, models: Models, chosen: str, says: Words) -> Iterator[Live | Stage | Equation]:
    """What the table is, its lines by the chosen one of the lesson's models, and that model in numbers."""
    about = datasets.describe(name).shown.about
    yield Live(
        "@about The same code fits the same @n models.",
        about=about,
        n=spelled(len(models)),
    )
    yield Stage(real_lines(name, models, chosen, says))
    yield equation(real_fits(name, models)[chosen])


def real_lines(name: str, models: Models, chosen: str, says: Words) -> Figure:
    """A real table under the lines of one of the lesson's models."""
    shown = datasets.describe(name).shown
    settings = {
        "x_domain": shown.predictor_axis,
        "y_domain": shown.outcome_axis,
        "x_title": shown.predictor,
        "y_title": shown.outcome,
        "group_word": shown.group,
        "unit_word": shown.unit,
    }
    tables, still = _tables(name, models, chosen), (name, chosen)
    return Figure(f"real_{name}", shown.brief, group_lines, tables, says, settings, picks="lines", still=still)


@lru_cache(maxsize=64)
def _tables(name: str, models: Models, chosen: str) -> Mapping[str, Columns]:
    found: Any = real_fits(name, models)[chosen]
    return found_lines(real_groups(name), found) | {"truth": NO_LINES}
