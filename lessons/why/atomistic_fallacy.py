"""If richer people live longer, do richer countries? The atomistic fallacy: from persons to groups.

Level 1:  y_ij = b0_j + gamma10 (x_ij - x_mean_j) + e_ij,        e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + gamma01 x_mean_j + u0_j,              u0_j ~ N(0, tau00)

Reference: Diez Roux (2002), Journal of Epidemiology and Community Health 56, 588-594.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

import datasets
from datasets.simulate import Draws, within_between
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
    Option,
    PredictChoice,
    PredictNumber,
    Prose,
    Recovery,
    Row,
    Run,
    Scene,
    SecondOpinion,
    SetFound,
    Single,
    Sort,
    Step,
    Takeaways,
    choice,
    if_fitted,
    number,
    reach,
    size,
    slider,
    take_model,
)
from lessons.kit.charts import intervals, line_table, scatter, two_slopes
from lessons.kit.fit import GlmmFit, LmmFit, fit_glmm, fit_lmm, fit_ols, second_opinion
from lessons.kit.theory import blended_slope
from lessons.kit.views import equation, variance_row

GAMMA00 = 50.0
MODELS = {
    "total": "Countries ignored",
    "random_intercept": "Random intercept",
    "within_between": "Within-between",
}
TERM = {"total": "x", "random_intercept": "x", "within_between": "x_within"}
VOTERS = {"all": "All voters", "white": "White voters", "other": "All other voters"}
AMONG = "slope among persons of a country"
X_TITLE, Y_TITLE = "income, x (SD units)", "heart-disease risk, y"
WORLD_AXES = {"x_domain": (-3.6, 3.6), "y_domain": (20, 80), "x_title": X_TITLE, "y_title": Y_TITLE}


@dataclass(frozen=True)
class Params(Controls):
    gamma10: float = slider("gamma10", -6, 6, start=-3, step=0.25, label="Slope among persons of a country")
    gamma01: float = slider("gamma01", -6, 6, start=4, step=0.25, label="Slope between countries")
    icc_x: float = slider("icc_x", 0.05, 0.95, start=0.4, step=0.05, label="Share of income between countries")
    tau00: float = slider("tau00", 0, 36, start=4, step=1)
    sigma2: float = slider("sigma2", 1, 64, start=20, step=1)
    n_groups: int = size("n_groups", 6, 60, start=25)
    n_per_group: int = size("n_per_group", 2, 30, start=20)
    model: str = choice("model", "Fitted model", MODELS, start="within_between")
    voters: str = choice("voters", "The vote of 2016", VOTERS, start="all", part="data")


SCENES = (
    Scene("Opposite", {"gamma10": -3, "gamma01": 4, "icc_x": 0.4}),
    Scene("The same", {"gamma10": -3, "gamma01": -3, "icc_x": 0.4}),
    Scene("Persons only", {"gamma10": -3, "gamma01": 0, "icc_x": 0.4}),
    Scene("Countries only", {"gamma10": 0, "gamma01": 4, "icc_x": 0.4}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return within_between(
        draws,
        n_groups=p.n_groups,
        n_per_group=p.n_per_group,
        gamma00=GAMMA00,
        gamma10=p.gamma10,
        gamma01=p.gamma01,
        tau00=p.tau00,
        sigma2=p.sigma2,
        icc_x=p.icc_x,
    )


def fit(data: pd.DataFrame, p: Params) -> Mapping[str, Any]:
    """One slope for everything, one slope with random intercepts, and a slope for each level."""
    return {
        "total": fit_ols("y ~ x", data),
        "random_intercept": fit_lmm("y ~ x + (1 | group)", data),
        "within_between": fit_lmm("y ~ x_within + x_mean + (1 | group)", data),
    }


def country_means(data: pd.DataFrame) -> pd.DataFrame:
    """Means of x and y, (J, 2) with column group."""
    return data.groupby("group", observed=True, sort=False)[["x", "y"]].mean().reset_index()


def persons(run: Run) -> Figure:
    """Persons as a study inside countries sees them: each compared with the average of the own country."""
    data, found = run.data, run.fits["within_between"]
    y_within = data["y"] - data.groupby("group", observed=True)["y"].transform("mean")
    points = pd.DataFrame({"x": data["x_within"], "y": y_within, "group": data["group"].astype(str), "weight": 0.0})
    ends = np.array([data["x_within"].min(), data["x_within"].max()])
    slope = found.gamma["x_within"]
    return Figure(
        "pupils",
        "Persons, each compared with the average of their own country",
        scatter,
        {"points": points, "line": pd.DataFrame({"x": ends, "y": slope * ends})},
        f"{len(data)} persons of {run.p.n_groups} countries. Among persons of one country, one SD more income goes "
        f"with {change(slope)} of risk.",
        {
            "x_domain": (-3.6, 3.6),
            "y_domain": (-25, 25),
            "x_title": "income, against own country",
            "y_title": "risk, against own country",
            "word": "country",
            "code": "gamma10",
        },
    )


def change(slope: float) -> str:
    """A slope in words: 3.00 points less."""
    return f"{number(abs(slope))} points {'less' if slope < 0 else 'more'}"


DIRECTIONS = {"falls": "It falls", "flat": "It is about flat", "rises": "It rises"}


def predict_context(run: Run) -> PredictNumber:
    p = run.p
    return PredictNumber(
        "context",
        f"You set a slope of {number(p.gamma10)} among persons of a country and of {number(p.gamma01)} between "
        "countries. Two people earn the same. One of them lives in a country whose mean income is one SD higher. How "
        "much higher is the risk you expect for that one?",
        low=-12,
        high=12,
        step=0.25,
        unit="points",
        truth=p.gamma01 - p.gamma10,
        close=0.5,
        reasons={
            "close": "Between countries, people differ in their own income too. Take that part off, and what is left "
            "is the country's.",
            "low": "They earn the same, so in the richer country this person stands below the average. Start from the "
            "slope between countries, and take the slope among persons off.",
            "high": "They earn the same, so in the richer country this person stands below the average. Start from the "
            "slope between countries, and take the slope among persons off.",
        },
    )


def countries(run: Run) -> Figure:
    means, found = country_means(run.data), run.fits["within_between"]
    points = means.assign(group=means["group"].astype(str), weight=0.0)
    return Figure(
        "countries",
        "Countries",
        scatter,
        {"points": points, "line": between_line(means, found)},
        f"{run.p.n_groups} countries. From one country to the next, one SD more mean income goes with "
        f"{change(found.gamma['x_mean'])} of mean risk.",
        WORLD_AXES
        | {
            "x_title": "mean income",
            "y_title": "mean risk",
            "word": "country",
            "code": "gamma01",
            "size": 90,
        },
    )


def between_line(means: pd.DataFrame, found: Any) -> pd.DataFrame:
    ends = np.array([means["x"].min(), means["x"].max()])
    return pd.DataFrame({"x": ends, "y": found.gamma["Intercept"] + found.gamma["x_mean"] * ends})


def both_levels(run: Run) -> Figure:
    """Persons, a line for each country, the countries and their line."""
    data, found, means = run.data, run.fits["within_between"], country_means(run.data)
    by_country = means.set_index("group")
    slope = pd.Series(found.gamma["x_within"], index=by_country.index)
    tables = {
        "dots": data[["x", "y", "group"]].assign(group=data["group"].astype(str)),
        "lines": line_table(data, by_country["y"] - slope * by_country["x"], slope),
        "means": means.assign(group=means["group"].astype(str)),
        "between": between_line(means, found),
    }
    return Figure(
        "both",
        "Both levels in one picture",
        two_slopes,
        tables,
        f"Each of the {run.p.n_groups} short lines is a country, with slope {number(found.gamma['x_within'])} inside "
        f"it. The long line runs between countries, with slope {number(found.gamma['x_mean'])}.",
        WORLD_AXES | {"group_word": "country"},
        picks="means",
        key="short: persons, long: countries",
    )


def two_stories(run: Run) -> Live:
    found = run.fits["within_between"]
    within, between = found.gamma["x_within"], found.gamma["x_mean"]
    return Live(
        "Among persons of a country the slope is **@within**. Between countries it is **@between**. The difference, "
        "**@context**, is what one SD more riches of the country adds for two people who earn the same.",
        within=within,
        between=between,
        context=between - within,
    )


def predict_blend(run: Run) -> PredictNumber:
    return PredictNumber(
        "blend",
        f"You set a slope of {number(run.p.gamma10)} among persons and of {number(run.p.gamma01)} between countries. "
        "Someone fits random intercepts with x as it is, so one slope only. What slope does this model find?",
        low=-6,
        high=6,
        step=0.1,
        unit="",
        truth=run.fits["random_intercept"].gamma["x"],
        close=0.4,
        reasons={
            "close": "One slope must serve both levels. It is a weighted mean, and persons weigh most.",
            "low": "It is a weighted mean of both slopes. The weights are how surely each level knows its own.",
            "high": "It is a weighted mean of both slopes. With many persons, the slope within countries weighs most.",
        },
    )


def blend_in_words(run: Run) -> Live:
    found, wb = run.fits["random_intercept"], run.fits["within_between"]
    x_mean = run.data["x_mean"]
    formula = blended_slope(
        wb.gamma["x_within"],
        wb.gamma["x_mean"],
        float((run.data["x_within"] ** 2).sum()),
        float(((x_mean - x_mean.mean()) ** 2).sum()),
        found.sigma2,
        found.tau00,
        run.p.n_per_group,
    )
    return Live(
        "Random intercepts do not separate the levels: their one slope is **@found**. The closed form, a mean of the "
        "two slopes weighted by their precision, gives **@formula**. Countries ignored, the slope is **@total**.",
        found=found.gamma["x"],
        formula=formula,
        total=run.fits["total"].gamma["x"],
    )


def slopes(run: Run) -> Figure:
    rows = [(MODELS[name], run.fits[name], TERM[name]) for name in MODELS]
    labels = [*(label for label, _, _ in rows[:2]), "Within countries", "Between countries"]
    fits = [*((found, term) for _, found, term in rows), (run.fits["within_between"], "x_mean")]
    table = pd.DataFrame(
        [
            (label, found.gamma[term], *found.interval()[term])
            for label, (found, term) in zip(labels, fits, strict=True)
        ],
        columns=["label", "estimate", "low", "high"],
    ).assign(chosen=True)
    told = "; ".join(f"{row.label.lower()} {number(row.estimate)}" for row in table.itertuples())
    return Figure(
        "slopes",
        "One slope, or two",
        intervals,
        {"estimates": table, "set": pd.DataFrame({"value": [run.p.gamma10, run.p.gamma01]})},
        f"Set (dashed): {number(run.p.gamma10)} within and {number(run.p.gamma01)} between. Found: {told}.",
        {"domain": (-9, 9), "title": "slope of income", "code": "gamma10", "order": tuple(labels)},
        height="short",
    )


def set_and_found(run: Run) -> Recovery:
    found, p = run.fits[run.p.model], run.p
    interval = found.interval()
    between = ("x_mean" in found.gamma) and found.gamma["x_mean"]
    return Recovery(
        (
            SetFound("gamma00", GAMMA00, found.gamma["Intercept"], interval["Intercept"]),
            SetFound("gamma10", p.gamma10, found.gamma[TERM[p.model]], interval[TERM[p.model]], words=AMONG),
            SetFound("gamma01", p.gamma01, between, interval["x_mean"])
            if between is not False
            else SetFound("gamma01", p.gamma01, None, why="not in this model"),
            variance_row("tau00", p.tau00, found),
            variance_row("sigma2", p.sigma2, found),
        ),
        f"Fitted model: {MODELS[p.model].lower()}. Intervals are 95 %.",
    )


def challenge(run: Run) -> Challenge:
    one, two = run.fits["random_intercept"].interval()["x"], run.fits["within_between"].interval()
    return Challenge(
        "nothing",
        "Two effects, and a model that sees none: make income matter at both levels, in opposite directions, so that "
        "a random-intercept model with one slope finds nothing.",
        (
            Condition(
                "Within countries, the 95 % interval of the slope lies below 0.", reach(two["x_within"][1], -1e-9, 3)
            ),
            Condition(
                "Between countries, the 95 % interval of the slope lies above 0.", reach(two["x_mean"][0], 1e-9, -3)
            ),
            Condition("With one slope, the 95 % interval holds 0.", 1.0 if one[0] <= 0 <= one[1] else blind(one)),
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


# The real study: the vote of 2016.


@dataclass(frozen=True)
class Votes:
    """Counts of voters by state and income bracket, the state means, and the within-between logistic fit."""

    cells: pd.DataFrame
    states: pd.DataFrame
    found: GlmmFit


@lru_cache(maxsize=len(VOTERS))
def votes(who: str) -> Votes:
    """The real table for all voters, white voters, or all others; income as distance from the state mean, and mean."""
    cells = datasets.load("vote2016")
    cells = cells if who == "all" else cells[cells["white"] == (who == "white")]
    weighted = cells.assign(income=cells["income"] * cells["voters"])
    sums = weighted.groupby("state", observed=True)[["income", "trump", "voters"]].sum()
    states = sums.assign(x_mean=sums["income"] / sums["voters"], share=sums["trump"] / sums["voters"])
    cells = cells.join(states[["x_mean", "share"]], on="state").assign(other=lambda d: d["voters"] - d["trump"])
    cells["x_within"] = cells["income"] - cells["x_mean"]
    found = fit_glmm("cbind(trump, other) ~ x_within + x_mean + (1 | state)", cells, "binomial")
    return Votes(cells, states, found)


def share(logit: Any) -> Any:
    return 1 / (1 + np.exp(-logit))


def voters_within(who: str) -> Figure:
    """By bracket of income: how far the share for Trump lies from that of the voters' own states."""
    here, slope = votes(who), votes(who).found.gamma["x_within"]
    cells = here.cells.assign(expected=here.cells["share"] * here.cells["voters"])
    sums = cells.groupby("income")[["trump", "expected", "voters"]].sum()
    gap = (sums["trump"] - sums["expected"]) / sums["voters"]
    table = pd.DataFrame(
        {"x": sums.index, "y": gap, "group": sums.index.astype(str), "weight": sums["voters"] / sums["voters"].max()}
    )
    mean = float((here.cells["income"] * here.cells["voters"]).sum() / here.cells["voters"].sum())
    level = float(here.cells["trump"].sum() / here.cells["voters"].sum())
    ends = np.linspace(1, 12, 23)
    line = share(np.log(level / (1 - level)) + slope * (ends - mean)) - level
    return Figure(
        f"voters_{who}",
        f"{VOTERS[who]} of one state",
        scatter,
        {"points": table, "line": pd.DataFrame({"x": ends, "y": line})},
        f"{int(here.cells['voters'].sum()):,} voters in {len(table)} brackets of income. Among voters of the same "
        f"state, a bracket more changes the logit of a vote for Trump by {number(slope, 3)}.",
        {
            "x_domain": (0.5, 12.5),
            "y_domain": (-0.12, 0.12),
            "x_title": "family income, bracket",
            "y_title": "vote, against own state",
            "word": "bracket",
            "code": "gamma10",
            "size": 41,
            "y_format": "+.0%",
        },
        still=who,
        key="area: voters; line: model",
    )


def predict_states(run: Run) -> PredictChoice:
    gamma = votes(run.p.voters).found.gamma
    interval = votes(run.p.voters).found.interval()["x_mean"]
    truth = "flat" if interval[0] <= 0 <= interval[1] else ("rises" if gamma["x_mean"] > 0 else "falls")
    among = "slightly more" if gamma["x_within"] > 0 else "slightly less"
    return PredictChoice(
        "states",
        f"Among voters of the same state, those with more income chose Trump {among} often. Compare whole states: mean "
        "income against the share for Trump. What does the line do?",
        {code: (words, STATE_REASONS[truth][code]) for code, words in DIRECTIONS.items()},
        truth=truth,
    )


STATE_REASONS = {
    "falls": {
        "falls": "Richer states voted less for him. Who lives in a rich state differs in much more than income.",
        "flat": "States differ a great deal, and the line through them falls steeply.",
        "rises": "That is the atomistic fallacy: voters of one state say nothing about what sets states apart.",
    },
    "flat": {
        "falls": "It does for white voters. For these voters the interval of the slope holds 0.",
        "flat": "For these voters the interval of the slope between states holds 0.",
        "rises": "Perhaps: the estimate is positive, but its interval holds 0.",
    },
    "rises": {
        "falls": "Here the slope between states is positive.",
        "flat": "Here the slope between states is positive.",
        "rises": "Here the slope between states is positive.",
    },
}


def states(who: str) -> Figure:
    here, gamma = votes(who), votes(who).found.gamma
    table = here.states.reset_index()
    points = pd.DataFrame(
        {
            "x": table["x_mean"],
            "y": table["share"],
            "group": table["state"].astype(str),
            "weight": table["voters"] / table["voters"].max(),
        }
    )
    ends = np.linspace(points["x"].min(), points["x"].max(), 21)
    correlation = float(np.corrcoef(points["x"], points["y"])[0, 1])
    return Figure(
        f"states_{who}",
        "States",
        scatter,
        {
            "points": points,
            "line": pd.DataFrame({"x": ends, "y": share(gamma["Intercept"] + gamma["x_mean"] * ends)}),
        },
        f"{len(points)} states, the District of Columbia among them. Mean income and share for Trump correlate at "
        f"{number(correlation)}.",
        {
            "x_domain": (4, 9),
            "y_domain": (0, 0.85),
            "x_title": "mean income of the voters, bracket",
            "y_title": "share for Trump",
            "word": "state",
            "code": "gamma01",
            "size": 60,
            "y_format": ".0%",
        },
        still=who,
        key="area: voters; line: model",
    )


def real_study(run: Run) -> Iterator[Block]:
    here = votes(run.p.voters)
    within, between = here.found.gamma["x_within"], here.found.gamma["x_mean"]
    low, high = here.found.interval()["x_within"]
    yield Prose(
        "In 2016 the Cooperative Congressional Election Study asked Americans about their income and their vote. "
        "Choose in the panel whose votes you see."
    )
    yield voters_within(run.p.voters)
    yield predict_states(run)
    yield states(run.p.voters)
    yield equation(here.found)
    yield Live(
        "A voter one bracket above another of the same state has @within_odds times the odds of a vote for Trump "
        "(slope **@within**, 95 % interval @low to @high). A state one bracket above another has @between_odds times "
        "the odds (slope **@between**).",
        within_odds=number(float(np.exp(within))),
        within=number(within, 3),
        low=number(low, 3),
        high=number(high, 3),
        between_odds=number(float(np.exp(between))),
        between=number(between, 3),
    )
    white, other = (votes(who).found.gamma["x_within"] for who in ("white", "other"))
    yield Aside(
        "How real is the slope among voters?",
        "Small, and not one thing. Split the voters by race, as the panel lets you, and it is "
        f"{number(white, 3)} among white voters and {number(other, 3)} among all others. The slope of all voters "
        "mixes the two with the difference between them: white voters have higher incomes and chose Trump more "
        "often. A slope within groups is not free of composition either. Gelman and colleagues found in earlier "
        "elections what is left of it here: rich states vote one way, rich voters another.",
    )


def story(run: Run) -> Iterator[Block]:
    yield persons(run)
    found = run.fits["within_between"].gamma["x_within"]
    yield Live(
        "In each of these made-up countries, one SD more income goes with **@change** of risk from heart disease.",
        change=change(found),
    )
    yield Step("From persons to countries")
    yield Row((countries(run), both_levels(run)), (1, 1.25))
    yield predict_context(run)
    yield two_stories(run)
    yield Prose(
        "To carry what holds among persons over to countries is the **atomistic fallacy**. Epidemiologists tell it "
        "with heart disease: within a country the rich die of it less often, while across countries deaths rose with "
        "riches for a long time. Both can be true at once, because a country's riches bring what no one chooses alone."
    )
    yield Step("One slope, or two")
    yield predict_blend(run)
    yield slopes(run)
    yield blend_in_words(run)
    yield Step("The model in symbols and numbers")
    yield equation(run.fits[run.p.model])
    for note in run.fits[run.p.model].notes:
        yield Prose(note)
    yield Step("Set and found")
    yield set_and_found(run)
    yield SecondOpinion("fit", lambda: second_opinion(run.fits["within_between"]).sentence)
    yield Step("Challenge")
    yield challenge(run)
    yield Step("A real reversal: the vote of 2016")
    yield from if_fitted(real_study(run))
    yield Step("Check yourself")
    yield Check(QUESTIONS)
    yield Step("Take away")
    yield TAKEAWAYS


QUESTIONS = (
    Single(
        "name",
        "A study of patients finds that those who exercise are happier. A minister concludes that countries whose "
        "people exercise more must be happier countries. What is wrong?",
        (
            Option(
                "It goes from persons to countries.",
                "The atomistic fallacy: countries differ in more than the habits of their people.",
                right=True,
            ),
            Option(
                "It goes from countries to persons.",
                "That would be the ecological fallacy. Here the data are about persons and the claim about countries.",
                misconception="ecological and atomistic fallacy are the same",
            ),
            Option(
                "Nothing, if the sample of patients was large.",
                "A larger sample of persons knows the slope among persons better, and nothing else.",
                misconception="more units make up for the wrong level",
            ),
        ),
    ),
    Single(
        "one_slope",
        "You fit a random-intercept model with x as it is. The slopes within and between groups differ. What is the "
        "slope you get?",
        (
            Option(
                "A weighted mean of the two, often close to the slope within.",
                "The weights are the precisions, and units within groups are usually many.",
                right=True,
            ),
            Option(
                "The slope within groups: random intercepts take care of the groups.",
                "They take care of the standard error. The slope stays a blend unless x is split.",
                misconception="random intercepts separate within from between",
            ),
            Option(
                "The slope between groups, because the model has groups.",
                "That is the weight with the fewest data behind it.",
                misconception="a multilevel model is about groups",
            ),
        ),
    ),
    Single(
        "centering",
        "You subtract the grand mean from x before you fit. What does it do to the two slopes?",
        (
            Option(
                "Nothing: it moves the intercept only.",
                "Only each group's own mean separates within from between.",
                right=True,
            ),
            Option(
                "It separates within from between.",
                "Group means do that. The grand mean is one number for all.",
                misconception="grand-mean centering separates within and between",
            ),
            Option(
                "It removes the slope between groups.",
                "Groups still differ in their means after one number is taken from everyone.",
                misconception="grand-mean centering removes between-group variance",
            ),
        ),
    ),
    Sort(
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

TAKEAWAYS = Takeaways(
    (
        "What holds among persons need not hold among groups: each level has a slope of its own.",
        "To go from persons to groups is the atomistic fallacy; to go from groups to persons, the ecological one.",
        "Random intercepts alone do not separate the two slopes. They blend them.",
        "Put x in twice, as distance from the group mean and as group mean: #gamma10 and #gamma01.",
        "Their difference is what the group adds. It too can be a matter of who lives there.",
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


def take(run: Run) -> Any:
    """The model that the reader chose."""
    found: LmmFit = run.fits[run.p.model]
    return take_model(found)


LESSON = Lesson(
    slug="atomistic_fallacy",
    title="The atomistic fallacy",
    question="If richer people live longer, do richer countries?",
    minutes=15,
    params=Params,
    simulate=simulate,
    fit=fit,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("ecological_fallacy",),
    take=take,
)
