"""A small table in words."""

from dataclasses import dataclass

from lessons.kit.text import Words


@dataclass(frozen=True)
class Table:
    """A small table in words: the heads of its columns, its rows, and `says`, its caption."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    says: Words
