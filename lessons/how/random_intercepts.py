"""What if groups differ only in level? The random-intercept model.

Level 1:  y_ij = b0_j + gamma10 x_ij + e_ij,   e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,               u0_j ~ N(0, tau00)

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., chapter 4.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

import datasets
from datasets.simulate import Draws, two_level
from lessons import kit
from lessons.how import ignored_schools
from lessons.how.ignored_schools import ICC_X
from lessons.kit import Claim, Model, Right, Wrong, number, sentence, signed

GAMMA00 = 50.0
MODELS = kit.Models(
    single=Model("One line for all", "y ~ x"),
    random_intercept=Model("Random intercept", "y ~ x + (1 | group)"),
)
FOCUS = {"high": "The highest", "middle": "One in the middle", "low": "The lowest"}
STUDIES = kit.real_options("hsb", "london_exam", "sleepstudy")


@dataclass(frozen=True)
class Params(kit.Controls):
    tau00: float = kit.slider("tau00", 0, 64, start=30, step=1)
    sigma2: float = kit.slider("sigma2", 1, 64, start=25, step=1)
    gamma10: float = kit.slider("gamma10", -6, 6, start=3, step=0.25, label="Slope of x")
    n_groups: int = kit.size("n_groups", 4, 60, start=20, label="Schools")
    n_per_group: int = kit.size("n_per_group", 2, 30, start=15, label="Pupils in each school")
    focus: str = kit.choice("focus", "School in focus", FOCUS, start="high")
    model: str = kit.choice("model", "Fitted model", MODELS.options, start="random_intercept")
    study: str = kit.choice("study", "Real study", STUDIES, start="hsb", part="data")


SCENES = (
    kit.Scene("All schools alike", {"tau00": 0, "sigma2": 25}),
    kit.Scene("Schools differ", {"tau00": 30, "sigma2": 25}),
    kit.Scene("Schools are all that differs", {"tau00": 64, "sigma2": 2}),
    kit.Scene("No effect of x", {"tau00": 30, "sigma2": 25, "gamma10": 0}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return two_level(draws, **p.world, gamma00=GAMMA00, icc_x=ICC_X)


def in_focus(run: kit.Run) -> int:
    """The row of the school in focus among the groups: highest, middle or lowest by its predicted intercept."""
    u0_hat, _ = kit.effects(run.fits["random_intercept"], run.groups)
    ranked = np.argsort(u0_hat, kind="stable")
    return int({"low": ranked[0], "middle": ranked[len(ranked) // 2], "high": ranked[-1]}[run.p.focus])


def school_level(run: kit.Run) -> float:
    """The predicted u0 of the school in focus under the fitted model: 0 where the model has no schools."""
    return float(kit.effects(run.fits[run.p.model], run.groups)[0][in_focus(run)])


def close_up(run: kit.Run, *, residuals: bool = False, unit: int | None = None) -> kit.Figure:
    """The school in focus. residuals: of all its pupils; unit: the pupil that is ringed."""
    school, model, ends = in_focus(run), run.p.model, kit.PUPIL_AXES["x_domain"]
    tables = kit.one_group_tables(run.groups, run.fits[model], school, ends, residuals=residuals, unit=unit)
    units = tables["units"]
    says = sentence(
        "@line, and its @n pupils lie @miss from it on average.",
        line=sentence(LINE_OF[model], school=run.groups.names[school], place=beside(school_level(run))),
        n=len(units["y"]),
        miss=float(np.abs(units["y"] - units["fitted"]).mean()),
    )
    chart, key = kit.charts.one_group, "blue: average line"
    return kit.Figure("close_up", "One school", chart, tables, says, kit.PUPIL_AXES, key=key)


LINE_OF = {
    "single": "School @school has the same line as all others, because the model leaves the schools out",
    "random_intercept": "School @school: its line lies @place",
}


def beside(u0_hat: float) -> kit.Words:
    """Where the line of a school lies, in words."""
    if number(u0_hat) == number(0.0):
        return "on the average line"
    return sentence("@far below the average line" if u0_hat < 0 else "@far above the average line", far=abs(u0_hat))


def all_schools(run: kit.Run) -> kit.Figure:
    model = run.p.model
    return kit.one_in_focus(run, "All schools", run.fits[model], GAMMA00, in_focus(run), LINES_SAY[model])


LINES_SAY = {
    "single": "The model draws one line and leaves the schools out.",
    "random_intercept": "Every school gets the same slope, and only its level may differ: the lines are parallel.",
}


def one_pupil(run: kit.Run) -> kit.Live:
    """One pupil's score as a sum of three parts."""
    gamma, u0_hat, school = run.fits[run.p.model].gamma, school_level(run), in_focus(run)
    pupil = np.flatnonzero(run.groups.of_unit == school)[0]
    x, y = (float(run.columns[name][pupil]) for name in ("x", "y"))
    average = gamma["Intercept"] + gamma["x"] * x
    return kit.Live(
        "The ring is the first pupil of school @school. @parts",
        school=run.groups.names[school],
        parts=sentence(PARTS_OF[run.p.model], y=y, average=average, u0=signed(u0_hat), e=signed(y - average - u0_hat)),
    )


PARTS_OF = {
    "single": "The score of **@y** is **@average** on the line at this #x, and **@e** for the pupil (#e). This model "
    "has nothing for the school.",
    "random_intercept": "The score of **@y** is **@average** for an average school at this #x, **@u0** for the school "
    "(#u0), and **@e** for the pupil (#e).",
}


def set_and_found(run: kit.Run) -> kit.Recovery:
    p, says = run.p, sentence(SAYS[run.p.model], model=MODELS[run.p.model].words.lower())
    set_to = {"gamma00": GAMMA00, "gamma10": p.gamma10, "tau00": p.tau00, "sigma2": p.sigma2}
    return kit.recovery(run.fits[p.model], says, **set_to)


SAYS = {
    "single": "Fitted model: @model. Its one residual variance holds whatever schools differ by, too. Intervals are "
    "95 %, as this model reports them.",
    "random_intercept": "Fitted model: @model. Intervals are 95 %, as this model reports them.",
}


def predict_split(run: kit.Run) -> kit.PredictNumber:
    ask, truth = sentence(SPLIT, **run.p.printed), run.p.tau00 + run.p.sigma2
    return kit.PredictNumber(
        "split", ask, low=0, high=150, step=1, unit="", truth=truth, close=5, reasons=SPLIT_REASONS
    )


SPLIT = (
    "You set an intercept variance of @tau00 between schools and a residual variance of @sigma2 between the pupils of "
    "a school. Someone studies very many such schools and fits one line for all. What residual variance does that line "
    "find?"
)
SPLIT_REASONS = {
    "close": "It has one residual for everything, so both variances end up in it.",
    "low": "It has one residual for everything: what schools differ by does not vanish, it lands there too.",
    "high": "It holds the two variances and nothing else: add them up.",
}


def split_in_words(run: kit.Run) -> kit.Live:
    p, one, two = run.p, run.fits["single"], run.fits["random_intercept"]
    return kit.Live(
        "With very many schools one residual has the variance @tau00 + @sigma2 = **@sum**. In this sample of "
        "@n_groups schools it has **@one**. Two residuals have **@between** (#tau00, schools) and **@within** "
        "(#sigma2, pupils), together **@both**. At a given #x, **@share** of the variance found lies between schools.",
        **p.printed,
        sum=number(p.tau00 + p.sigma2, 0),
        one=one.sigma2,
        between=two.tau00,
        within=two.sigma2,
        both=two.tau00 + two.sigma2,
        share=kit.percent(two.icc),
    )


def errors(run: kit.Run) -> kit.Table:
    found = {model.words: run.fits[name] for name, model in MODELS.items()}
    rows = tuple(
        (words, number(fit.gamma["x"]), number(fit.se["x"], 3), number(fit.sigma2)) for words, fit in found.items()
    )
    says = sentence("This sample. You set a slope of @slope.", slope=run.p.gamma10)
    return kit.Table(("model", "slope of x", "standard error", "residual variance"), rows, says)


def slopes(run: kit.Run) -> kit.Figure:
    """What both models find for x, with their intervals."""
    found = {model.words: (run.fits[name], "x") for name, model in MODELS.items()}
    title, axis = "The slope of x, found by two models", "slope of x"
    return kit.estimates("slopes", title, found, [run.p.gamma10], axis=axis, domain=(-9, 9), code="gamma10")


def level_in_words(run: kit.Run) -> kit.Live:
    return kit.Live(
        "You set schools whose levels have variance **@tau00**. This one is school **@school**: its line lies @place, "
        "which is blue. The dotted gap is what a random intercept is.",
        tau00=run.p.tau00,
        school=run.groups.names[in_focus(run)],
        place=beside(school_level(run)),
    )


def challenge(run: kit.Run) -> kit.Challenge:
    (two_low, _), (one_low, _) = (run.fits[name].interval()["x"] for name in ("random_intercept", "single"))
    return kit.Challenge(
        "hidden",
        "Hide an effect from the one-line model: let it doubt that x matters, while random intercepts are sure.",
        (
            kit.Condition(
                "With random intercepts, the 95 % interval of the slope lies above 0.", kit.reach(two_low, 1e-9, -1)
            ),
            kit.Condition("With one line for all, the 95 % interval reaches below 0.", kit.reach(one_low, -1e-9, 3)),
        ),
        (
            "To the one-line model, differences between schools are noise.",
            "Make the schools very different, the pupils of a school alike, and the slope small.",
        ),
        {"tau00": 64, "sigma2": 1, "gamma10": 0.5, "n_groups": 20, "n_per_group": 6},
    )


LINES = {
    "single": "@units rows, and one line for all of them.",
    "random_intercept": "@n parallel lines, one for each @group.",
}


def real_study(run: kit.Run) -> Iterator[kit.Block]:
    name, chosen = run.p.study, run.p.model
    two, shown = kit.real_fits(name, MODELS)["random_intercept"], datasets.describe(name).shown
    says = sentence(LINES[chosen], n=two.n_groups["group"], group=shown.group, units=two.n_total)
    yield from kit.real_study(name, MODELS, chosen, says)
    yield kit.Live(
        "At a given x, **@share** of the variance in @outcome lies between one @group and the next.",
        share=kit.percent(two.icc),
        outcome=shown.outcome,
        group=shown.group,
    )


def story(run: kit.Run) -> Iterator[kit.Block]:
    yield kit.Step("", moves=("tau00", "focus"))
    yield kit.Stage(close_up(run))
    yield level_in_words(run)
    yield kit.Step("Two residuals, one for each level", moves=("focus", "sigma2"))
    yield kit.Stage(close_up(run, unit=0))
    yield one_pupil(run)
    yield kit.Prose(
        "A regression has one residual: how far a pupil lies from the line. Here there are two. #u0 says how far the "
        "line of a school lies from the average line, and #e how far a pupil lies from the line of the school. "
        "The first belongs to level 2, the second to level 1."
    )
    yield kit.Step("One school among all", moves=("scenes", "tau00", "sigma2", "focus"))
    yield kit.Stage(all_schools(run), close_up(run, residuals=True, unit=0))
    yield kit.Prose(
        "Every school has a line of its own, and all of them have the same slope. #tau00 is the variance of their "
        "levels, #sigma2 that of the pupils about the line of their school."
    )
    yield predict_split(run)
    yield split_in_words(run)
    yield kit.Step("The model, in two notations", moves=("model",))
    yield kit.equation(run.fits[run.p.model])
    yield kit.Prose(
        "HLM writes the same model level by level: $Y_{ij} = \\beta_{0j} + \\beta_{1j} X_{ij} + r_{ij}$, where "
        "$\\beta_{0j} = \\gamma_{00} + u_{0j}$ and $\\beta_{1j} = \\gamma_{10}$. Only the intercept has a residual of "
        "its own, so only the level differs."
    )
    for note in run.fits[run.p.model].notes:
        yield kit.Prose(note)
    yield from kit.set_and_found(set_and_found, run, "random_intercept")
    yield kit.Step("What does it change for x?", moves=("tau00", "n_per_group"))
    yield ignored_schools.predict_error(run)
    yield kit.Stage(all_schools(run), slopes(run))
    yield ignored_schools.error_in_words(run)
    yield errors(run)
    yield kit.Step("Challenge", moves=("tau00", "sigma2", "gamma10", "n_groups", "n_per_group"))
    yield kit.Stage(slopes(run), all_schools(run))
    yield challenge(run)
    yield kit.Step("A real study", moves=("study", "model"))
    yield from real_study(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Sort(
        "levels",
        "To which level does each belong?",
        ("level 1", "level 2"),
        (
            Claim(
                "A pupil scores above the line of the school",
                "level 1",
                "That is e: a pupil against the school's line.",
            ),
            Claim("A school's line lies below the average line", "level 2", "That is #u0: a line against the average."),
            Claim("Pupils of one school scatter widely", "level 1", "That is the residual variance within schools."),
            Claim("Schools lie far apart", "level 2", "That is the intercept variance between schools."),
        ),
        "random-intercept variance = residual variance",
    ),
    kit.Single(
        "parallel",
        "In a random-intercept model the lines of two schools are parallel. Why?",
        (
            Right("The model has one slope for all schools.", "Only the intercept has a residual at level 2."),
            Wrong(
                "The slopes were found to be equal.",
                "They were never looked at one by one: the model assumes one slope.",
                "an assumption of the model is a finding",
            ),
            Wrong(
                "The schools do not differ.",
                "They differ in level. Parallel lines can lie far apart.",
                "parallel means alike",
            ),
        ),
    ),
    kit.Single(
        "where_it_goes",
        "You add random intercepts to a regression. Where does the variance between schools come from?",
        (
            Right("From the old residual, which held it before.", "The old residual is split in two."),
            Wrong(
                "It is new: the model adds variance.",
                "The outcome varies as much as before. The model only says where.",
                "random effects add variance",
            ),
            Wrong(
                "From the effect of x.",
                "The slope may change a little, but the variance was in the residual.",
                "random-intercept variance = explained variance",
            ),
        ),
    ),
    kit.Single(
        "large_u0",
        "A school has a predicted intercept far above average. What does that say about a pupil of this school?",
        (
            Right(
                "At the same x, a higher score is expected than in an average school.",
                "The school's line is where its pupils scatter.",
            ),
            Wrong(
                "The pupil scores above the average line.",
                "Not every pupil: some lie far below the line of their own school.",
                "aggregate level = individual level",
            ),
            Wrong(
                "The pupil gains more from x than others.",
                "That would be a random slope. This model has none.",
                "a high level is a steep slope",
            ),
        ),
    ),
)

TAKEAWAYS = kit.Takeaways(
    (
        "A random-intercept model has two residuals: #u0 for groups and #e for units.",
        "Its lines are parallel, because only the level may differ.",
        "The residual variance of an ordinary regression is split into #tau00 and #sigma2.",
        "Ignoring groups can make a standard error too large as well as too small: it depends on where x varies.",
    ),
    (
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., chapter 4. Sage.",
        "Raudenbush, S. W., and Bryk, A. S. (2002). *Hierarchical Linear Models*, 2nd ed., chapter 2. Sage.",
    ),
)

LESSON = kit.Lesson(
    slug="random_intercepts",
    title="Random intercepts",
    question="What if groups differ only in level?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("icc",),
)
