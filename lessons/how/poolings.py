"""Three ways to say how high a school lies: believe itself, believe the average, or each by what it knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons import kit
from lessons.kit import number, sentence

Numbers = NDArray[np.float64]
POOLINGS = {"none": "No pooling", "partial": "Partial pooling", "complete": "Complete pooling"}
LARGEST = 60
AXES = {
    "x_domain": (0.85, 90),
    "y_domain": (20, 80),
    "x_title": "pupils in the school, n",
    "y_title": "level of the school, y",
    "group_word": "school",
}
Z = 1.959964


def pupils(n: int) -> kit.Words:
    """One pupil, 2 pupils."""
    return "one pupil" if n == 1 else sentence("@n pupils", n=n)


@dataclass(frozen=True)
class Pooled:
    """The schools of a table by one way to pool. n, own (means), shown (predicted levels), se of these: (J,) each."""

    names: tuple[str, ...]
    n: Numbers
    own: Numbers
    shown: Numbers
    se: Numbers
    average: float


def pooled(groups: kit.Groups, fits: Mapping[str, Any], pooling: str) -> Pooled:
    """Levels by the models `partial` and `complete`; standard errors take the variances found as known.

    partial: gamma00 + lambda_j (mean_j - gamma00), with variance tau00 (1 - lambda_j).
    """
    mixed, own, n = fits["partial"], groups.mean("y"), groups.n.astype(float)
    average = mixed.gamma["Intercept"]
    if pooling == "complete":
        one = fits["complete"]
        average = one.gamma["Intercept"]
        return Pooled(groups.names, n, own, np.full(len(n), average), np.full(len(n), one.se["Intercept"]), average)
    if pooling == "none":
        return Pooled(groups.names, n, own, own, np.sqrt(mixed.sigma2 / n), average)
    weight = mixed.tau00 / (mixed.tau00 + mixed.sigma2 / n)
    shown = average + kit.effects(mixed, groups)[0]
    return Pooled(groups.names, n, own, shown, np.sqrt(mixed.tau00 * (1 - weight)), average)


def funnel(
    name: str, title: kit.Words, found: Pooled, says: kit.Words, axes: Mapping[str, Any] = AXES, *,
    focus: int | None = None, label: str = "your school", truth: Numbers | None = None, still: Any = None,
) -> kit.Figure:  # fmt: skip
    """Schools by their size. focus: the row that is ringed; truth: the levels that were drawn, of the first rows."""
    ringed = np.array([] if focus is None else [focus], dtype=np.intp)
    drawn = np.empty(0) if truth is None else truth
    tables = {
        "groups": {"n": found.n, "own": found.own, "shown": found.shown, "group": kit.labels(found.names)},
        "truth": {"n": found.n[: len(drawn)], "y": drawn},
        "average": {"y": np.array([found.average])},
        "focus": {
            "n": found.n[ringed],
            "own": found.own[ringed],
            "shown": found.shown[ringed],
            "label": kit.alike(label, len(ringed)),
        },
    }
    key = "open: mean, filled: predicted, dashed: average"
    return kit.Figure(name, title, kit.charts.funnel, tables, says, axes, key=key, still=still)


def caterpillar(found: Pooled, axes: Mapping[str, Any] = AXES) -> kit.Figure:
    """Schools from low to high with their intervals; thick and red where one leaves the average out."""
    order = np.argsort(found.shown, kind="stable")
    y, half = found.shown[order], Z * found.se[order]
    apart = (y - half > found.average) | (y + half < found.average)
    low, high = axes["y_domain"]
    x = 100 * (np.arange(len(y)) + 0.5) / len(y)  # A picture as wide however many there are.
    place = {"x": np.array([1.0]), "y": np.array([high - 0.02 * (high - low)])}
    tables = {
        "values": {
            "x": x,
            "y": y,
            "low": y - half,
            "high": y + half,
            "miss": apart,
        },
        "truth": {"y": np.array([found.average])},
        "count": {**place, "label": kit.labels([str(sentence("@n stand out", n=int(apart.sum())))])},
        "first": {"x": np.empty(0), "y": np.empty(0), "label": kit.labels([])},
    }
    settings = {
        "x_domain": (0, 100),
        "y_domain": axes["y_domain"],
        "x_title": "schools, from low to high",
        "y_title": axes["y_title"],
        "miss": "differs from the average",
    }
    says = sentence(
        "@n schools by their predicted level, with 95 % intervals. Red: the interval leaves out the average, @average.",
        n=len(y),
        average=found.average,
    )
    title, key = "Schools in order, with their intervals", "red: not the average"
    return kit.Figure("ranks", title, kit.charts.many_intervals, tables, says, settings, key=key)


@dataclass(frozen=True)
class Ranking:
    """How much of an order of schools is known: pairs that can be told apart, and rivals of the first place."""

    pairs: int
    apart: int
    rivals: int
    best: str


def ranking(found: Pooled) -> Ranking:
    """Two schools are told apart where the 95 % interval of their difference leaves out 0, one pair at a time."""
    rows, columns = np.triu_indices(len(found.n), 1)
    gap = np.abs(found.shown[rows] - found.shown[columns])
    apart = gap > Z * np.hypot(found.se[rows], found.se[columns])
    first = int(np.argmax(found.shown))
    told = found.shown[first] - found.shown > Z * np.hypot(found.se[first], found.se)
    return Ranking(len(gap), int(apart.sum()), int((~told).sum()) - 1, found.names[first])


ROOM_FOR_WORDS = 15  # pupils: left of this the words would leave the picture
SIZES = np.arange(1.0, LARGEST + 1)
CURVES = {
    "none": ("own mean", "sigma2"),
    "complete": ("average of all", "gamma00"),
    "partial": ("partial pooling", "u0"),
}


def error_figure(tau00: float, sigma2: float, own_n: int) -> kit.Figure:
    """What each way to pool costs, by the size of a school: closed forms, and the reader's own school on them."""
    every, here = (kit.theory.pooling_errors(tau00, sigma2, n) for n in (SIZES, np.array([float(own_n)])))
    names = [words for words, _ in CURVES.values()]
    tables = {
        "curves": {
            "x": np.tile(SIZES, len(CURVES)),
            "y": np.concatenate([every[kind] for kind in CURVES]),
            "label": kit.labels(words for words in names for _ in SIZES),
        },
        "here": {
            "x": np.full(len(CURVES), float(own_n)),
            "y": np.concatenate([here[kind] for kind in CURVES]),
            "label": kit.labels(names),
        },
    }
    settings = {
        "x_domain": (0, LARGEST + 2),
        "y_domain": (0, 80),
        "x_title": "pupils in the school, n",
        "y_title": "mean squared error",
        "names": tuple(names),
        "codes": tuple(code for _, code in CURVES.values()),
    }
    says = sentence(
        "With @size: own mean @none, average of all @complete, partial pooling @partial, never the largest.",
        size=pupils(own_n),
        **{kind: float(here[kind][0]) for kind in CURVES},
    )
    return kit.Figure("errors", "What each costs", kit.charts.curves, tables, says, settings, key="diamonds: your size")


def reliability_figure(tau00: float, sigma2: float, own_n: int) -> kit.Figure:
    """lambda by the size of a school, and the reader's own school on it."""
    weights = [kit.theory.reliability(tau00, sigma2, n) for n in SIZES] if tau00 + sigma2 else SIZES * 0
    here = kit.theory.reliability(tau00, sigma2, own_n)
    none = {**dict.fromkeys(("x", "y", "low", "high"), np.empty(0)), "strong": np.empty(0, dtype=bool)}
    tables = {
        "values": none,
        "theory": {"x": SIZES, "y": np.array(weights)},
        "here": {
            "x": np.array([own_n]),
            "y": np.array([here]),
            "label": kit.labels([str(sentence("you: @here", here=here)) if own_n >= ROOM_FOR_WORDS else ""]),
        },
    }
    settings = {
        "x_domain": (0, LARGEST + 2),
        "y_domain": (0, 1.05),
        "x_title": "pupils in the school, n",
        "y_title": "reliability of its mean",
        "code": "reliability",
        "strong": "here",
    }
    says = sentence("A school of @size has a mean of reliability @here.", size=pupils(own_n), here=here)
    title, key = "How much of a mean is real", "line: by size"
    return kit.Figure("reliability", title, kit.charts.ranges, tables, says, settings, key=key)


def squared_errors(found: Pooled, truth: Numbers) -> float:
    """The mean squared error of the first schools' levels, whose true ones are known."""
    return float(((found.shown[: len(truth)] - truth) ** 2).mean())


def error_table(samples: kit.Samples, expected: Mapping[str, float]) -> kit.Table:
    """Simulated mean squared errors with their Monte Carlo errors, beside the closed form."""
    rows = tuple(
        (
            POOLINGS[kind],
            number(float(samples.columns[kind].mean())),
            number(float(samples.columns[kind].std(ddof=1) / samples.n**0.5), 3),
            number(expected[kind]),
        )
        for kind in POOLINGS
    )
    says = sentence("@n samples, each with its own fit. The closed form takes the variances as known.", n=samples.n)
    return kit.Table(("", "mean squared error", "Monte Carlo error", "closed form"), rows, says)
