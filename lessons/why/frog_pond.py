"""Is it how good you are, or how good you are here? The frog pond: place, context, centering.

Level 1:  y_ij = b0_j + b1_j (x_ij - x_mean_j) + e_ij,    e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + gamma01 x_mean_j + u0_j,       u0_j ~ N(0, tau00)
          b1_j = gamma10 + gamma11 x_mean_j
Contextual slope: gamma01 - gamma10

Reference: Davis (1966), American Journal of Sociology 72, 17-31; Raudenbush and Bryk (2002), chapter 5.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from datasets.simulate import Draws, within_between
from lessons import kit
from lessons.kit import Model, Right, Wrong, number, sentence, signed
from lessons.why import ponds

TAU00, SIGMA2 = 0.05, 0.4
MODELS = kit.Models(
    within=Model("Within and between", "y ~ x_within + x_mean + (1 | group)"),
    context=Model("x and the class mean of x", "y ~ x + x_mean + (1 | group)"),
    cross=Model("With a cross-level interaction", "y ~ x_within + x_mean + x_within:x_mean + (1 | group)"),
    single=Model("One line for all", "y ~ x"),
)


@dataclass(frozen=True)
class Params(kit.Controls):
    pond: float = kit.slider("pond", -1.5, 1.5, start=1.3, step=0.1, label="Mean ability of the frog's class")
    own_x: float = kit.slider("own_x", -2, 2, start=0.6, step=0.1, label="The frog's own ability")
    gamma10: float = kit.slider("gamma10", -1, 1, start=0.6, step=0.05, label="Slope within classes")
    gamma01: float = kit.slider("gamma01", -1, 1, start=0.1, step=0.05, label="Slope between classes")
    gamma11: float = kit.slider("gamma11", -0.5, 0.5, start=0, step=0.05, label="Change of the slope by class mean")
    icc_x: float = kit.slider("icc_x", 0.05, 0.8, start=0.3, step=0.05, label="Share of ability between classes")
    n_groups: int = kit.size("n_groups", 8, 60, start=40, label="Classes")
    n_per_group: int = kit.size("n_per_group", 4, 30, start=20, label="Pupils in each class")
    center: str = kit.choice("center", "Count x", ponds.CENTERED, start="raw")

    @property
    def context(self) -> float:
        """What a class whose mean is one higher adds for the same pupil, where slopes do not change."""
        return self.gamma01 - self.gamma10

    def expected(self, pond: float) -> float:
        """The frog's y in a class of this mean, as set."""
        return self.gamma01 * pond + (self.gamma10 + self.gamma11 * pond) * (self.own_x - pond)


SCENES = (
    kit.Scene("A small frog in a big pond", {"pond": 1.5, "own_x": 0, "gamma10": 0.7, "gamma01": 0.1}),
    kit.Scene("Only place counts", {"gamma10": 0.5, "gamma01": 0, "gamma11": 0}),
    kit.Scene("Only ability counts", {"gamma10": 0.5, "gamma01": 0.5, "gamma11": 0}),
    kit.Scene("Good company lifts", {"gamma10": 0.2, "gamma01": 0.8, "gamma11": 0}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    size = {"n_groups": p.n_groups, "n_per_group": p.n_per_group}
    slopes = {"gamma10": p.gamma10, "gamma01": p.gamma01}
    data = within_between(draws, **size, **slopes, tau00=TAU00, sigma2=SIGMA2, icc_x=p.icc_x)
    return data.assign(y=data["y"] + p.gamma11 * data["x_within"] * data["x_mean"])


def opening(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "This frog has an ability of @own_x and sits in a class with a mean of @pond. It thinks of itself: **@here**. "
        "Drag it from pond to pond: its ability stays, and what it thinks of itself goes to @there in a class with a "
        "mean of @other.",
        own_x=p.own_x,
        pond=p.pond,
        here=p.expected(p.pond),
        other=number(-p.pond, 2),
        there=p.expected(-p.pond),
    )


def predict_move(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(MOVE, within=number(p.gamma10), between=number(p.gamma01))
    kind = "down" if p.context < -0.001 else ("up" if p.context > 0.001 else "same")
    return kit.PredictNumber("move", ask, -2, 2, 0.05, unit="", truth=p.context, close=0.1, reasons=MOVE_REASONS[kind])


MOVE = (
    "Within classes y rises by @within for one more of x. From one class to the next it rises by @between for one more "
    "of mean x. A pupil changes to a class whose mean is one higher, and stays as able as before. By how much does the "
    "expected y change?"
)
MOVE_REASONS = {
    "down": {
        "close": "It gains what better classes have, and loses its place in the class.",
        "low": "It loses its place in the class, and gains what better classes have. Take both.",
        "high": "The pupil now stands one lower against its class, and that costs more than the class brings.",
    },
    "up": {
        "close": "It gains what better classes have, and loses its place in the class.",
        "low": "It does lose its place, yet a better class brings more than that.",
        "high": "A better class brings what the slope between says, and the place that is lost has to be taken off.",
    },
    "same": {
        "close": "What the class brings and what the lost place costs are the same here.",
        "low": "What the class brings makes up for the lost place.",
        "high": "What the class brings is used up by the lost place.",
    },
}


def move_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "@between between classes less @within within them is **@context**: the **contextual** slope. It compares two "
        "pupils who are equally able and sit in different classes. The arrow is that slope times the @pond by which "
        "this class lies above an average one@more.",
        between=p.gamma01,
        within=p.gamma10,
        context=p.context,
        pond=p.pond,
        more=", bent by the interaction you set" if p.gamma11 else "",
    )


def predict_coefficient(run: kit.Run) -> kit.PredictChoice:
    ask = sentence(COEFFICIENT, within=number(run.p.gamma10), between=number(run.p.gamma01))
    return kit.PredictChoice("coefficient", ask, COEFFICIENTS, truth="context")


COEFFICIENT = (
    "The slope within classes is @within, that between them @between. You regress y on x, not centered, and on the "
    "class mean of x, with random intercepts. What is the coefficient of the class mean?"
)
COEFFICIENTS = {
    "between": (
        "The slope between classes",
        "It would be, had x been counted from the class mean. Beside x as it is, the mean says what a class adds to "
        "pupils of one x.",
    ),
    "context": (
        "The difference of the two, the contextual slope",
        "Beside x as it is, the class mean compares pupils with the same x: that is context.",
    ),
    "within": (
        "The slope within classes",
        "That one is the coefficient of x, in either way to count it.",
    ),
}


def coefficients(run: kit.Run) -> kit.Table:
    """What each way to count x makes of the coefficients: those of the two models that a reader meets."""
    raw, within = run.fits["context"].gamma, run.fits["within"].gamma
    rows = (
        ("x as it is, and the class mean", number(raw["x"], 3), number(raw["x_mean"], 3), "contextual"),
        ("x from the mean of all, and the class mean", number(raw["x"], 3), number(raw["x_mean"], 3), "contextual"),
        (
            "x from the class mean, and the class mean",
            number(within["x_within"], 3),
            number(within["x_mean"], 3),
            "between",
        ),
    )
    says = sentence(
        "The same model, written three ways: @between less @within is @context.",
        between=number(within["x_mean"], 3),
        within=number(within["x_within"], 3),
        context=number(raw["x_mean"], 3),
    )
    return kit.Table(("in the model", "of x", "of the mean", "which is"), rows, says)


def centered_in_words(run: kit.Run) -> kit.Live:
    p, fit = run.p, run.fits["context"]
    return kit.Live(
        "Beside x, with its slope of **@within**, the class mean has @between less that: **@context**. In this sample "
        "it is @found. Count x from the mean of all, and "
        "nothing but the intercept moves. Count it from the class mean, and that coefficient is the slope between.",
        within=p.gamma10,
        between=p.gamma01,
        context=p.context,
        found=fit.gamma["x_mean"],
    )


def cross_in_words(run: kit.Run) -> kit.Live:
    p, fit = run.p, run.fits["cross"]
    low, high = fit.interval()["x_within:x_mean"]
    return kit.Live(
        "You let the slope within change by **@gamma11** for one more of the class mean; found: @found (95 % interval "
        "@low to @high). In a class with a mean of 1 ability counts @strong, in one with a mean of −1 it counts @weak.",
        gamma11=p.gamma11,
        found=fit.gamma["x_within:x_mean"],
        low=low,
        high=high,
        strong=p.gamma10 + p.gamma11,
        weak=p.gamma10 - p.gamma11,
    )


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    says = "By the model of within and between. Intervals are 95 %, as it reports them."
    set_to = {"gamma00": 0.0, "gamma10": p.gamma10, "gamma01": p.gamma01, "tau00": TAU00, "sigma2": SIGMA2}
    return kit.recovery(run.fits["within"], says, **set_to)


def challenge(run: kit.Run) -> kit.Challenge:
    gamma, total = run.fits["within"].gamma, run.fits["single"].gamma["x"]
    off_within, off_between = abs(gamma["x_within"] - 0.5), abs(gamma["x_mean"])
    return kit.Challenge(
        "place",
        "Make a world in which only your place in the class counts, and in which nobody would notice.",
        (
            kit.Condition("The slope found within classes is 0.5, give or take 0.1.", kit.reach(off_within, 0.1, 1)),
            kit.Condition("The slope found between classes is 0, give or take 0.1.", kit.reach(off_between, 0.1, 0.6)),
            kit.Condition("One line for all still finds at least 0.4.", kit.reach(total, 0.4, 0)),
        ),
        (
            "One line for all mixes both slopes, by where ability differs.",
            "Let classes hardly differ in ability, and have many large ones.",
        ),
        {"gamma10": 0.5, "gamma01": 0, "gamma11": 0, "icc_x": 0.05, "n_groups": 60, "n_per_group": 30},
    )


def real_study() -> Iterator[kit.Block]:
    fit = ponds.hsb_fits(MODELS)["within"]
    within, between = fit.gamma["x_within"], fit.gamma["x_mean"]
    sector = ponds.hsb_fits(SECTOR)["sector"]
    yield kit.Stage(ponds.hsb_figure(MODELS))
    yield kit.Live(
        "In 160 high schools of 1982 one more of family background goes with **@within** within schools and with "
        "**@between** between them (Raudenbush and Bryk print 2.19 and 5.87). The same family in a school one better "
        "off: **@context** more. Among schools of one mean, Catholic ones score @sector higher, and in them the slope "
        "within differs by @less.",
        within=within,
        between=between,
        context=between - within,
        sector=sector.gamma["w"],
        less=signed(sector.gamma["x_within:w"]),
    )


SECTOR = kit.Models(sector=Model("With sector", "y ~ x_within + x_mean + w + x_within:w + (1 | group)"))


def story(run: kit.Run) -> Iterator[kit.Block]:
    yield kit.Step("", moves=("pond", "own_x"))
    yield kit.Stage(ponds.frog_figure(run, moved=False))
    yield opening(run)
    yield kit.Step("What a pond does", moves=("gamma10", "gamma01", "scenes"))
    yield predict_move(run)
    yield kit.Stage(ponds.frog_figure(run))
    yield move_in_words(run)
    yield kit.Prose(
        "Where the contextual slope is below 0, the same pupil thinks less of itself among abler ones: the frog pond "
        "(Davis 1966). Where it is above 0, good company lifts. Three slopes, and each answers a question of its own: "
        "who in a class, which class, and which class for the same pupil."
    )
    yield kit.Step("From where do you count?", moves=("center",))
    yield predict_coefficient(run)
    yield kit.Stage(ponds.centered_figure(run), ponds.frog_figure(run))
    yield centered_in_words(run)
    yield coefficients(run)
    yield kit.Step("A pond that changes the slope", moves=("gamma11", "pond"))
    yield kit.Stage(ponds.frog_figure(run))
    yield cross_in_words(run)
    yield kit.Prose(
        "What somebody does works by contrast to those around. Interrogators and bill collectors were found to gain by "
        "it: the same stern questioner frightens more beside a kind one (Rafaeli and Sutton 1991). In a model that is "
        "a **cross-level interaction**: the slope of one person's x depends on the others."
    )
    yield kit.Step("The model", moves=("icc_x",))
    yield from kit.model(run.fits["within"])
    yield from kit.set_and_found(set_and_found, run, "within")
    yield kit.Step("Challenge", moves=("gamma10", "gamma01", "icc_x", "n_groups", "n_per_group"))
    yield kit.Stage(ponds.frog_figure(run))
    yield challenge(run)
    yield kit.Step("A real study: schools and families")
    yield from real_study()
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Numeric(
        "contextual",
        "The slope within schools is 2, that between schools 5. What is the contextual slope?",
        truth=3.0,
        tolerance=0.01,
        reason="5 − 2 = 3: the same pupil, in a school whose mean is one higher.",
        near={5.0: "That compares schools, whose pupils differ, too. Take off what the pupils themselves bring.",
              7.0: "Between holds what pupils bring already. Take it off; do not add it."},
    ),
    kit.Single(
        "same_between",
        "Within and between have the same slope. What does a change of class do to a pupil's expected y?",
        (
            Right("Nothing.", "The contextual slope is 0: only the own x counts."),
            Wrong("It rises with the class.", "Classes with a higher mean lie higher because their pupils do.",
                  "a slope between groups is an effect of the group"),
            Wrong("It falls with the class.", "For that the slope between would have to be the smaller one.",
                  "a better pond always hurts"),
        ),
    ),
    kit.Single(
        "lost",
        "You count x from the class mean and leave the class mean out of the model. What is lost?",
        (
            Right("Whether classes with a higher mean lie higher.", "Only distances from the class mean are left."),
            Wrong("The slope within classes.", "It is the one thing that stays.", "group-mean centering removes x"),
            Wrong("Nothing: centering is only another origin.", "Another origin for each class is more than that: what "
                  "classes differ by in x is gone.", "group-mean centering is like grand-mean centering"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "Within, between and contextual slope answer three questions; the third is the second less the first.",
        "A pupil who changes class keeps its x and loses or gains its place.",
        "Counting x from the mean of all moves the intercept. Counting it from the class mean changes what a "
        "coefficient of the mean says.",
        "A cross-level interaction says that a slope within groups depends on the group.",
    ),
    (
        "Davis, J. A. (1966). The campus as a frog pond. *American Journal of Sociology*, 72, 17-31.",
        "Enders, C. K., and Tofighi, D. (2007). Centering predictor variables in cross-sectional multilevel models. "
        "*Psychological Methods*, 12, 121-138.",
        "Rafaeli, A., and Sutton, R. I. (1991). Emotional contrast strategies as means of social influence. *Academy "
        "of Management Journal*, 34, 749-775.",
    ),
)

LESSON = kit.Lesson(
    slug="frog_pond",
    title="The frog pond",
    question="Is it how good you are, or how good you are here?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("ecological_fallacy",),
    take=lambda run: MODELS.take("within", run.fits),
)
