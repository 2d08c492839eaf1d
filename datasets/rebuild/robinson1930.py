"""The 1930 census by state, one row a state, from stevedata's illiteracy30; the census division is added."""

import pandas as pd

from datasets.rebuild._divisions import DIVISION_OF
from datasets.rebuild._source import picked, source

NAMES = {
    "state": "state",
    "pop": "population",
    "pop_il": "population_illiterate",
    "nwhite": "native_white",
    "nwhite_il": "native_white_illiterate",
    "fpwhite": "mixed_white",
    "fpwhite_il": "mixed_white_illiterate",
    "fbwhite": "foreign_white",
    "fbwhite_il": "foreign_white_illiterate",
    "black": "black",
    "black_il": "black_illiterate",
}


def table() -> pd.DataFrame:
    """Return 49 rows in the order of the census, counts of persons aged 10 and over."""
    states = picked(source("stevedata", "illiteracy30"), NAMES)
    states.insert(0, "division", [DIVISION_OF[state] for state in states["state"]])
    return states
