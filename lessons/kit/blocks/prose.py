"""What a story says in words; every sentence is a template, filled when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons.kit.text import Words, fill


@dataclass(frozen=True)
class Step:
    """A thought: on the page of a lesson a section, in presenter mode a screen; "" opens a lesson without a heading.

    `moves` names what the reader's hand needs for it, in the text of the step: controls, "scenes", "sample".
    `after` names a prediction of an earlier step: until it is answered, nothing but the title is shown.
    """

    title: str
    moves: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True)
class Prose:
    """Sentences that no slider changes. `#tau00` shows a symbol in its color."""

    text: str


@dataclass(frozen=True)
class Live:
    """A sentence with numbers from this run: `Live("The ICC is @icc.", icc=.2)`."""

    text: str
    numbers: dict[str, Any] = field(default_factory=dict[str, Any])

    def __init__(self, text: str, **numbers: Any) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "numbers", numbers)

    @property
    def filled(self) -> str:
        return fill(self.text, self.numbers)


@dataclass(frozen=True)
class Aside:
    """A remark for those who want it, closed at first."""

    title: Words
    text: Words


@dataclass(frozen=True)
class Code:
    """The model as code, in one or more dialects: language -> text."""

    dialects: Mapping[str, str]


@dataclass(frozen=True)
class Takeaways:
    """What to remember, one sentence each, and what to read."""

    sentences: tuple[str, ...]
    references: tuple[str, ...] = ()
