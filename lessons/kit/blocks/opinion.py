"""Another program, asked about the data in view."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class SecondOpinion:
    """A button that has another program refit the present data; `ask()` returns its one sentence."""

    name: str
    ask: Callable[[], str]
