"""A first look at a real table: how much of its outcome lies between groups, as a picture and as an ICC."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

import datasets
from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import between_within
from lessons.kit.fit import FitError, fit_glmm, fit_lmm
from lessons.kit.text import number

MOST_DOTS = 3000


@dataclass(frozen=True)
class FirstLook:
    """The picture of a table and one sentence on its ICC; `icc` is None where one number would mislead."""

    figure: Figure
    icc: float | None
    sentence: str


@lru_cache(maxsize=64)
def first_look(name: str) -> FirstLook:
    """The first look at a table of datasets/, by the outcome and the group that its catalogue entry names."""
    about, data = datasets.describe(name), _plain(name)
    icc, sentence = _icc(about, data)
    return FirstLook(_figure(about, data), icc, sentence)


def _plain(name: str) -> pd.DataFrame:
    """Complete rows as y and group; a count becomes a rate, an ordered answer its place."""
    about, table = datasets.describe(name), datasets.load(name)
    y = table[about.outcome]
    if isinstance(y.dtype, pd.CategoricalDtype):
        y = y.cat.codes.where(y.cat.codes >= 0) + 1
    if about.exposure:
        y = y / table[about.exposure]
    plain = pd.DataFrame({"y": pd.to_numeric(y), "group": table[about.group].astype(str)}).dropna()
    return plain.reset_index(drop=True)


def _figure(about: datasets.Description, data: pd.DataFrame) -> Figure:
    means = data.groupby("group", sort=False)["y"].agg(["mean", "size"]).sort_values("mean")
    means = pd.DataFrame(
        {"group": means.index, "y": means["mean"], "n": means["size"], "rank": range(1, len(means) + 1)}
    )
    step = -(-len(data) // MOST_DOTS)
    dots = data.iloc[::step].assign(rank=lambda rows: rows["group"].map(means.set_index("group")["rank"]))
    tables = {"dots": dots, "means": means, "overall": pd.DataFrame({"y": [data["y"].mean()]})}
    rows = "each gray dot is a row" if step == 1 else f"the gray dots are {len(dots):,} of {len(data):,} rows"
    return Figure(
        f"look_{about.name}",
        f"{_outcome(about).capitalize()}, within and between groups",
        between_within,
        tables,
        f"Each colored dot is the mean of one {_word(about)}; {rows}. The dashed line is the mean of all rows.",
        {"y_title": _outcome(about), "group_word": _word(about)},
        picks="means",
        still=about.name,
    )


def _outcome(about: datasets.Description) -> str:
    words = about.outcome.replace("_", " ")
    return f"{words} / {about.exposure.replace('_', ' ')}" if about.exposure else words


def _word(about: datasets.Description) -> str:
    return about.group.replace("_", " ").removesuffix(" 3")


def _icc(about: datasets.Description, data: pd.DataFrame) -> tuple[float | None, str]:
    word = _word(about)
    if about.event:
        return None, "These are times, some of them cut off before the event. An ICC of the raw times would mislead."
    if about.exposure:
        return (
            None,
            "These are counts out of something. Their variance follows from their mean, so one ICC would mislead.",
        )
    try:
        if set(data["y"].unique()) <= {0.0, 1.0}:
            icc = fit_glmm("y ~ 1 + (1 | group)", data, "binomial").icc
            where = f"lies between one {word} and the next"
            return icc, f"On the latent scale of a logistic model, {_share(icc)} of the variance {where}."
        icc = fit_lmm("y ~ 1 + (1 | group)", data).icc
    except FitError as problem:
        return None, str(problem)
    return icc, f"{_share(icc)} of the variance lies between one {word} and the next (ICC by REML, no predictors)."


def _share(icc: float) -> str:
    return f"{number(100 * icc, 1)} %"
