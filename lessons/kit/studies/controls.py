"""What a design is made of: frozen settings, each with its range and its words, and what it says of a wrong one."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, ClassVar

import numpy as np


class StudyError(ValueError):
    """What makes a study impossible, in one plain sentence; `at`: the words of the file that it is about, outermost
    first."""

    def __init__(self, sentence: str, *at: str) -> None:
        super().__init__(sentence)
        self.at = at


def control(start: float, low: float, high: float, words: str, handy: tuple[float, float, float] | None = None) -> Any:
    """A number in [low, high], whole where `start` is. handy: from, to and step of a slider for most studies."""
    step = 1 if isinstance(start, int) else (high - low) / 100
    return field(
        default=start, metadata={"low": low, "high": high, "words": words, "handy": handy or (low, high, step)}
    )


def one_of(options: tuple[str, ...], words: str) -> Any:
    """One word of several, the first at the start."""
    return field(default=options[0], metadata={"options": options, "words": words})


@dataclass(frozen=True)
class Design:
    """A world that samples are drawn from. A design of its own is one file in `designs/`, with `DESIGN` its class."""

    title: ClassVar[str] = ""

    def __post_init__(self) -> None:
        for one in fields(self):
            refuse(one, getattr(self, one.name))

    def samples(self, seed: np.random.SeedSequence, n_samples: int) -> list[Mapping[str, Any]]:
        """Columns of `n_samples` samples, one array or Categorical a column; fewer samples are the first of more."""
        raise NotImplementedError

    def truth(self) -> Mapping[str, float]:
        """Parameter -> what it is in this world; a coefficient that is not named is 0."""
        raise NotImplementedError

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The columns that a formula may name."""
        raise NotImplementedError


def refuse(one: Field[Any], value: Any) -> None:
    """StudyError where `value` is nothing that this control can be."""
    if "options" in one.metadata:
        if value not in one.metadata["options"]:
            raise StudyError(f"“{value}” is no {one.name}{nearest(str(value), one.metadata['options'])}", one.name)
        return
    whole = isinstance(one.default, int)
    low, high = one.metadata["low"], one.metadata["high"]
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise StudyError(f"{one.name} is a {'whole ' if whole else ''}number, not {value!r}.", one.name)
    if not low <= value <= high:
        raise StudyError(f"{one.name} lies between {low:,.12g} and {high:,.12g}, and {value:,.12g} does not.", one.name)


def nearest(word: str, words: Iterable[str]) -> str:
    """How a sentence about a wrong word ends: with the nearest right one, or with all of them."""
    known = list(words)
    close = difflib.get_close_matches(word, known, 1, 0.5)
    return f": did you mean {close[0]}?" if close else f"; there is {', '.join(known)}."
