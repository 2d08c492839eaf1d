"""A study on whatever there is: this process, several, or any executor. The numbers are the same on all."""

from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice

import pandas as pd

from lessons.kit.studies.batch import run_batch
from lessons.kit.studies.study import Study

Place = tuple[int, int]
# So many batches wait at an executor: enough that none of its workers does, few enough to be held.
AHEAD = 64


def places(study: Study) -> list[Place]:
    """Every batch of a study as (cell, batch): the first of all cells, then the second, so that a study that is
    stopped has something to say of each."""
    return [(cell, batch) for batch in range(study.n_batches) for cell in range(study.n_cells)]


def run(
    study: Study, todo: Iterable[Place] | None = None, executor: Executor | None = None
) -> Generator[tuple[Place, pd.DataFrame]]:
    """The batches named, all if none are, as they are done."""
    ahead = iter(places(study) if todo is None else todo)
    if executor is None:
        for place in ahead:
            yield place, run_batch(study, *place)
        return
    waiting: dict[Future[pd.DataFrame], Place] = {}
    try:
        while True:
            more = islice(ahead, AHEAD - len(waiting))
            waiting |= {executor.submit(run_batch, study, *place): place for place in more}
            if not waiting:
                return
            for done in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(done), done.result()
    finally:
        for one in waiting:
            one.cancel()


def estimates(study: Study, executor: Executor | None = None) -> pd.DataFrame:
    """All rows of a study, in order of cell and repeat, whoever was done first."""
    found = dict(run(study, executor=executor))
    return pd.concat([found[place] for place in sorted(found)], ignore_index=True)
