"""Eight schools (Rubin 1981): the standard deviation between them, and what each of them is then thought to do."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

import datasets
from lessons import kit
from lessons.how.believing import REAL_DOMAIN, believed, prior_of
from lessons.kit import number, sentence
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
    labels = [str(sentence(NAMED, school=name, y=int(y))) for name, y in zip(names, data.y, strict=True)]
    mean = float(found.weight @ data.average(found.tau)[0])
    tables = {
        "estimates": {
            "label": kit.labels(labels),
            "estimate": ends[1],
            "low": ends[0],
            "high": ends[2],
            "chosen": np.ones(len(labels), dtype=bool),
        },
        "set": {"value": np.array([mean])},
    }
    says = sentence(
        "Effects by the posterior, with 95 % intervals; on the left what each trial found. Average: @mean (dashed).",
        mean=mean,
    )
    settings = {"domain": (-20, 40), "title": "effect of coaching (points)", "code": "tau00", "order": tuple(labels)}
    title = "What each school's coaching does"
    return kit.Figure(
        "effects", title, kit.charts.intervals, tables, says, settings, still=("eight_schools", prior, scale)
    )


NAMED = "@school, found @y"


def told(prior: str, scale: float) -> Iterator[kit.Block]:
    """The table, what the posterior makes of it, and two schools in words."""
    found, ends = believed_of(prior, scale)
    about, y = datasets.describe("eight_schools").shown.about, schools().y
    yield kit.Live("@about No pupils are needed: estimates and their errors will do.", about=about)
    title, still = "How far the schools lie apart", ("eight_schools", prior, scale)
    yield kit.Stage(
        believed("real_eight_schools", title, found, {}, REAL_DOMAIN, still=still),
        effects(prior, scale),
    )
    low, high = found.interval
    yield kit.Live(
        "School A found @a points of gain, and the posterior expects **@a_now**; school C found @c, and it expects "
        "**@c_now**. How far each is pulled depends on how far schools lie apart, and that is not known: the middle is "
        "at **@median**, with 95 % between @low and @high. The posterior averages over all of it. Change the prior.",
        a=int(y[0]),
        a_now=number(float(ends[1, 0]), 1),
        c=number(int(y[2])),
        c_now=number(float(ends[1, 2]), 1),
        median=found.median,
        low=low,
        high=high,
    )
