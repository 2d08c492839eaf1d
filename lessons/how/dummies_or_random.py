"""Why not a dummy for every group? Fixed effects, random effects, and the bridge between them.

Dummies:          y_ij = a_j + b x_ij + e_ij, one a_j a group
Random intercept: y_ij = gamma00 + gamma10 x_ij + u0_j + e_ij,  u0_j ~ N(0, tau00), independent of x
Within-between:   y_ij = gamma00 + gamma10 (x_ij - x_mean_j) + gamma01 x_mean_j + u0_j + e_ij

Reference: Mundlak (1978), Econometrica 46, 69-85; Bell, Fairbrother and Jones (2019), Quality & Quantity 53, 1051-1074.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from datasets.simulate import Draws, confounded, make_draws
from lessons import kit
from lessons.how.beer_tax import states_figure, states_in_words
from lessons.how.two_slopes_told import error_table, hausman
from lessons.kit import Model, Right, Wrong, number, percent, sentence

GAMMA00 = 50.0
MODELS = kit.Models(
    random=Model("Random intercepts", "y ~ x + (1 | group)"),
    both=Model("Within and between", "y ~ x_within + x_mean + (1 | group)"),
    sector=Model("Random intercepts and sector", "y ~ x + w + (1 | group)"),
)
DUMMIES = "School dummies"
WORDS = {"random": MODELS["random"].words, "dummies": DUMMIES}
SLOPES = (-5.0, 8.0)
SIZES = (40, 30)


@dataclass(frozen=True)
class Params(kit.Controls):
    corr_ux: float = kit.slider("corr_ux", -0.9, 0.9, start=0.8, step=0.1, label="Correlation of school levels with x")
    gamma10: float = kit.slider("gamma10", -3, 3, start=1, step=0.25, label="Slope of x within schools")
    tau00: float = kit.slider("tau00", 0, 64, start=25, step=1, label="Variance between schools")
    sigma2: float = kit.slider("sigma2", 4, 100, start=64, step=4, label="Variance within a school")
    icc_x: float = kit.slider("icc_x", 0.05, 0.9, start=0.75, step=0.05, label="Share of x between schools")
    gamma01: float = kit.slider("gamma01", -10, 10, start=4, step=1, label="Effect of the sector, w")
    n_groups: int = kit.size("n_groups", 8, SIZES[0], start=40, label="Schools")
    n_per_group: int = kit.size("n_per_group", 3, SIZES[1], start=10, label="Pupils in each school")

    @property
    def between(self) -> float:
        """The slope of school means to expect, without the sector."""
        spread = {"tau00": self.tau00, "icc_x": self.icc_x, "corr_ux": self.corr_ux, "n_per_group": self.n_per_group}
        return kit.theory.between_slope(gamma10=self.gamma10, **spread)

    @property
    def price(self) -> float:
        """How many times as large the standard error with dummies is, were there no confounding."""
        spread = {"tau00": self.tau00, "sigma2": self.sigma2, "icc_x": self.icc_x}
        return kit.theory.price_of_dummies(**spread, n_per_group=self.n_per_group)


SCENES = (
    kit.Scene("Good schools attract good pupils", {"corr_ux": 0.9, "tau00": 36}),
    kit.Scene("No confounding", {"corr_ux": 0}),
    kit.Scene("Help goes where it is needed", {"corr_ux": -0.8, "tau00": 36}),
    kit.Scene("x hardly varies within schools", {"icc_x": 0.9, "corr_ux": 0}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return confounded(draws, **p.world, gamma00=GAMMA00)


def found(run: kit.Run) -> dict[str, tuple[object, str]]:
    """Words -> (fit, its term) of the slope of x, by three models."""
    return {
        MODELS["random"].words: (run.fits["random"], "x"),
        DUMMIES: (kit.dummy_fit(run.groups), "x"),
        MODELS["both"].words: (run.fits["both"], "x_within"),
    }


def slopes(run: kit.Run) -> kit.Figure:
    """The slope of x by three models, with their intervals, against the one that was set."""
    title, axis = "The slope of x, by three models", "slope of x"
    return kit.estimates("slopes", title, found(run), [run.p.gamma10], axis=axis, domain=SLOPES, code="gamma10")


def cloud(run: kit.Run) -> kit.Figure:
    """Pupils, a line inside each school at the slope that dummies find, and the line between schools."""
    both, slope = run.fits["both"], kit.dummy_fit(run.groups).gamma["x"]
    says = sentence(
        "@n schools. Inside them the slope is @within; from one school to the next it is @between.",
        n=run.p.n_groups,
        within=slope,
        between=both.gamma["x_mean"],
    )
    tables = {**kit.two_slope_tables(run.groups, both, slope), **kit.NO_PAIR}
    axes = {key: kit.PUPIL_AXES[key] for key in ("x_domain", "y_domain", "x_title", "y_title", "group_word")}
    title, key = "Schools and their pupils", "short: inside a school, long: between schools"
    return kit.Figure("cloud", title, kit.charts.two_slopes, tables, says, axes, picks="means", key=key)


def opening(run: kit.Run) -> kit.Live:
    p, dummies = run.p, kit.dummy_fit(run.groups)
    return kit.Live(
        "A dummy for each of @n_groups schools takes out all that sets schools apart. It costs **@all** coefficients; "
        "random intercepts need 2 and two variances. You set a slope of @gamma10: dummies find **@dummies**, random "
        "intercepts **@random**.",
        n_groups=p.n_groups,
        all=dummies.n_parameters,
        gamma10=p.gamma10,
        dummies=dummies.gamma["x"],
        random=run.fits["random"].gamma["x"],
    )


def predict_sector(run: kit.Run) -> kit.PredictChoice:
    return kit.PredictChoice("sector", sentence(SECTOR, n=run.p.n_groups), SECTOR_ANSWERS, truth="none", ordered=True)


SECTOR = (
    "Every second of the @n schools is Catholic: w is 1 there and 0 elsewhere. You add w to the regression that has a "
    "dummy for every school. What does it find for w?"
)
SECTOR_ANSWERS = {
    "same": (
        "About what random intercepts find",
        "Random intercepts compare schools with each other. Dummies have used up every such comparison.",
    ),
    "less": (
        "A smaller effect, for the dummies take a part of it",
        "They take all of it. The dummies of the Catholic schools add up to w.",
    ),
    "none": (
        "Nothing: it cannot be estimated",
        "The dummies of the Catholic schools add up to w, so nothing is left that w could explain.",
    ),
}


def sector_in_words(run: kit.Run) -> kit.Live:
    fit = run.fits["sector"]
    low, high = fit.interval()["w"]
    return kit.Live(
        "With dummies, programs leave w out and say so. Random intercepts find **@found** (95 % interval @low to "
        "@high); you set @gamma01. Dummies treat what sets schools apart as a nuisance: whatever a school has for all "
        "its pupils is gone, and with it every answer to why schools differ.",
        found=fit.gamma["w"],
        low=low,
        high=high,
        gamma01=run.p.gamma01,
    )


def predict_bias(run: kit.Run) -> kit.PredictChoice:
    p = run.p
    lean = p.corr_ux * p.tau00
    truth = "same" if lean == 0 else ("high" if lean > 0 else "low")
    ask = sentence(BIAS, tau00=number(p.tau00, 0), corr=number(p.corr_ux, 1), slope=p.printed["gamma10"])
    options = {code: (words, BIAS_REASONS[truth][code == truth]) for code, words in LEANS.items()}
    return kit.PredictChoice("bias", ask, options, truth=truth, ordered=True)


BIAS = (
    "School levels have a variance of @tau00. They correlate @corr with the x of the school for reasons that nobody "
    "measured. Within schools the slope of x is @slope. Random intercepts take every school into account. Over many "
    "samples, what slope do they find?"
)
LEANS = {"low": "Too low", "same": "The right one", "high": "Too high"}
BIAS_REASONS = {
    "high": {
        True: "The model believes that levels have nothing to do with x, so it reads what comes with high-x schools as "
        "an effect of x.",
        False: "Random intercepts assume that levels have nothing to do with x. Here schools with a high x lie high "
        "for another reason, and the slope takes a share of that.",
    },
    "low": {
        True: "The model believes that levels have nothing to do with x, and here schools with a high x lie low.",
        False: "Random intercepts assume that levels have nothing to do with x. Here schools with a high x lie low "
        "for another reason, and the slope takes a share of that.",
    },
    "same": {
        True: "Levels have nothing to do with x here, as the model assumes.",
        False: "Levels have nothing to do with x here, as the model assumes: it has no reason to lean either way.",
    },
}


def bias_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "Expect a slope of **@between** from school to school, and of **@within** inside schools. Random intercepts "
        "blend the two; dummies see the second alone. In this sample the blend is @random, and dummies find @dummies.",
        between=p.between,
        within=p.gamma10,
        random=run.fits["random"].gamma["x"],
        dummies=kit.dummy_fit(run.groups).gamma["x"],
    )


def bridge(run: kit.Run) -> kit.Live:
    dummies, both = kit.dummy_fit(run.groups), run.fits["both"]
    context = both.gamma["x_mean"] - both.gamma["x_within"]
    return kit.Live(
        "Give random intercepts the school mean of x as well. The slope within is then **@both**, and dummies find "
        "**@dummies**: the same, digit by digit. And the model still speaks about schools: their means have a slope of "
        "@between, so the context adds **@context**, and w could be added.",
        both=number(both.gamma["x_within"], 6),
        dummies=number(dummies.gamma["x"], 6),
        between=both.gamma["x_mean"],
        context=context,
    )


def predict_price(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(PRICE, tau00=number(p.tau00, 0), sigma2=number(p.sigma2, 0), share=percent(p.icc_x), n=p.n_per_group)
    reasons = PRICE_REASONS["much" if p.price > 1.15 else "little"]
    truth = min(p.price, 6.0)
    return kit.PredictNumber("price", ask, 1, 6, 0.05, unit="times", truth=truth, close=0.15, reasons=reasons)


PRICE = (
    "Now let levels have nothing to do with x. Schools have a variance of @tau00 between them and of @sigma2 within, "
    "@n pupils each, and @share of the variance of x lies between schools. How many times as large is the standard "
    "error of the slope with dummies as with random intercepts?"
)
PRICE_REASONS = {
    "much": {
        "close": "Dummies throw away what schools tell about x, and here they tell a good deal.",
        "low": "Much of x lies between schools, and dummies do not look there.",
        "high": "Schools differ for other reasons too, so what they tell about x is noisy. Not that much is lost.",
    },
    "little": {
        "close": "Schools tell little about x here, so little is thrown away.",
        "low": "Something is lost, though not much.",
        "high": "What schools tell about x is drowned in their differences, or x hardly differs between them. Little "
        "is thrown away.",
    },
}


def price_in_words(run: kit.Run) -> kit.Live:
    dummies, mixed = kit.dummy_fit(run.groups), run.fits["random"]
    return kit.Live(
        "Without confounding, dummies make the standard error **@price** times as large, with the variances known. In "
        "this sample they report @dummies, and random intercepts @mixed. Protection is paid for in precision.",
        price=run.p.price,
        dummies=number(dummies.se["x"], 3),
        mixed=number(mixed.se["x"], 3),
    )


def many(run: kit.Run) -> kit.Repeats:
    """Bias against precision, over many samples of this world."""
    p = run.p

    def one(seed: int) -> dict[str, float]:
        data = simulate(p, make_draws(seed, *SIZES))
        fits = {"random": MODELS["random"].fit(data), "dummies": kit.dummy_fit(kit.Groups(kit.columns_of(data)))}
        return kit.estimates_of(fits, "x")

    def show(samples: kit.Samples) -> tuple[kit.Table]:
        return (error_table(samples, WORDS, p.gamma10),)

    return kit.Repeats("errors", "Draw 200 samples", (p.seed, *p.world.values()), p.seed, one, show, n_samples=200)


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    says = (
        "By random intercepts and sector. Where levels go along with x, this model misses the slope, however sure its "
        "interval looks."
    )
    set_to = {"gamma00": GAMMA00, "gamma10": p.gamma10, "gamma01": p.gamma01, "tau00": p.tau00, "sigma2": p.sigma2}
    return kit.recovery(run.fits["sector"], says, **set_to)


def challenge(run: kit.Run) -> kit.Challenge:
    p = run.p
    (low, high), (own_low, own_high) = run.fits["random"].interval()["x"], kit.dummy_fit(run.groups).interval()["x"]
    away = max(low - p.gamma10, p.gamma10 - high)
    holds = own_low <= p.gamma10 <= own_high
    return kit.Challenge(
        "opposite",
        "Make random intercepts sure of the wrong sign, while dummies get it right.",
        (
            kit.Condition("You set a slope below 0.", kit.reach(p.gamma10, -0.25, 1)),
            kit.Condition("The interval of random intercepts lies above 0.", kit.reach(low, 1e-9, -2)),
            kit.Condition("It misses the slope you set.", 1.0 if away > 0 else 0.0),
            kit.Condition("The interval of the dummies holds it.", 1.0 if holds else 0.0),
        ),
        (
            "Let schools with a high x have high levels for another reason.",
            "A large correlation, a large variance between schools, and a little negative slope.",
        ),
        {"gamma10": -0.25, "corr_ux": 0.9, "tau00": 64, "sigma2": 100, "icc_x": 0.9, "n_groups": 40, "n_per_group": 8},
    )


def story(run: kit.Run) -> Iterator[kit.Block]:
    yield kit.Step("", moves=("corr_ux", "n_groups"))
    yield kit.Stage(slopes(run), cloud(run))
    yield opening(run)
    yield kit.Step("Ask it why schools differ", moves=("gamma01",))
    yield predict_sector(run)
    yield sector_in_words(run)
    yield kit.Step("What dummies buy", moves=("corr_ux", "tau00"))
    yield predict_bias(run)
    yield kit.Stage(slopes(run), cloud(run))
    yield bias_in_words(run)
    yield kit.Step("The bridge", moves=("corr_ux", "gamma10"))
    yield kit.Stage(cloud(run), slopes(run))
    yield bridge(run)
    yield from kit.model(run.fits["both"])
    yield kit.Step("What dummies cost", moves=("icc_x", "n_per_group"))
    yield predict_price(run)
    yield kit.Stage(slopes(run), cloud(run))
    yield price_in_words(run)
    yield many(run)
    yield kit.Step("Do they differ by more than chance?", moves=("corr_ux", "scenes"))
    yield kit.Stage(cloud(run), slopes(run))
    yield hausman(kit.dummy_fit(run.groups), run.fits["random"])
    yield from kit.set_and_found(set_and_found, run, "sector")
    yield kit.Step("Challenge", moves=("corr_ux", "gamma10", "tau00", "icc_x"))
    yield kit.Stage(slopes(run), cloud(run))
    yield challenge(run)
    yield kit.Step("A real study: beer taxes")
    yield kit.Prose(
        "In 48 states of the US, from 1982 to 1988: the tax on a case of beer, and deaths in traffic (Stock and Watson "
        "2007)."
    )
    yield kit.Stage(states_figure(MODELS))
    yield states_in_words(MODELS)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "religion",
        "You study pupils in 60 schools and want to know whether Catholic schools do better. Which model can say it?",
        (
            Right("One with random intercepts.", "It compares schools, and the sector is a property of schools."),
            Wrong("One with a dummy for every school.", "The dummies have taken out all that sets schools apart.",
                  "dummies control for schools and still compare them"),
            Wrong("Neither: sector is constant within schools.", "Random intercepts may have predictors of schools.",
                  "a group-level predictor needs variance within groups"),
        ),
    ),
    kit.Single(
        "same_slope",
        "Within-between and dummies give the same slope of x. What does the first have that the second lacks?",
        (
            Right("It also says something about schools.", "The slope between them, and effects of what schools have."),
            Wrong("A smaller standard error of that slope.", "It is the same, too: both look within schools alone.",
                  "random effects are always more precise"),
            Wrong("Freedom from confounding between schools.", "Both slopes within are free of it. The slope between "
                  "is not, in any model.", "within-between removes confounding at level 2"),
        ),
    ),
    kit.Single(
        "protects",
        "What do dummies for schools not protect you from?",
        (
            Right("Pupils of one school who differ in something that goes along with x.", "Dummies take out what all "
                  "pupils of a school share, and nothing else."),
            Wrong("Schools with good teachers that attract high-x pupils.", "All pupils of a school share them, so "
                  "the dummies take them out.", "dummies leave group-level confounders in"),
            Wrong("Schools that lie in rich towns.", "That is the same for all pupils of a school.",
                  "dummies leave group-level confounders in"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "Dummies remove all that sets groups apart: what confounds, and what you may have come for.",
        "Random intercepts assume that group levels have nothing to do with x. Where they have, the slope leans.",
        "With the group mean of x in the model, random intercepts give the slope of the dummies, to the last digit.",
        "Protection costs precision, the more so the more of x lies between groups.",
    ),
    (
        "Bell, A., Fairbrother, M., and Jones, K. (2019). Fixed and random effects models: making an informed choice. "
        "*Quality & Quantity*, 53, 1051-1074.",
        "Hausman, J. A. (1978). Specification tests in econometrics. *Econometrica*, 46, 1251-1271.",
        "Mundlak, Y. (1978). On the pooling of time series and cross section data. *Econometrica*, 46, 69-85.",
    ),
)

LESSON = kit.Lesson(
    slug="dummies_or_random",
    title="Dummies or random",
    question="Why not a dummy for every group?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("random_intercepts", "ecological_fallacy"),
    take=lambda run: MODELS.take("both", run.fits),
)
