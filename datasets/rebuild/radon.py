"""Radon in homes of Minnesota from HLMdiag's radon; its `basement` is 1 for the first floor."""

import pandas as pd

from datasets.rebuild._source import picked, source

NAMES = {
    "county.name": "county",
    "log.radon": "log_radon",
    "basement": "first_floor",
    "uranium": "log_uranium",
}


def table() -> pd.DataFrame:
    """Return 919 homes in their order."""
    return picked(source("HLMdiag", "radon"), NAMES)
