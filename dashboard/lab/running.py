"""A study while it runs: slices of it done by a child process one after the other, and what there is of it so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.files.wait import session
from dashboard.lab.asked import Asked
from dashboard.study.progress import in_words
from dashboard.work import Job, desk
from dashboard.work.batches import batches
from lessons.kit.studies import Study, places, run_batch, summaries
from lessons.kit.studies.run import Place
from lessons.kit.studies.study import BATCH

SLICE_SECONDS = 0.7
MOST_PLACES = 40
FIRST_LOOK = 4


@dataclass(frozen=True)
class Running:
    """asked: what it answers. n_all: samples it is to draw. todo: batches to come. rows: all there are. seconds: what a
    batch takes; 0 not known."""

    asked: Asked
    study: Study
    n_all: int
    todo: tuple[Place, ...]
    rows: pd.DataFrame | None = None
    job: Job | None = None
    sent: int = 0
    seconds: float = 0.0
    problem: str = ""

    @property
    def over(self) -> bool:
        return self.job is None

    @property
    def n_done(self) -> int:
        return self.n_all - n_samples(self.study, self.todo)

    @property
    def left(self) -> str:
        """How long what is to come may take, in words; "" where that is not known yet."""
        return in_words(self.seconds * len(self.todo)) if self.seconds else ""


def started(asked: Asked, whole: bool) -> Running:
    """All of it, or the first look: 200 samples of one world."""
    study = asked.study
    todo = tuple(places(study) if whole else [(0, batch) for batch in range(min(FIRST_LOOK, study.n_batches))])
    return _sent(Running(asked, study, n_samples(study, todo), todo))


def n_samples(study: Study, todo: Sequence[Place]) -> int:
    """How many samples these batches are."""
    return sum(min(BATCH, study.repeats - batch * BATCH) for _, batch in todo)


def _sent(run: Running) -> Running:
    """The next slice on its way: one batch as long as nobody knows how long it takes."""
    if not run.todo:
        return replace(run, job=None, sent=0)
    n = 1 if not run.seconds else max(1, min(MOST_PLACES, round(SLICE_SECONDS / run.seconds)))
    part = run.todo[:n]
    return replace(run, job=desk().ask(session(), batches, run.study, part), sent=len(part))


def taken(run: Running, value: Any) -> Running:
    """A slice is done: keep its rows, send the next."""
    rows, seconds = value
    every = rows if run.rows is None else pd.concat([run.rows, rows], ignore_index=True)
    return _sent(replace(run, rows=every, todo=run.todo[run.sent :], seconds=seconds))


def stopped(run: Running) -> Running:
    """Nothing more is done; what there is stays."""
    if run.job is not None:
        run.job.drop()
    return replace(run, job=None, sent=0)


def figures(run: Running) -> pd.DataFrame:
    """What `summaries` says of the rows so far, and `errors`: the reported standard error over the true one."""
    found = (
        summaries(run.rows.sort_values(["cell", "repeat"], kind="stable")) if run.rows is not None else pd.DataFrame()
    )
    if len(found):
        found["errors"] = found["reported"] / found["spread"]
    return found


def first_sample(run: Running) -> pd.DataFrame:
    """The estimates in the first sample of the first world."""
    rows = run.rows if run.rows is not None else run_batch(replace(run.study, repeats=2), 0, 0)
    return rows[(rows["cell"] == 0) & (rows["repeat"] == 0)]
