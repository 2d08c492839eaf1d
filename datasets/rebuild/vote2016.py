"""Counts of voters by state, income bracket and race from stevedata's TV16 (survey of 2016)."""

import pandas as pd

from datasets.rebuild._source import source


def table() -> pd.DataFrame:
    """Count those who told both their income and their vote; all others of the 64,600 are left out."""
    people = source("stevedata", "TV16").dropna(subset=["famincr", "votetrump"])
    people = people.assign(income=people["famincr"].astype(int), white=(people["racef"] == "White").astype(int))
    cells = people.groupby(["state", "income", "white"])["votetrump"]
    counted = cells.agg(voters="size", trump="sum").reset_index()
    return counted.assign(trump=counted["trump"].astype(int))
