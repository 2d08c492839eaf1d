"""What was **set** beside what was **found**."""

from collections.abc import Callable
from dataclasses import dataclass

from lessons.kit.text import Words, number

Interval = tuple[float, float | None]


@dataclass(frozen=True)
class SetFound:
    """One line of a Recovery: what was set, what was found and its interval; `why` says why found is None.

    `ends` is the interval, or where it takes longer than a moving slider can wait, a function that works it out.
    set is None where the other controls leave nothing to set. `words` replaces the glossary's words where a lesson
    needs narrower ones.
    """

    code: str
    set: float | None
    found: float | None
    ends: Interval | Callable[[], Interval] | None = None
    why: Words = ""
    words: Words = ""

    @property
    def waits(self) -> bool:
        """Whether the interval is worked out when it is first read: on release, that is."""
        return callable(self.ends)

    @property
    def interval(self) -> Interval | None:
        """(low, high); high is None where nothing in the data tells it."""
        return self.ends() if callable(self.ends) else self.ends

    @property
    def span(self) -> str:
        """The interval in words."""
        interval = self.interval
        if interval is None:
            return ""
        low, high = interval
        if high is None:
            return f"{number(low)} and more: too few groups for an upper end"
        return f"{number(low)} to {number(high)}"


@dataclass(frozen=True)
class Recovery:
    """What was **set** beside what was **found**; `says` reads the comparison out."""

    rows: tuple[SetFound, ...]
    says: Words
