"""Who is alike, and why? Units inside groups, and what a multilevel model makes of them.

Level 1:  y_ij = b0_j + gamma10 x_ij + e_ij,   e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,               u0_j ~ N(0, tau00)

Reference: Aitkin, Anderson and Hinde (1981), Journal of the Royal Statistical Society A 144, 419-461.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

import datasets
from datasets.simulate import Draws, two_level
from lessons import kit
from lessons.kit import Model, Right, Single, Wrong, number, sentence
from lessons.kit.theory import mean_gap
from lessons.why import kinds_of_groups, two_pupils
from lessons.why.two_pupils import GAMMA10, SHARE_X_BETWEEN

GAMMA00 = 50.0
MODELS = kit.Models(
    single=Model("Regression (OLS)", "y ~ x"),
    random_intercept=Model("Multilevel model", "y ~ x + (1 | group)"),
    null=Model("Null model", "y ~ 1 + (1 | group)"),
)
AXES = {
    "x_title": "ability on entry, x (SD units)", "x_domain": (-3.2, 3.2),
    "y_title": "test score, y", "y_domain": (20, 80), "group_word": "school",
}  # fmt: skip


@dataclass(frozen=True)
class Params(kit.Controls):
    tau00: float = kit.slider("tau00", 0, 64, start=36, step=1, label="Variance between schools")
    sigma2: float = kit.slider("sigma2", 1, 64, start=16, step=1, label="Variance within schools")
    n_groups: int = kit.size("n_groups", 4, 40, start=24, label="Schools")
    n_per_group: int = kit.size("n_per_group", 2, 30, start=18, label="Pupils in each school")
    picture: str = kit.choice("picture", "Picture", {"told": "As told", **kit.STAGES}, start="told", part="view")


SCENES = (
    kit.Scene("Schools differ", {"tau00": 36, "sigma2": 16}),
    kit.Scene("Schools hardly differ", {"tau00": 2, "sigma2": 50}),
    kit.Scene("Schoolmates alike", {"tau00": 60, "sigma2": 2}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return two_level(draws, **p.world, gamma00=GAMMA00, gamma10=GAMMA10, icc_x=SHARE_X_BETWEEN)


def journey(run: kit.Run, stage: str, parts: tuple[kit.Part, ...] = ()) -> kit.Travel:
    """The pupils in the picture that a step speaks of."""
    p, found, means = run.p, run.fits["random_intercept"], run.groups.mean("y")
    tables = kit.found_lines(run.groups, found)
    facts = {"n": len(run.data), "groups": p.n_groups, "each": p.n_per_group, "tau00": found.tau00}
    facts |= {"between": means.var(ddof=1), "within": run.groups.spread("y").mean()}
    return kit.Travel(
        "pupils",
        "The same pupils, five pictures",
        tables["dots"],
        tables["lines"],
        tables["average"],
        stage,
        "picture",
        {stage: sentence(says, **facts) for stage, says in STAGES_SAY.items()},
        picked=p.picture,
        parts=parts,
        settings=AXES,
    )


STAGES_SAY = {
    "crowd": "@n pupils, each at the height of the score. One wears a ring; its schoolmates are in color.",
    "groups": "The same @n pupils, in their @groups schools of @each.",
    "strips": "A strip is one of @groups schools, a bar its mean. Variance of these means: @between; of scores in "
    "a school: @within.",
    "scatter": "The same @n pupils by what they knew on entry and what they scored. Point at one: its school stands "
    "out.",
    "lines": "A line for each of the @groups schools, found by a multilevel model, and the thick average line. "
    "Variance between the lines: @tau00.",
}


def ringed(run: kit.Run) -> tuple[float, float, float]:
    """(mean of all, mean of its school, own score) of the pupil that wears the ring: the first of the first school."""
    y, means = run.data["y"].to_numpy(), run.groups.mean("y")
    every, school, own = (round(float(one), 1) for one in (means.mean(), means[0], y[0]))  # As they are printed.
    return every, school, own


def two_parts(run: kit.Run) -> tuple[kit.Part, kit.Part]:
    """The way from the mean of all pupils to the ringed one, by way of its school."""
    every, school, own = ringed(run)
    return (
        kit.Part(every, school, sentence("its school: @gap", gap=gap(school - every)), "tau00"),
        kit.Part(school, own, sentence("its own: @gap", gap=gap(own - school)), "sigma2"),
    )


def gap(value: float) -> str:
    """A distance with its sign, to a tenth of a point."""
    said = number(value, 1)
    return said if said.startswith("−") or float(said) == 0 else "+" + said


def parts_in_words(run: kit.Run) -> kit.Live:
    every, school, own = ringed(run)
    return kit.Live(
        "All pupils average **@every** points. The school of the ringed pupil averages @of_school, and the pupil "
        "scored @own: **@u** for the school, and **@e** from there to the pupil.",
        every=number(every, 1),
        of_school=number(school, 1),
        own=number(own, 1),
        u=gap(school - every),
        e=gap(own - school),
    )


def null_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "A model calls the first distance #u0, one for each school, and the second #e, one for each pupil. Their "
        "variances are #tau00 and #sigma2. You set them to @tau00 and @sigma2 for pupils who knew the same on entry; "
        "here they did not, so the model finds what entry adds as well.",
        tau00=p.tau00,
        sigma2=p.sigma2,
    )


def lines_in_words(run: kit.Run) -> kit.Live:
    found = run.fits["random_intercept"]
    return kit.Live(
        "Two measures of each pupil now: what it knew on entry, x, and the score. Every school gets a line of its own, "
        "and all lines have one slope. The model finds a variance of **@tau00** between the lines (#tau00) and of "
        "**@sigma2** around them (#sigma2).",
        tau00=found.tau00,
        sigma2=found.sigma2,
    )


def set_and_found(run: kit.Run) -> kit.Recovery:
    says = "Fitted model: a line for each school, all with one slope. Intervals are 95 %."
    set_to = {"gamma00": GAMMA00, "gamma10": GAMMA10, "tau00": run.p.tau00, "sigma2": run.p.sigma2}
    return kit.recovery(run.fits["random_intercept"], says, **set_to)


def variance_within(run: kit.Run) -> float:
    """The residual variance of y on x with a category for each school: RSS / (J (n - 1) - 1)."""
    x, y = run.groups.within("x"), run.groups.within("y")
    rss = y @ y - (x @ y) ** 2 / (x @ x)
    return float(rss / (run.p.n_groups * (run.p.n_per_group - 1) - 1))


def three_methods(run: kit.Run) -> kit.Table:
    """Regression, analysis of variance and the multilevel model on the same data."""
    single, mixed, n = run.fits["single"], run.fits["random_intercept"], run.p.n_groups
    one = sentence("one: @variance", variance=single.sigma2)
    within = sentence("one, within schools: @variance", variance=variance_within(run))
    two = sentence("two: @tau00 and @sigma2", tau00=mixed.tau00, sigma2=mixed.sigma2)
    these = sentence("these @n schools", n=n)
    rows = (
        (MODELS["single"].words, "nothing: it is left out", "0", one, "pupils"),
        ("Analysis of covariance", "a category with a mean of its own", number(n - 1), within, these),
        (MODELS["random_intercept"].words, "one of many, drawn", "1: #tau00", two, "schools like these, and pupils"),
    )
    says = sentence(
        "Each has x with one slope, and is fitted to the data above: @n schools of @each pupils. Without x, the "
        "second is an analysis of variance.",
        n=n,
        each=run.p.n_per_group,
    )
    return kit.Table(("method", "what a school is", "numbers for the schools", "variances", "speaks of"), rows, says)


def challenge(run: kit.Run) -> kit.Challenge:
    same, different = (gap.mean() for gap in two_pupils.pair_gaps(run).values())
    return kit.Challenge(
        "twins",
        "Make schoolmates lie less than half as far apart as strangers, while they still differ a good deal.",
        (
            kit.Condition(
                "In this sample schoolmates lie less than half as far apart as strangers, on average.",
                kit.reach(float(same / different), 0.5, 1.0),
            ),
            kit.Condition(
                "The model finds a variance of at least 6 within schools.",
                kit.reach(run.fits["random_intercept"].sigma2, 6.0),
            ),
        ),
        (
            "What schoolmates share drops out of their gap. Give them more to share.",
            "The variance between schools can go far up. Let the one within be small, but not too small.",
        ),
        {"tau00": 64, "sigma2": 8, "n_groups": 40, "n_per_group": 20},
    )


def real_study() -> Iterator[kit.Block]:
    found = kit.real_fits("hsb", MODELS)["null"]
    yield kit.Live("@story The page Data has its columns.", story=datasets.describe("hsb").story)
    yield kit.Stage(kit.first_look("hsb").figure)
    yield kit.Live(
        "By the null model, two pupils of one school lie **@within** points of mathematics apart on average, two of "
        "different schools **@between**. Schools differ, and most of what pupils differ by lies inside them.",
        within=mean_gap(found.sigma2),
        between=mean_gap(found.sigma2 + found.tau00),
    )


def opening(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "Here are @n_groups schools of @n_per_group pupils each. A strip is a school, a dot a pupil, the bar the mean. "
        "Make schools differ more, and the strips move apart: variance @tau00. Make the pupils of a school differ "
        "more, and every strip stretches: variance @sigma2.",
        n_groups=p.n_groups,
        n_per_group=p.n_per_group,
        tau00=p.tau00,
        sigma2=p.sigma2,
    )


def story(run: kit.Run) -> Iterator[kit.Block]:
    yield kit.Step("", moves=("tau00", "sigma2"))
    yield kit.Stage(journey(run, "strips"))
    yield opening(run)
    yield kit.Step("One crowd", moves=("tau00",))
    yield kit.Stage(journey(run, "crowd"))
    yield kit.Prose(
        "Now the same pupils without their schools: all that a study sees which never asked. One pupil wears a ring, "
        "and only its schoolmates keep their color. Move the variance between schools: they go up or down together."
    )
    yield kit.Step("Units and groups", moves=("n_groups", "n_per_group"))
    yield kit.Stage(journey(run, "groups"))
    yield kit.Prose(
        "Pupils sit in classes. Patients share a doctor, professors a university, team members a company, suspects a "
        "judge. The unit is **level 1**, the group is **level 2**. Units of one group may resemble each other because "
        "they chose it, were chosen for it, live through the same things in it, or shape each other there."
    )
    yield kit.Step("How much closer are schoolmates?", moves=("tau00", "sigma2"))
    yield kit.Stage(journey(run, "strips"))
    yield two_pupils.predict_gap(run)
    yield kit.Stage(journey(run, "strips"), two_pupils.alike(run))
    yield two_pupils.alike_in_words(run)
    yield kit.Step("Two parts of one score", moves=("tau00", "sigma2", "sample"))
    yield kit.Stage(journey(run, "strips", two_parts(run)))
    yield parts_in_words(run)
    yield kit.Step("The same in symbols", moves=("tau00", "sigma2"))
    yield null_in_words(run)
    yield from kit.model(run.fits["null"])
    yield from kinds_of_groups.told()
    yield kit.Step("One family of models, many names", moves=("tau00", "sigma2"))
    yield kit.Stage(journey(run, "lines"))
    yield lines_in_words(run)
    yield three_methods(run)
    yield kit.Prose(
        "You will meet it as hierarchical linear model, mixed model, random-coefficient model or variance-component "
        "model. It is one family: a regression with a residual for each level."
    )
    yield kit.Aside(
        "Where it came from",
        "In 1976 a study of English primary schools found that formal teaching did better than informal teaching. It "
        "compared pupils as if each had been taught alone. Murray Aitkin, Dorothy Anderson and John Hinde took the "
        "data up again in 1981: children taught together resemble each other more than children taught apart, and "
        "once the model knew this, the difference between the styles could no longer be told from chance. Education "
        "research has fitted multilevel models ever since.",
    )
    yield kit.Step("Set and found", moves=("tau00", "sigma2", "n_groups"))
    yield set_and_found(run)
    for note in run.fits["random_intercept"].notes:
        yield kit.Prose(note)
    yield kit.Step("Challenge", moves=("tau00", "sigma2", "n_groups"))
    yield kit.Stage(journey(run, "strips"), two_pupils.alike(run))
    yield challenge(run)
    yield kit.Step("A real study")
    yield from real_study()
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
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

TAKEAWAYS = kit.Takeaways(
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

LESSON = kit.Lesson(
    slug="nested_data",
    title="Nested data",
    question="Who is alike, and why?",
    minutes=12,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=(*kinds_of_groups.QUESTIONS, *QUESTIONS),
    scenes=SCENES,
    take="random_intercept",
)
