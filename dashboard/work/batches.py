"""What a child does for the Lab: some batches of a study."""

import time
from collections.abc import Callable, Sequence

import pandas as pd

from lessons.kit.studies import Study, run_batch
from lessons.kit.studies.run import Place


def batches(study: Study, places: Sequence[Place], tell: Callable[[float], None]) -> tuple[pd.DataFrame, float]:
    """The rows of these batches, and how many seconds one of them took."""
    began, parts = time.monotonic(), list[pd.DataFrame]()
    for k, place in enumerate(places):
        parts.append(run_batch(study, *place))
        tell((k + 1) / len(places))
    return pd.concat(parts, ignore_index=True), (time.monotonic() - began) / len(places)
