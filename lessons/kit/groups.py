"""The level-2 view of a sample: one row a group, whatever the order of the units."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lessons.kit.columns import Columns, Labels, names, numbers

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Groups:
    """The groups of a table's level-1 units, in the order in which their names are declared; empty ones left out.

    table: level 1, (N,) a column. by: the name of its column of labels.
    """

    table: Columns
    by: str = "group"

    @cached_property
    def labels(self) -> Labels:
        """The groups' names, (J,)."""
        present = np.flatnonzero(np.bincount(self._column.codes, minlength=len(self._column.names)))
        return Labels(present, self._column.names)

    @cached_property
    def of_unit(self) -> NDArray[np.intp]:
        """The row of each unit's group, (N,)."""
        return np.searchsorted(self.labels.codes, self._column.codes)

    @cached_property
    def n(self) -> NDArray[np.intp]:
        """Units in each group, (J,)."""
        return np.bincount(self.of_unit)

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The groups' names, one a row."""
        return tuple(self.labels)

    def mean(self, name: str) -> Numbers:
        """The mean of a level-1 column in each group, (J,)."""
        return np.bincount(self.of_unit, self._numbers(name), minlength=len(self)) / self.n

    def spread(self, name: str) -> Numbers:
        """The variance of a level-1 column in each group, n - 1 in its divisor, (J,); 0 in a group of one."""
        gap = self._numbers(name) - self.mean(name)[self.of_unit]
        return np.bincount(self.of_unit, gap**2, minlength=len(self)) / np.maximum(self.n - 1, 1)

    def ends(self, name: str) -> Numbers:
        """The smallest and the largest value of a level-1 column in each group, (J, 2)."""
        low, high = np.full((2, len(self)), [[np.inf], [-np.inf]])
        np.minimum.at(low, self.of_unit, self._numbers(name))
        np.maximum.at(high, self.of_unit, self._numbers(name))
        return np.column_stack([low, high])

    def first(self, name: str) -> Numbers:
        """A level-2 column, which every unit of a group repeats, once a group, (J,)."""
        return self._numbers(name)[self._first]

    def within(self, name: str) -> Numbers:
        """Each unit's distance from the mean of its group, (N,)."""
        return self._numbers(name) - self.mean(name)[self.of_unit]

    def slope(self, x: str, y: str) -> Numbers:
        """The slope of an ordinary regression of y on x in each group, (J,); x must differ in every group."""
        across, up = self.within(x), self.within(y)
        product, square = (np.bincount(self.of_unit, part, minlength=len(self)) for part in (across * up, across**2))
        return product / square

    def number(self) -> NDArray[np.intp]:
        """The place of each unit among those of its group, from 0, (N,)."""
        order = np.argsort(self.of_unit, kind="stable")
        places = np.empty(len(order), dtype=np.intp)
        places[order] = np.arange(len(order)) - np.repeat(np.cumsum(self.n) - self.n, self.n)
        return places

    @cached_property
    def _first(self) -> NDArray[np.intp]:
        return np.unique(self.of_unit, return_index=True)[1]

    @property
    def _column(self) -> Labels:
        return names(self.table, self.by)

    def _numbers(self, name: str) -> Numbers:
        return numbers(self.table, name)
