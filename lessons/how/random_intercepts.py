"""What if groups differ only in level? The random-intercept model.

Level 1:  y_ij = b0_j + gamma10 x_ij + e_ij,   e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,               u0_j ~ N(0, tau00)

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., chapter 4.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from datasets.simulate import Draws, two_level
from lessons.kit import (
    Block,
    Challenge,
    Check,
    Claim,
    Condition,
    Controls,
    Figure,
    Lazily,
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
    Table,
    Takeaways,
    Wrong,
    choice,
    fill,
    number,
    percent,
    reach,
    size,
    slider,
    take_model,
)
from lessons.kit.charts import group_lines, line_table, one_group
from lessons.kit.fit import fit_lmm, fit_ols, second_opinion
from lessons.kit.real import REAL, study_figure, study_lines
from lessons.kit.text import MINUS
from lessons.kit.theory import icc, ignored_groups
from lessons.kit.views import equation, group_effects, line_tables, table_of, truth_of, variance_row

GAMMA00 = 50.0
SHARE_X_BETWEEN = 0.2
MODELS = {"single": "One line for all", "random_intercept": "Random intercept"}
FOCUS = {"high": "The highest", "middle": "One in the middle", "low": "The lowest"}
STUDIES = {name: REAL[name] for name in ("hsb", "london_exam", "sleepstudy")}
AXES = {
    "x_domain": (-3.2, 3.2),
    "y_domain": (20, 80),
    "x_title": "ability on entry, x (SD units)",
    "y_title": "test score, y",
    "group_word": "school",
    "unit_word": "pupil",
}


@dataclass(frozen=True)
class Params(Controls):
    tau00: float = slider("tau00", 0, 64, start=30, step=1)
    sigma2: float = slider("sigma2", 1, 64, start=25, step=1)
    gamma10: float = slider("gamma10", -6, 6, start=3, step=0.25, label="Slope of x")
    n_groups: int = size("n_groups", 4, 60, start=20)
    n_per_group: int = size("n_per_group", 2, 30, start=15)
    focus: str = choice("focus", "School in focus", FOCUS, start="high")
    model: str = choice("model", "Fitted model", MODELS, start="random_intercept")
    study: str = choice("study", "Real study", {n: s.words for n, s in STUDIES.items()}, start="hsb", part="data")


SCENES = (
    Scene("All schools alike", {"tau00": 0, "sigma2": 25}),
    Scene("Schools differ", {"tau00": 30, "sigma2": 25}),
    Scene("Schools are all that differs", {"tau00": 64, "sigma2": 2}),
    Scene("No effect of x", {"tau00": 30, "sigma2": 25, "gamma10": 0}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return two_level(
        draws,
        n_groups=p.n_groups,
        n_per_group=p.n_per_group,
        gamma00=GAMMA00,
        gamma10=p.gamma10,
        tau00=p.tau00,
        sigma2=p.sigma2,
        icc_x=SHARE_X_BETWEEN,
    )


def fit(data: pd.DataFrame, p: Params) -> Mapping[str, Any]:
    """One line for all, which is wrong where schools differ, and one line a school."""
    return Lazily(
        {
            "single": lambda: fit_ols("y ~ x", data),
            "random_intercept": lambda: fit_lmm("y ~ x + (1 | group)", data),
        }
    )


@lru_cache(maxsize=len(STUDIES))
def fit_study(name: str) -> Mapping[str, Any]:
    """The same two models, by the same code, on the real table."""
    return fit(STUDIES[name].load(), Params())


@lru_cache(maxsize=len(STUDIES) * len(MODELS))
def study_tables(name: str, model: str) -> dict[str, pd.DataFrame]:
    return study_lines(name, fit_study(name)[model])


def in_focus(run: Run) -> str:
    """The label of the school in focus: highest, middle or lowest by its predicted intercept."""
    ranked = run.fits["random_intercept"].u_hat["group"]["Intercept"].sort_values(kind="stable").index
    return {"low": ranked[0], "middle": ranked[len(ranked) // 2], "high": ranked[-1]}[run.p.focus]


def school_level(run: Run) -> float:
    """The predicted u0 of the school in focus under the fitted model: 0 where the model has no schools."""
    u_hat = group_effects(run.fits[run.p.model])["u0_hat"]
    return float(u_hat.get(in_focus(run), 0.0))


def close_up(run: Run) -> Figure:
    found, school, u0_hat = run.fits[run.p.model], in_focus(run), school_level(run)
    here = run.data["group"] == school
    units = run.data.loc[here, ["x", "y"]]
    units = units.assign(fitted=found.gamma["Intercept"] + u0_hat + found.gamma["x"] * units["x"])
    ends = pd.DataFrame({"x": [AXES["x_domain"][0], AXES["x_domain"][1]]})
    average = ends.assign(y=found.gamma["Intercept"] + found.gamma["x"] * ends["x"])
    middle = found.gamma["Intercept"] + found.gamma["x"] * ends["x"][:1]
    tables = {
        "others": run.data.loc[~here, ["x", "y"]],
        "units": units,
        "line": average.assign(y=average["y"] + u0_hat),
        "average": average,
        "shift": pd.DataFrame({"x": ends["x"][:1] + 0.25, "y": middle + 0.25 * found.gamma["x"]}).assign(
            y2=lambda row: row["y"] + u0_hat
        ),
    }
    return Figure(
        "close_up",
        "One school",
        one_group,
        tables,
        fill(
            LINE_OF[run.p.model] + ", and its @n pupils lie @miss from it on average.",
            {
                "school": school,
                "place": beside(u0_hat),
                "n": len(units),
                "miss": float((units["y"] - units["fitted"]).abs().mean()),
            },
        ),
        AXES,
        key="blue: average line",
    )


LINE_OF = {
    "single": "School @school has the same line as all others, because the model leaves the schools out",
    "random_intercept": "School @school: its line lies @place",
}


def beside(u0_hat: float) -> str:
    """Where the line of a school lies, in words."""
    if number(u0_hat) == number(0.0):
        return "on the average line"
    return f"{number(abs(u0_hat))} {'below' if u0_hat < 0 else 'above'} the average line"


def all_schools(run: Run) -> Figure:
    found, truth = run.fits[run.p.model], truth_of(run.data)
    tables = line_tables(run.data, found)
    tables["truth"] = line_table(run.data, GAMMA00 + truth["u0"], run.p.gamma10 + truth["u1"])
    lines = {
        "single": "The model draws one line and leaves the schools out.",
        "random_intercept": "Every school gets the same slope, and only its level may differ: the lines are parallel.",
    }[run.p.model]
    says = f"{run.p.n_groups * run.p.n_per_group} pupils in {run.p.n_groups} schools. {lines}"
    return Figure(
        "pupils", "All schools", group_lines, tables, says, AXES, picks="lines", key="dashed: set, solid: found"
    )


def one_pupil(run: Run) -> Live:
    """One pupil's score as a sum of three parts."""
    found, school, u0_hat = run.fits[run.p.model], in_focus(run), school_level(run)
    pupil = run.data[run.data["group"] == school].iloc[0]
    average = found.gamma["Intercept"] + found.gamma["x"] * pupil["x"]
    return Live(
        "Take the first pupil of school @school. " + PARTS_OF[run.p.model],
        school=school,
        y=pupil["y"],
        average=average,
        u0=signed(u0_hat),
        e=signed(pupil["y"] - average - u0_hat),
    )


PARTS_OF = {
    "single": "The score of **@y** is **@average** on the line at this #x, and **@e** for the pupil (#e). This model "
    "has nothing for the school.",
    "random_intercept": "The score of **@y** is **@average** for an average school at this #x, **@u0** for the school "
    "(#u0), and **@e** for the pupil (#e).",
}


def signed(value: float) -> str:
    """A number that says its sign: plus 3.10, minus 2.00; nothing is plus 0.00."""
    text = number(value)
    return f"minus {text[1:]}" if text.startswith(MINUS) else f"plus {text}"


def set_and_found(run: Run) -> Recovery:
    found, p = run.fits[run.p.model], run.p
    interval = found.interval()
    return Recovery(
        (
            SetFound("gamma00", GAMMA00, found.gamma["Intercept"], interval["Intercept"]),
            SetFound("gamma10", p.gamma10, found.gamma["x"], interval["x"]),
            variance_row("tau00", p.tau00, found),
            variance_row("sigma2", p.sigma2, found),
        ),
        fill(SAYS[p.model], {"model": MODELS[p.model].lower()}),
    )


SAYS = {
    "single": "Fitted model: @model. Its one residual variance holds whatever schools differ by, too. Intervals are "
    "95 %, as this model reports them.",
    "random_intercept": "Fitted model: @model. Intervals are 95 %, as this model reports them.",
}


def predict_split(run: Run) -> PredictNumber:
    p = run.p
    return PredictNumber(
        "split",
        fill(
            "You set an intercept variance of @tau00 between schools and a residual variance of @sigma2 between the "
            "pupils of a school. Someone studies very many such schools and fits one line for all. What residual "
            "variance does that line find?",
            {"tau00": number(p.tau00, 0), "sigma2": number(p.sigma2, 0)},
        ),
        low=0,
        high=150,
        step=1,
        unit="",
        truth=p.tau00 + p.sigma2,
        close=5,
        reasons={
            "close": "It has one residual for everything, so both variances end up in it.",
            "low": "It has one residual for everything: what schools differ by does not vanish, it lands there too.",
            "high": "It holds the two variances and nothing else: add them up.",
        },
    )


def split_in_words(run: Run) -> Live:
    p, one, two = run.p, run.fits["single"], run.fits["random_intercept"]
    return Live(
        "With very many schools one residual has the variance @set_tau00 + @set_sigma2 = **@sum**. In this sample of "
        "@n_groups schools it has **@one**. Two residuals have **@tau00** (#tau00, schools) and **@sigma2** (#sigma2, "
        "pupils), together **@both**. At a given #x, **@share** of the variance found lies between schools.",
        set_tau00=number(p.tau00, 0),
        set_sigma2=number(p.sigma2, 0),
        sum=number(p.tau00 + p.sigma2, 0),
        n_groups=p.n_groups,
        one=one.sigma2,
        tau00=two.tau00,
        sigma2=two.sigma2,
        both=two.tau00 + two.sigma2,
        share=percent(icc(two.tau00, two.sigma2)),
    )


def factors(p: Params) -> tuple[float, float, float]:
    """(noise, witnesses, ratio), as the page prints them: what one line does to the standard error of x."""
    noise, witnesses = ignored_groups(p.tau00, p.sigma2, p.n_per_group, SHARE_X_BETWEEN)
    return noise, witnesses, noise * witnesses


def direction(p: Params) -> str:
    """What one line does to the standard error of x it reports: smaller, larger, or the same within 2 %."""
    ratio = float(number(factors(p)[2]))
    if 0.98 <= ratio <= 1.02:
        return "same"
    return "larger" if ratio > 1 else "smaller"


def predict_error(run: Run) -> PredictChoice:
    p, truth = run.p, direction(run.p)
    noise, witnesses, _ = factors(p)
    numbers = {
        "tau00": number(p.tau00, 0),
        "sigma2": number(p.sigma2, 0),
        "n": p.n_per_group,
        "noise": noise,
        "witnesses": witnesses,
    }
    words = {"smaller": "Smaller", "same": "About the same: at most 2 % apart", "larger": "Larger"}
    reasons = REASONS[truth if p.tau00 > 0 else "none"]
    return PredictChoice(
        "error",
        fill(
            "You set an intercept variance of @tau00 and a residual variance of @sigma2, with @n pupils a school and a "
            "fifth of the variance of x between schools. You ignore the schools and fit one line. Compared with random "
            "intercepts, what standard error does it report for the slope of x, as a rule?",
            numbers,
        ),
        {code: (said, fill(reasons[code], numbers)) for code, said in words.items()},
        truth=truth,
        ordered=True,
    )


NOISE = "what schools differ by becomes residual variance, which multiplies the standard error by @noise"
WITNESSES = "the fit counts each pupil as independent when it compares schools, which multiplies it by @witnesses"
REASONS = {
    "larger": {
        "smaller": f"One thing does make it smaller: {WITNESSES}. But {NOISE}.",
        "same": f"Two things happen, and one is stronger: {NOISE}; {WITNESSES}.",
        "larger": f"Yes: {NOISE}. It is true that {WITNESSES}. The first is stronger here.",
    },
    "same": {
        "smaller": f"One thing does make it smaller: {WITNESSES}. But {NOISE}. Here the two about cancel.",
        "same": f"Two things about cancel here: {NOISE}; {WITNESSES}.",
        "larger": f"One thing does make it larger: {NOISE}. But {WITNESSES}. Here the two about cancel.",
    },
    "smaller": {
        "smaller": f"Yes: {WITNESSES}. It is true that {NOISE}. The first is stronger here.",
        "same": f"Two things happen, and one is stronger: {WITNESSES}; {NOISE}.",
        "larger": f"One thing does make it larger: {NOISE}. But {WITNESSES}.",
    },
    "none": {
        "smaller": "The schools you set do not differ, so there is nothing to ignore.",
        "same": "The schools you set do not differ, so there is nothing to ignore.",
        "larger": "It can be larger where schools differ. The schools you set do not.",
    },
}


def error_in_words(run: Run) -> Live:
    noise, witnesses, ratio = factors(run.p)
    here = run.fits["single"].se["x"] / run.fits["random_intercept"].se["x"]
    return Live(
        "From what you set, one line reports **@ratio** times the standard error of random intercepts, as a rule: "
        f"{NOISE}; {WITNESSES}. In this sample it reports **@here** times as much.",
        ratio=ratio,
        noise=noise,
        witnesses=witnesses,
        here=here,
    )


def errors(run: Run) -> Table:
    rows = pd.DataFrame(
        {
            "model": list(MODELS.values()),
            "slope of x": [number(run.fits[name].gamma["x"]) for name in MODELS],
            "standard error": [number(run.fits[name].se["x"], 3) for name in MODELS],
            "residual variance": [number(run.fits[name].sigma2) for name in MODELS],
        }
    )
    return table_of(rows, fill("This sample. You set a slope of @slope.", {"slope": run.p.gamma10}))


def challenge(run: Run) -> Challenge:
    (two_low, _), (one_low, _) = (run.fits[name].interval()["x"] for name in ("random_intercept", "single"))
    return Challenge(
        "hidden",
        "Hide an effect from the one-line model: let it doubt that x matters, while random intercepts are sure.",
        (
            Condition("With random intercepts, the 95 % interval of the slope lies above 0.", reach(two_low, 1e-9, -1)),
            Condition("With one line for all, the 95 % interval reaches below 0.", reach(one_low, -1e-9, 3)),
        ),
        (
            "To the one-line model, differences between schools are noise.",
            "Make the schools very different, the pupils of a school alike, and the slope small.",
        ),
        {"tau00": 64, "sigma2": 1, "gamma10": 0.5, "n_groups": 20, "n_per_group": 6},
    )


LINES = {
    "single": "@units rows, and one line for all of them.",
    "random_intercept": "@n parallel lines, one for each @group.",
}


def real_study(run: Run) -> Iterator[Block]:
    study, found = STUDIES[run.p.study], fit_study(run.p.study)[run.p.model]
    two = fit_study(run.p.study)["random_intercept"]
    yield Prose(f"{study.citation} The same code fits the same two models. Choose the model in the panel.")
    yield study_figure(
        run.p.study,
        run.p.model,
        study_tables(run.p.study, run.p.model),
        fill(LINES[run.p.model], {"n": two.n_groups["group"], "group": study.group, "units": two.n_total}),
    )
    yield equation(found)
    yield Live(
        "At a given x, **@share** of the variance in @outcome lies between one @group and the next.",
        share=percent(two.icc),
        outcome=study.y_words,
        group=study.group,
    )


def story(run: Run) -> Iterator[Block]:
    yield Row((close_up(run), all_schools(run)), (1, 1.1))
    yield one_pupil(run)
    yield Step("Two residuals, one for each level")
    yield Prose(
        "A regression has one residual: how far a pupil lies from the line. Here there are two. #u0 says how far the "
        "line of a school lies from the average line, and #e how far a pupil lies from the line of the school. "
        "The first belongs to level 2, the second to level 1."
    )
    yield predict_split(run)
    yield split_in_words(run)
    yield Step("The model, in two notations")
    yield equation(run.fits[run.p.model])
    yield Prose(
        "HLM writes the same model level by level: $Y_{ij} = \\beta_{0j} + \\beta_{1j} X_{ij} + r_{ij}$, where "
        "$\\beta_{0j} = \\gamma_{00} + u_{0j}$ and $\\beta_{1j} = \\gamma_{10}$. Only the intercept has a residual of "
        "its own, so only the level differs."
    )
    for note in run.fits[run.p.model].notes:
        yield Prose(note)
    yield Step("Set and found")
    yield set_and_found(run)
    yield SecondOpinion("fit", lambda: second_opinion(run.fits["random_intercept"]).sentence)
    yield Step("What does it change for x?")
    yield predict_error(run)
    yield error_in_words(run)
    yield errors(run)
    yield Step("Challenge")
    yield challenge(run)
    yield Step("A real study")
    yield from real_study(run)
    yield Step("Check yourself")
    yield Check(QUESTIONS)
    yield Step("Take away")
    yield TAKEAWAYS


QUESTIONS = (
    Sort(
        "levels",
        "To which level does each belong?",
        ("level 1", "level 2"),
        (
            Claim(
                "A pupil scores above the line of the school",
                "level 1",
                "That is e: a pupil against the school's line.",
            ),
            Claim("A school's line lies below the average line", "level 2", "That is #u0: a line against the average."),
            Claim("Pupils of one school scatter widely", "level 1", "That is the residual variance within schools."),
            Claim("Schools lie far apart", "level 2", "That is the intercept variance between schools."),
        ),
        "random-intercept variance = residual variance",
    ),
    Single(
        "parallel",
        "In a random-intercept model the lines of two schools are parallel. Why?",
        (
            Right("The model has one slope for all schools.", "Only the intercept has a residual at level 2."),
            Wrong(
                "The slopes were found to be equal.",
                "They were never looked at one by one: the model assumes one slope.",
                "an assumption of the model is a finding",
            ),
            Wrong(
                "The schools do not differ.",
                "They differ in level. Parallel lines can lie far apart.",
                "parallel means alike",
            ),
        ),
    ),
    Single(
        "where_it_goes",
        "You add random intercepts to a regression. Where does the variance between schools come from?",
        (
            Right("From the old residual, which held it before.", "The old residual is split in two."),
            Wrong(
                "It is new: the model adds variance.",
                "The outcome varies as much as before. The model only says where.",
                "random effects add variance",
            ),
            Wrong(
                "From the effect of x.",
                "The slope may change a little, but the variance was in the residual.",
                "random-intercept variance = explained variance",
            ),
        ),
    ),
    Single(
        "large_u0",
        "A school has a predicted intercept far above average. What does that say about a pupil of this school?",
        (
            Right(
                "At the same x, a higher score is expected than in an average school.",
                "The school's line is where its pupils scatter.",
            ),
            Wrong(
                "The pupil scores above the average line.",
                "Not every pupil: some lie far below the line of their own school.",
                "aggregate level = individual level",
            ),
            Wrong(
                "The pupil gains more from x than others.",
                "That would be a random slope. This model has none.",
                "a high level is a steep slope",
            ),
        ),
    ),
)

TAKEAWAYS = Takeaways(
    (
        "A random-intercept model has two residuals: #u0 for groups and #e for units.",
        "Its lines are parallel, because only the level may differ.",
        "The residual variance of an ordinary regression is split into #tau00 and #sigma2.",
        "Ignoring groups can make a standard error too large as well as too small: it depends on where x varies.",
    ),
    (
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., chapter 4. Sage.",
        "Raudenbush, S. W., and Bryk, A. S. (2002). *Hierarchical Linear Models*, 2nd ed., chapter 2. Sage.",
    ),
)

LESSON = Lesson(
    slug="random_intercepts",
    title="Random intercepts",
    question="What if groups differ only in level?",
    minutes=15,
    params=Params,
    simulate=simulate,
    fit=fit,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("icc",),
    take=lambda run: take_model(run.fits[run.p.model]),
)
