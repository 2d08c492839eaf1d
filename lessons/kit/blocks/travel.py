"""The same units on their way: one crowd, their groups, a scatter plot, a line for each group."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons.kit.text import Words

Domain = tuple[float, float]
STAGES = {"crowd": "One crowd", "groups": "Their groups", "scatter": "Two measures", "lines": "A line for each group"}


@dataclass(frozen=True)
class Travel:
    """Dots that keep their identity while they move from one picture to the next.

    units: level 1, one row a dot, in order of group: group, x, y. lines: a line_table. average: x, y (two rows).
    stage: which of STAGES is shown; the reader moves it through the control named `control`.
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
    settings: Mapping[str, Domain | str] = field(default_factory=dict[str, "Domain | str"])
    stages: Mapping[str, str] = field(default_factory=lambda: dict(STAGES))
