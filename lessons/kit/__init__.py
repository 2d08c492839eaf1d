"""The authors' one door: `from lessons import kit`, and every word a lesson is written in is behind it."""

from lessons.kit import charts, theory
from lessons.kit.balanced_view import balanced
from lessons.kit.blocks import Block
from lessons.kit.blocks.challenge import Challenge, Condition, reach
from lessons.kit.blocks.drawing import Arrow, Drawing, Node
from lessons.kit.blocks.equation import Equation, Term
from lessons.kit.blocks.figure import Figure, Row
from lessons.kit.blocks.game import Game, Round
from lessons.kit.blocks.opinion import SecondOpinion
from lessons.kit.blocks.predict import Guess, Predict, PredictChoice, PredictNumber
from lessons.kit.blocks.printout import Printed, Printout
from lessons.kit.blocks.prose import Aside, Code, Live, Prose, Step, Takeaways
from lessons.kit.blocks.questions import Check, Claim, Multiple, Numeric, Order, Right, Single, Sort, Wrong
from lessons.kit.blocks.recovery import Recovery, SetFound
from lessons.kit.blocks.repeats import Repeats
from lessons.kit.blocks.stage import Stage, figures_of
from lessons.kit.blocks.table import Table
from lessons.kit.blocks.travel import STAGES, Part, Travel
from lessons.kit.code import TakeModel, take_model
from lessons.kit.code.lme4_summary import lme4_summary
from lessons.kit.columns import Columns, Labels, alike, columns_of, labels, rows, stacked
from lessons.kit.ending import ending
from lessons.kit.fit import DummyFit, FitError, dummy_fit, fit_glmm, fit_lmm, fit_ols, icc_interval, second_opinion
from lessons.kit.fit.refits import refit_of
from lessons.kit.fitted import if_fitted
from lessons.kit.groups import Groups
from lessons.kit.lazily import Lazily
from lessons.kit.lesson import Lesson, Run, Scene
from lessons.kit.models import Model, Models, group_means
from lessons.kit.params import Choice, Controls, Range, choice, sample, size, slider
from lessons.kit.pictures.coverage import coverage, interval_figure, interval_row, miss_figure, miss_table, misses
from lessons.kit.pictures.design_effects import design_effect_figure, design_effect_line
from lessons.kit.pictures.estimates import estimates, verdicts
from lessons.kit.pictures.fan import FAN_AXES, PLACES, fan_figure
from lessons.kit.pictures.first_look import first_look
from lessons.kit.pictures.gaps import gap_tables
from lessons.kit.pictures.lines import (
    NO_LINES,
    PUPIL_AXES,
    effects,
    found_lines,
    line_columns,
    one_in_focus,
    pupil_lines,
    set_lines,
)
from lessons.kit.pictures.many_intervals import many_interval_figure
from lessons.kit.pictures.many_samples import many_samples
from lessons.kit.pictures.one_group import one_group_tables
from lessons.kit.pictures.pairs import pair_figure
from lessons.kit.pictures.plans import plan_tables
from lessons.kit.pictures.printed_marks import printed_marks
from lessons.kit.pictures.real import real_data, real_fits, real_groups, real_lines, real_options, real_study
from lessons.kit.pictures.real_errors import real_design, real_error_table
from lessons.kit.pictures.real_iccs import real_iccs_told
from lessons.kit.pictures.spread import school_points, spread_tables
from lessons.kit.pictures.strips import found_strip_figure, strip_figure, strip_tables
from lessons.kit.pictures.two_slopes import NO_PAIR, change, means_figure, straight, two_slope_tables, within_figure
from lessons.kit.pictures.variances import variance_figure
from lessons.kit.repeats import Samples, estimates_of, share_of_100
from lessons.kit.text import Text, Words, brief, factor, fill, listed, number, percent, sentence, signed, span, spelled
from lessons.kit.views import equation, icc_span, model, recovery, set_and_found, set_found

__all__ = [
    "FAN_AXES",
    "NO_LINES",
    "NO_PAIR",
    "PLACES",
    "PUPIL_AXES",
    "STAGES",
    "Arrow",
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
    "Drawing",
    "DummyFit",
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
    "Node",
    "Numeric",
    "Order",
    "Part",
    "Predict",
    "PredictChoice",
    "PredictNumber",
    "Printed",
    "Printout",
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
    "Stage",
    "Step",
    "Table",
    "TakeModel",
    "Takeaways",
    "Term",
    "Text",
    "Travel",
    "Words",
    "Wrong",
    "alike",
    "balanced",
    "brief",
    "change",
    "charts",
    "choice",
    "columns_of",
    "coverage",
    "design_effect_figure",
    "design_effect_line",
    "dummy_fit",
    "effects",
    "ending",
    "equation",
    "estimates",
    "estimates_of",
    "factor",
    "fan_figure",
    "figures_of",
    "fill",
    "first_look",
    "fit_glmm",
    "fit_lmm",
    "fit_ols",
    "found_lines",
    "found_strip_figure",
    "gap_tables",
    "group_means",
    "icc_interval",
    "icc_span",
    "if_fitted",
    "interval_figure",
    "interval_row",
    "labels",
    "line_columns",
    "listed",
    "lme4_summary",
    "many_interval_figure",
    "many_samples",
    "means_figure",
    "miss_figure",
    "miss_table",
    "misses",
    "model",
    "number",
    "one_group_tables",
    "one_in_focus",
    "pair_figure",
    "percent",
    "plan_tables",
    "printed_marks",
    "pupil_lines",
    "reach",
    "real_data",
    "real_design",
    "real_error_table",
    "real_fits",
    "real_groups",
    "real_iccs_told",
    "real_lines",
    "real_options",
    "real_study",
    "recovery",
    "refit_of",
    "rows",
    "sample",
    "school_points",
    "second_opinion",
    "sentence",
    "set_and_found",
    "set_found",
    "set_lines",
    "share_of_100",
    "signed",
    "size",
    "slider",
    "span",
    "spelled",
    "spread_tables",
    "stacked",
    "straight",
    "strip_figure",
    "strip_tables",
    "take_model",
    "theory",
    "two_slope_tables",
    "variance_figure",
    "verdicts",
    "within_figure",
]
