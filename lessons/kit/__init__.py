"""The authors' one door: `from lessons import kit`, and every word a lesson is written in is behind it."""

from lessons.kit import charts, theory
from lessons.kit.challenge import Challenge, Condition, reach
from lessons.kit.code import TakeModel, take_model
from lessons.kit.columns import Columns, Labels, alike, columns_of, labels, rows, stacked
from lessons.kit.ending import ending
from lessons.kit.first_look import first_look
from lessons.kit.fit import FitError, fit_glmm, fit_lmm, fit_ols, icc_interval, second_opinion
from lessons.kit.fitted import if_fitted
from lessons.kit.game import Game, Round
from lessons.kit.groups import Groups
from lessons.kit.lazily import Lazily
from lessons.kit.lesson import Lesson, Run, Scene
from lessons.kit.models import Model, Models, group_means
from lessons.kit.params import Choice, Controls, Range, choice, size, slider
from lessons.kit.pictures.coverage import interval_figure, miss_figure, miss_table, misses
from lessons.kit.pictures.estimates import estimates
from lessons.kit.pictures.lines import NO_LINES, effects, found_lines, line_columns, set_lines
from lessons.kit.pictures.real import real_data, real_fits, real_lines, real_options
from lessons.kit.pictures.spread import spread_tables
from lessons.kit.pictures.strips import strip_tables
from lessons.kit.pictures.two_slopes import change, means_figure, straight, two_slope_tables, within_figure
from lessons.kit.predict import Guess, Predict, PredictChoice, PredictNumber
from lessons.kit.questions import Claim, Multiple, Numeric, Order, Right, Single, Sort, Wrong
from lessons.kit.repeats import Samples, estimates_of
from lessons.kit.story import (
    Aside,
    Block,
    Check,
    Code,
    Equation,
    Figure,
    Live,
    Prose,
    Recovery,
    Repeats,
    Row,
    SecondOpinion,
    SetFound,
    Step,
    Studies,
    Table,
    Takeaways,
    Term,
)
from lessons.kit.text import Text, Words, brief, factor, fill, listed, number, percent, sentence
from lessons.kit.travel import Travel
from lessons.kit.views import equation, model, recovery, set_found

__all__ = [
    "NO_LINES",
    "Aside",
    "Block",
    "Challenge",
    "Check",
    "Choice",
    "Claim",
    "Code",
    "Columns",
    "Condition",
    "Controls",
    "Equation",
    "Figure",
    "FitError",
    "Game",
    "Groups",
    "Guess",
    "Labels",
    "Lazily",
    "Lesson",
    "Live",
    "Model",
    "Models",
    "Multiple",
    "Numeric",
    "Order",
    "Predict",
    "PredictChoice",
    "PredictNumber",
    "Prose",
    "Range",
    "Recovery",
    "Repeats",
    "Right",
    "Round",
    "Row",
    "Run",
    "Samples",
    "Scene",
    "SecondOpinion",
    "SetFound",
    "Single",
    "Sort",
    "Step",
    "Studies",
    "Table",
    "TakeModel",
    "Takeaways",
    "Term",
    "Text",
    "Travel",
    "Words",
    "Wrong",
    "alike",
    "brief",
    "change",
    "charts",
    "choice",
    "columns_of",
    "effects",
    "ending",
    "equation",
    "estimates",
    "estimates_of",
    "factor",
    "fill",
    "first_look",
    "fit_glmm",
    "fit_lmm",
    "fit_ols",
    "found_lines",
    "group_means",
    "icc_interval",
    "if_fitted",
    "interval_figure",
    "labels",
    "line_columns",
    "listed",
    "means_figure",
    "miss_figure",
    "miss_table",
    "misses",
    "model",
    "number",
    "percent",
    "reach",
    "real_data",
    "real_fits",
    "real_lines",
    "real_options",
    "recovery",
    "rows",
    "second_opinion",
    "sentence",
    "set_found",
    "set_lines",
    "size",
    "slider",
    "spread_tables",
    "stacked",
    "straight",
    "strip_tables",
    "take_model",
    "theory",
    "two_slope_tables",
    "within_figure",
]
