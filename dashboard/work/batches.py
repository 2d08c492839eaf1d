"""What a child does for the Lab: some batches of a study."""

import time
from collections.abc import Callable, Sequence

import pandas as pd

from lessons.kit.studies import Study, run_batch, sums
from lessons.kit.studies.run import Place

Done = tuple[pd.DataFrame, pd.DataFrame, float]


def batches(study: Study, places: Sequence[Place], tell: Callable[[float], None]) -> Done:
    """The rows of these batches, their sums, and how many seconds one batch took."""
    began, parts = time.monotonic(), list[pd.DataFrame]()
    for k, place in enumerate(places):
        parts.append(run_batch(study, *place))
        tell((k + 1) / len(places))
    rows = pd.concat(parts, ignore_index=True)
    return rows, sums(rows), (time.monotonic() - began) / len(places)
