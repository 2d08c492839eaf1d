"""If states with more X have more Y, do people with X have more Y? The ecological fallacy: from groups to persons.

Level 1:  y_ij = b0_j + gamma10 (x_ij - x_mean_j) + e_ij,        e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + gamma01 x_mean_j + u0_j,              u0_j ~ N(0, tau00)

Reference: Robinson (1950), American Sociological Review 15, 351-357.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from datasets.simulate import Draws, within_between
from lessons import kit
from lessons.kit import Model, Right, Wrong, brief, number, sentence
from lessons.why import census_1930

GAMMA00 = 50.0
MEASURES = {"nativity": "Birth abroad", "race": "Race"}
MODELS = kit.Models(
    total=Model("All persons, one line", "y ~ x"),
    aggregated=Model("State means only", "y ~ x_mean", means=True),
    within_between=Model("Within-between", "y ~ x_within + x_mean + (1 | group)"),
)
SLOPES = {"within": "Within states", "between": "Between states", "total": "All persons"}
SHOWN_BY = {"total": ("total",), "aggregated": ("between",), "within_between": ("within", "between")}
AXES = {
    "x_domain": (-3.6, 3.6), "y_domain": (20, 80), "x_title": "income, x (SD units)",
    "y_title": "support for the tax, y", "group_word": "state",
}  # fmt: skip

ON_AXIS = {"low": -6, "high": 6, "step": 0.1, "unit": "", "close": 0.4}


@dataclass(frozen=True)
class Params(kit.Controls):
    gamma10: float = kit.slider("gamma10", -6, 6, start=-2, step=0.25, label="Slope within states")
    gamma01: float = kit.slider("gamma01", -6, 6, start=5, step=0.25, label="Slope between states")
    icc_x: float = kit.slider("icc_x", 0.05, 0.95, start=0.5, step=0.05)
    tau00: float = kit.slider("tau00", 0, 36, start=6, step=1)
    sigma2: float = kit.slider("sigma2", 1, 64, start=25, step=1)
    n_groups: int = kit.size("n_groups", 6, 60, start=24, label="States")
    n_per_group: int = kit.size("n_per_group", 2, 30, start=20, label="Persons in each state")
    model: str = kit.choice("model", "Fitted model", MODELS.options, start="within_between")
    measure: str = kit.choice("measure", "The census of 1930", MEASURES, start="nativity", part="data")


SCENES = (
    kit.Scene("Groups up, persons down", {"gamma10": -2, "gamma01": 5, "icc_x": 0.5}),
    kit.Scene("Groups down, persons up", {"gamma10": 3, "gamma01": -5, "icc_x": 0.1}),
    kit.Scene("No fallacy", {"gamma10": 3, "gamma01": 3, "icc_x": 0.5}),
    kit.Scene("Context only", {"gamma10": 0, "gamma01": 5, "icc_x": 0.5}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return within_between(draws, **p.world, gamma00=GAMMA00)


def own_slopes(run: kit.Run) -> np.ndarray:
    """The slope of an ordinary regression in each state, (J,)."""
    return run.groups.slope("x", "y")


def world(run: kit.Run, shown: str) -> kit.Figure:
    """The one picture of the made-up world: state means first, then their persons, then one line through all."""
    found, total = run.fits["within_between"], run.fits["total"].gamma
    straight = kit.straight(total["Intercept"], total["x"], np.array([-2.9, 2.9]))
    tables = kit.two_slope_tables(run.groups, found, own_slopes(run))
    tables["between"] = {**tables["between"], "label": kit.labels(("", SLOPES["between"]))}
    tables["total"] = {**straight, "label": kit.labels((SLOPES["total"], ""))}
    tables |= {name: kit.rows(tables[name], slice(0)) for name in NOT_YET[shown]}
    says = sentence(
        WORLD_SAYS[shown],
        states=run.p.n_groups,
        change=kit.change(found.gamma["x_mean"]),
        n=len(run.data),
        down=int((own_slopes(run) < 0).sum()),
        slope=total["x"],
    )
    return kit.Figure("world", "A made-up world", kit.charts.three_lines, tables, says, AXES, picks="means", key=KEY)


KEY = "short lines: inside states"
NOT_YET = {"states": ("dots", "lines", "total"), "persons": ("total",), "everyone": ()}
WORLD_SAYS = {
    "states": "@states states. From one state to the next, one SD more mean income goes with @change of mean support.",
    "persons": "@n persons, a line for each state. Lines that fall: @down of @states.",
    "everyone": "One line through all @n persons has slope @slope.",
}


def predict_total(run: kit.Run) -> kit.PredictNumber:
    p, share = run.p, share_between(run)
    shares = {"between": number(100 * share, 0), "within": number(100 * (1 - share), 0)}
    return kit.PredictNumber(
        "total",
        sentence(
            "You set a slope of @slope within states and of @other between them. In this sample @between % of the "
            "variance of income lies between states. Someone forgets the states and draws one line through all "
            "persons. What slope do you expect it to have?",
            slope=p.gamma10,
            other=p.gamma01,
            between=shares["between"],
        ),
        **ON_AXIS,
        truth=expected_slope(run),
        reasons={verdict: MIXED + sentence(reason, **shares) for verdict, reason in mix_reasons(p).items()},
    )


def share_between(run: kit.Run) -> float:
    """The share of the variance of x in this sample that lies between states."""
    return kit.theory.correlation_ratio(run.columns["x"], run.groups.of_unit)


def expected_slope(run: kit.Run) -> float:
    """The slope of all persons to expect from what was set, given the x of this sample; exact at every size."""
    return kit.theory.total_slope(run.p.gamma10, run.p.gamma01, share_between(run))


def mix_reasons(p: Params) -> Mapping[str, str]:
    """Why a guess missed: which slope it gave too little weight; none where both are one."""
    if p.gamma10 == p.gamma01:
        return dict.fromkeys(("close", "low", "high"), MIX["same"])
    low, high = ("between", "within") if p.gamma01 > p.gamma10 else ("within", "between")
    return {"close": MIX["close"], "low": MIX[low], "high": MIX[high]}


MIXED = sentence("All persons together mix both slopes, each by its share in the differences of x.")
MIX = {
    "same": "Here both slopes are the same, and so is every mix of them.",
    "close": "That is @between % of the slope between and @within % of the slope within.",
    "between": "Give the slope between states its @between %.",
    "within": "Give the slope within states its @within %.",
}


def slopes(run: kit.Run) -> Mapping[str, tuple[float, float, float]]:
    """The slopes within, between and total, each with both ends of its interval."""
    both, total = run.fits["within_between"], run.fits["total"]
    found = {"within": (both, "x_within"), "between": (both, "x_mean"), "total": (total, "x")}
    return {kind: (fit.gamma[term], *fit.interval()[term]) for kind, (fit, term) in found.items()}


def three_slopes(run: kit.Run) -> kit.Figure:
    """The three slopes; strong are those of the chosen model."""
    found, expected, kinds = slopes(run), expected_slope(run), kit.charts.KINDS_OF_SLOPE
    names, values = kit.labels(SLOPES[kind] for kind in kinds), np.array([found[kind] for kind in kinds])
    strong = np.array([kind in SHOWN_BY[run.p.model] for kind in kinds])
    told = [sentence("@kind @slope", kind=SLOPES[kind].lower(), slope=found[kind][0]) for kind in kinds]
    parts = dict(zip(("estimate", "low", "high"), values.T, strict=True))
    tables = {
        "slopes": {"label": names, "kind": kit.labels(kinds), **parts, "chosen": strong},
        "set": {"label": names[:2], "value": np.array([run.p.gamma10, run.p.gamma01], dtype=float)},
        "closed": {"value": np.array([expected])},
    }
    says = sentence(
        "Found: @told. To expect for all persons, from what you set: @closed.", told=kit.listed(told), closed=expected
    )
    settings = {"domain": (-9, 9), "title": "slope of income", "order": tuple(names)}
    key = "diamond: set; dashed: expected"
    return kit.Figure("slopes", "Three slopes", kit.charts.slope_rows, tables, says, settings, key=key)


def mixed_slope(run: kit.Run) -> kit.Live:
    within, between, total = (slope for slope, _, _ in slopes(run).values())
    share = share_between(run)
    return kit.Live(
        "From what you set, **@expected** is to be expected. This sample has slopes of its own, and mixes them in the "
        "same way: @share × @between + @rest × @within = **@formula**. The line through all persons has **@total**.",
        expected=expected_slope(run),
        share=number(share, 3),
        rest=number(1 - share, 3),
        within=kit.factor(within),
        between=kit.factor(between),
        formula=kit.theory.total_slope(within, between, share),
        total=total,
    )


def share_aside(run: kit.Run) -> kit.Aside:
    text = sentence(
        "You set #icc_x at @set. The means of only @n persons differ from state to state by luck too, which adds "
        "(1 − #icc_x) / #n_per_group. So the share to expect in a sample of many states is @expected. With few "
        "states, chance moves it further.",
        set=run.p.icc_x,
        n=run.p.n_per_group,
        expected=kit.theory.expected_ratio(run.p.icc_x, run.p.n_per_group),
    )
    return kit.Aside("Why is the share in the sample not the one you set?", text)


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    says = sentence("Fitted model: @model. @says", model=MODELS[p.model].words.lower(), says=MODEL_SAYS[p.model])
    set_to = {"gamma00": GAMMA00, "gamma10": p.gamma10, "gamma01": p.gamma01, "tau00": p.tau00, "sigma2": p.sigma2}
    return kit.recovery(run.fits[p.model], says, absent=("sigma2",) if p.model == "aggregated" else (), **set_to)


MODEL_SAYS = {
    "total": "It has one slope, printed here as if it were the one within states. It mixes both. Its one residual "
    "variance holds what states differ by, too. Intervals are 95 %, as this model reports them: it takes all persons "
    "as independent.",
    "aggregated": "It knows states only. It has no slope for persons, and that is all it can honestly say of them. "
    "Intervals are 95 %.",
    "within_between": "It has a slope for each level. Intervals are 95 %.",
}


def challenge(run: kit.Run) -> kit.Challenge:
    low, flat = run.fits["within_between"].interval()["x_mean"][0], abs(run.fits["total"].gamma["x"])
    falling = float((own_slopes(run) < 0).mean())
    return kit.Challenge(
        "flat",
        "One world, three truths: states rise, the persons of every state fall, and all persons together do neither.",
        (
            kit.Condition("Between states, the 95 % interval of the slope lies above 0.", kit.reach(low, 1e-9, -3)),
            kit.Condition("Within every single state, the line falls.", kit.reach(falling, 1.0)),
            kit.Condition("Through all persons, the slope lies within 0.4 of 0.", kit.reach(flat, 0.4, 3)),
        ),
        (
            "A line through few persons is shaky. Take many, and let them scatter little about it.",
            "Then balance: share × slope between must cancel (1 − share) × slope within.",
        ),
        {"gamma10": -1.5, "gamma01": 2, "icc_x": 0.4, "tau00": 0, "sigma2": 1, "n_groups": 60, "n_per_group": 30},
    )


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield from census_1930.told(p.measure)
    yield kit.Step("A world of your own: states", moves=("gamma01",))
    yield kit.Stage(world(run, "states"))
    yield kit.Live(
        "Now make a world: persons in made-up states. Does income go with support for a new tax? Between states you "
        "set a slope of @gamma01: #gamma01. Dots and a line are all that a map can show of it.",
        gamma01=p.gamma01,
    )
    yield kit.Step("The persons inside", moves=("scenes", "gamma10", "gamma01", "icc_x"))
    yield kit.Stage(world(run, "persons"))
    yield kit.Live(
        "Now each dot bursts into its persons. Inside every state you set another slope, @gamma10: #gamma10. Drag it. "
        "The lines inside states turn about their dots. The dots stay where they are, whatever their persons do.",
        gamma10=p.gamma10,
    )
    yield kit.Step("All persons together", moves=("gamma10", "gamma01", "icc_x"))
    yield predict_total(run)
    yield kit.Stage(world(run, "everyone"), three_slopes(run))
    yield mixed_slope(run)
    yield share_aside(run)
    yield kit.Step("The model in symbols and numbers", moves=("model",))
    yield from kit.model(run.fits[p.model])
    if p.model == "aggregated":
        yield kit.Prose(
            "In this model each row is a state: its outcome is the mean of the state, and its residual holds what the "
            "state adds and the luck of its persons together."
        )
    yield from kit.set_and_found(set_and_found, run, "within_between")
    yield kit.Step("Challenge", moves=("gamma10", "gamma01", "icc_x", "sigma2", "n_per_group"))
    yield challenge(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


ASKED = {"within": -1.0, "between": 3.0, "icc_x": 0.25}
WRITTEN = {name: brief(value) for name, value in ASKED.items()} | {"rest": brief(1 - ASKED["icc_x"])}
QUESTIONS = (
    kit.Single(
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
    kit.Numeric(
        "mixture",
        kit.fill(
            "Within groups the slope is @within, between groups @between. A share of @icc_x of the variance of x lies "
            "between groups. What is the slope over all units?",
            WRITTEN,
        ),
        kit.theory.total_slope(**ASKED),
        0.05,
        kit.fill("It is @icc_x × @between + @rest × (@within). Two real effects can cancel.", WRITTEN),
        {
            ASKED["between"]: "That is the slope between groups. Units also differ within their groups.",
            ASKED["within"]: "That is the slope within groups. Groups differ in x too.",
            (ASKED["within"] + ASKED["between"]) / 2: "You gave both slopes the same weight. Here x varies mostly "
            "within groups.",
            kit.theory.total_slope(ASKED["between"], ASKED["within"], ASKED["icc_x"]): "You swapped the weights. The "
            "share between groups belongs to the slope between groups.",
        },
    ),
    kit.Single(
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
    kit.Single(
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

TAKEAWAYS = kit.Takeaways(
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


LESSON = kit.Lesson(
    slug="ecological_fallacy",
    title="The ecological fallacy",
    question="If states with more X have more Y, do people with X have more Y?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("nested_data",),
)
