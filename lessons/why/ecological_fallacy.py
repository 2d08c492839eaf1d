"""If states with more X have more Y, do people with X have more Y? The ecological fallacy: from groups to persons.

Level 1:  y_ij = b0_j + gamma10 (x_ij - x_mean_j) + e_ij,        e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + gamma01 x_mean_j + u0_j,              u0_j ~ N(0, tau00)

Reference: Robinson (1950), American Sociological Review 15, 351-357.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from datasets.simulate import Draws, within_between
from lessons.kit import (
    Aside,
    Block,
    Challenge,
    Check,
    Condition,
    Controls,
    Figure,
    Lesson,
    Live,
    Numeric,
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
    Step,
    Table,
    Takeaways,
    TakeModel,
    Wrong,
    choice,
    fill,
    number,
    reach,
    size,
    slider,
    take_model,
)
from lessons.kit.charts import KINDS_OF_SLOPE, line_table, scatter, slope_rows, three_lines, two_slopes
from lessons.kit.fit import fit_lmm, fit_ols, second_opinion
from lessons.kit.robinson import (
    CATEGORIES,
    census,
    map_of_divisions,
    map_of_states,
    persons_1930,
    printed_and_computed,
)
from lessons.kit.theory import correlation_ratio, expected_ratio, total_slope
from lessons.kit.views import equation, table_of, variance_row

GAMMA00 = 50.0
MEASURES = {"nativity": "Birth abroad", "race": "Race"}
MODELS = {"total": "All persons, one line", "aggregated": "State means only", "within_between": "Within-between"}
TERMS = {
    "total": {"gamma10": "x"},
    "aggregated": {"gamma01": "x_mean"},
    "within_between": {"gamma10": "x_within", "gamma01": "x_mean"},
}
SLOPES = {"within": "Within states", "between": "Between states", "total": "All persons"}
WORLD_AXES = {
    "x_domain": (-3.6, 3.6),
    "y_domain": (20, 80),
    "x_title": "income, x (SD units)",
    "y_title": "support for the tax, y",
    "group_word": "state",
}


@dataclass(frozen=True)
class Params(Controls):
    gamma10: float = slider("gamma10", -6, 6, start=-2, step=0.25, label="Slope within states")
    gamma01: float = slider("gamma01", -6, 6, start=5, step=0.25, label="Slope between states")
    icc_x: float = slider("icc_x", 0.05, 0.95, start=0.5, step=0.05)
    tau00: float = slider("tau00", 0, 36, start=6, step=1)
    sigma2: float = slider("sigma2", 1, 64, start=25, step=1)
    n_groups: int = size("n_groups", 6, 60, start=24)
    n_per_group: int = size("n_per_group", 2, 30, start=20)
    model: str = choice("model", "Fitted model", MODELS, start="within_between")
    measure: str = choice("measure", "The census of 1930", MEASURES, start="nativity", part="data")


SCENES = (
    Scene("Groups up, persons down", {"gamma10": -2, "gamma01": 5, "icc_x": 0.5}),
    Scene("Groups down, persons up", {"gamma10": 3, "gamma01": -5, "icc_x": 0.1}),
    Scene("No fallacy", {"gamma10": 3, "gamma01": 3, "icc_x": 0.5}),
    Scene("Context only", {"gamma10": 0, "gamma01": 5, "icc_x": 0.5}),
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
    """One line through all persons, one through the group means, and a slope for each level."""
    return {
        "total": fit_ols("y ~ x", data),
        "aggregated": fit_ols("y ~ x_mean", means_of(data)),
        "within_between": fit_lmm("y ~ x_within + x_mean + (1 | group)", data),
    }


def means_of(data: pd.DataFrame) -> pd.DataFrame:
    """Group means (level 2): group, x_mean, y."""
    groups = data["group"].cat
    codes = groups.codes.to_numpy()
    sums = {name: np.bincount(codes, data[name]) / np.bincount(codes) for name in ("x_mean", "y")}
    return pd.DataFrame({"group": groups.categories} | sums)


# The census of 1930.


def turn(persons: float, states: float) -> str:
    """What becomes of the states' correlation among persons."""
    if abs(persons) < 0.05:
        return "none"
    if persons * states < 0:
        return "opposite"
    return "weaker" if abs(persons) < abs(states) / 2 else "same"


def predict_persons(measure: str) -> PredictChoice:
    found, members = census(measure).correlation, CATEGORIES[measure].members
    usual, turned = ("more", "less") if found["states"] > 0 else ("less", "more")
    who = f"{members[0].upper()}{members[1:]} persons were"
    words = {
        "same": f"{who} {usual} often illiterate, and the correlation is about as strong",
        "weaker": f"{who} {usual} often illiterate, but the correlation is much weaker",
        "none": "There is hardly any difference",
        "opposite": f"{who} {turned} often illiterate",
    }
    truth = turn(found["persons"], found["states"])
    return PredictChoice(
        f"persons_{measure}",
        f"You have seen states. Now take the persons in them, {members} or not, illiterate or not. What do you expect?",
        {code: (said, REASONS[truth][code]) for code, said in words.items()},
        truth=truth,
        ordered=True,
    )


REASONS = {
    "opposite": {
        "same": "You read persons off the states. What holds for the shares of states need not hold for anyone there.",
        "weaker": "Weaker it is. But you kept the direction of the states, and among persons it turns round.",
        "none": "There is a difference, a clear one, and it points the other way.",
        "opposite": "The direction over states says nothing about the direction among persons.",
    },
    "weaker": {
        "same": "The direction holds here, the strength does not: shares of states leave out most of what persons "
        "differ by.",
        "weaker": "Shares of states leave out most of what persons differ by, so they correlate far more strongly.",
        "none": "There is a clear difference. The correlation is low because most persons of both kinds could read.",
        "opposite": "A direction can turn round on the way from states to persons. Here it holds.",
    },
}
SEEN = {
    "nativity": "States with a larger share of foreign-born white persons tended to have a smaller share who could not "
    "read and write.",
    "race": "States with a larger share of Black persons tended to have a larger share who could not read and write.",
}
WHY = {
    "nativity": "Most immigrants had settled where schools reached nearly everyone. Take white persons born in the "
    "country to parents born there: over states, their illiteracy and the share of immigrants correlate at "
    "**@native**. So the dots show where immigrants lived, not who could not read.",
    "race": "Most Black persons lived in the South. Laws against teaching the enslaved, and then segregated and "
    "underfunded schools, had kept reading from many of them. The same states taught poor white children badly: over "
    "states, the illiteracy of white persons born in the country to parents born there and the share of Black persons "
    "correlate at **@native**.",
}


def settled(measure: str) -> Live:
    here = census(measure)
    return Live(
        f"In @worse of @n states, {CATEGORIES[measure].members} persons were more often illiterate than all others in "
        f"the same state. {WHY[measure]}",
        worse=here.n_worse,
        n=len(here.states),
        native=here.native,
    )


def mixture(measure: str) -> Live:
    """The difference among all persons is a mixture of the two slopes, exactly."""
    s = census(measure).slopes
    return Live(
        "Count illiterate persons out of 100. Within states, members of the category have **@within** more than "
        "others. Between states the slope is **@between**, from a share of none to a share of all. But of the "
        "variance in who is a member, only @part % lies between states. So over all persons the difference is @weight "
        "× @bracketed + @rest × @within = **@total**.",
        within=number(100 * s.within, 2),
        between=number(100 * s.between, 2),
        bracketed=bracketed(100 * s.between, 2),
        part=number(100 * s.share, 0),
        weight=number(s.share, 3),
        rest=number(1 - s.share, 3),
        total=number(100 * total_slope(s.within, s.between, s.share), 1),
    )


def bracketed(value: float, digits: int) -> str:
    """A number as a factor: in brackets where it is negative."""
    return f"({number(value, digits)})" if value < 0 else number(value, digits)


def printed(measure: str) -> Table:
    return table_of(
        printed_and_computed(measure),
        "For states Robinson took percentages of all persons, to one decimal; unrounded they correlate at "
        f"{number(census(measure).unrounded, 3)}. How else he rounded is not known: a last digit may differ from his. "
        "All other rows are out of four categories, the divisions in thousands. He weighted divisions and not states; "
        "te Grotenhuis and colleagues (2011) did.",
    )


# The world with two slopes.


Tables = Mapping[str, pd.DataFrame]


def lines_of(run: Run) -> Tables:
    """What both pictures of the world draw: persons, a line of its own for each state, the states and their line."""
    data, means, slope = run.data, means_of(run.data), own_slopes(run)
    found = run.fits["within_between"].gamma
    level = means["y"] - slope * means["x_mean"]
    by_state = pd.Index(means["group"])
    ends = np.array([means["x_mean"].min(), means["x_mean"].max()])
    return {
        "dots": data[["x", "y", "group"]],
        "lines": line_table(data, pd.Series(level.to_numpy(), by_state), pd.Series(slope, by_state)),
        "means": means.rename(columns={"x_mean": "x"}),
        "between": pd.DataFrame({"x": ends, "y": found["Intercept"] + found["x_mean"] * ends}),
    }


def own_slopes(run: Run) -> np.ndarray:
    """The slope of an ordinary regression in each state, (J,)."""
    x, y = (run.data[name].to_numpy().reshape(run.p.n_groups, -1) for name in ("x_within", "y"))
    return (x * y).sum(axis=1) / (x**2).sum(axis=1)


def made_up_states(run: Run, tables: Tables) -> Figure:
    found = run.fits["aggregated"].gamma["x_mean"]
    means = tables["means"].assign(weight=0.0)
    axes = {name: value for name, value in WORLD_AXES.items() if name != "group_word"}
    return Figure(
        "states",
        "States: all that the means can show",
        scatter,
        {"points": means, "line": tables["between"]},
        f"{run.p.n_groups} states. From one state to the next, one SD more mean income goes with {change(found)} of "
        "mean support.",
        axes
        | {
            "x_title": "mean income",
            "y_title": "mean support",
            "group_word": "state",
            "code": "gamma01",
            "kind": "groups",
            "size": 90,
        },
    )


def change(slope: float) -> str:
    """A slope in words: 3.00 points less."""
    return f"{number(abs(slope))} points {'less' if slope < 0 else 'more'}"


def persons_in_states(run: Run, tables: Tables) -> Figure:
    n_down = int((own_slopes(run) < 0).sum())
    return Figure(
        "pupils",
        "The same states, with their persons",
        two_slopes,
        tables,
        fill(
            "@n persons, a line for each state. Lines that fall: @down of @states.",
            {"n": len(run.data), "down": n_down, "states": run.p.n_groups},
        ),
        WORLD_AXES,
        picks="means",
        key="short: within, long: between",
    )


def predict_total(run: Run) -> PredictNumber:
    p, share = run.p, share_between(run)
    shares = {"between": f"{number(100 * share, 0)} %", "within": f"{number(100 * (1 - share), 0)} %"}
    return PredictNumber(
        "total",
        fill(
            "You set a slope of @slope within states and of @other between them. In this sample @between of the "
            "variance of income lies between states. Someone forgets the states and draws one line through all "
            "persons. What slope do you expect it to have?",
            {"slope": p.gamma10, "other": p.gamma01, "between": shares["between"]},
        ),
        low=-6,
        high=6,
        step=0.1,
        unit="",
        truth=expected_slope(run),
        close=0.4,
        reasons={verdict: fill(reason, shares) for verdict, reason in mix_reasons(p).items()},
    )


def share_between(run: Run) -> float:
    """The share of the variance of x in this sample that lies between states."""
    return correlation_ratio(run.data["x"], run.data["group"])


def expected_slope(run: Run) -> float:
    """The slope of all persons to expect from what was set, given the x of this sample; exact at every size."""
    return total_slope(run.p.gamma10, run.p.gamma01, share_between(run))


def mix_reasons(p: Params) -> Mapping[str, str]:
    """Why a guess missed: which slope it gave too little weight; none where both are one."""
    mixed = "All persons together mix both slopes, each by its share in the differences of x."
    if p.gamma10 == p.gamma01:
        return dict.fromkeys(
            ("close", "low", "high"), f"{mixed} Here both slopes are the same, and so is every mix of them."
        )
    more = {"between": f"{mixed} Give the slope between states its @between.",
            "within": f"{mixed} Give the slope within states its @within."}  # fmt: skip
    higher, lower = ("between", "within") if p.gamma01 > p.gamma10 else ("within", "between")
    return {"close": f"{mixed} That is @between of the slope between and @within of the slope within.",
            "low": more[higher], "high": more[lower]}  # fmt: skip


def everyone(run: Run, tables: Tables) -> Figure:
    found = run.fits["total"].gamma
    ends = np.array([-2.9, 2.9])
    total = pd.DataFrame({"x": ends, "y": found["Intercept"] + found["x"] * ends, "label": [SLOPES["total"], ""]})
    between = tables["between"].assign(label=["", SLOPES["between"]])
    return Figure(
        "everyone",
        "Three lines through one set of persons",
        three_lines,
        {**tables, "between": between, "total": total},
        f"One line through all {len(run.data)} persons has slope {number(found['x'])}.",
        WORLD_AXES,
        picks="means",
        key="short: within states",
    )


def slope_table(run: Run) -> pd.DataFrame:
    """Within, between and total with their intervals; strong are those of the chosen model."""
    wb, total = run.fits["within_between"], run.fits["total"]
    parts = {"within": (wb, "x_within"), "between": (wb, "x_mean"), "total": (total, "x")}
    strong = {"total": ("total",), "aggregated": ("between",), "within_between": ("within", "between")}[run.p.model]
    return pd.DataFrame(
        [
            (SLOPES[kind], kind, found.gamma[term], *found.interval()[term], kind in strong)
            for kind, (found, term) in parts.items()
        ],
        columns=["label", "kind", "estimate", "low", "high", "chosen"],
    )


def three_slopes(run: Run) -> Figure:
    p, rows, closed = run.p, slope_table(run), expected_slope(run)
    told = "; ".join(f"{row.label.lower()} {number(row.estimate)}" for row in rows.itertuples())
    return Figure(
        "slopes",
        "Three slopes",
        slope_rows,
        {
            "slopes": rows,
            "set": pd.DataFrame({"label": list(SLOPES.values())[:2], "value": [p.gamma10, p.gamma01]}),
            "closed": pd.DataFrame({"value": [closed]}),
        },
        fill("Found: @told. To expect for all persons, from what you set: @closed.", {"told": told, "closed": closed}),
        {"domain": (-9, 9), "title": "slope of income", "order": tuple(SLOPES[kind] for kind in KINDS_OF_SLOPE)},
        key="diamond: set; dashed: expected",
    )


def mixed_slope(run: Run) -> Live:
    within, between, total = slope_table(run)["estimate"]
    share = share_between(run)
    return Live(
        "From what you set, **@expected** is to be expected. This sample has slopes of its own, and mixes them in the "
        "same way: @share × @between + @rest × @within = **@formula**. The line through all persons has **@total**.",
        expected=expected_slope(run),
        share=number(share, 3),
        rest=number(1 - share, 3),
        within=bracketed(within, 2),
        between=bracketed(between, 2),
        formula=total_slope(within, between, share),
        total=total,
    )


def share_aside(run: Run) -> Aside:
    p = run.p
    facts = {"set": p.icc_x, "n": p.n_per_group, "expected": expected_ratio(p.icc_x, p.n_per_group)}
    return Aside(
        "Why is the share in the sample not the one you set?",
        fill(
            "You set #icc_x at @set. The means of only @n persons differ from state to state by luck too, which adds "
            "(1 − #icc_x) / #n_per_group. So the share to expect in a sample of many states is @expected. With few "
            "states, chance moves it further.",
            facts,
        ),
    )


def slope_row(code: str, set_to: float, run: Run) -> SetFound:
    found, term = run.fits[run.p.model], TERMS[run.p.model].get(code)
    if term is None:
        return SetFound(code, set_to, None, why="not in this model")
    return SetFound(code, set_to, found.gamma[term], found.interval()[term])


MODEL_SAYS = {
    "total": "It has one slope, printed here as if it were the one within states. It mixes both. Its one residual "
    "variance holds what states differ by, too. Intervals are 95 %, as this model reports them: it takes all persons "
    "as independent.",
    "aggregated": "It knows states only. It has no slope for persons, and that is all it can honestly say of them. "
    "Intervals are 95 %.",
    "within_between": "It has a slope for each level. Intervals are 95 %.",
}
EACH_ROW_IS_A_STATE = (
    "In this model each row is a state: its outcome is the mean of the state, and its residual holds what the state "
    "adds and the luck of its persons together."
)


def set_and_found(run: Run) -> Recovery:
    found, p = run.fits[run.p.model], run.p
    lost = SetFound("sigma2", p.sigma2, None, why="not in this model")
    return Recovery(
        (
            SetFound("gamma00", GAMMA00, found.gamma["Intercept"], found.interval()["Intercept"]),
            slope_row("gamma10", p.gamma10, run),
            slope_row("gamma01", p.gamma01, run),
            variance_row("tau00", p.tau00, found),
            lost if p.model == "aggregated" else variance_row("sigma2", p.sigma2, found),
        ),
        f"Fitted model: {MODELS[p.model].lower()}. {MODEL_SAYS[p.model]}",
    )


def challenge(run: Run) -> Challenge:
    low = run.fits["within_between"].interval()["x_mean"][0]
    flat = abs(run.fits["total"].gamma["x"])
    return Challenge(
        "flat",
        "One world, three truths: states rise, the persons of every state fall, and all persons together do neither.",
        (
            Condition("Between states, the 95 % interval of the slope lies above 0.", reach(low, 1e-9, -3)),
            Condition("Within every single state, the line falls.", reach(float((own_slopes(run) < 0).mean()), 1.0)),
            Condition("Through all persons, the slope lies within 0.4 of 0.", reach(flat, 0.4, 3)),
        ),
        (
            "A line through few persons is shaky. Take many, and let them scatter little about it.",
            "Then balance: share × slope between must cancel (1 − share) × slope within.",
        ),
        {"gamma10": -1.5, "gamma01": 2, "icc_x": 0.4, "tau00": 0, "sigma2": 1, "n_groups": 60, "n_per_group": 30},
    )


CENSUS_WORDS = (
    "The census of 1930 sorted every person by rules of its own. It printed “native white”, with parents born in the "
    "country or abroad, “foreign-born white”, “Negro”, and “other races”, among whom it counted Mexicans. These words "
    "say how the state looked at people, not who they were. The counts come sorted that way, so this page has to use "
    "the categories; it writes Black for the third. Illiterate means: aged 10 or over and not able to read and write "
    "in any language. Robinson left “other races” out, except in his percentages by state."
)


def story(run: Run) -> Iterator[Block]:
    measure = run.p.measure
    here = census(measure)
    yield map_of_states(measure, "first", 3, 1300)
    yield Live(
        f"{SEEN[measure]} Over @n states, the District of Columbia among them, the correlation is **@r**.",
        n=len(here.states),
        r=number(here.correlation["states"], 3),
    )
    yield predict_persons(measure)
    persons, states = persons_1930(measure), map_of_states(measure, "states", 2, 800)
    yield Row((persons, states, map_of_divisions(measure, 800)), (1, 1, 1))
    yield settled(measure)
    yield mixture(measure)
    yield printed(measure)
    yield Prose(
        "W. S. Robinson called a correlation of shares **ecological**. Sociologists had been reading persons off maps "
        "for decades, and in 1950 he showed with these counts that it cannot be done. To do it all the same is now "
        "known as the **ecological fallacy**. The panel has his other comparison: choose it, and guess again."
    )
    yield Aside("The words of the census", CENSUS_WORDS)
    yield Step("A world with two slopes")
    yield Prose(
        "Now make a world of your own: persons in made-up states. Does income go with support for a new tax? You set "
        "one answer for persons of the same state, #gamma10, and another for states, #gamma01."
    )
    tables = lines_of(run)
    yield Row((made_up_states(run, tables), persons_in_states(run, tables)), (1, 1.25))
    yield Step("All persons together")
    yield predict_total(run)
    yield Row((everyone(run, tables), three_slopes(run)), (1.25, 1))
    yield mixed_slope(run)
    yield share_aside(run)
    yield Step("The model in symbols and numbers")
    yield equation(run.fits[run.p.model])
    if run.p.model == "aggregated":
        yield Prose(EACH_ROW_IS_A_STATE)
    for note in run.fits[run.p.model].notes:
        yield Prose(note)
    yield Step("Set and found")
    yield set_and_found(run)
    yield SecondOpinion("fit", lambda: second_opinion(run.fits["within_between"]).sentence)
    yield Step("Challenge")
    yield challenge(run)
    yield Step("Check yourself")
    yield Check(QUESTIONS)
    yield Step("Take away")
    yield TAKEAWAYS


ASKED = {"within": -1.0, "between": 3.0, "icc_x": 0.25}
QUESTIONS = (
    Single(
        "districts",
        "Districts with more unemployed people gave a party more votes. A newspaper writes that the unemployed voted "
        "for it. What do the districts show?",
        (
            Right(
                "That the party did better where more people were unemployed, and no more.",
                "Who in those districts voted for it stays open. Their employed neighbors may have.",
            ),
            Wrong(
                "That unemployed people chose the party more often than employed people.",
                "That is the ecological fallacy: districts have been compared, not the persons in them.",
                "aggregate slope = individual slope",
            ),
            Wrong(
                "Nothing at all: results for groups are always misleading.",
                "They are right about groups. The party did do better in such districts.",
                "only results for persons are real",
            ),
        ),
    ),
    Numeric(
        "mixture",
        f"Within groups the slope is {number(ASKED['within'], 0)}, between groups {number(ASKED['between'], 0)}. "
        f"A share of {ASKED['icc_x']} of the variance of x lies between groups. What is the slope over all units?",
        total_slope(**ASKED),
        0.05,
        f"It is {ASKED['icc_x']} × {number(ASKED['between'], 0)} + {1 - ASKED['icc_x']} × "
        f"({number(ASKED['within'], 0)}). Two real effects can cancel.",
        {
            ASKED["between"]: "That is the slope between groups. Units also differ within their groups.",
            ASKED["within"]: "That is the slope within groups. Groups differ in x too.",
            (ASKED["within"] + ASKED["between"]) / 2: "You gave both slopes the same weight. Here x varies mostly "
            "within groups.",
            total_slope(ASKED["between"], ASKED["within"], ASKED["icc_x"]): "You swapped the weights. The share "
            "between groups belongs to the slope between groups.",
        },
    ),
    Single(
        "when_safe",
        "You have nothing but group means. When does their slope equal the slope within groups?",
        (
            Right(
                "When a group's mean of x adds nothing beyond the x of its members.",
                "Then both slopes are one. But the means alone cannot tell you so.",
            ),
            Wrong(
                "When there are many groups.",
                "Many groups make the slope between them precise. It stays the slope between groups.",
                "more groups turn a group slope into an individual one",
            ),
            Wrong(
                "When each group has many members.",
                "Then the means are precise. Their slope is still that between groups.",
                "precise means turn a group slope into an individual one",
            ),
        ),
    ),
    Single(
        "strong",
        "Two measures correlate more strongly over regions than over persons. Why is that so common?",
        (
            Right(
                "Means leave out what persons of one region differ by.",
                "That variation is often most of what persons have. Without it, what is left looks neat.",
            ),
            Wrong(
                "Regions are measured with more care, so their correlation is the true one.",
                "Both can be right. They are answers to two questions.",
                "a stronger correlation is a better estimate of the same thing",
            ),
            Wrong(
                "There are fewer regions than persons.",
                "A small number makes a correlation uncertain, not strong.",
                "small samples give high correlations",
            ),
        ),
    ),
)

TAKEAWAYS = Takeaways(
    (
        "What holds for the means of groups need not hold for their members, neither in strength nor in direction.",
        "The slope of all units mixes two: the share of x between groups times the slope between, plus the rest times "
        "the slope within.",
        "Means alone show #gamma01 and never #gamma10. No number of groups changes that.",
        "The group result is not wrong. It answers a question about groups, where context can matter too.",
        "With units and their groups, fit both slopes: x as distance from the group mean, and the group mean.",
    ),
    (
        "Robinson, W. S. (1950). Ecological correlations and the behavior of individuals. *American Sociological "
        "Review* 15, 351–357.",
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., chapter 3. Sage.",
        "Subramanian, S. V., Jones, K., Kaddour, A., and Krieger, N. (2009). Revisiting Robinson: the perils of "
        "individualistic and ecologic fallacy. *International Journal of Epidemiology* 38, 342–360.",
        "te Grotenhuis, M., Eisinga, R., and Subramanian, S. V. (2011). Robinson's *Ecological correlations and the "
        "behavior of individuals*: methodological corrections. *International Journal of Epidemiology* 40, 1123–1125.",
    ),
)


def take(run: Run) -> TakeModel:
    """The model that the reader chose."""
    return take_model(run.fits[run.p.model], "group" if run.p.model == "aggregated" else "")


LESSON = Lesson(
    slug="ecological_fallacy",
    title="The ecological fallacy",
    question="If states with more X have more Y, do people with X have more Y?",
    minutes=15,
    params=Params,
    simulate=simulate,
    fit=fit,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("nested_data",),
    take=take,
)
