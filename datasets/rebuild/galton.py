"""Heights of Galton's families, one row a child, from HistData's GaltonFamilies."""

import pandas as pd

from datasets.rebuild._source import picked, source

NAMES = {"family": "family", "childHeight": "height_in", "father": "father_in", "mother": "mother_in"}


def table() -> pd.DataFrame:
    """Return 934 adult children; heights in inches, as Galton wrote them."""
    children = source("HistData", "GaltonFamilies")
    female = (children["gender"] == "female").astype(int)
    return picked(children, NAMES).assign(female=female)
