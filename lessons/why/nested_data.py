"""Who is alike, and why? Units inside groups, and what a multilevel model makes of them.

Level 1:  y_ij = b0_j + gamma10 x_ij + e_ij,   e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,               u0_j ~ N(0, tau00)

Reference: Aitkin, Anderson and Hinde (1981), Journal of the Royal Statistical Society A 144, 419-461.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

import datasets
from datasets.simulate import Draws, two_level
from lessons.kit import (
    Aside,
    Block,
    Challenge,
    Check,
    Claim,
    Condition,
    Controls,
    Figure,
    Lesson,
    Live,
    PredictNumber,
    Prose,
    Recovery,
    Right,
    Run,
    Scene,
    SetFound,
    Single,
    Sort,
    Step,
    Table,
    Takeaways,
    Travel,
    Wrong,
    choice,
    fill,
    number,
    reach,
    size,
    slider,
    take_model,
)
from lessons.kit.blocks.travel import STAGES
from lessons.kit.charts import KINDS, gap_table, gaps
from lessons.kit.fit import LmmFit, fit_lmm, fit_ols
from lessons.kit.pictures.first_look import first_look
from lessons.kit.theory import mean_gap
from lessons.kit.views import line_tables, table_of, variance_row

GAMMA00 = 50.0
GAMMA10 = 3.0
SHARE_X_BETWEEN = 0.2
BINS = {"width": 3, "n_bins": 14}
AXES = {
    "x_domain": (-3.2, 3.2),
    "y_domain": (20, 80),
    "x_title": "ability on entry, x (SD units)",
    "y_title": "test score, y",
    "group_word": "school",
}


@dataclass(frozen=True)
class Params(Controls):
    tau00: float = slider("tau00", 0, 64, start=36, step=1)
    sigma2: float = slider("sigma2", 1, 64, start=16, step=1)
    n_groups: int = size("n_groups", 4, 40, start=24)
    n_per_group: int = size("n_per_group", 2, 30, start=18)
    picture: str = choice("picture", "Picture", STAGES, start="crowd", part="view")


SCENES = (
    Scene("Schools differ", {"tau00": 36, "sigma2": 16}),
    Scene("Schools hardly differ", {"tau00": 2, "sigma2": 50}),
    Scene("Schoolmates alike", {"tau00": 60, "sigma2": 2}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return two_level(
        draws,
        n_groups=p.n_groups,
        n_per_group=p.n_per_group,
        gamma00=GAMMA00,
        gamma10=GAMMA10,
        tau00=p.tau00,
        sigma2=p.sigma2,
        icc_x=SHARE_X_BETWEEN,
    )


def fit(data: pd.DataFrame, p: Params) -> Mapping[str, Any]:
    """One line for all, and a line for each school."""
    return {"single": fit_ols("y ~ x", data), "random_intercept": fit_lmm("y ~ x + (1 | group)", data)}


def journey(run: Run) -> Travel:
    p, found = run.p, run.fits["random_intercept"]
    tables = line_tables(run.data, found)
    everyone = f"{p.n_groups * p.n_per_group} pupils"
    return Travel(
        "pupils",
        "The same pupils, four pictures",
        run.data[["group", "x", "y"]],
        tables["lines"],
        tables["average"],
        p.picture,
        "picture",
        {
            "crowd": f"{everyone}. Nothing here says who belongs with whom. One of them wears a ring.",
            "groups": f"The same {everyone}, in their {p.n_groups} schools of {p.n_per_group}.",
            "scatter": f"The same {everyone} by what they knew on entry and what they scored. Point at one: its "
            "school stands out.",
            "lines": f"A line for each of the {p.n_groups} schools, found by a multilevel model, and the thick average "
            f"line. Variance between the lines: {number(found.tau00)}.",
        },
        AXES,
    )


def set_gaps(p: Params) -> tuple[float, float]:
    """(same school, different schools): the mean distance of two scores in the world that is set."""
    between, within = set_variances(p)
    return mean_gap(within), mean_gap(within + between)


def set_variances(p: Params) -> tuple[float, float]:
    """(between, within) of y in the world that is set: x differs at both levels, and its part is counted in."""
    return p.tau00 + GAMMA10**2 * SHARE_X_BETWEEN, p.sigma2 + GAMMA10**2 * (1 - SHARE_X_BETWEEN)


def predict_gap(run: Run) -> PredictNumber:
    (between, within), (same, different) = set_variances(run.p), set_gaps(run.p)
    share = within / (between + within)
    root = f"A distance goes with the root of a variance: √{number(share)} of {number(different, 1)}."
    return PredictNumber(
        "gap",
        fill(
            "In this world @share of the variance of scores lies among the pupils of a school; the rest lies between "
            "schools. Two pupils of different schools lie @different points apart on average. How far apart lie two "
            "pupils of the same school?",
            {"share": f"{number(100 * share, 0)} %", "different": number(different, 1)},
        ),
        low=0,
        high=20,
        step=0.5,
        unit="points",
        truth=same,
        close=1.0,
        reasons={
            "close": "What they share, the school, drops out of the difference. What is left is what pupils of a "
            f"school differ by. {root}",
            "low": "Only what they share drops out. Pupils of one school still differ by all that is their own. "
            f"{root}",
            "high": f"They share a school, so its part drops out of the difference, and they lie closer. {root}",
        },
    )


def pair_gaps(run: Run) -> dict[str, np.ndarray]:
    """Distances of neighbors in the list of a school, and of pupils of one school and the next."""
    y = run.data["y"].to_numpy().reshape(run.p.n_groups, run.p.n_per_group)
    same = np.abs(y - np.roll(y, 1, axis=1))[:, 1:]
    steps = range(1, min(run.p.n_groups, 6))
    different = np.concatenate([np.abs(y - np.roll(y, k, axis=0)).ravel() for k in steps])
    return dict(zip(KINDS, (same.ravel(), different), strict=True))


def alike(run: Run) -> Figure:
    distances = pair_gaps(run)
    same, different = (float(distances[kind].mean()) for kind in KINDS)
    means = pd.DataFrame(
        {
            "kind": KINDS,
            "gap": [same, different],
            "height": [0.47, 0.42],
            "label": [f"same school: {number(same, 1)}", f"different schools: {number(different, 1)}"],
        }
    )
    return Figure(
        "alike",
        "How far apart are two pupils?",
        gaps,
        {"gaps": gap_table(distances, **BINS), "means": means},
        f"Of {number(sum(map(len, distances.values())))} pairs in this sample, those of one school lie "
        f"{number(same, 1)} points apart on average, those of different schools {number(different, 1)}.",
        BINS | {"title": "points between the two scores"},
        key="dashed: averages",
    )


def alike_in_words(run: Run) -> Live:
    found = run.fits["random_intercept"]
    same, different = set_gaps(run.p)
    return Live(
        "In the world you set, schoolmates lie **@closer %** closer together than strangers do. With what pupils knew "
        "on entry taken into account, the model finds a variance of **@tau00** between schools (#tau00) and of "
        "**@sigma2** within them (#sigma2).",
        closer=number(100 * (1 - same / different), 0),
        tau00=found.tau00,
        sigma2=found.sigma2,
    )


def set_and_found(run: Run) -> Recovery:
    found: LmmFit = run.fits["random_intercept"]
    interval = found.interval()
    return Recovery(
        (
            SetFound("gamma00", GAMMA00, found.gamma["Intercept"], interval["Intercept"]),
            SetFound("gamma10", GAMMA10, found.gamma["x"], interval["x"]),
            variance_row("tau00", run.p.tau00, found),
            variance_row("sigma2", run.p.sigma2, found),
        ),
        "Fitted model: a line for each school, all with one slope. Intervals are 95 %.",
    )


def variance_within(run: Run) -> float:
    """The residual variance of y on x with a category for each school: RSS / (J (n - 1) - 1)."""
    x, y = (run.data[name].to_numpy().reshape(run.p.n_groups, -1) for name in ("x", "y"))
    x, y = x - x.mean(axis=1, keepdims=True), y - y.mean(axis=1, keepdims=True)
    rss = (y**2).sum() - (x * y).sum() ** 2 / (x**2).sum()
    return float(rss / (run.p.n_groups * (run.p.n_per_group - 1) - 1))


def three_methods(run: Run) -> Table:
    """Regression, analysis of variance and the multilevel model on the same data."""
    single, mixed = run.fits["single"], run.fits["random_intercept"]
    n = run.p.n_groups
    rows = pd.DataFrame(
        {
            "method": ["Regression (OLS)", "Analysis of covariance", "Multilevel model"],
            "what a school is": ["nothing: it is left out", "a category with a mean of its own", "one of many, drawn"],
            "numbers for the schools": ["0", str(n - 1), "1: #tau00"],
            "variances": [
                f"one: {number(single.sigma2)}",
                f"one, within schools: {number(variance_within(run))}",
                f"two: {number(mixed.tau00)} and {number(mixed.sigma2)}",
            ],
            "speaks of": ["pupils", f"these {n} schools", "schools like these, and pupils"],
        }
    )
    return table_of(
        rows,
        f"Each has x with one slope, and is fitted to the data above: {n} schools of {run.p.n_per_group} pupils. "
        "Without x, the second is an analysis of variance.",
    )


def challenge(run: Run) -> Challenge:
    found = run.fits["random_intercept"]
    distances = pair_gaps(run)
    ratio = float(distances[KINDS[0]].mean() / distances[KINDS[1]].mean())
    return Challenge(
        "twins",
        "Make schoolmates lie less than half as far apart as strangers, while they still differ a good deal.",
        (
            Condition(
                "In this sample schoolmates lie less than half as far apart as strangers, on average.",
                reach(ratio, 0.5, 1.0),
            ),
            Condition("The model finds a variance of at least 6 within schools.", reach(found.sigma2, 6.0)),
        ),
        (
            "What schoolmates share drops out of their gap. Give them more to share.",
            "The variance between schools can go far up. Let the one within be small, but not too small.",
        ),
        {"tau00": 64, "sigma2": 8, "n_groups": 40, "n_per_group": 20},
    )


@lru_cache(maxsize=1)
def real_fit() -> LmmFit:
    return fit_lmm("math ~ 1 + (1 | school)", datasets.load("hsb"))


def real_study() -> Iterator[Block]:
    found = real_fit()
    about = datasets.describe("hsb")
    within, between = mean_gap(found.sigma2), mean_gap(found.sigma2 + found.tau00)
    yield Prose(f"{about.story} The page Data has its columns.")
    yield first_look("hsb").figure
    yield Live(
        "By the null model, two pupils of one school lie **@within** points of mathematics apart on average, two of "
        "different schools **@between**. Schools differ, and most of what pupils differ by lies inside them.",
        within=within,
        between=between,
    )


def story(run: Run) -> Iterator[Block]:
    yield journey(run)
    yield Live(
        "These @units pupils sit in @groups schools. Press **Play** and watch the ringed one.",
        units=run.p.n_groups * run.p.n_per_group,
        groups=run.p.n_groups,
    )
    yield Step("How much closer are schoolmates?")
    yield predict_gap(run)
    yield alike(run)
    yield alike_in_words(run)
    yield Step("Units and groups")
    yield Prose(
        "Pupils sit in classes. Patients share a doctor, professors a university, team members a company, suspects a "
        "judge. The unit is **level 1**, the group is **level 2**. Units of one group may resemble each other because "
        "they chose it, were chosen for it, live through the same things in it, or shape each other there."
    )
    yield Prose(
        "Groups come in three kinds. **Natural** groups are there before any study: schools, families. **Working** "
        "groups are drawn for a purpose: districts, electorates, health areas. **Theoretical** groups are the "
        "scholar's: a culture, a generation, wherever the boundary is set."
    )
    yield Prose(
        "And members can stand to their group in three ways. **Homogeneous**: all share one trait, such as a cohort "
        "or the gender composition of the class. **Independent**: the group leaves no mark on them. "
        "**Heterogeneous**: what counts is where they stand among the others, as with brackets of income."
    )
    yield Step("One family of models, many names")
    yield three_methods(run)
    yield Prose(
        "You will meet it as hierarchical linear model, mixed model, random-coefficient model or variance-component "
        "model. It is one family: a regression with a residual for each level."
    )
    yield Aside(
        "Where it came from",
        "In 1976 a study of English primary schools found that formal teaching did better than informal teaching. It "
        "compared pupils as if each had been taught alone. Murray Aitkin, Dorothy Anderson and John Hinde took the "
        "data up again in 1981: children taught together resemble each other more than children taught apart, and "
        "once the model knew this, the difference between the styles could no longer be told from chance. Education "
        "research has fitted multilevel models ever since.",
    )
    yield Step("Set and found")
    yield set_and_found(run)
    for note in run.fits["random_intercept"].notes:
        yield Prose(note)
    yield Step("Challenge")
    yield challenge(run)
    yield Step("A real study")
    yield from real_study()
    yield Step("Check yourself")
    yield Check(QUESTIONS)
    yield Step("Take away")
    yield TAKEAWAYS


QUESTIONS = (
    Sort(
        "grouping",
        "Which kind of group is it?",
        ("natural", "working", "theoretical"),
        (
            Claim("Children in families", "natural", "Families are there before anyone studies them."),
            Claim("Voters in electorates", "working", "Electorates are drawn so that votes can be counted."),
            Claim("People in cultures", "theoretical", "Where one culture ends is the scholar's decision."),
            Claim("Patients in health areas", "working", "Health areas are drawn so that care can be run."),
        ),
        "every group is natural",
    ),
    Sort(
        "members",
        "How do the members stand to their group?",
        ("homogeneous", "independent", "heterogeneous"),
        (
            Claim("All pupils of a class are of one birth year.", "homogeneous", "They share one trait."),
            Claim(
                "What a salary means depends on the salaries around it.",
                "heterogeneous",
                "What counts is the place among the others.",
            ),
            Claim(
                "Visitors of a museum on one day, each on their own.",
                "independent",
                "The day groups them and leaves no mark.",
            ),
        ),
        "members of a group are alike in every way",
    ),
    Single(
        "levels",
        "A study follows 40 judges and the 3,000 suspects who stood before them. What is level 2?",
        (
            Right("The judges.", "Suspects stand before a judge: judges are the groups."),
            Wrong(
                "The suspects, because there are more of them.",
                "Level 1 is where the many are. Level 2 is what they are inside.",
                "the larger number is the higher level",
            ),
            Wrong("The sentences.", "That is the outcome, measured on each suspect.", "the outcome is a level"),
        ),
    ),
    Single(
        "why_alike",
        "Pupils of one school have similar scores. What does this show about the school's teaching?",
        (
            Right(
                "Nothing yet: they may have been alike when they came.",
                "Likeness can come from choice, selection or what happens inside. The variance does not say which.",
            ),
            Wrong(
                "The school forms its pupils.",
                "It may. They may as well have been alike on the first day.",
                "between-group variance is an effect of the group",
            ),
            Wrong(
                "The pupils influence each other.",
                "They may. But strangers chosen by the same test are alike too.",
                "likeness within groups is influence",
            ),
        ),
    ),
    Single(
        "names",
        "A paper reports a random-coefficient model, another a hierarchical linear model. What is the difference?",
        (
            Right("None in kind: two names of one family.", "Mixed model is a third name."),
            Wrong(
                "The first has random effects, the second has levels.",
                "Levels are what random effects are for. Both have both.",
                "the names denote different methods",
            ),
            Wrong(
                "The second is for more than two levels.",
                "Either can have two levels or more.",
                "hierarchical means three levels",
            ),
        ),
    ),
)

TAKEAWAYS = Takeaways(
    (
        "Units of one group tend to resemble each other. How much is a number you can find.",
        "Level 1 is the units, level 2 the groups: natural ones, working ones, or a scholar's own.",
        "A multilevel model is a regression with a residual for each level: #u0 for groups, #e for units.",
        "That units of a group are alike does not say why.",
    ),
    (
        "Aitkin, M., Anderson, D., and Hinde, J. (1981). Statistical modelling of data on teaching styles. *Journal "
        "of the Royal Statistical Society A* 144, 419–461.",
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., chapters 1 and 2. Sage.",
        "Freeman, M. (2017). *An introduction to hierarchical modeling*. The dots that travel are in its debt.",
    ),
)

LESSON = Lesson(
    slug="nested_data",
    title="Nested data",
    question="Who is alike, and why?",
    minutes=12,
    params=Params,
    simulate=simulate,
    fit=fit,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    take=lambda run: take_model(run.fits["random_intercept"]),
)
