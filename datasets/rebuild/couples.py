"""British couples, one row a spouse, from openintro's husbands_wives (one row a couple)."""

import pandas as pd

from datasets.rebuild._source import source


def table() -> pd.DataFrame:
    """Return the husband and then the wife of each couple; ages are missing for 29 wives."""
    pairs = source("openintro", "husbands_wives")
    return pd.concat([_spouse(pairs, "husband"), _spouse(pairs, "wife")]).sort_index(kind="stable")


def _spouse(pairs: pd.DataFrame, spouse: str) -> pd.DataFrame:
    ages = pairs[f"age_{spouse}"].astype("Int64")
    height = pairs[f"ht_{spouse}"]
    return pd.DataFrame({"couple": pairs["rownames"], "spouse": spouse, "height_mm": height, "age": ages})
