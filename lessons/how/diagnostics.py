"""Is the model any good? Assumptions broken on purpose, how much is explained, and a test at the edge.

Level 1:  y_ij = b0_j + gamma10 x_ij + e_ij,   e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,               u0_j ~ N(0, tau00)

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., chapters 6, 7 and 10; Self and Liang (1987).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

import datasets
from datasets.simulate import Draws, faulty
from lessons import kit
from lessons.how import broken
from lessons.kit import Model, Right, Wrong, number, sentence

GAMMA00, GAMMA10 = 50.0, 3.0
FAULTS = {
    "none": "Nothing",
    "skew": "Levels of schools are skewed",
    "odd": "One school is odd",
    "uneven": "Pupils scatter more where x is high",
    "curve": "The line is a curve",
}
MODELS = kit.Models(
    null=Model("Without x", "y ~ 1 + (1 | group)"),
    line=Model("With x", "y ~ x + (1 | group)"),
    curve=Model("With x and its square", "y ~ x + x2 + (1 | group)"),
)
STUDIES = kit.real_options("hsb", "sleepstudy")


@dataclass(frozen=True)
class Params(kit.Controls):
    seed: int = kit.sample(start=789)
    fault: str = kit.choice("fault", "What you break", FAULTS, start="skew", part="world")
    strength: float = kit.slider("strength", 0, 1, start=0.8, step=0.05, label="How strongly")
    tau00: float = kit.slider("tau00", 0, 36, start=16, step=0.5, label="Variance between schools")
    sigma2: float = kit.slider("sigma2", 4, 100, start=36, step=4, label="Variance within a school")
    n_groups: int = kit.size("n_groups", 10, 60, start=40, label="Schools")
    n_per_group: int = kit.size("n_per_group", 2, 40, start=20, label="Pupils in each school")
    study: str = kit.choice("study", "Real study", STUDIES, start="hsb", part="data")

    gamma10 = GAMMA10

    @property
    def icc(self) -> float:
        return kit.theory.icc(self.tau00, self.sigma2)

    @property
    def reliability(self) -> float:
        """Of a school's mean, as set."""
        return kit.theory.reliability(self.tau00, self.sigma2, self.n_per_group)

    @property
    def skew(self) -> float:
        """How skewed levels are at this strength, should they be what is broken."""
        return kit.theory.skewness(self.strength)

    @property
    def skew_left(self) -> float:
        """How skewed predicted levels are then."""
        return kit.theory.predicted_skewness(self.skew, self.reliability)


SCENES = (
    kit.Scene("Nothing is broken", {"fault": "none"}),
    kit.Scene("Skewed, and well seen", {"fault": "skew", "strength": 0.8, "n_per_group": 40}),
    kit.Scene("Skewed, and hidden", {"fault": "skew", "strength": 0.8, "n_per_group": 2}),
    kit.Scene("One odd school", {"fault": "odd", "strength": 0.8}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    world = {"fault": p.fault, "strength": p.strength, "tau00": p.tau00, "sigma2": p.sigma2}
    return faulty(draws, **world, n_groups=p.n_groups, n_per_group=p.n_per_group, gamma00=GAMMA00, gamma10=GAMMA10)


def levels(run: kit.Run) -> kit.Figure:
    return broken.levels_figure("levels", run.groups, run.fits["line"])


def pupils(run: kit.Run) -> kit.Figure:
    return broken.residual_figure(run.groups, run.fits["line"])


def opening(run: kit.Run) -> kit.Live:
    p, fit = run.p, run.fits["line"]
    return kit.Live(
        "@what Of the levels, @out lie outside of the gray band, where normal ones lie. @where",
        what=broken.BROKEN[p.fault if p.strength else "none"],
        out=broken.share_out(run.groups, fit),
        where=broken.TELLS[p.fault if p.strength else "none"] if fit.tau00 else broken.NO_LEVELS,
    )


def predict_left(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    kind = "none" if p.skew_left < 0.05 else "usual"
    ask = sentence(LEFT, n=p.n_per_group, skew=number(p.skew), reliability=number(p.reliability))
    reasons = LEFT_REASONS[kind]
    return kit.PredictNumber("left", ask, 0, 5, 0.05, unit="", truth=p.skew_left, close=0.2, reasons=reasons)


LEFT = (
    "The levels of schools have a skewness of @skew; a normal has 0. You test @n pupils in each, so a mean has a "
    "reliability of @reliability. What skewness is left in the levels that the model predicts?"
)
LEFT_REASONS = {
    "usual": {
        "close": "A mean is level and luck. Luck is normal here and hides the skewness: times the reliability, to the "
        "power 1.5.",
        "low": "Some of it stays: the more, the better a mean is known.",
        "high": "Part of each mean is the luck of its pupils, which is not skewed. Fewer pupils hide more.",
    },
    "none": dict.fromkeys(("close", "low", "high"), "Hardly anything is left, or there was nothing to begin with."),
}


def left_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    few, many = (kit.theory.predicted_skewness(p.skew, kit.theory.reliability(p.tau00, p.sigma2, n)) for n in (2, 40))
    return kit.Live(
        "Skewness @skew × @reliability to the power 1.5 leaves **@left**. @others So levels that look normal prove "
        "nothing: the model shrinks them, and what you see may be the luck of pupils.",
        skew=p.skew,
        reliability=p.reliability,
        left=p.skew_left,
        others=sentence(
            OTHERS.get(p.n_per_group, "With 2 pupils a school it is @few, with 40 @many."), few=few, many=many
        ),
    )


OTHERS = {2: "With 40 pupils a school it is @many.", 40: "With 2 pupils a school it is @few."}


def odd_in_words(run: kit.Run) -> kit.Live:
    fit, without = run.fits["line"], broken.left_out(run.groups)
    most = int(np.argmax(np.abs(without - fit.tau00)))
    return kit.Live(
        "Leave out one school and fit again. Without school @which the variance between schools is **@without**, with "
        "all **@all**. No other school matters more. Do not drop it for that: find out who it is, and tell both.",
        which=run.groups.names[most],
        without=float(without[most]),
        all=fit.tau00,
    )


def predict_falls(run: kit.Run) -> kit.PredictChoice:
    return kit.PredictChoice("falls", sentence(FALLS, slope=number(GAMMA10)), FALLS_ANSWERS, "rises", ordered=True)


FALLS = (
    "Pupils differ in x, and the slope of x is @slope. In every school x has the same mean. You add x to the model. "
    "What becomes, on average, of the variance found between schools?"
)
FALLS_ANSWERS = {
    "less": ("It falls", "What would it fall by? Schools have the same x, so x explains nothing between them."),
    "same": ("It stays", "Nearly. Yet the noise of means is taken off it, and with x there is less noise."),
    "rises": (
        "It rises",
        "The model takes the noise of means off their variance. With x less of it is noise, so more is left.",
    ),
}


def both(run: kit.Run) -> broken.Fits:
    return broken.explained(run.groups, run.fits["null"], run.fits["line"])


def falls_in_words(run: kit.Run) -> kit.Live:
    found = both(run)
    return kit.Live(
        "On average it rises by the square of #gamma10, over n: **@rise**. In this sample it was **@before** without x "
        "and is **@after** with it, so x “explains” @share of it. Within schools the variance went from @s_before to "
        "@s_after. There is no one R²: say of what, and by whose rule.",
        rise=GAMMA10**2 / run.p.n_per_group,
        before=found.null.tau00,
        after=found.line.tau00,
        share=broken.signed_percent(found.shares.between),
        s_before=found.null.sigma2,
        s_after=found.line.sigma2,
    )


def predict_rate(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    truth = 100 * kit.theory.rejection_rates(0.0, 1.0, p.n_groups, p.n_per_group)["naive"]
    ask = sentence(RATE, n=p.n_per_group, groups=p.n_groups)
    return kit.PredictNumber("rate", ask, 0, 20, 0.5, unit="of 100", truth=truth, close=0.8, reasons=RATE_REASONS)


RATE = (
    "All of @groups schools of @n pupils are alike. You test at 5 % whether their variance is 0: twice the gain in log "
    "likelihood against χ² with one degree of freedom. In how many of 100 samples do you reject?"
)
RATE_REASONS = {
    "close": "In half of the samples the variance is found to be 0, and those never reject. So the rate is about half.",
    "low": "It does reject at times, in somewhat less than half of what it promises.",
    "high": "A variance cannot be below 0. In half of the samples it is found to be 0, and those never reject.",
}


def rate_in_words(run: kit.Run) -> kit.Live:
    p, statistic = run.p, likelihood_ratio(run)
    values = kit.theory.p_values(statistic)
    rates = kit.theory.rejection_rates(0.0, 1.0, p.n_groups, p.n_per_group)
    return kit.Live(
        "Where schools are alike the printed test rejects in **@naive** of 100 samples; with half of its p value it is "
        "**@halved**. In this sample twice the gain is @statistic, with a p value of @printed, **@half** when halved. "
        "Use the half: a test that promises 5 % and gives less overlooks schools that differ.",
        naive=number(100 * rates["naive"], 1),
        halved=number(100 * rates["halved"], 1),
        statistic=statistic,
        printed=small(values["naive"]),
        half=small(values["halved"]),
    )


def likelihood_ratio(run: kit.Run) -> float:
    """Twice the gain in log REML by a variance between schools, in the model with x."""
    groups, p = run.groups, run.p
    x, y = groups.within("x"), groups.within("y")
    within = float(y @ y - (x @ y) ** 2 / (x @ x))
    mean_square = within / (p.n_groups * (p.n_per_group - 1) - 1)
    return kit.theory.likelihood_ratio(
        p.n_per_group * float(groups.mean("y").var(ddof=1)) / mean_square, p.n_groups, p.n_per_group
    )


def small(p_value: float) -> kit.Words:
    """A p value as tables print it."""
    return "below 0.001" if p_value < 0.001 else number(p_value, 3)


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    says = "What you broke is not among these rows, yet it may move them. Intervals are 95 %."
    return kit.recovery(run.fits["line"], says, gamma00=GAMMA00, gamma10=GAMMA10, tau00=p.tau00, sigma2=p.sigma2)


def challenge(run: kit.Run) -> kit.Challenge:
    p = run.p
    return kit.Challenge(
        "hide",
        "Hide a fault: skew the levels so that no picture of predicted levels shows it.",
        (
            kit.Condition("Levels, were they skewed, have a skewness of at least 1.5.", kit.reach(p.skew, 1.5, 0)),
            kit.Condition("Predicted levels would keep at most 0.5 of it.", kit.reach(p.skew_left, 0.5, 3)),
            kit.Condition("Schools differ: their variance is at least 4.", kit.reach(p.tau00, 4, 0)),
        ),
        ("Luck hides skewness. Give means more of it.", "Two pupils a school will do."),
        {"fault": "skew", "strength": 0.6, "n_per_group": 2, "tau00": 16, "sigma2": 60},
    )


def real_study(run: kit.Run) -> Iterator[kit.Block]:
    name = run.p.study
    about, groups, fits = datasets.describe(name).shown, kit.real_groups(name), kit.real_fits(name, REAL)
    yield kit.Live("@about The levels of its @groups, in order:", about=about.about, groups=PLURAL[name])
    yield kit.Stage(broken.real_figure(name, fits["line"]))
    yield kit.Live("Of the levels, @out lie outside of the band.", out=broken.share_out(groups, fits["line"]))
    yield broken.explained_table(broken.explained(groups, fits["null"], fits["line"]))


PLURAL = {"hsb": "schools", "sleepstudy": "people"}
REAL = MODELS.only("null", "line")


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield kit.Step("", moves=("fault", "strength"))
    yield kit.Stage(levels(run), pupils(run))
    yield kit.Prose(
        "Each dot of the levels in order is a school, the lowest first. Were levels normal, the dots would follow the "
        "dashed line and nearly all lie in the band. This is a **normal QQ plot**."
    )
    yield opening(run)
    yield kit.Step("A fault that hides", moves=("strength", "n_per_group"))
    yield predict_left(run)
    yield kit.Stage(levels(run))
    yield left_in_words(run)
    yield kit.Step("One odd school", moves=("fault", "strength"))
    yield kit.Stage(broken.leverage_figure(run.groups, run.fits["line"]))
    yield odd_in_words(run)
    yield kit.Step("How much is explained?", moves=("n_per_group", "sigma2"))
    yield predict_falls(run)
    yield kit.Stage(broken.bars_figure(both(run)), pupils(run))
    yield falls_in_words(run)
    yield broken.explained_table(both(run))
    yield kit.Step("Do schools differ at all?", moves=("n_groups", "n_per_group", "tau00"))
    yield predict_rate(run)
    yield kit.Stage(broken.test_figure(p.n_groups, p.n_per_group, p.icc))
    yield rate_in_words(run)
    yield kit.Step("Which model?", moves=("fault", "strength"))
    yield kit.Stage(broken.models_figure(run.groups, run.fits), pupils(run))
    yield kit.Prose(
        "Deviance falls with every predictor. AIC charges 2 for each parameter and looks for the model that predicts "
        "new data best. BIC charges the logarithm of the sample size and looks for the true one among those you "
        "compare. Both need fits by ML where predictors differ. Neither says that the best one is any good: look at it."
    )
    yield broken.criteria_table(run.data, MODELS)
    yield kit.Step("The model", moves=("tau00",))
    yield kit.Stage(broken.found_figure(run.groups, run.fits["line"]))
    yield from kit.model(run.fits["line"])
    yield from kit.set_and_found(set_and_found, run, "line")
    yield kit.Step("Challenge", moves=("strength", "n_per_group", "sigma2"))
    yield kit.Stage(levels(run))
    yield challenge(run)
    yield kit.Step("A real study", moves=("study",))
    yield from real_study(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "normal",
        "Predicted levels of 40 schools with 3 pupils each look perfectly normal. What do you know of the true ones?",
        (
            Right("Little: the luck of three pupils hides them.", "Luck is normal, and here it is most of a mean."),
            Wrong("They are normal.", "What you see is level and luck, shrunken.", "predicted levels are the levels"),
            Wrong("The model is true.", "One picture clears one fault at most.", "no alarm is a proof"),
        ),
    ),
    kit.Single(
        "negative",
        "You add a predictor, and the variance between groups rises. What has happened?",
        (
            Right("It explained variance within groups.", "Less noise is taken off the variance of means: more stays."),
            Wrong("The program failed.", "It did what it should.", "R2 cannot be negative"),
            Wrong("The predictor harms the model.", "It explains a good deal, within groups.",
                  "R2 cannot be negative"),
        ),
    ),
    kit.Single(
        "half",
        "A program tests a variance of 0 by χ² with one degree of freedom and prints p = .08. What do you report?",
        (
            Right("p = .04.", "A variance lies on the edge of what it can be, so the p value is half as large."),
            Wrong("p = .08.", "That test rejects half as often as it promises.", "the edge needs no care"),
            Wrong("p = .16.", "A variance cannot lie on two sides of 0.", "the test has two tails"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "Look at residuals of both levels: each knows nothing of the other's faults.",
        "Predicted levels are shrunken. Where groups are small they look normal whatever is true.",
        "Leave out one group at a time, and tell both numbers.",
        "There is no one R². Between groups it may be negative.",
        "Halve the p value of a variance.",
    ),
    (
        "Nakagawa, S., and Schielzeth, H. (2013). A general and simple method for obtaining R² from generalized linear "
        "mixed-effects models. *Methods in Ecology and Evolution*, 4, 133-142.",
        "Self, S. G., and Liang, K.-Y. (1987). Asymptotic properties of maximum likelihood estimators and likelihood "
        "ratio tests under nonstandard conditions. *Journal of the American Statistical Association*, 82, 605-610.",
        "Snijders, T. A. B., and Bosker, R. J. (1994). Modeled variance in two-level models. *Sociological Methods and "
        "Research*, 22, 342-363.",
    ),
)

LESSON = kit.Lesson(
    slug="diagnostics",
    title="Diagnostics",
    question="Is the model any good?",
    minutes=20,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("random_intercepts", "shrinkage"),
    take=lambda run: MODELS.take("line", run.fits),
)
