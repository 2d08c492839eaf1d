"""Real tables as lessons show them: which columns play y, x and group, in what words, on which axes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

import datasets
from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import group_lines
from lessons.kit.views import line_tables


@dataclass(frozen=True)
class Study:
    """A table of datasets/ and the parts its columns play."""

    name: str
    words: str
    y: str
    x: str
    group: str
    unit: str
    y_words: str
    x_words: str
    y_domain: tuple[float, float]
    x_domain: tuple[float, float]
    citation: str

    def load(self) -> pd.DataFrame:
        """The table with its columns renamed to x, y and group."""
        columns = {self.y: "y", self.x: "x", self.group: "group"}
        return datasets.load(self.name)[list(columns)].rename(columns=columns)

    @property
    def axes(self) -> dict[str, Any]:
        """The settings of group_lines."""
        return {
            "x_domain": self.x_domain,
            "y_domain": self.y_domain,
            "x_title": self.x_words,
            "y_title": self.y_words,
            "group_word": self.group,
            "unit_word": self.unit,
        }


_ALL = (
    Study(
        name="hsb",
        words="High School and Beyond",
        y="math",
        x="ses",
        group="school",
        unit="pupil",
        y_words="mathematics score",
        x_words="family background (SES)",
        y_domain=(-4, 26),
        x_domain=(-3.8, 2.8),
        citation="High School and Beyond, 1982: 7,185 pupils in 160 US high schools (Raudenbush and Bryk 2002).",
    ),
    Study(
        name="london_exam",
        words="London exams",
        y="exam",
        x="reading",
        group="school",
        unit="pupil",
        y_words="exam score at 16",
        x_words="reading score at 11",
        y_domain=(-4, 4),
        x_domain=(-3, 3.4),
        citation="Inner London schools: 4,059 pupils in 65 schools (Goldstein et al. 1993).",
    ),
    Study(
        name="sleepstudy",
        words="Sleep deprivation",
        y="reaction",
        x="days",
        group="subject",
        unit="day",
        y_words="reaction time (ms)",
        x_words="days of short sleep",
        y_domain=(180, 480),
        x_domain=(-0.3, 9.3),
        citation="Reaction times of 18 people over ten days (Belenky et al. 2003).",
    ),
)
REAL: dict[str, Study] = {study.name: study for study in _ALL}


def study_figure(name: str, model: str, tables: Mapping[str, pd.DataFrame], says: str) -> Figure:
    """A real table under the lines of the fit named `model`; `tables` are its `study_lines`."""
    study = REAL[name]
    still = (name, model)
    return Figure(f"study_{name}", study.words, group_lines, tables, says, study.axes, picks="lines", still=still)


NO_TRUTH = pd.DataFrame({"group": pd.Categorical([]), "x": np.empty(0), "y": np.empty(0), "end": np.empty(0)})


def study_lines(name: str, found: Any) -> dict[str, pd.DataFrame]:
    """What group_lines draws of a real table and a fit: nobody knows its true lines."""
    return line_tables(REAL[name].load(), found) | {"truth": NO_TRUTH}
