"""Traffic deaths and beer taxes of the US states from AER's Fatalities."""

import pandas as pd

from datasets.rebuild._source import picked, source

NAMES = {
    "state": "state",
    "year": "year",
    "fatal": "deaths",
    "pop": "population",
    "beertax": "beer_tax",
    "drinkage": "drinking_age",
    "unemp": "unemployment",
    "income": "income",
    "miles": "miles",
}


def table() -> pd.DataFrame:
    """Return 48 states by 7 years in their order."""
    return picked(source("AER", "Fatalities"), NAMES)
