"""A study while it runs: slices of it done by a child process one after the other, and what there is of it so far."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from dashboard.files.wait import session
from dashboard.lab.asked import Asked
from dashboard.lab.order import in_order
from dashboard.study.progress import in_words
from dashboard.work import Job, desk
from dashboard.work.batches import batches
from lessons.kit.studies import Study, added, places, run_batch, summed_up, sums
from lessons.kit.studies.run import Place
from lessons.kit.studies.study import BATCH

SLICE_SECONDS = 0.7
# A first look follows a slider: what is not done by then is left for later.
LIVE_SECONDS = 0.3
MOST_PLACES = 40
FIRST_LOOK = 4
# A first look goes on by itself where all samples are a matter of seconds.
GROWS_SECONDS = 10.0
# What is in hand for longer is called off when nobody wants it any more; else it is left to end.
SLOW_SECONDS = 1.5


@dataclass(frozen=True)
class Running:
    """asked: what it answers. n_all: samples it is to draw. whole: all of them, not the first look. todo: batches to
    come. parts: the rows of every slice so far, and their sums. seconds: what a batch takes; 0 not known. size: units
    of a sample when that was seen."""

    asked: Asked
    study: Study
    n_all: int
    todo: tuple[Place, ...]
    whole: bool = True
    parts: tuple[pd.DataFrame, ...] = ()
    sums: pd.DataFrame | None = None
    job: Job | None = None
    sent: int = 0
    seconds: float = 0.0
    size: int = 1
    problem: str = ""

    @property
    def over(self) -> bool:
        return self.job is None

    @property
    def n_done(self) -> int:
        return self.n_all - n_samples(self.study, self.todo)

    @cached_property
    def n_drawn(self) -> int:
        """Samples of all worlds that there are rows of."""
        return 0 if self.sums is None else int(self.sums.groupby("cell")["n"].first().sum())

    @cached_property
    def rows(self) -> pd.DataFrame | None:
        """Every estimate there is."""
        return pd.concat(self.parts, ignore_index=True) if self.parts else None

    @property
    def left(self) -> float:
        """How many seconds what is to come may take, were every model's work in proportion to the units; 0 where that
        is not known yet."""
        per_cell = Counter(cell for cell, _ in self.todo)
        return sum(n * self.seconds * units(self.study, cell) / self.size for cell, n in per_cell.items())

    @property
    def takes(self) -> float:
        """How many seconds all samples may take, where there are none yet but the first look."""
        return replace(self, todo=tuple(places(self.study))).left

    @property
    def grows(self) -> bool:
        """Whether the first look, once it is over, goes on by itself."""
        return self.over and not self.whole and not self.study.sweep and 0 < self.takes < GROWS_SECONDS

    @cached_property
    def seen(self) -> pd.DataFrame:
        """The rows of the first world so far; two samples where there are none yet."""
        if not self.parts:
            return run_batch(replace(self.study, repeats=2), 0, 0)
        return pd.concat([rows[rows["cell"] == 0] for rows in self.parts], ignore_index=True)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """What `summaries` says of the rows so far, and `errors`: the reported standard error over the true one."""
        if self.sums is None:
            return pd.DataFrame()
        found = summed_up(self.sums.sort_values("cell", kind="stable"))
        return found.assign(errors=found["reported"] / found["spread"])


def units(study: Study, cell: int) -> int:
    """Units of a sample in this cell."""
    world: Any = study.of_cell(cell)
    return world.n_groups * world.n_per_group


def duration(seconds: float) -> str:
    return in_words(seconds) if seconds else ""


def started(asked: Asked, whole: bool, before: Running | None = None) -> Running:
    """All of it, or the first look: 200 samples of one world. What `before` has of the same worlds is not redone."""
    study = asked.study
    wanted = places(study) if whole else [(0, batch) for batch in range(min(FIRST_LOOK, study.n_batches))]
    rows = reused(before, study) if before else None
    done = set(zip(rows["cell"], rows["repeat"] // BATCH, strict=True)) if rows is not None else set[Place]()
    todo = in_order(study, (place for place in wanted if place not in done))
    run = Running(asked, study, n_samples(study, wanted), todo, whole)
    if rows is not None:
        run = replace(run, parts=(rows,), sums=sums(rows))
    if before and before.seconds:
        run = replace(run, seconds=before.seconds * units(study, 0) / before.size, size=units(study, 0))
    return _sent(run)


def reused(before: Running, study: Study) -> pd.DataFrame | None:
    """The rows of worlds that are in this study, too, drawn from the same seed and given to the same models; None where
    there are none."""
    same = before.study.models == study.models and before.study.seed == study.seed
    if before.rows is None or not same:
        return None
    was = {before.study.of_cell(number): number for number in range(before.study.n_cells)}
    parts = list[pd.DataFrame]()
    for number in range(study.n_cells):
        if (old := was.get(study.of_cell(number))) is not None:
            rows = before.rows[(before.rows["cell"] == old) & (before.rows["repeat"] < study.repeats)]
            rows = rows.drop(columns=list(before.study.sweep)).assign(cell=np.int32(number))
            for place, (name, value) in enumerate(study.cell(number).items(), 1):
                rows.insert(place, name, value)
            parts.append(rows)
    parts = [rows for rows in parts if len(rows)]
    return pd.concat(parts, ignore_index=True) if parts else None


def n_samples(study: Study, todo: Sequence[Place]) -> int:
    """How many samples these batches are."""
    return sum(min(BATCH, study.repeats - batch * BATCH) for _, batch in todo)


def _sent(run: Running) -> Running:
    """The next slice on its way: one batch as long as nobody knows how long it takes."""
    if not run.todo:
        return replace(run, job=None, sent=0)
    seconds = SLICE_SECONDS if run.whole else LIVE_SECONDS
    n = 1 if not run.seconds else max(1, min(MOST_PLACES, round(seconds / run.seconds)))
    part = run.todo[:n]
    return replace(run, job=desk().ask(session(), batches, run.study, part), sent=len(part))


def taken(run: Running, value: Any) -> Running:
    """A slice is done: keep its rows, send the next."""
    rows, new, seconds = value
    every = new if run.sums is None else added([run.sums, new])
    done = run.todo[: run.sent]
    size = sum(units(run.study, cell) for cell, _ in done) // len(done)
    return _sent(
        replace(run, parts=(*run.parts, rows), sums=every, todo=run.todo[run.sent :], seconds=seconds, size=size)
    )


def stopped(run: Running) -> Running:
    """Nothing more is done; what there is stays."""
    if run.job is not None and run.seconds > SLOW_SECONDS:
        run.job.drop()
    return replace(run, job=None, sent=0, whole=True)
