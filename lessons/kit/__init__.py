"""The words a lesson is written in: the authors' only door, with `kit.charts`, `kit.fit` and `kit.theory` beside it."""

from lessons.kit.challenge import Challenge, Condition, reach
from lessons.kit.code import TakeModel, take_model
from lessons.kit.fitted import if_fitted
from lessons.kit.game import Game, Round
from lessons.kit.lazily import Lazily
from lessons.kit.lesson import Lesson, Run, Scene
from lessons.kit.params import Choice, Controls, Range, choice, size, slider
from lessons.kit.predict import Guess, Predict, PredictChoice, PredictNumber
from lessons.kit.questions import Claim, Multiple, Numeric, Option, Order, Single, Sort
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
    Row,
    SecondOpinion,
    SetFound,
    Step,
    Studies,
    Table,
    Takeaways,
    Term,
    brief,
    fill,
    number,
    percent,
)
from lessons.kit.travel import Travel

__all__ = [
    "Aside",
    "Block",
    "Challenge",
    "Check",
    "Choice",
    "Claim",
    "Code",
    "Condition",
    "Controls",
    "Equation",
    "Figure",
    "Game",
    "Guess",
    "Lazily",
    "Lesson",
    "Live",
    "Multiple",
    "Numeric",
    "Option",
    "Order",
    "Predict",
    "PredictChoice",
    "PredictNumber",
    "Prose",
    "Range",
    "Recovery",
    "Round",
    "Row",
    "Run",
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
    "Travel",
    "brief",
    "choice",
    "fill",
    "if_fitted",
    "number",
    "percent",
    "reach",
    "size",
    "slider",
    "take_model",
]
