"""If richer people have less heart disease, do richer countries? The atomistic fallacy: from persons to groups.

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
    PredictChoice,
    PredictNumber,
    Prose,
    Recovery,
    Right,
    Row,
    Run,
    Scene,
    SecondOpinion,
    SetFound,
    Single,
    Sort,
    Step,
    Takeaways,
    Wrong,
    choice,
    fill,
    if_fitted,
    number,
    percent,
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
            "group_word": "country",
            "code": "gamma10",
        },
    )


def change(slope: float) -> str:
    """A slope in words: 3.00 points less."""
    return f"{number(abs(slope))} points {'less' if slope < 0 else 'more'}"


def predict_context(run: Run) -> PredictNumber:
    p = run.p
    return PredictNumber(
        "context",
        fill(
            "You set a slope of @among among persons of a country and of @between between countries. Two people earn "
            "the same. One of them lives in a country whose mean income is one SD higher. How much higher is the risk "
            "you expect for that one? Below 0 is lower.",
            {"among": p.gamma10, "between": p.gamma01},
        ),
        low=-12,
        high=12,
        step=0.25,
        unit="points",
        truth=p.gamma01 - p.gamma10,
        close=0.5,
        reasons={
            "close": "Between countries, people differ in their own income too. Take that part off, and what is left "
            "goes with the country.",
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
            "group_word": "country",
            "code": "gamma01",
            "kind": "groups",
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
        "Found: among persons of a country the slope is **@within**, between countries **@between**. The difference, "
        "**@context**, is how much higher the risk of one of two people who earn the same is where the country's mean "
        "income is one SD higher.",
        within=within,
        between=between,
        context=between - within,
    )


def predict_blend(run: Run) -> PredictNumber:
    p, (among, between) = run.p, level_errors(run)
    same = "Both slopes are the same here, and so is every weighted mean of them."
    weight = percent(between**2 / (among**2 + between**2))
    told = fill("Here @weight of the weight goes to the slope among persons.", {"weight": weight})
    return PredictNumber(
        "blend",
        fill(
            "Someone fits random intercepts with x as it is, so one slope only. You set a slope of @slope among "
            "persons and of @other between countries. In this sample that model knows the first with a standard error "
            "of @among, the second with one of @between, and weighs each by one over its squared standard error. What "
            "slope do you expect it to find?",
            {"slope": p.gamma10, "other": p.gamma01, "among": number(among, 3), "between": number(between, 3)},
        ),
        low=-6,
        high=6,
        step=0.1,
        unit="",
        truth=blend(run, p.gamma10, p.gamma01),
        close=0.4,
        reasons={
            "close": "One slope must serve both levels, so it is a weighted mean. "
            + (same if p.gamma10 == p.gamma01 else told),
            **dict.fromkeys(
                ("low", "high"),
                "It is a mean of both slopes, and the one that is known more surely weighs more. "
                + (same if p.gamma10 == p.gamma01 else told),
            ),
        },
    )


def level_errors(run: Run) -> tuple[float, float]:
    """Standard errors of the slopes (among persons, between countries), as the random-intercept model sees them.

    sqrt(sigma2 / SS_within) and sqrt((sigma2 + n tau00) / SS_between), with the variances that this model finds.
    """
    found, (ss_within, ss_between) = run.fits["random_intercept"], sums_of_squares(run)
    noise = found.sigma2 + run.p.n_per_group * found.tau00
    return (found.sigma2 / ss_within) ** 0.5, (noise / ss_between) ** 0.5


def sums_of_squares(run: Run) -> tuple[float, float]:
    """Of x: about the means of countries, and of those means about their own, each counted for every person."""
    x_mean = run.data["x_mean"]
    return float((run.data["x_within"] ** 2).sum()), float(((x_mean - x_mean.mean()) ** 2).sum())


def blend(run: Run, among: float, between: float) -> float:
    """What the random-intercept model of this sample makes of two slopes."""
    found = run.fits["random_intercept"]
    return blended_slope(among, between, *sums_of_squares(run), found.sigma2, found.tau00, run.p.n_per_group)


def blend_in_words(run: Run) -> Live:
    within, between = (run.fits["within_between"].gamma[term] for term in ("x_within", "x_mean"))
    return Live(
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
            SetFound("gamma10", p.gamma10, found.gamma[TERM[p.model]], interval[TERM[p.model]]),
            SetFound("gamma01", p.gamma01, between, interval["x_mean"])
            if between is not False
            else SetFound("gamma01", p.gamma01, None, why="not in this model"),
            variance_row("tau00", p.tau00, found),
            variance_row("sigma2", p.sigma2, found),
        ),
        f"Fitted model: {MODELS[p.model].lower()}. {MODEL_SAYS[p.model]}",
    )


MODEL_SAYS = {
    "total": "It has one slope, printed here as if it were the one among persons. It mixes both. Its one residual "
    "variance holds what countries differ by, too. Intervals are 95 %, as this model reports them: it takes all "
    "persons as independent.",
    "random_intercept": "It has one slope, printed here as if it were the one among persons. It blends both. What it "
    "gets wrong about countries goes into #tau00. Intervals are 95 %, as this model reports them.",
    "within_between": "It has a slope for each level. Intervals are 95 %.",
}


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
            "group_word": "bracket",
            "code": "gamma10",
            "kind": "groups",
            "size": 41,
            "y_format": "+.0%",
        },
        still=who,
        key="area: voters; line: model",
    )


def predict_states(run: Run) -> PredictChoice:
    found = votes(run.p.voters).found
    truth, up = between_states(found), found.gamma["x_within"] > 0
    reasons = STATE_REASONS[truth] | ({} if up else FALLS_AMONG_VOTERS_TOO)
    return PredictChoice(
        "states",
        fill(
            "Among voters of the same state, those with more income chose Trump @among often, on the whole. Compare "
            "whole states: mean income against the share for Trump. What does the line do?",
            {"among": often(found.gamma["x_within"])},
        ),
        {code: (words, reasons[code]) for code, words in DIRECTIONS.items()},
        truth=truth,
        ordered=True,
    )


def between_states(found: GlmmFit) -> str:
    """Which way the slope between states points; "untold" where its 95 % interval holds 0."""
    low, high = found.interval()["x_mean"]
    return "untold" if low <= 0 <= high else ("rises" if low > 0 else "falls")


def often(slope: float) -> str:
    """How much more often, by the logit of one bracket; .03 changes the odds by 3 %."""
    return f"{'slightly ' if abs(slope) < 0.03 else ''}{'more' if slope > 0 else 'less'}"


DIRECTIONS = {
    "falls": "It falls",
    "untold": "It cannot be told: the 95 % interval of its slope holds 0",
    "rises": "It rises",
}
STATE_REASONS = {
    "falls": {
        "falls": "In richer states a smaller share chose him. Who lives in a rich state differs in much more than "
        "income.",
        "untold": "States differ a great deal, and the whole interval lies below 0.",
        "rises": "That is the atomistic fallacy: voters of one state say nothing about what sets states apart.",
    },
    "untold": {
        "falls": "It does for all voters together. For these the interval holds 0: the line may fall or rise.",
        "untold": "For these voters there are too few states, or too little between them, to say whether it falls or "
        "rises.",
        "rises": "The estimate is positive, but its interval holds 0. Voters of one state say nothing about states.",
    },
}
FALLS_AMONG_VOTERS_TOO = {
    "falls": "It does, and far more steeply than among voters of one state, who say nothing about what sets states "
    "apart.",
    "rises": "Among these voters both slopes point down, though neither could be told from the other.",
}


def reversal(found: GlmmFit) -> Live:
    """Whether the two slopes of the vote have opposite signs, for the voters that are shown."""
    (low, high), within = found.interval()["x_mean"], found.gamma["x_within"]
    truth = between_states(found)
    if truth == "untold":
        return Live(
            "Between states the interval, @low to @high, holds 0. So for these voters no one can say whether the "
            "slopes point in opposite directions.",
            low=low,
            high=high,
        )
    if (within > 0) == (truth == "rises"):
        return Live(
            "Both slopes point the same way for these voters. They are far from equal: between states it is **@times** "
            "times as steep.",
            times=number(found.gamma["x_mean"] / within, 0),
        )
    return Live(
        "The slopes point in opposite directions. Read off one level, the other comes out wrong, in sign and in size."
    )


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
            "group_word": "state",
            "code": "gamma01",
            "kind": "groups",
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
    yield reversal(here.found)
    white, other = (votes(who).found.gamma["x_within"] for who in ("white", "other"))
    yield Aside(
        "How real is the slope among voters?",
        fill(
            "Small for all voters, and not one thing. Split the voters by race, as the panel lets you, and it is "
            "@white among white voters and @other among all others. The slope of all voters mixes the two with the "
            "difference between them: white voters have higher incomes and chose Trump more often. A slope within "
            "groups is not free of composition either. In earlier elections Gelman and colleagues found rich states "
            "voting one way and rich voters another.",
            {"white": number(white, 3), "other": number(other, 3)},
        ),
    )


def story(run: Run) -> Iterator[Block]:
    yield persons(run)
    found = run.fits["within_between"].gamma["x_within"]
    yield Live(
        "These are made-up countries. Among persons of one of them, one SD more income goes with **@change** of risk "
        "from heart disease.",
        change=change(found),
    )
    yield Step("From persons to countries")
    yield Row((countries(run), both_levels(run)), (1, 1.25))
    yield predict_context(run)
    yield two_stories(run)
    yield Prose(
        "To carry what holds among persons over to countries is the **atomistic fallacy**. Epidemiologists tell it "
        "with heart disease: within many countries the rich die of it less often, while across countries deaths once "
        "rose with riches. Both can be true at once: a country's riches bring what no one chooses alone."
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
    yield Step("A real study: the vote of 2016")
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
    Single(
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
    Single(
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


def take(run: Run) -> Any:
    """The model that the reader chose."""
    found: LmmFit = run.fits[run.p.model]
    return take_model(found)


LESSON = Lesson(
    slug="atomistic_fallacy",
    title="The atomistic fallacy",
    question="If richer people have less heart disease, do richer countries?",
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
