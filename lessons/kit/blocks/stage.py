"""The stage: pictures that stay in view while the steps that speak about them go by."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lessons.kit.blocks.figure import Figure, Row
from lessons.kit.blocks.travel import Travel

Picture = Figure | Travel


@dataclass(frozen=True)
class Stage:
    """Pictures that stay in view from here on, until the next Stage: the first one large.

    Where two stages name a figure alike, it is one picture to the reader: its marks move to their new places.
    A picture that takes a fit may be given as a function: it is made when it is first looked at, for a story is told
    up to the step in view at each move of a slider, and of all its stages one is shown.
    """

    given: tuple[Picture | Callable[[], Picture], ...]

    def __init__(self, *given: Picture | Callable[[], Picture]) -> None:
        object.__setattr__(self, "given", given)

    @cached_property
    def figures(self) -> tuple[Picture, ...]:
        """The pictures, made; FitError where one takes a fit that cannot be made."""
        return tuple(one if isinstance(one, Figure | Travel) else one() for one in self.given)


def figures_of(block: Any) -> tuple[Figure, ...]:
    """The charts that a block shows."""
    match block:
        case Figure():
            return (block,)
        case Row():
            return block.figures
        case Stage():
            return tuple(figure for figure in block.figures if isinstance(figure, Figure))
        case _:
            return ()
