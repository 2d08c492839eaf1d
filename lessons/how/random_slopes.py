"""Does x matter equally everywhere? The random-slope model.

Level 1:  y_ij = b0_j + b1_j x_ij + e_ij,   e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,  b1_j = gamma10 + u1_j,   (u0_j, u1_j) ~ N(0, T)

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., chapter 5;
Barr, Levy, Scheepers and Tily (2013), Journal of Memory and Language 68, 255-278.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

import datasets
from datasets.simulate import Draws, make_draws, two_level
from lessons import kit
from lessons.how import lme4_output, slope_design
from lessons.how.slope_design import ICC_X
from lessons.kit import Model, Right, Wrong, sentence

GAMMA00 = 50.0
MODELS = kit.Models(
    single=Model("One line for all", "y ~ x"),
    aggregated=Model("School means only", "y ~ x", means=True),
    random_intercept=Model("Random intercept", "y ~ x + (1 | group)"),
    random_slope=Model("Random slope", "y ~ x + (1 + x | group)"),
)
MIXED = MODELS.only("random_intercept", "random_slope")
STUDIES = kit.real_options("hsb", "london_exam", "sleepstudy")
NO_CORR = "Moves nothing where levels or slopes do not vary."


@dataclass(frozen=True)
class Params(kit.Controls):
    seed: int = kit.sample(start=2297)
    tau00: float = kit.slider("tau00", 0, 64, start=16, step=1)
    tau11: float = kit.slider("tau11", 0, 16, start=6, step=0.25)
    corr01: float = kit.slider("corr01", -0.95, 0.95, start=0, step=0.05, note=NO_CORR)
    sigma2: float = kit.slider("sigma2", 1, 64, start=25, step=1)
    gamma10: float = kit.slider("gamma10", -6, 6, start=3, step=0.25)
    n_groups: int = kit.size("n_groups", 4, 60, start=30, label="Schools")
    n_per_group: int = kit.size("n_per_group", 2, 30, start=20, label="Pupils in each school")
    line: str = kit.choice("line", "Printed line", lme4_output.LINES, start="tau00")
    model: str = kit.choice("model", "Fitted model", MODELS.options, start="random_slope")
    study: str = kit.choice("study", "Real study", STUDIES, start="hsb", part="data")


SCENES = (
    kit.Scene("One line for all", {"tau00": 0, "tau11": 0, "corr01": 0}),
    kit.Scene("Random intercepts", {"tau00": 36, "tau11": 0, "corr01": 0}),
    kit.Scene("Random slopes", {"tau00": 0, "tau11": 9, "corr01": 0}),
    kit.Scene("Both", {"tau00": 36, "tau11": 9, "corr01": 0}),
    kit.Scene("Fanning out", {"tau00": 36, "tau11": 9, "corr01": 0.8}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return two_level(draws, **p.world, gamma00=GAMMA00, icc_x=ICC_X)


def few(run: kit.Run) -> kit.Figure:
    """A few schools as they were set, before any model."""
    says = "Each line is one school: where its pupils would lie if all that counts were x."
    return kit.pupil_lines(run, PUPILS, None, GAMMA00, says, others=False)


def as_set(run: kit.Run) -> kit.Figure:
    return kit.pupil_lines(run, PUPILS, None, GAMMA00, "Thick: the schools you have met.")


def pupils(run: kit.Run) -> kit.Figure:
    model = run.p.model
    return kit.pupil_lines(run, PUPILS, run.fits[model], GAMMA00, LINES_SAY[model])


PUPILS = "Pupils, and a line for each school"


LINES_SAY = {
    "single": "One line for all pupils: it ignores which school a pupil attends.",
    "aggregated": "One line through the school means: it never looks inside a school.",
    "random_intercept": "Found lines are parallel, because the fitted model allows only the level to differ.",
    "random_slope": "Found lines may differ in level and in slope.",
}


def schools(run: kit.Run, model: str) -> kit.Figure:
    """The schools as points; as they were set where no model is named."""
    return kit.school_points(run, "The schools as points", run.fits[model] if model else None)


def set_and_found(run: kit.Run) -> kit.Recovery:
    found, p = run.fits[run.p.model], run.p
    corr01 = p.corr01 if p.tau00 * p.tau11 > 0 else None
    says = sentence(SAYS[p.model], model=MODELS[p.model].words.lower()) + SAYS_OF_ALL[corr01 is None]
    set_to = {"gamma10": p.gamma10, "tau00": p.tau00, "tau11": p.tau11, "corr01": corr01, "sigma2": p.sigma2}
    absent = ("sigma2",) if p.model == "aggregated" else ()
    return kit.recovery(found, says, absent=absent, gamma00=GAMMA00, **set_to)


SAYS = {
    "single": "Fitted model: @model. Its one residual variance holds whatever schools differ by.",
    "aggregated": "Fitted model: @model. It has no pupils, and so no variance within schools.",
    "random_intercept": "Fitted model: @model. Its two variances hold whatever slopes differ by.",
    "random_slope": "Fitted model: @model.",
}
SAYS_OF_ALL = {
    False: "Intervals are 95 %, as this model reports them.",
    True: "Intervals are 95 %, as this model reports them. Where a variance is 0 there is no correlation to set.",
}


def cost(run: kit.Run) -> kit.Figure:
    found = {model.words: (run.fits[name], "x") for name, model in MODELS.items()}
    title, axis = "The average slope, found by four models", "slope found, less the one set"
    gamma10 = run.p.gamma10
    return kit.estimates("cost", title, found, [gamma10], axis=axis, domain=(-3, 3), code="gamma10", less=gamma10)


def sure(run: kit.Run) -> kit.Figure:
    """The average slope by both mixed models, with 0 in the picture."""
    found = {model.words: (run.fits[name], "x") for name, model in MIXED.items()}
    axis = "average slope of x"
    return kit.estimates("sure", "The average slope", found, [run.p.gamma10], axis=axis, domain=(-7, 7), code="gamma10")


def coverage(run: kit.Run) -> kit.Repeats:
    """The same world many times over: how often does each model's interval hold the slope that was set?"""
    p = run.p

    def one(seed: int) -> dict[str, float]:
        return kit.estimates_of(MIXED.fit(simulate(p, make_draws(seed, p.n_groups, p.n_per_group))), "x")

    def show(samples: kit.Samples) -> tuple[kit.Figure | kit.Table, ...]:
        reach = 5 * max(slope_design.true_se(p), slope_design.reported_se(p))
        pictures = (
            kit.interval_figure(f"hundred_{model}", words, samples.first(100), model, p.gamma10, reach, "gamma10")
            for model, words in MIXED.options.items()
        )
        return *pictures, kit.coverage(samples, MIXED.options, p.gamma10, "intervals that hold the set slope")

    world = (p.seed, *p.world.values())
    return kit.Repeats("coverage", "Draw 400 samples from this world", world, p.seed, one, show)


def real_study(run: kit.Run) -> Iterator[kit.Block]:
    name, fits = run.p.study, kit.real_fits(run.p.study, MODELS)
    shown, found = datasets.describe(name).shown, fits[run.p.model]
    slopes = found_slopes(name, found)
    says = sentence("Each line is one @group. Nobody set these slopes. @slopes", group=shown.group, slopes=slopes)
    yield from kit.real_study(name, MODELS, run.p.model, says)
    if "x" not in found.gamma:
        yield kit.Live(
            "Every @group has the same average of x here, so averages say nothing about its effect.", group=shown.group
        )
    yield study_in_words(shown, fits["random_slope"])


def found_slopes(name: str, found: Any) -> kit.Words:
    if "x" not in found.gamma or not hasattr(found, "effects"):
        return "This model finds one line for all."
    slopes = found.gamma["x"] + kit.effects(found, kit.real_groups(name))[1]
    return sentence("Slopes found: @span.", span=kit.span(slopes.min(), slopes.max()))


def study_in_words(shown: datasets.Shown, found: Any) -> kit.Live:
    low, high = kit.theory.slope_range(found.gamma["x"], found.tau11)
    return kit.Live(
        "With random slopes, one unit more of @x goes with **@slope** more in @y in the average @group. In the middle "
        "95 % of them the slope lies between **@low** and **@high**.",
        x=shown.predictor,
        y=shown.outcome,
        group=shown.group,
        slope=found.gamma["x"],
        low=low,
        high=high,
    )


def challenge(run: kit.Run) -> kit.Challenge:
    low, _ = run.fits["random_slope"].interval()["x"]
    negative = kit.theory.share_of_negative_slopes(run.p.gamma10, run.p.tau11)
    return kit.Challenge(
        "yet_negative",
        "Build a world where you are sure that x helps on average, and yet in three of ten schools it harms.",
        (
            kit.Condition(
                "The random-slope model is sure: its interval for the average slope lies above 0.",
                kit.reach(low, 0, -2),
            ),
            kit.Condition("In at least 30 % of all schools the slope you set is negative.", kit.reach(negative, 0.3)),
        ),
        (
            "The share of negative slopes depends on the average slope and on the square root of the slope variance.",
            "Make the slope variance large, then find many schools: they make you sure of the average.",
        ),
        {"gamma10": 1.5, "tau11": 9, "n_groups": 60, "n_per_group": 30, "sigma2": 4},
    )


def in_words(run: kit.Run) -> kit.Live:
    low, high = kit.theory.slope_range(run.p.gamma10, run.p.tau11)
    share = kit.percent(kit.theory.share_of_negative_slopes(run.p.gamma10, run.p.tau11))
    slots = {"gamma10": run.p.gamma10, "tau11": run.p.tau11, "low": low, "high": high, "share": share}
    return kit.Live(SLOPES[run.p.tau11 > 0], **slots)


SLOPES = {
    False: "You set a slope of **@gamma10** in every school: the slope variance is **@tau11**.",
    True: "You set slopes that average **@gamma10** and have variance **@tau11**. In the middle 95 % of all schools "
    "they lie between **@low** and **@high**. In **@share** of all schools the slope is negative.",
}
PATTERNS = (
    "There are four ways in which schools can differ. **One line for all**: no school differs. **Random "
    "intercepts**: schools differ in level, #tau00, and their lines are parallel. **Random slopes**: they differ in "
    "the effect of x, #tau11, and their lines cross. **Both**: level and slope differ. **Fanning out** is both again, "
    "but there high schools are also the steep ones: that is a correlation, #corr01, and the next step."
)
POINTS = (
    "A line has a height at x = 0 and a slope. So each school is a point: to the right where its line is higher than "
    "average, by #u0, and further up where it is steeper, by #u1. Move #corr01 and watch both pictures: it takes "
    "levels and slopes that both vary. The dashed curve holds nine of ten such schools."
)


def story(run: kit.Run) -> Iterator[kit.Block]:
    yield kit.Step("", moves=("tau11",))
    yield kit.Stage(lambda: few(run))
    yield kit.Prose("Each line is one school. How much do their slopes differ? Move it.")
    yield in_words(run)
    yield kit.Step("Four patterns", moves=("scenes", "tau00", "tau11"))
    yield kit.Stage(lambda: as_set(run))
    yield kit.Prose(PATTERNS)
    yield kit.Step("A school is a point", moves=("corr01", "tau00", "tau11"))
    yield kit.Stage(lambda: as_set(run), lambda: schools(run, ""))
    yield kit.Prose(POINTS)
    yield kit.Step("The model in symbols and numbers", moves=("model",))
    yield kit.Stage(lambda: pupils(run), lambda: schools(run, run.p.model))
    yield kit.Prose(
        "Now a model looks at the pupils and finds lines of its own, the solid ones. What you set stays "
        "as dashed lines and open points."
    )
    yield from kit.model(run.fits[run.p.model])
    if run.p.model == "aggregated":
        yield kit.Prose("Read #y and #x as the means of a school, and #e as the residual of a mean.")
    yield from kit.set_and_found(set_and_found, run, "random_slope")
    yield kit.Step("The same fit as lme4 prints it", moves=("line",))
    yield kit.Stage(lambda: lme4_output.marked(run, PUPILS, GAMMA00), lambda: schools(run, "random_slope"))
    yield kit.Prose("Choose a line, and see on the picture what it is.")
    yield lme4_output.output(run)
    yield kit.Step("What does the wrong model cost?", moves=("tau11", "n_per_group"))
    yield slope_design.predict_cost(run)
    yield kit.Stage(lambda: cost(run), lambda: pupils(run))
    yield slope_design.cost_in_words(run)
    yield coverage(run)
    yield kit.Step("More schools or more pupils?", moves=("n_groups", "n_per_group"))
    yield slope_design.predict_doubling(run)
    yield slope_design.doubling_in_words(run)
    yield kit.Step("Challenge", moves=("gamma10", "tau11", "n_groups", "n_per_group"))
    yield kit.Stage(lambda: sure(run), lambda: pupils(run))
    yield challenge(run)
    yield kit.Step("A real study", moves=("study", "model"))
    yield from real_study(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "parallel",
        "You fit random intercepts to schools whose slopes differ. What happens to the lines on the chart?",
        (
            Right("They are parallel, whatever the data say.", "The model has one slope, so every school gets it."),
            Wrong(
                "They follow each school's own slope.",
                "A model without random slopes has no place to put a school's own slope.",
                "the fitted lines show the data, not the model",
            ),
            Wrong(
                "They become one line.",
                "Schools still differ in level: the model does have random intercepts.",
                "random-intercept variance = residual variance",
            ),
        ),
    ),
    kit.Single(
        "more_pupils",
        "Slopes vary between 20 schools. You want a smaller standard error for the average slope. What helps most?",
        (
            Right(
                "More schools.",
                "The standard error cannot fall below √(#tau11 / #n_groups), so only more schools lower the floor.",
            ),
            Wrong(
                "More pupils in each school.",
                "That sharpens each school's slope, but you still have 20 slopes to average.",
                "more pupils make up for few schools",
            ),
            Wrong(
                "Leaving the random slopes out.",
                "The reported number gets smaller. The uncertainty does not.",
                "a smaller standard error is a better one",
            ),
        ),
    ),
    kit.Single(
        "correlation",
        "You measure x from another zero point, say its lowest value. What happens to the intercept-slope correlation?",
        (
            Right(
                "It can change, even its sign.",
                "Intercepts are heights of the lines at x = 0. Move that point and other schools are high.",
            ),
            Wrong(
                "Nothing: it describes the schools.",
                "It describes the schools at x = 0. That place is your choice.",
                "the slope-intercept correlation is a property of nature",
            ),
            Wrong(
                "It becomes zero.",
                "There is one zero point where it does, but you would have to look for it.",
                "centering removes the correlation",
            ),
        ),
    ),
)

TAKEAWAYS = kit.Takeaways(
    (
        "A random slope lets the effect of x differ between groups; #tau11 says by how much.",
        "When slopes vary and the model has none, the standard error of x is too small.",
        "The slope variance is easier to read as a range: #gamma10 ± 1.96 √#tau11 holds 95 % of the groups.",
        "Groups, not units, are the sample that slopes come from.",
    ),
    (
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., chapter 5. Sage.",
        "Raudenbush, S. W., and Bryk, A. S. (2002). *Hierarchical Linear Models*, 2nd ed., chapter 4. Sage.",
        "Barr, D. J., Levy, R., Scheepers, C., and Tily, H. J. (2013). Random effects structure for confirmatory "
        "hypothesis testing. *Journal of Memory and Language* 68, 255-278.",
    ),
)

LESSON = kit.Lesson(
    slug="random_slopes",
    title="Random slopes",
    question="Does x matter equally everywhere?",
    minutes=20,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("random_intercepts",),
)
