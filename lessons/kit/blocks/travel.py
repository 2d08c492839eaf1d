"""The same units on their way: one crowd, their groups, their scores, a scatter plot, a line for each group."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons.kit.text import Words

Domain = tuple[float, float]
STAGES = {
    "crowd": "One crowd", "groups": "Their groups", "strips": "Their scores", "scatter": "Two measures",
    "lines": "A line for each group",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A piece of the way from the mean of all to the unit that wears a ring: from y to y2, what it is, its color."""

    y: float
    y2: float
    words: Words
    code: str


@dataclass(frozen=True)
class Travel:
    """Dots that keep their identity while they move from one picture to the next.

    units: level 1, one row a dot, in order of group: group, x, y. lines: of line_columns. average: x, y (two rows).
    stage: which of STAGES the text speaks of: a new one wins. picked: which one the reader chose meanwhile, through
    the control named `control`; any other word is no choice. parts: drawn in the strips, at the unit with the ring.
    says: stage -> one sentence that is caption and alt text. settings: axes and words, as those of group_lines.
    """

    name: str
    title: Words
    units: Any
    lines: Any
    average: Any
    stage: str
    control: str
    says: Mapping[str, Words]
    picked: str = ""
    parts: tuple[Part, ...] = ()
    settings: Mapping[str, Domain | str] = field(default_factory=dict[str, "Domain | str"])
    stages: Mapping[str, str] = field(default_factory=lambda: dict(STAGES))
