"""Repeated samples as pictures and tables: the intervals that miss, and how many of 100 they are."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lessons.kit.blocks.figure import Figure, Row
from lessons.kit.blocks.table import Table
from lessons.kit.charts import intervals, ranges
from lessons.kit.columns import Labels, labels
from lessons.kit.repeats import Samples, Summary
from lessons.kit.text import Text, Words, brief, listed, number, sentence

NOWHERE = {"x": np.empty(0), "y": np.empty(0), "label": Labels(np.empty(0, dtype=np.intp), ())}


@dataclass(frozen=True)
class Miss:
    """How many of 100 intervals of a model do not hold a value, with Wilson's 95 % interval; n samples."""

    words: str
    estimate: float
    low: float
    high: float
    n: int

    def told(self, digits: int = 1) -> Text:
        """The rate, and between which numbers the simulation leaves it."""
        rate, low, high = (number(value, digits) for value in (self.estimate, self.low, self.high))
        return sentence("@rate (@low to @high)", rate=rate, low=low, high=high)


def interval_figure(
    name: str, title: Words, samples: Samples, model: str, truth: float, reach: float, code: str
) -> Figure:
    """The interval of each sample of one model, in order; those that miss `truth` stand out. Axis: truth ± reach."""
    found, x = samples.of(model), np.arange(1, samples.n + 1)
    miss = (found["low"] > truth) | (found["high"] < truth)
    end = samples.n + 1
    tables = {
        "values": {"x": x, "y": found["estimate"], "low": found["low"], "high": found["high"], "strong": miss},
        "theory": {"x": np.array([0, end]), "y": np.array([truth, truth])},
        "here": NOWHERE,
    }
    says = sentence(
        "Intervals that miss @truth, the value that was set: @miss of @n.",
        truth=brief(truth),
        miss=int(miss.sum()),
        n=samples.n,
    )
    settings = {
        "x_domain": (0, end),
        "y_domain": (truth - reach, truth + reach),
        "x_title": "sample",
        "y_title": "estimate, with its 95 % interval",
        "code": code,
        "strong": "misses",
    }
    return Figure(name, title, ranges, tables, says, settings, key="squares: miss")


def interval_row(name: str, samples: Samples, words: Mapping[str, str], truth: float, reach: float, code: str) -> Row:
    """The intervals of some models side by side, each under its words: one `interval_figure` for each."""
    figures = tuple(
        interval_figure(f"{name}_{model}", title, samples, model, truth, reach, code) for model, title in words.items()
    )
    return Row(figures, (1.0,) * len(figures))


def misses(samples: Samples, value: float, words: Mapping[str, str]) -> dict[str, Miss]:
    """Model -> how many of 100 intervals do not hold `value`, for each model that `words` names, in its order."""
    facts = {model: samples.summary(model, value) for model in words}
    return {
        model: Miss(words[model], 100 * (1 - s.coverage), 100 * (1 - s.coverage_high), 100 * (1 - s.coverage_low), s.n)
        for model, s in facts.items()
    }


def miss_table(found: Mapping[str, Miss], of_what: Words) -> Table:
    """`misses` in words."""
    says = sentence(
        "Of 100; @n samples. In brackets: where the rate lies in the long run (95 % Monte Carlo interval). A sound "
        "95 % interval misses 5 of 100.",
        n=min(miss.n for miss in found.values()),
    )
    return Table(("", of_what), tuple((miss.words, miss.told(0)) for miss in found.values()), says)


def miss_figure(name: str, title: Words, found: Mapping[str, Miss], axis: str, code: str) -> Figure:
    """`misses` against the 5 of 100 that a sound interval has."""
    every = list(found.values())
    ends = {part: np.array([getattr(miss, part) for miss in every]) for part in ("estimate", "low", "high")}
    tables = {
        "estimates": {"label": labels(miss.words for miss in every), **ends, "chosen": np.ones(len(every), dtype=bool)},
        "set": {"value": np.array([5.0])},
    }
    says = sentence(
        "Of 100: @told. In brackets: 95 % Monte Carlo interval, @n samples. Dashed: 5.",
        told=listed([sentence("@words @rate", words=miss.words, rate=miss.told()) for miss in every]),
        n=min(miss.n for miss in every),
    )
    settings = {"domain": (0, 100), "title": axis, "code": code, "order": tuple(miss.words for miss in every)}
    return Figure(name, title, intervals, tables, says, settings, height="short")


def coverage(samples: Samples, words: Mapping[str, str], truth: float, of_what: Words) -> Table:
    """The true standard error of each model that `words` names, the one it reports, how often its interval holds."""
    facts = {words[model]: samples.summary(model, truth) for model in words}
    rows = tuple((model, number(s.spread, 3), number(s.reported, 3), _held(s)) for model, s in facts.items())
    says = sentence(
        "@n samples. A 95 % interval should hold the truth in 95 % of them. In brackets: 95 % Monte Carlo interval.",
        n=samples.n,
    )
    return Table(("model", "true standard error", "reported, on average", of_what), rows, says)


def _held(found: Summary) -> Text:
    """The share of intervals that hold the truth, and between which shares the simulation leaves it."""
    share, low, high = (number(100 * rate, 1) for rate in (found.coverage, found.coverage_low, found.coverage_high))
    return sentence("@share % (@low to @high)", share=share, low=low, high=high)
