"""Why not simply average? What means hide, how sure they are, and what a regression of them can say.

Level 1:  y_ij = b0_j + gamma10 (x_ij - x_mean_j) + e_ij,   e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + gamma01 x_mean_j + u0_j,         u0_j ~ N(0, tau00)

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., sections 3.1 and 3.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd

from datasets.simulate import Draws, make_draws, unequal_sizes, unequal_slopes
from lessons import kit
from lessons.kit import Claim, Model, Right, Wrong, number, sentence
from lessons.why import averages

GAMMA00 = 50.0
SIZES = (60, 60)
MODELS = kit.Models(
    means=Model("Regression of school means", "y ~ x", means=True),
    within=Model("Pupils in schools", "y ~ x_within + x_mean + (1 | group)"),
)


@dataclass(frozen=True)
class Params(kit.Controls):
    view: str = kit.choice("view", "Show", averages.VIEWS, start="means")
    tau00: float = kit.slider("tau00", 0, 64, start=16, step=1, label="Variance between schools")
    sigma2: float = kit.slider("sigma2", 4, 144, start=64, step=4, label="Variance within a school")
    gamma10: float = kit.slider("gamma10", -6, 6, start=3, step=0.5, label="Slope of x within schools")
    gamma01: float = kit.slider("gamma01", -6, 6, start=3, step=0.5, label="Slope of x between schools")
    icc_x: float = kit.slider("icc_x", 0, 0.9, start=0.2, step=0.05, label="Share of x between schools")
    n_groups: int = kit.size("n_groups", 8, SIZES[0], start=24, label="Schools")
    n_per_group: int = kit.size("n_per_group", 6, SIZES[1], start=40, label="Pupils in the largest school")

    @property
    def sizes(self) -> np.ndarray:
        """Pupils in each school, (J,)."""
        return unequal_sizes(self.n_groups, self.n_per_group).astype(float)

    @property
    def gap(self) -> float:
        """Between a school one standard deviation above the average and one as far below."""
        return 2 * sqrt(self.tau00)


SCENES = (
    kit.Scene("Schools hardly differ", {"tau00": 1, "sigma2": 64}),
    kit.Scene("Schools are all that differs", {"tau00": 64, "sigma2": 4}),
    kit.Scene("Only within", {"gamma10": 4, "gamma01": 0}),
    kit.Scene("x lies between schools", {"icc_x": 0.9, "gamma10": 3, "gamma01": 3}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return unequal_slopes(draws, **p.world, gamma00=GAMMA00)


def district(run: kit.Run, view: str, sure: bool = False) -> kit.Figure:
    return averages.district_figure("district", "A district, school by school", run.groups, view, sure=sure)


def opening(run: kit.Run) -> kit.Live:
    mean = run.groups.mean("y")
    return kit.Live(
        "@n_groups numbers say how schools do: from **@low** to **@high**. @view",
        n_groups=run.p.n_groups,
        low=number(float(mean.min()), 1),
        high=number(float(mean.max()), 1),
        view=STEPS[run.p.view],
    )


STEPS = {
    "means": "A league table shows no more than this.",
    "spread": "The gray bars hold two thirds of the pupils of each school: they overlap almost everywhere.",
    "units": "Every pupil is here, and the difference between schools is hard to see.",
}


def predict_overlap(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    truth = 100 * kit.theory.share_of_negative_slopes(p.gap, p.sigma2)
    ask = sentence(OVERLAP, gap=number(p.gap, 1), sigma2=number(p.sigma2, 0))
    return kit.PredictNumber("overlap", ask, 0, 50, 1, unit="of 100", truth=truth, close=4, reasons=OVERLAP_REASONS)


OVERLAP = (
    "Two schools: the mean of the better one lies @gap above that of the weaker. Within each school scores have a "
    "variance of @sigma2. Of 100 pupils of the better school, how many score below the mean of the weaker one?"
)
OVERLAP_REASONS = {
    "close": "Compare the distance of the means with the standard deviation of pupils, not with nothing.",
    "low": "The means lie apart, and yet pupils scatter widely about them. A mean is nobody's score.",
    "high": "Pupils scatter, though about a mean that does lie higher.",
}


def overlap_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "**@share** of 100. The means lie @gap apart, and one pupil is @sd from the mean as a rule. With @tau00 "
        "between schools and @sigma2 within, a mean says little about one pupil. Change the view and look.",
        share=number(predict_overlap(run).truth, 1),
        gap=p.gap,
        sd=sqrt(p.sigma2),
        tau00=p.tau00,
        sigma2=p.sigma2,
    )


def sure_in_words(run: kit.Run) -> kit.Live:
    p, n = run.p, run.p.sizes
    return kit.Live(
        "The bars are 95 % intervals of the means. The smallest school has **@least**, and its mean is reliable to "
        "**@low**; the largest has @most and **@high**. An analysis of means takes them all for equally good.",
        least="one pupil" if n.min() == 1 else sentence("@n pupils", n=int(n.min())),
        most=sentence("@n pupils", n=int(n.max())),
        low=kit.theory.reliability(p.tau00, p.sigma2, float(n.min())),
        high=kit.theory.reliability(p.tau00, p.sigma2, float(n.max())),
    )


def predict_error(run: kit.Run) -> kit.PredictChoice:
    truth = larger(*averages.expected_errors(run.p))
    p = run.p
    sizes = sentence("@n", n=number(float(p.sizes.mean()), 1))
    ask = sentence(ERROR, groups=p.n_groups, n=sizes, share=kit.percent(p.icc_x), **p.printed)
    options = {code: (words, ERROR_REASONS[truth][code == truth]) for code, words in ERRORS.items()}
    return kit.PredictChoice("error", ask, options, truth=truth, ordered=True)


def larger(means: float, within: float) -> str:
    """How the standard error by means stands to that within schools."""
    if means > 1.15 * within:
        return "larger"
    return "smaller" if means < within / 1.15 else "same"


ERROR = (
    "You have @groups schools with @n pupils on average. Between schools lie a variance of @tau00 and @share of the "
    "variance of x; within schools the variance is @sigma2. You average everything and regress school means. How large "
    "is the standard error of that slope, against that of the slope within schools?"
)
ERRORS = {"smaller": "Smaller", "same": "About the same", "larger": "Larger"}
ERROR_REASONS = {
    "larger": {
        True: "Pupils are gone: what is left is a handful of schools, and they differ for other reasons, too.",
        False: "Pupils are many and schools are few. Averaging threw away what pupils tell.",
    },
    "same": {
        True: "Here schools tell about as much about a slope as their pupils do, though about another slope.",
        False: "Weigh what is left of x between schools against what schools differ by. Here it comes to the same.",
    },
    "smaller": {
        True: "Nearly all of x lies between schools, so that is where a slope can be seen.",
        False: "Nearly all of x lies between schools here; pupils of one school hardly differ in it.",
    },
}


def error_in_words(run: kit.Run) -> kit.Live:
    means, within = averages.expected_errors(run.p)
    fits = run.fits
    return kit.Live(
        "By school means expect a standard error of **@means**, within schools one of **@within**. In this sample they "
        "report @found and @inside. And the slopes are not one: by means it is about schools, @between as you set it; "
        "within schools it is about pupils, @pupils.",
        means=number(means, 3),
        within=number(within, 3),
        found=number(fits["means"].se["x"], 3),
        inside=number(fits["within"].se["x_within"], 3),
        between=run.p.gamma01,
        pupils=run.p.gamma10,
    )


def slopes(run: kit.Run) -> kit.Figure:
    """What means and pupils find of x, with their intervals."""
    p = run.p
    found = {
        "School means": (run.fits["means"], "x"),
        "Within schools": (run.fits["within"], "x_within"),
        "Between, beside it": (run.fits["within"], "x_mean"),
    }
    set_to = {"within": p.gamma10, "between": p.gamma01}
    title = "The slope of x, three times"
    return kit.estimates("slopes", title, found, set_to, axis="slope of x", domain=(-12, 12), code="gamma01")


def many(run: kit.Run) -> kit.Repeats:
    """Both analyses over many samples of this district."""
    p = run.p

    def one(seed: int) -> dict[str, float]:
        fits = MODELS.fit(simulate(p, make_draws(seed, *SIZES)))
        pupils = kit.estimates_of({"within": fits["within"]}, "x_within")
        return kit.estimates_of({"means": fits["means"]}, "x") | pupils

    def show(samples: kit.Samples) -> tuple[kit.Table]:
        words = {"means": "by school means", "within": "within schools"}
        return (averages.power_table(samples, words, {"means": p.gamma01, "within": p.gamma10}),)

    return kit.Repeats("power", "Draw 200 samples", (p.seed, *p.world.values()), p.seed, one, show, n_samples=200)


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    says = "By the model of pupils in schools. Intervals are 95 %."
    set_to = {"gamma00": GAMMA00, "gamma10": p.gamma10, "gamma01": p.gamma01, "tau00": p.tau00, "sigma2": p.sigma2}
    return kit.recovery(run.fits["within"], says, **set_to)


def challenge(run: kit.Run) -> kit.Challenge:
    low, high = run.fits["means"].interval()["x"]
    inside, _ = run.fits["within"].interval()["x_within"]
    blind = low <= 0 <= high
    return kit.Challenge(
        "blind",
        "Hide an effect from whoever averages: every pupil gains by x, and school means do not show it.",
        (
            kit.Condition("You set a slope within schools of at least 2.", kit.reach(run.p.gamma10, 2, 0)),
            kit.Condition("The interval within schools lies above 0.", kit.reach(inside, 1e-9, -2)),
            kit.Condition("The interval by school means holds 0.", 1.0 if blind else 0.0),
        ),
        (
            "Means see what lies between schools, and nothing else.",
            "Let x have no slope between schools, or let schools differ for other reasons.",
        ),
        {"gamma10": 4, "gamma01": 0, "tau00": 25, "sigma2": 36, "n_groups": 24, "n_per_group": 40},
    )


def real_study(run: kit.Run) -> Iterator[kit.Block]:
    groups = kit.real_groups("hsb")
    title, axes = "High School and Beyond", averages.HSB_AXES
    view = run.p.view
    yield kit.Stage(averages.district_figure("real_hsb", title, groups, view, axes, sure=True, still=view, every=8))
    null = kit.real_fits("hsb", NULL)["null"]
    yield kit.Live(
        "160 high schools, 7,185 pupils. Between schools lie **@tau00**, within them **@sigma2**: a mean says who "
        "leads, and **@icc** of what pupils differ by. Choose Pupils above, and look for the leaders again.",
        tau00=null.tau00,
        sigma2=null.sigma2,
        icc=kit.percent(null.icc),
    )


NULL = kit.Models(null=Model("Null model", "y ~ 1 + (1 | group)"))


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield kit.Step("", moves=("view", "tau00"))
    yield kit.Stage(district(run, p.view))
    yield opening(run)
    yield kit.Step("A mean is nobody's score", moves=("view", "sigma2"))
    yield predict_overlap(run)
    yield kit.Stage(district(run, p.view))
    yield overlap_in_words(run)
    yield kit.Step("How sure is a mean?", moves=("n_per_group", "sigma2"))
    yield kit.Stage(district(run, p.view, sure=True))
    yield sure_in_words(run)
    yield kit.Step("An average is another thing")
    yield kit.Prose(
        "Averaging does not make a variable more exact. It makes another variable, about the group. Sometimes that is "
        "the one you want: then say so, and keep the pupils as well."
    )
    yield averages.aggregates()
    yield kit.Step("A regression of means", moves=("icc_x", "n_groups"))
    yield predict_error(run)
    yield kit.Stage(slopes(run), district(run, p.view))
    yield error_in_words(run)
    yield many(run)
    yield kit.Step("The model", moves=("gamma10", "gamma01"))
    yield from kit.model(run.fits["within"])
    yield from kit.set_and_found(set_and_found, run, "within")
    yield kit.Step("Challenge", moves=("gamma10", "gamma01", "tau00", "n_groups"))
    yield kit.Stage(slopes(run), district(run, p.view))
    yield challenge(run)
    yield kit.Step("A real district", moves=("view",))
    yield from real_study(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Sort(
        "meaning",
        "Is it about persons, or about the group?",
        ("persons", "group"),
        (
            Claim("Pupils with more books at home read better", "persons", "It compares pupils."),
            Claim("In schools with rich parents teachers stay longer", "group", "Teachers stay with a school."),
            Claim("Where many are out of work, those who work are ill paid", "group",
                  "It is about the place, and holds for those who have work."),
            Claim("Who is out of work sleeps badly", "persons", "It compares persons."),
        ),
        "an aggregate is a large person",
    ),
    kit.Single(
        "equal",
        "You regress school means, one row a school. What is taken for granted?",
        (
            Right("That all means are equally good.", "A mean of 3 pupils counts as much as one of 60."),
            Wrong("That pupils do not differ.", "They may; it is only never looked at.",
                  "aggregation assumes no variance within"),
            Wrong("Nothing: means are exact.", "A mean of few pupils is far from exact.", "a mean has no error"),
        ),
    ),
    kit.Single(
        "exact",
        "Averaging removes noise. Is a regression of means more precise, then?",
        (
            Right("Often not: it has few rows.", "What is gained in each row is lost in their number."),
            Wrong("Yes, always.", "Noise goes, and so do most of the rows.", "averaging increases power"),
            Wrong("It is exactly as precise.", "Only by accident. It depends on where x varies.",
                  "aggregation changes nothing"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "A mean is nobody's score: pupils overlap where means do not.",
        "Means of few units are unreliable, and an analysis of means does not know it.",
        "An aggregate means something else than its parts.",
        "Averaging throws away what units tell, and answers a question about groups.",
    ),
    (
        "Robinson, W. S. (1950). Ecological correlations and the behavior of individuals. *American Sociological "
        "Review*, 15, 351-357.",
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., chapter 3. Sage.",
    ),
)

LESSON = kit.Lesson(
    slug="aggregation",
    title="Aggregation",
    question="Why not simply average?",
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
