"""What another program prints of the same fit, line by line, and what each line is on the picture."""

from dataclasses import dataclass

from lessons.kit.text import Words


@dataclass(frozen=True)
class Printed:
    """A part of a printout: its lines as they are printed, and which mark they are; `lit` where the reader chose it."""

    printed: str
    says: Words = ""
    lit: bool = False


@dataclass(frozen=True)
class Printout:
    """A printout cut into parts, from top to bottom; `says` tells whose it is and of what."""

    parts: tuple[Printed, ...]
    says: Words
