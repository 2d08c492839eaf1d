"""What a story yields: each kind of block in a file of its own. The dashboard has one `case` for each."""

from lessons.kit.blocks.challenge import Challenge
from lessons.kit.blocks.drawing import Drawing
from lessons.kit.blocks.equation import Equation
from lessons.kit.blocks.figure import Figure, Row
from lessons.kit.blocks.game import Game
from lessons.kit.blocks.opinion import SecondOpinion
from lessons.kit.blocks.predict import Predict
from lessons.kit.blocks.printout import Printout
from lessons.kit.blocks.prose import Aside, Code, Live, Prose, Step, Takeaways
from lessons.kit.blocks.questions import Check
from lessons.kit.blocks.recovery import Recovery
from lessons.kit.blocks.repeats import Repeats
from lessons.kit.blocks.stage import Stage
from lessons.kit.blocks.table import Table
from lessons.kit.blocks.travel import Travel

Block = (
    Step
    | Prose
    | Live
    | Figure
    | Row
    | Stage
    | Travel
    | Drawing
    | Equation
    | Recovery
    | Table
    | Printout
    | Repeats
    | SecondOpinion
    | Predict
    | Challenge
    | Game
    | Aside
    | Code
    | Check
    | Takeaways
)
