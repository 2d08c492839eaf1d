"""The stage: pictures that stay in view while the steps that speak about them go by."""

from dataclasses import dataclass
from typing import Any

from lessons.kit.blocks.figure import Figure, Row
from lessons.kit.blocks.travel import Travel


@dataclass(frozen=True)
class Stage:
    """Pictures that stay in view from here on, until the next Stage: the first one large.

    Where two stages name a figure alike, it is one picture to the reader: its marks move to their new places.
    """

    figures: tuple[Figure | Travel, ...]

    def __init__(self, *figures: Figure | Travel) -> None:
        object.__setattr__(self, "figures", figures)


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
