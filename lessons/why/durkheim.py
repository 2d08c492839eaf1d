"""Can provinces commit suicide? What a table of groups leaves open about persons, and context as a cause.

Provinces:  rate_j = x_mean_j b1_j + (1 - x_mean_j) b0_j,  b1_j, b0_j: the rates of Protestants and of others
Level 1:    y_ij = b0_j + gamma10 x_ij + e_ij,             e_ij ~ N(0, sigma2), x: own faith, 0 or 1
Level 2:    b0_j = gamma00 + gamma01 w_j + u0_j,           u0_j ~ N(0, tau00), w: the share of that faith

Reference: Durkheim (1897), Le Suicide, book 2, chapter 2; Duncan and Davis (1953), American Sociological Review 18.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from datasets.simulate import Draws, own_and_context
from lessons import kit
from lessons.kit import Model, Multiple, Numeric, Right, Single, Wrong, sentence
from lessons.why import prussia_told

GAMMA00 = 40.0
MODELS = kit.Models(
    provinces=Model("Province means only", "y ~ w", means=True),
    faith=Model("Own faith only", "y ~ x + (1 | group)"),
    both=Model("Own faith and context", "y ~ x + w + (1 | group)"),
)
AXES = {
    "x_domain": (-3, 103), "y_domain": (10, 70), "x_title": "Protestants, percent", "y_title": "loneliness, y (score)",
    "group_word": "province",
}  # fmt: skip
PART = {"lo": 0, "hi": 100, "start": 50, "step": 1, "part": "data"}


@dataclass(frozen=True)
class Params(kit.Controls):
    counted: str = kit.choice("counted", "The table of 1897", prussia_told.COUNTED, start="provinces", part="data")
    part_many: float = kit.slider("part_many", **PART, label="Protestants' part, where most are Protestant")
    part_few: float = kit.slider("part_few", **PART, label="Protestants' part, where most are not")
    gamma10: float = kit.slider("gamma10", -15, 15, start=4, step=1, label="Own faith")
    gamma01: float = kit.slider("gamma01", -15, 15, start=8, step=1, label="Faith around")
    tau00: float = kit.slider("tau00", 0, 36, start=6, step=1, label="Variance between provinces")
    sigma2: float = kit.slider("sigma2", 4, 144, start=64, step=4, label="Variance among persons")
    n_groups: int = kit.size("n_groups", 6, 40, start=13, label="Provinces")
    n_per_group: int = kit.size("n_per_group", 10, 60, start=40, step=2, label="Persons in each province")
    model: str = kit.choice("model", "Fitted model", MODELS.options, start="both")


SCENES = (
    kit.Scene("No difference inside", {"part_few": 50, "part_many": 50}),
    kit.Scene("Only Protestants", {"part_few": 100, "part_many": 100}),
    kit.Scene("Only others", {"part_few": 0, "part_many": 0}),
    kit.Scene("Whoever is few", {"part_few": 90, "part_many": 10}),
    kit.Scene("Context only", {"gamma10": 0, "gamma01": 12}),
    kit.Scene("Faith against context", {"gamma10": -8, "gamma01": 15}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return own_and_context(draws, **p.world, gamma00=GAMMA00)


def land(run: kit.Run, shown: str) -> kit.Figure:
    """A made-up land in which every person was asked: lines inside provinces first, then dots and their line."""
    cells, found = _cells(run), run.fits["provinces"].gamma
    x, y = 100 * run.groups.mean("x"), run.groups.mean("y")
    names = kit.labels("" for _ in y)
    between = kit.straight(found["Intercept"], found["w"] / 100, x)
    tables = {
        "points": {"x": x, "y": y, "place": run.groups.labels, "persons": run.groups.n.astype(float), "name": names},
        "line": between | {"label": kit.labels(("", "between provinces")), "dy": np.array([0, -12])},
        "kinds": cells,
        "lines": {name: cells[name] for name in ("x", "y", "place")},
        "within": _average_inside(run),
    }
    tables["total"] = kit.rows(tables["within"], slice(0))
    tables |= {name: kit.rows(tables[name], slice(0)) for name in ("points", "line") if shown == "inside"}
    says = sentence(
        LAND_SAYS[shown],
        n=len(run.data),
        provinces=run.p.n_groups,
        inside=kit.signed(run.fits["both"].gamma["x"]),
        between=kit.signed(found["w"]),
    )
    return kit.Figure("land", "A made-up land", kit.charts.levels, tables, says, AXES, key="area: persons")


LAND_SAYS = {
    "inside": "@n persons in @provinces provinces, each a line from its others to its Protestants. Found for own "
    "faith: @inside.",
    "both": "@n persons in @provinces provinces. Found for own faith, inside: @inside. From no Protestants to only "
    "Protestants, between provinces: @between.",
}


def _cells(run: kit.Run) -> kit.Columns:
    """The others and the Protestants of each province: mean y at 0 and at 100, (2 J,)."""
    x, y, rows = run.columns["x"], run.columns["y"], 2 * run.groups.of_unit
    cell = (rows + x).astype(np.intp)
    n = np.bincount(cell, minlength=2 * len(run.groups))
    place = run.groups.labels[np.repeat(np.arange(len(run.groups)), 2)]
    ends = np.tile([0.0, 100.0], len(run.groups))
    return {"x": ends, "y": np.bincount(cell, y, minlength=len(n)) / n, "place": place, "persons": n.astype(float)}


def _average_inside(run: kit.Run) -> kit.Columns:
    """The line that the model finds inside a province of average make-up."""
    gamma, w = run.fits["both"].gamma, float(run.groups.mean("x").mean())
    level = gamma["Intercept"] + gamma["w"] * w
    ends = {"x": np.array([0.0, 100.0]), "y": np.array([level, level + gamma["x"]])}
    return ends | {"label": kit.labels(("", "inside provinces")), "dy": np.array([0, 18])}


def land_in_words(p: Params) -> kit.Live:
    return kit.Live(
        "Durkheim's cause was no creed. He held that a community which binds its people loosely leaves each of them "
        "more alone. So here is a made-up land where everybody was asked how alone they are. What being Protestant "
        "adds to one's score is @gamma10: #gamma10. What living among Protestants only adds, instead of among none, is "
        "@gamma01, whatever one's own faith: #gamma01.",
        gamma10=p.gamma10,
        gamma01=p.gamma01,
    )


def predict_sum(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    return kit.PredictNumber(
        "sum",
        sentence(
            "Own faith adds @own to the score, living among Protestants only adds @context. Take a province where "
            "everybody is Protestant and one where nobody is. How much higher do you expect the mean of the first? "
            "Below 0 is lower.",
            own=kit.brief(p.gamma10),
            context=kit.brief(p.gamma01),
        ),
        low=-40,
        high=40,
        step=0.5,
        unit="points",
        truth=p.gamma10 + p.gamma01,
        close=1.0,
        reasons=SUM,
    )


SUM = {
    "close": "Its people are of that faith, and they live among it: both count.",
    "low": "Both count: its people are of that faith, and they live among it. Add the two, with their signs.",
    "high": "Add the two, with their signs: its people are of that faith, and they live among it.",
}


def sum_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "What persons bring (**composition**) and what living together adds (**context**) arrive at the dots as one "
        "number: @own + @context = **@both**. Raise one by 3 and lower the other by 3: the lines inside turn, and not "
        "one dot moves. To tell them apart you need persons of both kinds, in places of several kinds.",
        own=kit.brief(p.gamma10),
        context=kit.factor(p.gamma01, 0),
        both=kit.brief(p.gamma10 + p.gamma01),
    )


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    says = sentence("Fitted model: @model. @says", model=MODELS[p.model].words.lower(), says=MODEL_SAYS[p.model])
    set_to = {"gamma00": GAMMA00, "gamma10": p.gamma10, "gamma01": p.gamma01, "tau00": p.tau00, "sigma2": p.sigma2}
    return kit.recovery(run.fits[p.model], says, absent=("sigma2",) if p.model == "provinces" else (), **set_to)


MODEL_SAYS = {
    "provinces": "It is Durkheim's line: it knows means only. What it calls context is own faith and context in one. "
    "Intervals are 95 %.",
    "faith": "It knows persons and leaves their company out: what context does now looks like variance between "
    "provinces. Intervals are 95 %.",
    "both": "It has a slope for persons and one for the company they live in. Intervals are 95 %.",
}


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield from prussia_told.told(p.counted, p.part_few, p.part_many)
    yield kit.Step("Context as a cause", moves=("gamma10", "gamma01"))
    yield kit.Stage(land(run, "inside"))
    yield land_in_words(p)
    yield predict_sum(run)
    yield kit.Stage(land(run, "both"))
    yield sum_in_words(run)
    yield kit.Step("The model, with persons in it", moves=("model", "n_groups", "n_per_group"), after="sum")
    yield from kit.model(run.fits[p.model])
    yield from kit.set_and_found(set_and_found, run, "both")
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


WORKERS: Mapping[str, int] = {"voters": 1000, "workers": 700, "votes": 500}
QUESTIONS = (
    Multiple(
        "together",
        "Provinces with more Protestants have more suicides. Which of these can be true at the same time?",
        (
            Right("In no province does confession make a difference.", "Then Protestants live where rates are high."),
            Right("In every province others take their lives more often.", "Every dot is a mean that allows it."),
            Right("Every one of the dead was a Protestant.", "That is a bound, and the dots allow it too."),
            Wrong(
                "The dots lie elsewhere than the table has them.",
                "The margins are counted and firm. Open is only what lies inside them.",
                "not knowing persons makes group rates doubtful",
            ),
        ),
    ),
    Numeric(
        "workers",
        kit.fill(
            "A district has @voters voters. Of these @workers are workers, and @votes voted for party A. How many "
            "workers voted for it, at the least?",
            WORKERS,
        ),
        WORKERS["votes"] - (WORKERS["voters"] - WORKERS["workers"]),
        5,
        "At most 300 of the votes can be from others, for there are only 300 others. The rest must be workers.",
        {
            0: "There are only 300 others. They cannot have cast 500 votes.",
            350: "That is their number if workers voted as everybody did. Nobody says they did.",
            500: "That is the most, not the least.",
        },
    ),
    Single(
        "rate",
        "A province has a rate of 30 per 100,000, year after year. What is 30 per 100,000?",
        (
            Right("A property of the province.", "It counts acts of many. No person has a rate."),
            Wrong(
                "The risk of every person in it.",
                "Inside, risks can differ as widely as the bounds allow.",
                "a group's rate is each member's risk",
            ),
            Wrong(
                "Nothing real: only persons are.",
                "It stays while the persons change. There is something to explain.",
                "only persons are real",
            ),
        ),
    ),
    Single(
        "apart",
        "What tells own faith from living among Protestants?",
        (
            Right(
                "Persons with their own faith, in provinces with different shares.",
                "Inside provinces own faith differs and company does not. Between them, company does.",
            ),
            Wrong(
                "The same table for many more provinces.",
                "It makes their sum more precise. It stays a sum.",
                "more groups turn a group slope into an individual one",
            ),
            Wrong(
                "Persons with their own faith, all in one province.",
                "They all live in the same company. What it does cannot show.",
                "persons alone show the context",
            ),
        ),
    ),
)

TAKEAWAYS = kit.Takeaways(
    (
        "A table of groups gives margins. Who inside did what stays open, between bounds that can be written down.",
        "Opposite stories of persons fit the same dots, and no number of dots chooses among them.",
        "An act is a person's, a rate is a group's. A rate can be explained, and a group does not act.",
        "Between groups, composition and context come as one sum, #gamma10 + #gamma01. Persons in groups part them.",
        "Even where no place shows a difference, a whole country can: people live in different places.",
    ),
    (
        "Durkheim, É. (1897). *Le suicide*, book 2, chapter 2. Alcan.",
        "Duncan, O. D., and Davis, B. (1953). An alternative to ecological correlation. *American Sociological Review* "
        "18, 665–666.",
        "Selvin, H. C. (1958). Durkheim's *Suicide* and problems of empirical research. *American Journal of "
        "Sociology* 63, 607–619.",
        "Morgenstern, H. (1995). Ecologic studies in epidemiology. *Annual Review of Public Health* 16, 61–81.",
        "World Health Organization (2023). *Preventing suicide: a resource for media professionals*.",
    ),
)

LESSON = kit.Lesson(
    slug="durkheim",
    title="Durkheim's provinces",
    question="Can provinces commit suicide?",
    minutes=14,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("nested_data",),
)
