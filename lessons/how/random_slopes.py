"""Does x matter equally everywhere? The random-slope model.

Level 1:  y_ij = b0_j + b1_j x_ij + e_ij,   e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,  b1_j = gamma10 + u1_j,   (u0_j, u1_j) ~ N(0, T)

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., chapter 5;
Barr, Levy, Scheepers and Tily (2013), Journal of Memory and Language 68, 255-278.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import pandas as pd

from datasets.simulate import Draws, make_draws, two_level
from lessons.kit import (
    Block,
    Challenge,
    Check,
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
    Step,
    Studies,
    Table,
    Takeaways,
    TakeModel,
    Wrong,
    brief,
    choice,
    fill,
    number,
    percent,
    reach,
    size,
    slider,
    studies,
    take_model,
)
from lessons.kit.charts import ellipse, group_lines, intervals, line_table, spread
from lessons.kit.fit import LmmFit, fit_lmm, fit_ols, second_opinion
from lessons.kit.real import REAL, Study, study_figure, study_lines
from lessons.kit.theory import average_slope_se, parallel_slope_se, share_of_negative_slopes, slope_range
from lessons.kit.views import equation, group_effects, line_tables, table_of, truth_of, variance_row

GAMMA00 = 50.0
SHARE_X_BETWEEN = 0.2
MODELS = {
    "single": "One line for all",
    "aggregated": "School means only",
    "random_intercept": "Random intercept",
    "random_slope": "Random slope",
}


STUDIES = {name: REAL[name] for name in ("hsb", "london_exam", "sleepstudy")}


@dataclass(frozen=True)
class Params(Controls):
    tau00: float = slider("tau00", 0, 64, start=16, step=1)
    tau11: float = slider("tau11", 0, 16, start=6, step=0.25)
    corr01: float = slider("corr01", -0.95, 0.95, start=0, step=0.05)
    sigma2: float = slider("sigma2", 1, 64, start=25, step=1)
    gamma10: float = slider("gamma10", -6, 6, start=3, step=0.25)
    n_groups: int = size("n_groups", 4, 60, start=30)
    n_per_group: int = size("n_per_group", 2, 30, start=20)
    model: str = choice("model", "Fitted model", MODELS, start="random_slope")
    study: str = choice("study", "Real study", {name: s.words for name, s in STUDIES.items()}, start="hsb", part="data")


SCENES = (
    Scene("One line for all", {"tau00": 0, "tau11": 0, "corr01": 0}),
    Scene("Random intercepts", {"tau00": 36, "tau11": 0, "corr01": 0}),
    Scene("Random slopes", {"tau00": 0, "tau11": 9, "corr01": 0}),
    Scene("Both", {"tau00": 36, "tau11": 9, "corr01": 0}),
    Scene("Fanning out", {"tau00": 36, "tau11": 9, "corr01": 0.8}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return two_level(
        draws,
        n_groups=p.n_groups,
        n_per_group=p.n_per_group,
        gamma00=GAMMA00,
        gamma10=p.gamma10,
        tau00=p.tau00,
        tau11=p.tau11,
        corr01=p.corr01,
        sigma2=p.sigma2,
        icc_x=SHARE_X_BETWEEN,
    )


def fit(data: pd.DataFrame, p: Params) -> Mapping[str, Any]:
    """All four models, wrong ones included: the reader chooses which one the charts show."""
    return Lazily(
        {
            "single": lambda: fit_ols("y ~ x", data),
            "aggregated": lambda: fit_ols("y ~ x", school_means(data)),
            **{name: partial(fit_mixed, data) for name, fit_mixed in MIXED.items()},
        }
    )


def school_means(data: pd.DataFrame) -> pd.DataFrame:
    return data.groupby("group", observed=True, sort=False)[["x", "y"]].mean()


MIXED = {
    "random_intercept": lambda data: fit_lmm("y ~ x + (1 | group)", data),
    "random_slope": lambda data: fit_lmm("y ~ x + (1 + x | group)", data),
}


@lru_cache(maxsize=len(STUDIES))
def fit_study(name: str) -> Mapping[str, Any]:
    """The same four models, by the same code, on the real table."""
    return fit(STUDIES[name].load(), Params())


def pupils(run: Run) -> Figure:
    found, truth = run.fits[run.p.model], truth_of(run.data)
    tables = line_tables(run.data, found)
    tables["truth"] = line_table(run.data, GAMMA00 + truth["u0"], run.p.gamma10 + truth["u1"])
    says = {
        "single": "One line for all pupils: it ignores which school a pupil attends.",
        "aggregated": "One line through the school means: it never looks inside a school.",
        "random_intercept": "Found lines are parallel, because the fitted model allows only the level to differ.",
        "random_slope": "Found lines may differ in level and in slope.",
    }[run.p.model]
    return Figure(
        "pupils",
        "Pupils, and a line for each school",
        group_lines,
        tables,
        f"{run.p.n_groups * run.p.n_per_group} pupils in {run.p.n_groups} schools. {says}",
        WORLD_AXES,
        picks="lines",
        key="dashed: set, solid: found",
    )


WORLD_AXES = {
    "x_domain": (-3.2, 3.2),
    "y_domain": (20, 80),
    "x_title": "ability on entry, x (SD units)",
    "y_title": "test score, y",
    "group_word": "school",
    "unit_word": "pupil",
}
SPREAD_AXES = {
    "u0_domain": (-18, 18),
    "u1_domain": (-10, 10),
    "u0_title": "intercept above average, u0",
    "u1_title": "slope above average, u1",
    "group_word": "school",
}


def schools(run: Run) -> Figure:
    found = run.fits[run.p.model]
    groups = group_effects(found).join(truth_of(run.data), how="right").fillna(0.0)
    groups = groups.rename_axis("group").reset_index()
    corr_set = run.p.corr01 * (run.p.tau00 * run.p.tau11) ** 0.5
    curves = [ellipse(run.p.tau00, corr_set, run.p.tau11, "set")]
    if run.p.model == "random_slope":
        curves.append(ellipse(found.tau00, found.tau01, found.tau11, "found"))
    says = fill(
        "Each point is a school. Slopes set: @set; slopes found: @found. " + CURVES[run.p.model == "random_slope"],
        {"set": span(run.p.gamma10 + groups["u1"]), "found": span(found.gamma["x"] + groups["u1_hat"])},
    )
    tables = {"groups": groups, "ellipses": pd.concat(curves)}
    return Figure(
        "schools",
        "The schools as points",
        spread,
        tables,
        says,
        SPREAD_AXES,
        picks="groups",
        key="open: set, filled: found",
    )


CURVES = {
    True: "The dashed curve is drawn for the variances you set, the solid one for those found. A curve that is not "
    "flat holds 90 % of such schools.",
    False: "The dashed curve is drawn for the variances you set; if it is not flat, it holds 90 % of such schools. "
    "This model finds no such curve.",
}


def span(values: pd.Series) -> str:
    """The smallest and the largest of `values`, in words."""
    low, high = number(values.min()), number(values.max())
    return f"{low} everywhere" if low == high else f"{low} to {high}"


def set_and_found(run: Run) -> Recovery:
    found, p = run.fits[run.p.model], run.p
    interval = found.interval()
    fixed = [
        SetFound("gamma00", GAMMA00, found.gamma["Intercept"], interval["Intercept"]),
        SetFound("gamma10", p.gamma10, found.gamma["x"], interval["x"]),
    ]
    corr01 = p.corr01 if p.tau00 * p.tau11 > 0 else None
    set_to = {"tau00": p.tau00, "tau11": p.tau11, "corr01": corr01, "sigma2": p.sigma2}
    rows = [variance_row(code, value, found) for code, value in set_to.items()]
    if p.model == "aggregated":
        rows[-1] = SetFound("sigma2", p.sigma2, None, why="not in this model")
    return Recovery(
        (*fixed, *rows),
        fill(SAYS[p.model] + SAYS_OF_ALL[corr01 is None], {"model": MODELS[p.model].lower()}),
    )


SAYS = {
    "single": "Fitted model: @model. Its one residual variance holds whatever schools differ by.",
    "aggregated": "Fitted model: @model. It has no pupils, and so no variance within schools.",
    "random_intercept": "Fitted model: @model. Its two variances hold whatever slopes differ by.",
    "random_slope": "Fitted model: @model.",
}
SAYS_OF_ALL = {
    False: " Intervals are 95 %, as this model reports them.",
    True: " Intervals are 95 %, as this model reports them. Where a variance is 0 there is no correlation to set.",
}


def slopes_by_model(fits: Mapping[str, Any]) -> pd.DataFrame:
    """The average slope as each model finds it: columns model, label, estimate, low, high."""
    rows = [(name, MODELS[name], found.gamma["x"], *found.interval()["x"]) for name, found in fits.items()]
    return pd.DataFrame(rows, columns=["model", "label", "estimate", "low", "high"])


def cost(run: Run) -> Figure:
    estimates = slopes_by_model(run.fits).assign(chosen=True)
    told = "; ".join(
        f"{row.label.lower()} {number(row.estimate)} ({number(row.low)} to {number(row.high)})"
        for row in estimates.itertuples()
    )
    return Figure(
        "cost",
        "The average slope, found by four models",
        intervals,
        {"estimates": estimates, "set": pd.DataFrame({"value": [run.p.gamma10]})},
        f"Set: {number(run.p.gamma10)} (dashed). Found, with 95 % intervals as each model reports them: {told}.",
        {
            "domain": (-9, 9),
            "title": "average slope of x",
            "code": "gamma10",
            "order": tuple(MODELS.values()),
        },
        height="short",
    )


def cost_in_words(run: Run) -> Live:
    p, wrong, right = run.p, run.fits["random_intercept"], run.fits["random_slope"]
    floor = (
        "However many pupils you add, the true one cannot fall below **@floor** = √(#tau11 / #n_groups): schools are "
        "what you sample slopes from, and you have @groups of them."
        if p.tau11 > 0
        else "You set slopes that do not vary, so it has no floor: enough pupils bring it as near to 0 as you like."
    )
    return Live(
        "Over many samples like this one, a model with random intercepts only reports a standard error of about "
        "**@reported**. The true one is about **@true**, which is **@ratio** times as much. In this sample it reports "
        f"@wrong, and the model with random slopes reports @right. {floor}",
        reported=fine(reported_se(p)),
        true=fine(true_se(p)),
        ratio=true_se(p) / reported_se(p),
        wrong=fine(wrong.se["x"]),
        right=fine(right.se["x"]),
        floor=fine((p.tau11 / p.n_groups) ** 0.5),
        groups=p.n_groups,
    )


def fine(value: float) -> str:
    """A standard error with three digits that mean something."""
    return number(value, 3 if value >= 0.1 else 4)


def coverage(run: Run) -> Studies:
    """The same world many times over: how often does each model's interval hold the slope that was set?"""
    p = run.p

    def again(n_samples: int) -> pd.DataFrame:
        def draw(seed: int) -> pd.DataFrame:
            return simulate(p, make_draws(seed, p.n_groups, p.n_per_group))

        def two(data: pd.DataFrame) -> Mapping[str, Any]:
            return {name: MIXED[name](data) for name in MIXED}

        return studies.repeat(n_samples, p.seed, draw, two, "x")

    def show(samples: pd.DataFrame) -> tuple[Table]:
        facts = studies.summary(samples, p.gamma10)
        table = pd.DataFrame(
            {
                "model": [MODELS[name] for name in facts["model"]],
                "true standard error": [number(v, 3) for v in facts["spread"]],
                "reported, on average": [number(v, 3) for v in facts["reported"]],
                "intervals that hold the set slope": [
                    f"{number(100 * row.coverage, 1)} % ({number(100 * row.coverage_low, 1)} to "
                    f"{number(100 * row.coverage_high, 1)})"
                    for row in facts.itertuples()
                ],
            }
        )
        n = int(facts["n"].min())
        return (
            table_of(
                table,
                f"{n} samples. A 95 % interval should hold the truth in 95 % of them. In brackets: 95 % Monte Carlo "
                "interval.",
            ),
        )

    world = tuple(value for name, value in p.values().items() if name not in ("model", "study"))
    return Studies("coverage", "Draw 400 samples from this world", world, again, show)


@lru_cache(maxsize=len(STUDIES) * len(MODELS))
def study_tables(name: str, model: str) -> dict[str, pd.DataFrame]:
    return study_lines(name, fit_study(name)[model])


def real_study(run: Run) -> Iterator[Block]:
    study, fits = STUDIES[run.p.study], fit_study(run.p.study)
    found = fits[run.p.model]
    yield Prose(f"{study.citation} The same code fits the same four models. Choose the model in the panel.")
    yield study_figure(
        run.p.study,
        run.p.model,
        study_tables(run.p.study, run.p.model),
        f"Each line is one {study.group}. Nobody set these slopes. {found_slopes(found)}",
    )
    yield equation(found)
    if "x" not in found.gamma:
        yield Prose(f"Every {study.group} has the same average of x here, so averages say nothing about its effect.")
    yield study_in_words(study, fits["random_slope"])


def found_slopes(found: Any) -> str:
    u_hat = group_effects(found)["u1_hat"]
    if "x" not in found.gamma or u_hat.empty:
        return "This model finds one line for all."
    return fill("Slopes found: @span.", {"span": span(found.gamma["x"] + u_hat)})


def study_in_words(study: Study, found: LmmFit) -> Live:
    low, high = slope_range(found.gamma["x"], found.tau11)
    return Live(
        f"With random slopes, one unit more of {study.x_words} goes with **@slope** more in {study.y_words} "
        f"in the average {study.group}. In the middle 95 % of them the slope lies between **@low** and **@high**.",
        slope=found.gamma["x"],
        low=low,
        high=high,
    )


def predict_cost(run: Run) -> PredictNumber:
    p = run.p
    return PredictNumber(
        "cost",
        fill(
            "You set #tau00 = @tau00, #tau11 = @tau11 and #sigma2 = @sigma2, with @n pupils a school and a fifth of "
            "the variance of x between schools. You fit random intercepts only, then let the slopes vary. How many "
            "times as large is the standard error of the slope now, on average over many samples?",
            {"tau00": brief(p.tau00), "tau11": brief(p.tau11), "sigma2": brief(p.sigma2), "n": p.n_per_group},
        ),
        low=0.5,
        high=6,
        step=0.1,
        unit="times",
        truth=true_se(p) / reported_se(p),
        close=0.35,
        reasons={kind: fill(text, {"groups": p.n_groups}) for kind, text in COST_REASONS[p.tau11 > 0].items()},
    )


COST_REASONS = {
    True: {
        "close": "You sample slopes from @groups schools. More pupils sharpen each of these slopes and add none.",
        "low": "With one common slope every pupil is a witness. When slopes vary, the @groups schools are witnesses.",
        "high": "Part of a standard error is how pupils scatter within schools, and both models count that part.",
    },
    False: {
        "close": "The slopes you set do not vary, so there is nothing that the first model leaves out.",
        "low": "A model that allows more knows no more about the average slope: its standard error does not shrink.",
        "high": "The slopes you set do not vary, so there is nothing that the first model leaves out.",
    },
}


def predict_doubling(run: Run) -> PredictChoice:
    p = run.p
    truth = better(p)
    numbers = {
        "tau00": brief(p.tau00),
        "tau11": brief(p.tau11),
        "sigma2": brief(p.sigma2),
        "corr01": brief(p.corr01),
        "groups": p.n_groups,
        "n": p.n_per_group,
    }
    words = {
        "pupils": "Twice as many pupils in each school",
        "schools": "Twice as many schools",
        "same": "Both about equally: less than 3 % apart",
    }
    return PredictChoice(
        "doubling",
        fill(
            "You have @groups schools of @n pupils, and a fifth of the variance of x lies between schools. You set "
            f"#tau00 = @tau00, #tau11 = @tau11 and #sigma2 = @sigma2{TOGETHER if p.tau00 * p.tau11 > 0 else ''}. Now "
            "you can pay for twice as many pupils. What makes the true standard error of the average slope smaller?",
            numbers,
        ),
        {code: (said, fill(DOUBLING_REASONS[truth][code], numbers)) for code, said in words.items()},
        truth=truth,
    )


TOGETHER = ", with #corr01 = @corr01"
ALIKE = (
    "Slopes vary little here, or not at all, next to how unsure each school's own slope is. So a new pupil tells about "
    "as much in an old school as in a new one."
)
DOUBLING_REASONS = {
    "schools": {
        "pupils": "They sharpen what you know of each slope, but you average the same @groups slopes.",
        "schools": "Every new school brings a new slope, so both parts of the error shrink.",
        "same": "They come closer the less slopes vary. Here slopes vary enough to matter.",
    },
    "same": {"pupils": ALIKE, "schools": f"That is so where slopes vary more. {ALIKE}", "same": ALIKE},
    "pupils": {
        "pupils": "A school's first pupils go into finding its level. With @n in each that is a large part, and slopes "
        "vary too little for new schools to make up for it.",
        "schools": "That is so where slopes vary much. Here they vary little, and the first pupils of each new school "
        "go into finding its level.",
        "same": "Nearly, where schools are large. With @n pupils each, the first of them go into finding a school's "
        "level, and that cost comes with every new school.",
    },
}


def true_se(p: Params, more_groups: int = 1, more_units: int = 1) -> float:
    """The standard error of the average slope in a design of this size, or a larger one, by its closed form."""
    return average_slope_se(
        tau00=p.tau00,
        tau11=p.tau11,
        corr01=p.corr01,
        sigma2=p.sigma2,
        n_groups=more_groups * p.n_groups,
        n_per_group=more_units * p.n_per_group,
        icc_x=SHARE_X_BETWEEN,
    )


def reported_se(p: Params) -> float:
    """About what random intercepts report for the slope."""
    return parallel_slope_se(
        tau00=p.tau00,
        tau11=p.tau11,
        sigma2=p.sigma2,
        n_groups=p.n_groups,
        n_per_group=p.n_per_group,
        icc_x=SHARE_X_BETWEEN,
    )


def better(p: Params) -> str:
    """What helps the average slope more, as the page prints it: pupils, schools, or the same within 3 %."""
    pupils, schools = (float(fine(se)) for se in (true_se(p, more_units=2), true_se(p, more_groups=2)))
    if min(pupils, schools) > 0.97 * max(pupils, schools):
        return "same"
    return "schools" if schools < pupils else "pupils"


HELPS = {
    "schools": "New schools help more.",
    "pupils": "New pupils in the schools you have help more.",
    "same": "The two are less than 3 % apart.",
}


def doubling_in_words(run: Run) -> Live:
    p = run.p
    few = p.n_groups * p.n_per_group < 100
    return Live(
        "In such a design the true standard error is **@now**. With twice the pupils in each school it is "
        f"**@pupils**. With twice the schools it is **@schools**. {HELPS[better(p)]} These are closed forms that take "
        "the variances as known" + ("; with so few pupils, estimates can scatter more." if few else "."),
        now=fine(true_se(p)),
        pupils=fine(true_se(p, more_units=2)),
        schools=fine(true_se(p, more_groups=2)),
    )


def challenge(run: Run) -> Challenge:
    low, _ = run.fits["random_slope"].interval()["x"]
    negative = share_of_negative_slopes(run.p.gamma10, run.p.tau11)
    return Challenge(
        "yet_negative",
        "Build a world where you are sure that x helps on average, and yet in three of ten schools it harms.",
        (
            Condition(
                "The random-slope model is sure: its interval for the average slope lies above 0.",
                reach(low, 0, -2),
            ),
            Condition("In at least 30 % of all schools the slope you set is negative.", reach(negative, 0.3)),
        ),
        (
            "The share of negative slopes depends on the average slope and on the square root of the slope variance.",
            "Make the slope variance large, then find many schools: they make you sure of the average.",
        ),
        {"gamma10": 1.5, "tau11": 9, "n_groups": 60, "n_per_group": 30, "sigma2": 4},
    )


def in_words(run: Run) -> Live:
    low, high = slope_range(run.p.gamma10, run.p.tau11)
    if run.p.tau11 == 0:
        return Live(
            "You set a slope of **@slope** in every school: the slope variance is **@tau11**.",
            slope=run.p.gamma10,
            tau11=run.p.tau11,
        )
    return Live(
        "You set slopes that average **@slope** and have variance **@tau11**. In the middle 95 % of all schools "
        "they lie between **@low** and **@high**. In **@share** of all schools the slope is negative.",
        slope=run.p.gamma10,
        tau11=run.p.tau11,
        low=low,
        high=high,
        share=percent(share_of_negative_slopes(run.p.gamma10, run.p.tau11)),
    )


def story(run: Run) -> Iterator[Block]:
    yield Row((pupils(run), schools(run)), (1.35, 1))
    yield in_words(run)
    yield Step("Four patterns")
    yield Prose(
        "The scenes in the panel are the four ways in which schools can differ. "
        "**One line for all**: no school differs. **Random intercepts**: schools differ in level, #tau00, and their "
        "lines are parallel. **Random slopes**: they differ in the effect of x, #tau11, and their lines cross. "
        "**Both**: level and slope differ, and #corr01 says whether high schools are also steep ones."
    )
    yield Step("The model in symbols and numbers")
    yield equation(run.fits[run.p.model])
    if run.p.model == "aggregated":
        yield Prose("Read #y and #x as the means of a school, and #e as the residual of a mean.")
    yield from notes(run.fits[run.p.model])
    yield Step("Set and found")
    yield set_and_found(run)
    yield SecondOpinion("fit", lambda: second_opinion(run.fits["random_slope"]).sentence)
    yield Step("What does the wrong model cost?")
    yield predict_cost(run)
    yield cost(run)
    yield cost_in_words(run)
    yield coverage(run)
    yield Step("More schools or more pupils?")
    yield predict_doubling(run)
    yield doubling_in_words(run)
    yield Step("Challenge")
    yield challenge(run)
    yield Step("A real study")
    yield from real_study(run)
    yield Step("Check yourself")
    yield Check(QUESTIONS)
    yield Step("Take away")
    yield TAKEAWAYS


def take(run: Run) -> TakeModel:
    """The model that the reader chose."""
    return take_model(run.fits[run.p.model], aggregate_by="group" if run.p.model == "aggregated" else "")


def notes(found: Any) -> Iterator[Block]:
    """What the fit has to say about itself: a variance at zero, for instance, is explained and not hidden."""
    for note in found.notes:
        yield Prose(note)


QUESTIONS = (
    Single(
        "parallel",
        "You fit random intercepts to schools whose slopes differ. What happens to the lines on the chart?",
        (
            Right("They are parallel, whatever the data say.", "The model has one slope, so every school gets it."),
            Wrong(
                "They follow each school's own slope.",
                "A model without random slopes has no place to put a school's own slope.",
                "the fitted lines show the data, not the model",
            ),
            Wrong(
                "They become one line.",
                "Schools still differ in level: the model does have random intercepts.",
                "random-intercept variance = residual variance",
            ),
        ),
    ),
    Single(
        "more_pupils",
        "Slopes vary between 20 schools. You want a smaller standard error for the average slope. What helps most?",
        (
            Right(
                "More schools.",
                "The standard error cannot fall below √(#tau11 / #n_groups), so only more schools lower the floor.",
            ),
            Wrong(
                "More pupils in each school.",
                "That sharpens each school's slope, but you still have 20 slopes to average.",
                "more pupils make up for few schools",
            ),
            Wrong(
                "Leaving the random slopes out.",
                "The reported number gets smaller. The uncertainty does not.",
                "a smaller standard error is a better one",
            ),
        ),
    ),
    Single(
        "correlation",
        "You measure x from another zero point, say its lowest value. What happens to the intercept-slope correlation?",
        (
            Right(
                "It can change, even its sign.",
                "Intercepts are heights of the lines at x = 0. Move that point and other schools are high.",
            ),
            Wrong(
                "Nothing: it describes the schools.",
                "It describes the schools at x = 0. That place is your choice.",
                "the slope-intercept correlation is a property of nature",
            ),
            Wrong(
                "It becomes zero.",
                "There is one zero point where it does, but you would have to look for it.",
                "centering removes the correlation",
            ),
        ),
    ),
)

TAKEAWAYS = Takeaways(
    (
        "A random slope lets the effect of x differ between groups; #tau11 says by how much.",
        "When slopes vary and the model has none, the standard error of x is too small.",
        "The slope variance is easier to read as a range: #gamma10 ± 1.96 √#tau11 holds 95 % of the groups.",
        "Groups, not units, are the sample that slopes come from.",
    ),
    (
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., chapter 5. Sage.",
        "Raudenbush, S. W., and Bryk, A. S. (2002). *Hierarchical Linear Models*, 2nd ed., chapter 4. Sage.",
        "Barr, D. J., Levy, R., Scheepers, C., and Tily, H. J. (2013). Random effects structure for confirmatory "
        "hypothesis testing. *Journal of Memory and Language* 68, 255-278.",
    ),
)

LESSON = Lesson(
    slug="random_slopes",
    title="Random slopes",
    question="Does x matter equally everywhere?",
    minutes=20,
    params=Params,
    simulate=simulate,
    fit=fit,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("random_intercepts",),
    take=take,
)
