"""Four kinds of claims answered with one real table: American high schools, 1982.

Raudenbush and Bryk (2002), Hierarchical Linear Models, 2nd ed., chapter 4.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import datasets
from lessons import kit
from lessons.kit import Model, number, sentence
from lessons.why.claim_worlds import claim_tables

MODELS = kit.Models(
    micro=Model("Micro", "y ~ x_within + (1 | group)"),
    macro=Model("Macro", "y ~ x_mean", means=True),
    macro_micro=Model("Macro-micro", "y ~ w + (1 | group)"),
    cross=Model("Cross-level", "y ~ x_within * w + (1 + x_within | group)"),
)
EVERY = 3  # One pupil in three is drawn; all are counted.


@dataclass(frozen=True)
class Asked:
    """A claim about these schools: in words, its column across, the title of its axis, and its answer."""

    claim: str
    across: str
    x_title: str
    x_domain: tuple[float, float]
    term: str
    answer: str


ASKED: Mapping[str, Asked] = {
    "micro": Asked(
        "Pupils whose families are better off do better than their schoolmates.",
        "x_within", "family background, against own school", (-3.4, 3.4), "x_within",
        "One point more of background goes with **@found** points of mathematics (@low to @high), among pupils of one "
        "school.",
    ),
    "macro": Asked(
        "Schools with better-off pupils have higher averages.",
        "x_mean", "mean family background", (-1.4, 1.1), "x_mean",
        "From one school to the next, one point more of mean background goes with **@found** points of mean "
        "mathematics (@low to @high).",
    ),
    "macro_micro": Asked(
        "Pupils of Catholic schools do better than pupils of public ones.",
        "w", "public school: 0, Catholic school: 1", (-0.4, 1.4), "w",
        "Pupils of Catholic schools score **@found** points higher (@low to @high). Who goes there is another matter.",
    ),
    "cross": Asked(
        "In Catholic schools, a pupil's family matters less.",
        "x_within", "family background, against own school", (-3.4, 3.4), "x_within:w",
        "One point of background goes with @base points of mathematics in a public school, and with @there in a "
        "Catholic one. The difference is **@found** (@low to @high).",
    ),
}  # fmt: skip
CLAIMS_OF_SCHOOLS = {kind: MODELS[kind].words for kind in ASKED}


@lru_cache(maxsize=1)
def _schools() -> kit.Groups:
    """Pupils with their background against that of their school, and their school's mean, as columns."""
    data = kit.real_data("hsb")
    mean = data.groupby("group", observed=True)["x"].transform("mean")
    return kit.Groups(kit.columns_of(data.assign(x_mean=mean, x_within=data["x"] - mean)))


@lru_cache(maxsize=len(ASKED))
def found(kind: str) -> Any:
    """The model of this claim, fitted to the real table."""
    data = kit.real_data("hsb")
    mean = data.groupby("group", observed=True)["x"].transform("mean")
    return MODELS[kind].fit(data.assign(x_mean=mean, x_within=data["x"] - mean))


@lru_cache(maxsize=len(ASKED))
def picture(kind: str) -> kit.Figure:
    """The real table as this claim sees it."""
    asked, schools, shown = ASKED[kind], _schools(), datasets.describe("hsb").shown
    tables = claim_tables(kind, schools, found(kind), asked.across, {"public": 0.0, "Catholic": 1.0})
    tables["dots"] = kit.rows(tables["dots"], slice(None, None, EVERY))
    says = sentence(
        "@n pupils of @schools schools; one pupil in @every is drawn.",
        n=len(kit.real_data("hsb")),
        schools=len(schools),
        every=EVERY,
    )
    if kind == "macro":
        says = sentence("@schools schools, each at its means, and no pupil.", schools=len(schools))
    axes = {"x_domain": asked.x_domain, "y_domain": shown.outcome_axis, "x_title": asked.x_title}
    axes |= {"y_title": shown.outcome, "group_word": shown.group}
    return kit.Figure("hsb", shown.brief, kit.charts.three_lines, tables, says, axes, picks="means", still=kind)


def answer(kind: str) -> kit.Live:
    asked, gamma = ASKED[kind], found(kind).gamma
    low, high = found(kind).interval()[asked.term]
    facts = {"found": gamma[asked.term], "low": number(low), "high": number(high)}
    if kind == "cross":
        facts |= {"base": gamma["x_within"], "there": number(gamma["x_within"] + gamma[asked.term])}
    return kit.Live("*@claim* @answer", claim=asked.claim, answer=sentence(asked.answer, **facts))


def told(kind: str) -> Iterator[kit.Block]:
    yield kit.Live("@about The same schools answer four kinds of claims.", about=datasets.describe("hsb").shown.about)
    yield kit.Stage(picture(kind))
    yield answer(kind)
    if kind == "macro":
        yield kit.Prose(
            "Among schoolmates that slope is less than half as large. Neither number is wrong: they answer claims on "
            "two levels."
        )
    else:
        yield kit.equation(found(kind))
