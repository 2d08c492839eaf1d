"""If richer people have less heart disease, do richer countries? The atomistic fallacy: from persons to groups.

Level 1:  y_ij = b0_j + gamma10 (x_ij - x_mean_j) + e_ij,        e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + gamma01 x_mean_j + u0_j,              u0_j ~ N(0, tau00)

Reference: Diez Roux (2002), Journal of Epidemiology and Community Health 56, 588-594.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from datasets.simulate import Draws, within_between
from lessons import kit
from lessons.kit import Claim, Model, Right, Wrong, number, sentence
from lessons.why import vote_2016

GAMMA00 = 50.0
MODELS = kit.Models(
    total=Model("Countries ignored", "y ~ x"),
    random_intercept=Model("Random intercept", "y ~ x + (1 | group)"),
    within_between=Model("Within-between", "y ~ x_within + x_mean + (1 | group)"),
)
AXES = {
    "x_domain": (-3.6, 3.6), "y_domain": (20, 80), "x_title": "income, x (SD units)",
    "y_title": "heart-disease risk, y", "group_word": "country",
}  # fmt: skip
# The two halves stand side by side, the second narrower: an SD of income is as wide in both, a point of risk as high.
INSIDE = {
    "x_title": "income, against own country", "y_title": "risk, against own country", "x_domain": (-4.6, 4.6),
    "y_domain": (-30, 30),
}  # fmt: skip
BETWEEN = {"x_title": "mean income", "y_title": "mean risk", "x_domain": (-2.8, 2.8)}

ON_AXIS = {"low": -6, "high": 6, "step": 0.1, "unit": "", "close": 0.4}


@dataclass(frozen=True)
class Params(kit.Controls):
    gamma10: float = kit.slider("gamma10", -6, 6, start=-3, step=0.25, label="Slope among persons of a country")
    gamma01: float = kit.slider("gamma01", -6, 6, start=4, step=0.25, label="Slope between countries")
    icc_x: float = kit.slider("icc_x", 0.05, 0.95, start=0.4, step=0.05, label="Share of income between countries")
    tau00: float = kit.slider("tau00", 0, 36, start=4, step=1)
    sigma2: float = kit.slider("sigma2", 1, 64, start=20, step=1)
    n_groups: int = kit.size("n_groups", 6, 60, start=25, label="Countries")
    n_per_group: int = kit.size("n_per_group", 2, 30, start=20, label="Persons in each country")
    model: str = kit.choice("model", "Fitted model", MODELS.options, start="within_between")
    voters: str = kit.choice("voters", "The vote of 2016", vote_2016.VOTERS, start="all", part="data")


SCENES = (
    kit.Scene("Opposite", {"gamma10": -3, "gamma01": 4, "icc_x": 0.4}),
    kit.Scene("The same", {"gamma10": -3, "gamma01": -3, "icc_x": 0.4}),
    kit.Scene("Persons only", {"gamma10": -3, "gamma01": 0, "icc_x": 0.4}),
    kit.Scene("Countries only", {"gamma10": 0, "gamma01": 4, "icc_x": 0.4}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return within_between(draws, **p.world, gamma00=GAMMA00)


def found_slopes(run: kit.Run) -> tuple[float, float]:
    """The slopes found (among persons of a country, between countries)."""
    gamma = run.fits["within_between"].gamma
    return gamma["x_within"], gamma["x_mean"]


def persons(run: kit.Run) -> kit.Figure:
    """Persons as a study inside countries sees them: each compared with the average of the own country."""
    says = sentence(
        "@n persons of @countries countries. Among persons of one country, one SD more income goes with @change of "
        "risk.",
        n=len(run.data),
        countries=run.p.n_groups,
        change=kit.change(found_slopes(run)[0]),
    )
    title = "Persons, compared inside their country"
    return kit.within_figure("persons", title, run.groups, found_slopes(run)[0], says, AXES | INSIDE)


def predict_countries(run: kit.Run) -> kit.PredictChoice:
    """What persons compared inside countries say about countries: nothing, whatever their slope."""
    ask = sentence(
        "Inside the countries, one SD more income goes with @change of risk. The countries wait on the axis of the "
        "other picture, each at its mean income. How high do the rich ones stand?",
        change=kit.change(found_slopes(run)[0]),
    )
    return kit.PredictChoice("countries", ask, COUNTRIES, truth="untold")


COUNTRIES = {
    "lower": ("Rich countries stand lower", "That is the atomistic fallacy: you carried persons over to countries."),
    "higher": (
        "Rich countries stand higher",
        "They may. But nothing you have seen says so: every person was compared with the own country alone.",
    ),
    "untold": (
        "These persons cannot tell",
        "Each was compared with the own country alone, so what sets countries apart dropped out.",
    ),
}


def predict_context(run: kit.Run) -> kit.PredictNumber:
    return kit.PredictNumber(
        "context",
        sentence(
            "You set a slope of @among among persons of a country and of @between between countries. Two people earn "
            "the same. One of them lives in a country whose mean income is one SD higher. How much higher is the risk "
            "you expect for that one? Below 0 is lower.",
            among=run.p.gamma10,
            between=run.p.gamma01,
        ),
        low=-12,
        high=12,
        step=0.25,
        unit="points",
        truth=run.p.gamma01 - run.p.gamma10,
        close=0.5,
        reasons={"close": OWN_INCOME, "low": SAME_INCOME, "high": SAME_INCOME},
    )


OWN_INCOME = (
    "Between countries, people differ in their own income too. Take that part off, and what is left goes with the "
    "country."
)
SAME_INCOME = (
    "They earn the same, so in the richer country this person stands below the average. Start from the slope between "
    "countries, and take the slope among persons off."
)


def countries(run: kit.Run, waiting: bool = False) -> kit.Figure:
    """The countries at their means; or, while the reader guesses, on the axis, at their mean income alone."""
    says = sentence(WAITING if waiting else FOUND_BETWEEN, n=run.p.n_groups, change=kit.change(found_slopes(run)[1]))
    found = run.fits["within_between"]
    figure = kit.means_figure("countries", "Countries", run.groups, found, says, AXES | BETWEEN)
    if not waiting:
        return figure
    points, line = figure.tables["points"], figure.tables["line"]
    on_axis = np.full(run.p.n_groups, AXES["y_domain"][0] + 1.0)
    return replace(figure, tables={"points": {**points, "y": on_axis}, "line": kit.rows(line, slice(0))})


WAITING = "@n countries wait on the axis at their mean income. How high they stand is not shown yet."
FOUND_BETWEEN = "@n countries. From one country to the next, one SD more mean income goes with @change of mean risk."


def both_levels(run: kit.Run, told: bool = False) -> kit.Figure:
    """Persons, a line for each country, the countries and their line; told: and two people who earn the same."""
    within, between = found_slopes(run)
    tables = kit.two_slope_tables(run.groups, run.fits["within_between"], within) | same_income(run, told)
    says = sentence(
        "Each of the @n short lines is a country, with slope @within inside it. The long line runs between countries, "
        "with slope @between.",
        n=run.p.n_groups,
        within=within,
        between=between,
    )
    title, key = "Both levels in one picture", "short: persons, long: countries"
    return kit.Figure("both", title, kit.charts.two_slopes, tables, says, AXES, picks="means", key=key)


def same_income(run: kit.Run, told: bool) -> Mapping[str, kit.Columns]:
    """Two people with x = 0 in countries whose means are -1/2 and 1/2: their countries' lines, and the gap between."""
    (within, between), gamma = found_slopes(run), run.fits["within_between"].gamma
    means, names = np.array([-0.5, 0.5]), ("poorer country", "richer country")
    y = gamma["Intercept"] + (between - within) * means
    ends = np.array([[-1.5, 0.5], [-0.5, 1.5]])
    own = {"x": ends.ravel(), "y": (y[:, None] + within * ends).ravel(), "group": kit.labels(np.repeat(names, 2))}
    pair = {"x": np.zeros(2), "y": y, "label": kit.labels(names), "group": kit.labels(names)}
    # The head of the arrow stands before its dot, and not under it.
    tip = y[1:] - np.clip((y[1] - y[0]) / 2, -1.3, 1.3)
    gap = {"x": np.zeros(1), "y": y[:1], "y2": tip, "middle": y.mean(keepdims=True)}
    gap |= {"turn": np.array([0.0 if y[1] >= y[0] else 180.0]), "label": kit.labels((number(between - within),))}
    tables = {"own": own, "pair": pair, "gap": gap}
    return tables if told else {name: kit.rows(table, slice(0)) for name, table in tables.items()}


def two_stories(run: kit.Run) -> kit.Live:
    within, between = found_slopes(run)
    return kit.Live(
        "Found: among persons of a country the slope is **@within**, between countries **@between**. The difference, "
        "**@context**, is how much higher the risk of one of two people who earn the same is where the country's mean "
        "income is one SD higher: the arrow.",
        within=within,
        between=between,
        context=between - within,
    )


def predict_blend(run: kit.Run) -> kit.PredictNumber:
    p, (among, between) = run.p, kit.theory.level_errors(**parts(run))
    weight = kit.percent(between**2 / (among**2 + between**2))
    told = sentence(WEIGHED[p.gamma10 == p.gamma01], weight=weight)
    return kit.PredictNumber(
        "blend",
        sentence(
            "Someone fits random intercepts with x as it is, so one slope only. You set a slope of @slope among "
            "persons and of @other between countries. In this sample that model knows the first with a standard error "
            "of @among, the second with one of @between, and weighs each by one over its squared standard error. What "
            "slope do you expect it to find?",
            slope=p.gamma10,
            other=p.gamma01,
            among=number(among, 3),
            between=number(between, 3),
        ),
        **ON_AXIS,
        truth=blend(run, p.gamma10, p.gamma01),
        reasons={verdict: sentence(text) + told for verdict, text in BLEND_REASONS.items()},
    )


WEIGHED = {
    False: "Here @weight of the weight goes to the slope among persons.",
    True: "Both slopes are the same here, and so is every weighted mean of them.",
}
SURER = "It is a mean of both slopes, and the one that is known more surely weighs more."
BLEND_REASONS = {
    "close": "One slope must serve both levels, so it is a weighted mean.", "low": SURER, "high": SURER
}  # fmt: skip


def parts(run: kit.Run) -> Mapping[str, float]:
    """What the random-intercept model weighs the two slopes by: sums of squares of x, its variances, the size."""
    found, between = run.fits["random_intercept"], run.groups.mean("x")
    ss_between = run.p.n_per_group * float(((between - between.mean()) ** 2).sum())
    ss_within = float((run.groups.within("x") ** 2).sum())
    size = {"n_per_group": run.p.n_per_group}
    return {"ss_within": ss_within, "ss_between": ss_between, "sigma2": found.sigma2, "tau00": found.tau00, **size}


def blend(run: kit.Run, among: float, between: float) -> float:
    """What the random-intercept model of this sample makes of two slopes."""
    return kit.theory.blended_slope(among, between, **parts(run))


def blend_in_words(run: kit.Run) -> kit.Live:
    within, between = found_slopes(run)
    return kit.Live(
        "From what you set, **@expected** is to be expected. This sample has slopes of its own, @within and @between; "
        "weighted in the same way they make **@formula**. The model finds **@found**: random intercepts do not "
        "separate the levels. Countries ignored, the slope is **@total**.",
        expected=blend(run, run.p.gamma10, run.p.gamma01),
        within=within,
        between=between,
        formula=blend(run, within, between),
        found=run.fits["random_intercept"].gamma["x"],
        total=run.fits["total"].gamma["x"],
    )


def one_or_two(run: kit.Run) -> kit.Figure:
    both, one = run.fits["within_between"], {MODELS[name].words: (run.fits[name], "x") for name in list(MODELS)[:2]}
    found = {**one, "Within countries": (both, "x_within"), "Between countries": (both, "x_mean")}
    set_to = {"within": run.p.gamma10, "between": run.p.gamma01}
    axis, title = "slope of income", "One slope, or two"
    return kit.estimates("slopes", title, found, set_to, axis=axis, domain=(-9, 9), code="gamma10")


def set_and_found(run: kit.Run) -> kit.Recovery:
    p, model = run.p, MODELS[run.p.model].words.lower()
    set_to = {code: getattr(p, code) for code in ("gamma10", "gamma01", "tau00", "sigma2")}
    return kit.recovery(run.fits[p.model], sentence(SAYS[p.model], model=model), gamma00=GAMMA00, **set_to)


SAYS = {
    "total": "Fitted model: @model. It has one slope, printed here as if it were the one among persons. It mixes both. "
    "Its one residual variance holds what countries differ by, too. Intervals are 95 %, as this model reports them: it "
    "takes all persons as independent.",
    "random_intercept": "Fitted model: @model. It has one slope, printed here as if it were the one among persons. It "
    "blends both. What it gets wrong about countries goes into #tau00. Intervals are 95 %, as this model reports them.",
    "within_between": "Fitted model: @model. It has a slope for each level. Intervals are 95 %.",
}


def challenge(run: kit.Run) -> kit.Challenge:
    one, two = run.fits["random_intercept"].interval()["x"], run.fits["within_between"].interval()
    within, between = kit.reach(two["x_within"][1], -1e-9, 3), kit.reach(two["x_mean"][0], 1e-9, -3)
    return kit.Challenge(
        "nothing",
        "Two effects, and a model that sees none: make income matter at both levels, in opposite directions, so that "
        "a random-intercept model with one slope finds nothing.",
        (
            kit.Condition("Within countries, the 95 % interval of the slope lies below 0.", within),
            kit.Condition("Between countries, the 95 % interval of the slope lies above 0.", between),
            kit.Condition("With one slope, the 95 % interval holds 0.", 1.0 if one[0] <= 0 <= one[1] else blind(one)),
        ),
        (
            "The one slope is a weighted mean. A level weighs more the more of x varies there.",
            "Let most of the income differ between countries, make countries alike otherwise, and take few persons.",
        ),
        {"gamma10": -2, "gamma01": 1, "icc_x": 0.6, "tau00": 0, "sigma2": 10, "n_groups": 60, "n_per_group": 4},
    )


def blind(interval: tuple[float, float]) -> float:
    """How near an interval off 0 is to holding it, in [0, 0.99]."""
    return float(max(0.0, 0.99 - min(abs(interval[0]), abs(interval[1])) / 3))


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield kit.Step("", moves=("gamma10",))
    yield kit.Stage(persons(run), countries(run, waiting=True))
    yield kit.Live(
        "These are made-up countries. Among persons of one of them, one SD more income goes with **@change** of risk "
        "from heart disease. And the countries themselves?",
        change=kit.change(found_slopes(run)[0]),
    )
    yield predict_countries(run)
    yield kit.Stage(persons(run), countries(run))
    yield kit.Live(
        "Here they are. From one country to the next, one SD more mean income goes with **@change** of mean risk.",
        change=kit.change(found_slopes(run)[1]),
    )
    yield kit.Step("Two slopes, and neither knows the other", moves=("gamma01", "gamma10"), after="countries")
    yield kit.Live(
        "You set @gamma01 between countries: #gamma01. Drag it: countries move, and no person does. Then drag what "
        "you set among persons, @gamma10: #gamma10. Now the persons turn, and the countries stay.",
        gamma01=p.gamma01,
        gamma10=p.gamma10,
    )
    yield kit.Prose(
        "To carry what holds among persons over to countries is the **atomistic fallacy**. Epidemiologists tell it "
        "with heart disease: within many countries the rich die of it less often, while across countries deaths once "
        "rose with riches. Both can be true at once: a country's riches bring what no one chooses alone."
    )
    yield kit.Step("Two people who earn the same", moves=("scenes", "gamma10", "gamma01"), after="countries")
    yield kit.Stage(both_levels(run))
    yield predict_context(run)
    yield kit.Stage(both_levels(run, told=True))
    yield two_stories(run)
    yield kit.Step("One slope, or two", moves=("icc_x", "n_per_group"), after="countries")
    yield predict_blend(run)
    yield kit.Stage(both_levels(run), one_or_two(run))
    yield blend_in_words(run)
    yield kit.Step("The model in symbols and numbers", moves=("model",))
    yield from kit.model(run.fits[p.model])
    yield from kit.set_and_found(set_and_found, run, "within_between")
    yield kit.Step("Challenge", moves=("gamma10", "gamma01", "icc_x", "tau00", "n_groups", "n_per_group"))
    yield challenge(run)
    yield kit.Step("A real study: the vote of 2016", moves=("voters",))
    yield from kit.if_fitted(vote_2016.told(p.voters))
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "name",
        "A study of patients finds that those who exercise are happier. A minister concludes that countries whose "
        "people exercise more must be happier countries. What is wrong?",
        (
            Right(
                "It goes from persons to countries.",
                "The atomistic fallacy: countries differ in more than the habits of their people.",
            ),
            Wrong(
                "It goes from countries to persons.",
                "That would be the ecological fallacy. Here the data are about persons and the claim about countries.",
                "ecological and atomistic fallacy are the same",
            ),
            Wrong(
                "Nothing, if the sample of patients was large.",
                "A larger sample of persons knows the slope among persons better, and nothing else.",
                "more units make up for the wrong level",
            ),
        ),
    ),
    kit.Single(
        "one_slope",
        "You fit a random-intercept model with x as it is. The slopes within and between groups differ. What is the "
        "slope you get?",
        (
            Right(
                "A weighted mean of the two, often close to the slope within.",
                "The weights are the precisions, and units within groups are usually many.",
            ),
            Wrong(
                "The slope within groups: random intercepts take care of the groups.",
                "They allow groups to differ in level. The slope stays a blend unless x is split.",
                "random intercepts separate within from between",
            ),
            Wrong(
                "The slope between groups, because the model has groups.",
                "It gets its weight, but as a rule that is the slope with the fewest data behind it.",
                "a multilevel model is about groups",
            ),
        ),
    ),
    kit.Single(
        "centering",
        "You subtract the grand mean from x before you fit. What does it do to the two slopes?",
        (
            Right("Nothing: it moves the intercept only.", "Only each group's own mean separates within from between."),
            Wrong(
                "It separates within from between.",
                "Group means do that. The grand mean is one number for all.",
                "grand-mean centering separates within and between",
            ),
            Wrong(
                "It removes the slope between groups.",
                "Groups still differ in their means after one number is taken from everyone.",
                "grand-mean centering removes between-group variance",
            ),
        ),
    ),
    kit.Sort(
        "evidence",
        "Which data can speak to which claim?",
        ("persons within states", "states"),
        (
            Claim(
                "Richer voters choose party A more often than their poorer neighbors.",
                "persons within states",
                "Neighbors share a state, so this is about voters within it.",
            ),
            Claim("Richer states lean toward party B.", "states", "This is about states and their means."),
            Claim(
                "A raise makes a voter of any given state more likely to choose party A.",
                "persons within states",
                "If anything speaks to it, it is voters of one state compared.",
            ),
            Claim(
                "A state that grows richer will see its share for party B grow.",
                "states",
                "This is about what moves states, their context included.",
            ),
        ),
        "evidence from one level speaks to the other",
    ),
)

TAKEAWAYS = kit.Takeaways(
    (
        "What holds among persons need not hold among groups: each level has a slope of its own.",
        "To go from persons to groups is the atomistic fallacy; to go from groups to persons, the ecological one.",
        "Random intercepts alone do not separate the two slopes. They blend them.",
        "Put x in twice, as distance from the group mean and as group mean: #gamma10 and #gamma01.",
        "Their difference is what goes with the group when x is the same. It too can be a matter of who lives there.",
    ),
    (
        "Diez Roux, A. V. (2002). A glossary for multilevel analysis. *Journal of Epidemiology and Community Health* "
        "56, 588–594.",
        "Gelman, A., Shor, B., Bafumi, J., and Park, D. (2007). Rich state, poor state, red state, blue state. "
        "*Quarterly Journal of Political Science* 2, 345–367.",
        "Maddala, G. S. (1971). The use of variance components models in pooling cross section and time series data. "
        "*Econometrica* 39, 341–358.",
        "Bell, A., Fairbrother, M., and Jones, K. (2019). Fixed and random effects models: making an informed choice. "
        "*Quality & Quantity* 53, 1051–1074.",
    ),
)


LESSON = kit.Lesson(
    slug="atomistic_fallacy",
    title="The atomistic fallacy",
    question="If richer people have less heart disease, do richer countries?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("ecological_fallacy",),
)
