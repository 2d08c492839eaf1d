"""How far a study is, on one line that rewrites itself; on paper, in a log, only its end."""

import sys
import time
from dataclasses import dataclass, field
from typing import TextIO

WIDE = 30
EVERY_SECONDS = 0.1


@dataclass
class Progress:
    """all: samples of the study; before: those of them that an earlier run did."""

    all: int
    before: int
    out: TextIO = field(default_factory=lambda: sys.stderr)
    done: int = 0
    start: float = field(default_factory=time.monotonic)
    _said: float = 0.0

    def add(self, n: int) -> None:
        """So many samples more are done and kept."""
        self.done += n
        now = time.monotonic()
        if self.out.isatty() and (now - self._said > EVERY_SECONDS or self.before + self.done == self.all):
            self._said = now
            self.out.write(f"\r{self.line(now - self.start)}\x1b[K")
            self.out.flush()

    def line(self, seconds: float) -> str:
        """[#####.....] 500 of 1,000 samples, 240 a second, about 3 s left"""
        so_far = self.before + self.done
        full = WIDE * so_far // self.all
        rate = self.done / seconds if seconds > 0 else 0.0
        left = f", {rate:,.0f} a second, about {in_words((self.all - so_far) / rate)} left" if rate else ""
        return f"[{'#' * full}{'.' * (WIDE - full)}] {so_far:,} of {self.all:,} samples{left}"

    def end(self) -> None:
        """Leave the line to what follows."""
        if self.out.isatty():
            self.out.write("\n")


def in_words(seconds: float) -> str:
    """Seconds up to two minutes, minutes up to two hours, then hours."""
    for size, name in ((3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:,.0f} {name}"
    return f"{seconds:,.0f} s"
