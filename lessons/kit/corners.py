"""Corners of a space of controls: every pair of ends in some row, or every row there is."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any

Pair = tuple[tuple[int, Any], tuple[int, Any]]


def covering(ends: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Rows in which any two ends of any two controls meet at least once, by greedy choice; few: about log2 of all.

    Nearly all faults need no more than two settings to show (Kuhn, Wallace and Gallo 2004, IEEE Trans. Softw. Eng. 30).
    """
    if len(ends) < 2:
        yield from product(*ends)
        return
    open_pairs = dict.fromkeys(_pairs_of(ends))
    while open_pairs:
        row = dict(next(iter(open_pairs)))
        for place in (k for k in range(len(ends)) if k not in row):
            row[place] = max(ends[place], key=lambda end, k=place: _new(open_pairs, row | {k: end}, k))
        for pair in combinations(sorted(row.items()), 2):
            open_pairs.pop(pair, None)
        yield tuple(row[place] for place in range(len(ends)))


def _pairs_of(ends: Sequence[Sequence[Any]]) -> Iterator[Pair]:
    for (i, one), (k, other) in combinations(enumerate(ends), 2):
        yield from (((i, a), (k, b)) for a in one for b in other)


def _new(open_pairs: dict[Pair, None], row: dict[int, Any], place: int) -> int:
    """How many open pairs the end at `place` closes with the rest of the row."""
    mine = (place, row[place])
    return sum(((other, mine) if other < mine else (mine, other)) in open_pairs for other in row.items())
