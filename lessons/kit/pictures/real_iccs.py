"""How alike the units of one group are in real tables: the ICC of each, and what it is after a predictor."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

import datasets
from lessons.kit.blocks import Block
from lessons.kit.blocks.figure import Figure
from lessons.kit.blocks.prose import Aside, Live
from lessons.kit.blocks.stage import Stage
from lessons.kit.charts import shares
from lessons.kit.columns import labels
from lessons.kit.fit import fit_lmm, icc_interval
from lessons.kit.text import Text, listed, sentence, spelled


@dataclass(frozen=True)
class RealIcc:
    """The ICC of a real table by its null model, with its exact 95 % interval.

    after: what it is once the predictor that `given` names is in the model; None for a table without one.
    """

    table: str
    words: str
    icc: float
    low: float
    high: float
    given: str = ""
    after: float | None = None

    @property
    def told(self) -> Text:
        """What the predictor made of it."""
        slots = {"words": self.words, "icc": self.icc, "after": self.after, "given": self.given}
        return sentence("@words @icc to @after after @given", **slots)


@lru_cache(maxsize=1)
def real_iccs() -> tuple[RealIcc, ...]:
    """Every table whose catalogue entry says what is alike in it, fitted once; the lowest ICC first."""
    every = (datasets.describe(name) for name in datasets.names())
    return tuple(sorted((_found(about) for about in every if about.shown.alike), key=lambda one: one.icc))


def _found(about: datasets.Description) -> RealIcc:
    data, shown, group = datasets.load(about.name), about.shown, f"(1 | {about.group})"
    null = fit_lmm(f"{about.outcome} ~ 1 + {group}", data)
    after = fit_lmm(f"{about.outcome} ~ {shown.given} + {group}", data).icc if shown.given else None
    return RealIcc(about.name, shown.alike, null.icc, *icc_interval(null), shown.given_words, after)


def real_icc_figure() -> Figure:
    """Each of them with its interval; an open mark where a predictor moved it."""
    every = real_iccs()
    changed = [one for one in every if one.after is not None]
    tables = {
        "estimates": {
            "label": labels(one.words for one in every),
            "estimate": np.array([one.icc for one in every]),
            "low": np.array([one.low for one in every]),
            "high": np.array([one.high for one in every]),
        },
        "after": {
            "label": labels(one.words for one in changed),
            "estimate": np.array([one.after for one in changed]),
            "x": labels(one.given for one in changed),
        },
    }
    says = sentence(
        "Highest: @top, @most. Lowest: @bottom, @least. The bars are 95 % intervals, exact for normal data.",
        top=every[-1].words, most=every[-1].icc, bottom=every[0].words, least=every[0].icc,
    )  # fmt: skip
    settings = {"title": "ICC", "code": "icc", "after": "after a predictor"}
    title, key = (
        sentence("The ICC of @n real tables", n=spelled(len(every))),
        "filled: null model; open: after a predictor",
    )
    return Figure("real", title, shares, tables, says, settings, still="real", key=key)


def real_iccs_told(*examples: str) -> Iterator[Block]:
    """The picture, how often a predictor raised an ICC (with these tables for examples), and why one is zero."""
    changed = [one for one in real_iccs() if one.after is not None]
    rose = sum(one.after > one.icc for one in changed if one.after is not None)
    yield Stage(real_icc_figure())
    yield Live(
        "A predictor was added to @n of them. In @rose the ICC rose, in @fell it fell: @example. Repeated measures of "
        "one person are alike; so are siblings, once boys are compared with boys.",
        n=len(changed),
        rose=rose,
        fell=len(changed) - rose,
        example=listed([one.told for one in changed if one.table in examples]),
    )
    yield Aside(
        "Why is one of them zero?",
        "In one of the two dye tables the batch means lie closer together than chance alone would put them. The best "
        "estimate of the variance between batches is then 0, at the edge of what is possible. The fit is called "
        "singular. It is an answer, not an error: the interval says how large the ICC may still be. Box and Tiao made "
        "this table up in 1973 to show just that.",
    )
