"""Eight schools (Rubin 1981): the standard deviation between them, and what each of them is then thought to do."""

from functools import lru_cache

import numpy as np

import datasets
from lessons import kit
from lessons.how.believing import prior_of
from lessons.kit import sentence
from lessons.kit.theory import Estimated, TauPosterior, tau_posterior


@lru_cache(maxsize=1)
def schools() -> Estimated:
    """The eight estimates and their standard errors."""
    table = datasets.load("eight_schools")
    return Estimated(table["effect"].to_numpy(float), table["standard_error"].to_numpy(float))


@lru_cache(maxsize=64)
def believed_of(prior: str, scale: float) -> tuple[TauPosterior, np.ndarray]:
    """The posterior of the standard deviation, and low, mean and high of every school's effect, (3, 8)."""
    found = tau_posterior(schools().likelihood(), prior_of(prior, scale))
    return found, schools().effects(found)


def effects(prior: str, scale: float) -> kit.Figure:
    """Every school's effect as the posterior has it; the average of all dashed."""
    data, (found, ends) = schools(), believed_of(prior, scale)
    names = [str(name) for name in datasets.load("eight_schools")["school"]]
    told = [str(sentence(TOLD, school=name, y=int(y))) for name, y in zip(names, data.y, strict=True)]
    mean = float(found.weight @ data.average(found.tau)[0])
    tables = {
        "estimates": {
            "label": kit.labels(told),
            "estimate": ends[1],
            "low": ends[0],
            "high": ends[2],
            "chosen": np.ones(len(told), dtype=bool),
        },
        "set": {"value": np.array([mean])},
    }
    says = sentence(
        "Effects by the posterior, with 95 % intervals; on the left what each trial found. Average: @mean (dashed).",
        mean=mean,
    )
    settings = {"domain": (-20, 40), "title": "effect of coaching (points)", "code": "tau00", "order": tuple(told)}
    title = "What each school's coaching does"
    return kit.Figure(
        "effects", title, kit.charts.intervals, tables, says, settings, still=("eight_schools", prior, scale)
    )


TOLD = "@school, found @y"
