"""In which order the worlds of a sweep are drawn, coarse first, and which ones to put between them."""

from collections.abc import Iterable
from math import prod

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.lab.asked import MOST_CELLS, MOST_VALUES, NUMBERS
from lessons.kit.studies import Study
from lessons.kit.studies.run import Place

# So many batches of every world come before any world has more.
COARSE = (1, 4)
# A step between two neighbors is worth a look when it is at least this share of the largest one.
WORTH = 0.5
BETWEEN = 3


def in_order(study: Study, todo: Iterable[Place]) -> tuple[Place, ...]:
    """The ends of the sweep, its middle, its quarters, ...: some samples of each, then more, then all."""
    coarse = [_level(study, cell) for cell in range(study.n_cells)]

    def key(place: Place) -> tuple[int, int, int, int]:
        cell, batch = place
        return sum(batch >= n for n in COARSE), coarse[cell], cell, batch

    return tuple(sorted(todo, key=key))


def _level(study: Study, cell: int) -> int:
    """How often the sweep must be halved until this cell is on the grid; of two settings, the finer one counts."""
    sizes = [len(values) for values in study.sweep.values()]
    places = np.unravel_index(cell, sizes) if sizes else ()
    return max((_halvings(int(place), n) for place, n in zip(places, sizes, strict=True)), default=0)


def _halvings(place: int, n: int) -> int:
    low, high, level = 0, n - 1, 0
    while place not in (low, high):
        middle, level = (low + high) // 2, level + 1
        if place == middle:
            break
        low, high = (low, middle) if place < middle else (middle, high)
    return level


def finer(study: Study, found: pd.DataFrame, figure: str) -> dict[str, tuple[float, ...]]:
    """The sweep with values put where the figure changes most, as many as there is room for; the same sweep where there
    is nothing between. found: cells of one model and one parameter."""
    sweep = {name: tuple(values) for name, values in study.sweep.items()}
    for name in sweep:
        steps = _steps(found, name, figure)
        for k in np.argsort(-steps, kind="stable")[:BETWEEN]:
            low, high = study.sweep[name][k : k + 2]
            value = _between(name, low, high)
            wider = {**sweep, name: tuple(sorted({*sweep[name], value}))}
            room = len(wider[name]) <= MOST_VALUES and prod(map(len, wider.values())) <= MOST_CELLS
            if room and steps[k] >= WORTH * steps.max() > 0:
                sweep = wider
    return sweep


def _steps(found: pd.DataFrame, name: str, figure: str) -> NDArray[np.float64]:
    """From each value of a setting to the next: the largest change of the figure, whatever the other setting is."""
    others = [other for other in found if other in NUMBERS and other != name]
    table = found.pivot_table(index=name, columns=others or None, values=figure)
    change = np.abs(np.diff(table.to_numpy(dtype=float).reshape(len(table), -1), axis=0))
    return np.nan_to_num(change).max(axis=1)


def _between(name: str, low: float, high: float) -> float:
    middle = (low + high) / 2
    return round(middle) if isinstance(NUMBERS[name].default, int) else float(f"{middle:.6g}")
