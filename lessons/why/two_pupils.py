"""Two pupils of one school, and two of different schools: how far apart their scores lie."""

from typing import Any

import numpy as np

from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.charts import KINDS
from lessons.kit.theory import mean_gap

GAMMA10 = 3.0
SHARE_X_BETWEEN = 0.2
BINS = {"width": 3, "n_bins": 14}


def set_variances(p: Any) -> tuple[float, float]:
    """(between, within) of y in the world that is set: x differs at both levels, and its part is counted in."""
    return p.tau00 + GAMMA10**2 * SHARE_X_BETWEEN, p.sigma2 + GAMMA10**2 * (1 - SHARE_X_BETWEEN)


def set_gaps(p: Any) -> tuple[float, float]:
    """(same school, different schools): the mean distance of two scores in the world that is set."""
    between, within = set_variances(p)
    return mean_gap(within), mean_gap(within + between)


def predict_gap(run: kit.Run) -> kit.PredictNumber:
    (between, within), (same, different) = set_variances(run.p), set_gaps(run.p)
    share, apart = within / (between + within), number(different, 1)
    root = sentence("A distance goes with the root of a variance: √@share of @apart.", share=share, apart=apart)
    return kit.PredictNumber(
        "gap",
        sentence(
            "In this world @share of the variance of scores lies among the pupils of a school; the rest lies between "
            "schools. Two pupils of different schools lie @apart points apart on average. How far apart lie two "
            "pupils of the same school?",
            share=kit.percent(share),
            apart=apart,
        ),
        low=0,
        high=20,
        step=0.5,
        unit="points",
        truth=same,
        close=1.0,
        reasons={kind: sentence(reason, root=root) for kind, reason in GAP_REASONS.items()},
    )


GAP_REASONS = {
    "close": "What they share, the school, drops out of the difference. What is left is what pupils of a school "
    "differ by. @root",
    "low": "Only what they share drops out. Pupils of one school still differ by all that is their own. @root",
    "high": "They share a school, so its part drops out of the difference, and they lie closer. @root",
}


def pair_gaps(run: kit.Run) -> dict[str, np.ndarray]:
    """Distances of neighbors in the list of a school, and of pupils of one school and the next."""
    y = run.data["y"].to_numpy().reshape(run.p.n_groups, run.p.n_per_group)
    same = np.abs(np.diff(y, axis=1))
    steps = range(1, min(run.p.n_groups, 6))
    different = np.concatenate([np.abs(y - np.roll(y, k, axis=0)).ravel() for k in steps])
    return dict(zip(KINDS, (same.ravel(), different), strict=True))


def alike(run: kit.Run) -> kit.Figure:
    distances = pair_gaps(run)
    same, different = (number(gap.mean(), 1) for gap in distances.values())
    says = sentence(
        "Of @n pairs in this sample, those of one school lie @same points apart on average, those of different "
        "schools @different.",
        n=sum(map(len, distances.values())),
        same=same,
        different=different,
    )
    tables = kit.gap_tables(distances, ("same school", "different schools"), **BINS)
    settings = BINS | {"title": "points between the two scores"}
    title, key = "How far apart are two pupils?", "dashed: averages"
    return kit.Figure("alike", title, kit.charts.gaps, tables, says, settings, key=key)


def alike_in_words(run: kit.Run) -> kit.Live:
    same, different = set_gaps(run.p)
    closer = number(100 * (1 - same / different), 0)
    return kit.Live(
        "In the world you set, schoolmates lie **@closer %** closer together than strangers do.", closer=closer
    )
