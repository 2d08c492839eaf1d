"""The first thing a stranger moves: schools as strips, and the variance between them.

y_ij = gamma00 + u0_j + e_ij,  u0 ~ N(0, tau00),  e ~ N(0, sigma2)

The map shows it beside its headline. Raudenbush & Bryk (2002), Hierarchical Linear Models, chapter 4.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from datasets.simulate import Draws, make_draws, two_level
from lessons import kit
from lessons.kit.charts import strips
from lessons.kit.pictures.strips import in_place
from lessons.kit.theory import icc
from lessons.kit.theory.pairs import mean_gap

GAMMA00, SIGMA2, N_GROUPS, N_PER_GROUP = 50, 36, 12, 16
Y_DOMAIN = (15.0, 85.0)


@dataclass(frozen=True)
class Params(kit.Controls):
    tau00: float = kit.slider("tau00", 0, 100, start=49, step=1, label="Variance between schools")


def simulate(p: Params, _: Draws) -> pd.DataFrame:
    draws = make_draws(p.seed, N_GROUPS, N_PER_GROUP)  # No control says how large this world is.
    return two_level(draws, n_groups=N_GROUPS, n_per_group=N_PER_GROUP, gamma00=GAMMA00, tau00=p.tau00, sigma2=SIGMA2)


def schools(run: kit.Run) -> kit.Figure:
    """Each school a strip that keeps its place while its mean moves."""
    axes: dict[str, Any] = {
        "y_domain": Y_DOMAIN,
        "y_title": "test score",
        "group_word": "school",
        "unit_word": "pupil",
        "x_title": "twelve schools",
    }
    says = kit.sentence("Twelve schools of sixteen pupils. The means of the schools lie from @span.", span=_span(run))
    tables = in_place(run.groups, np.arange(N_GROUPS))
    key = "dot: a pupil, bar: the mean of a school"
    return kit.Figure("schools", "Schools", strips, tables, says, axes, picks="means", key=key)


def _span(run: kit.Run) -> kit.Text:
    mean = run.groups.mean("y")
    return kit.sentence("@low to @high", low=kit.number(mean.min(), 0), high=kit.number(mean.max(), 0))


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield kit.Step("", moves=("tau00",))
    yield kit.Stage(schools(run))
    yield kit.Live(
        "Two pupils of one school differ by **@within** points on average, two pupils of different schools by "
        "**@between**. Of all the variance in the scores, **@share** lies between schools.",
        within=kit.number(mean_gap(SIGMA2), 1),
        between=kit.number(mean_gap(p.tau00 + SIGMA2), 1),
        share=kit.percent(icc(p.tau00, SIGMA2)),
    )


LESSON = kit.Lesson(
    slug="map",
    title="Schools that differ",
    question="What is a variance between groups?",
    minutes=1,
    params=Params,
    simulate=simulate,
    story=story,
    questions=(),
    scenes=(),
    models=kit.Models(),
    take=None,
)
