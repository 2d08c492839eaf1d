"""A first look at a real table: how much of its outcome lies between groups, as a picture and as an ICC."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

import datasets
from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import between_within
from lessons.kit.columns import columns_of, n_rows, rows
from lessons.kit.fit import FitError, fit_glmm, fit_lmm
from lessons.kit.groups import Groups
from lessons.kit.text import Words, number, sentence

MOST_DOTS = 3000


@dataclass(frozen=True)
class FirstLook:
    """The picture of a table and one sentence on its ICC; `icc` is None where one number would mislead."""

    figure: Figure
    icc: float | None
    says: Words


@lru_cache(maxsize=64)
def first_look(name: str) -> FirstLook:
    """The first look at a table of datasets/, by the outcome and the group that its catalogue entry names."""
    about, data = datasets.describe(name), _plain(name)
    return FirstLook(_figure(about, data), *_icc(about, data))


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
    groups = Groups(columns_of(data))
    mean = groups.mean("y")
    order, step = np.argsort(mean, kind="stable"), -(-len(data) // MOST_DOTS)
    rank = np.empty(len(groups), dtype=np.intp)
    rank[order] = np.arange(1, len(groups) + 1)
    dots = rows({**groups.table, "rank": rank[groups.of_unit]}, slice(None, None, step))
    means = {"group": groups.labels[order], "y": mean[order], "n": groups.n[order], "rank": rank[order]}
    word = _word(about)
    says = sentence(
        "Each colored dot is the mean of one @group; @dots. The dashed line is the mean of all rows.",
        group=word,
        dots=DOTS if step == 1 else sentence(SOME_DOTS, n=n_rows(dots), total=len(data)),
    )
    outcome = _outcome(about)
    title = sentence("@outcome, within and between groups", outcome=outcome.capitalize())
    tables = {"dots": dots, "means": means, "overall": {"y": np.array([data["y"].mean()])}}
    settings, name = {"y_title": outcome, "group_word": word}, f"look_{about.name}"
    return Figure(name, title, between_within, tables, says, settings, picks="means", still=about.name)


DOTS = "each gray dot is a row"
SOME_DOTS = "the gray dots are @n of @total rows"


def _outcome(about: datasets.Description) -> str:
    words = about.outcome.replace("_", " ")
    return str(sentence("@words / @of", words=words, of=about.exposure.replace("_", " "))) if about.exposure else words


def _word(about: datasets.Description) -> str:
    return about.group.replace("_", " ").removesuffix(" 3")


def _icc(about: datasets.Description, data: pd.DataFrame) -> tuple[float | None, Words]:
    word = _word(about)
    if about.event:
        return None, "These are times, some of them cut off before the event. An ICC of the raw times would mislead."
    if about.exposure:
        return (
            None,
            "These are counts out of something. Their variance follows from their mean, so one ICC would mislead.",
        )
    latent = set(data["y"].unique()) <= {0.0, 1.0}
    try:
        null = "y ~ 1 + (1 | group)"
        icc = fit_glmm(null, data, "binomial").icc if latent else fit_lmm(null, data).icc
    except FitError as problem:
        return None, str(problem)
    return icc, sentence(LATENT if latent else LINEAR, share=number(100 * icc, 1), group=word)


LATENT = "On the latent scale of a logistic model, @share % of the variance lies between one @group and the next."
LINEAR = "@share % of the variance lies between one @group and the next (ICC by REML, no predictors)."
