"""How much of the variance is between groups? The null model and the intraclass correlation.

Level 1:  y_ij = b0_j + e_ij,          e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,       u0_j ~ N(0, tau00)
          rho  = tau00 / (tau00 + sigma2)

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., chapters 3 and 4.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

import datasets
from datasets.simulate import Draws, make_draws, two_level, within_between
from lessons.kit import (
    Aside,
    Block,
    Challenge,
    Check,
    Condition,
    Controls,
    Figure,
    Game,
    Groups,
    Lesson,
    Live,
    Numeric,
    PredictChoice,
    PredictNumber,
    Prose,
    Recovery,
    Right,
    Round,
    Row,
    Run,
    Scene,
    SecondOpinion,
    SetFound,
    Single,
    Step,
    Table,
    Takeaways,
    Wrong,
    brief,
    choice,
    columns_of,
    fill,
    number,
    percent,
    reach,
    size,
    slider,
    strip_tables,
    take_model,
)
from lessons.kit.charts import PARTS, pairs, shares, strips, variance_bars
from lessons.kit.fit import LmmFit, fit_lmm, icc_interval, second_opinion
from lessons.kit.theory import design_effect, effective_sample_size, icc, mean_gap, pair_correlation
from lessons.kit.views import equation, table_of, variance_row

GAMMA00 = 50.0
MODELS = {"null": "Null model", "with_x": "With x"}
LARGEST_VARIANCE = 200
FORMULA = {"null": "y ~ 1 + (1 | group)", "with_x": "y ~ x + (1 | group)"}
Y_DOMAIN = (15, 85)
STRIP_AXES = {"y_domain": Y_DOMAIN, "y_title": "test score, y", "group_word": "school", "unit_word": "pupil"}


@dataclass(frozen=True)
class Params(Controls):
    tau00: float = slider("tau00", 0, 64, start=16, step=1, label="Variance between schools")
    sigma2: float = slider("sigma2", 1, 64, start=48, step=1, label="Variance within schools")
    gamma10: float = slider("gamma10", 0, 8, start=0, step=0.25, label="Effect of x")
    icc_x: float = slider("icc_x", 0, 1, start=0, step=0.05)
    n_groups: int = size("n_groups", 4, 60, start=30)
    n_per_group: int = size("n_per_group", 2, 30, start=20)
    model: str = choice("model", "Fitted model", MODELS, start="null")


SCENES = (
    Scene("All alike", {"tau00": 0, "sigma2": 48, "gamma10": 0}),
    Scene("1 in 20", {"tau00": 3, "sigma2": 57, "gamma10": 0}),
    Scene("1 in 4", {"tau00": 16, "sigma2": 48, "gamma10": 0}),
    Scene("Schools are all", {"tau00": 60, "sigma2": 3, "gamma10": 0}),
    Scene("x within", {"tau00": 16, "sigma2": 24, "gamma10": 5, "icc_x": 0}),
    Scene("x between", {"tau00": 2, "sigma2": 40, "gamma10": 5, "icc_x": 1}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return within_between(
        draws,
        n_groups=p.n_groups,
        n_per_group=p.n_per_group,
        gamma00=GAMMA00,
        gamma10=p.gamma10,
        gamma01=p.gamma10,
        tau00=p.tau00,
        sigma2=p.sigma2,
        icc_x=p.icc_x,
    )


def fit(data: pd.DataFrame, p: Params) -> Mapping[str, Any]:
    """The null model, and the same with a predictor."""
    return {name: fit_lmm(formula, data) for name, formula in FORMULA.items()}


def set_variances(p: Params, model: str) -> tuple[float, float]:
    """(tau00, sigma2) that `model` should find: the null model leaves what x does in its residuals."""
    left = p.gamma10**2 if model == "null" else 0.0
    return p.tau00 + left * p.icc_x, p.sigma2 + left * (1 - p.icc_x)


def schools(run: Run) -> Figure:
    means = run.data.groupby("group", observed=True)["y"].mean()
    return Figure(
        "pupils",
        "Pupils, school by school",
        strips,
        strip_tables(run.groups),
        f"{len(run.data)} pupils in {run.p.n_groups} schools. The school means lie between {number(means.min(), 1)} "
        f"and {number(means.max(), 1)}.",
        STRIP_AXES,
        picks="means",
        key="bars: school means",
    )


def split(run: Run) -> Figure:
    """The variance as the fitted model splits it, as a bar: set above found."""
    found, model = run.fits[run.p.model], run.p.model
    by_x = () if model == "null" else (run.p.gamma10**2,), () if model == "null" else (explained(run),)
    parts = variance_parts(
        {"set": (*set_variances(run.p, model), *by_x[0]), "found": (found.tau00, found.sigma2, *by_x[1])}
    )
    return Figure(
        "split",
        "The variance, split",
        variance_bars,
        {"parts": parts},
        fill(
            SPLIT_SAYS[model],
            {"between": found.tau00, "within": found.sigma2, "both": found.tau00 + found.sigma2, "x": explained(run)},
        ),
        {
            "total": LARGEST_VARIANCE,
            "title": "variance of y",
            "order": ("set", "found"),
            "parts": PARTS[:2] if model == "null" else PARTS,
        },
        key=MODELS[model].lower(),
    )


SPLIT_SAYS = {
    "null": "Found: @between between schools and @within within them, in all @both.",
    "with_x": "Found: @between between schools and @within within them. What x accounts for is @x.",
}


def explained(run: Run) -> float:
    """How much smaller the two variances together are once x is in the model; 0 where they are not."""
    null, with_x = run.fits["null"], run.fits["with_x"]
    return max(0.0, null.tau00 + null.sigma2 - with_x.tau00 - with_x.sigma2)


def variance_parts(rows: Mapping[str, tuple[float, ...]]) -> pd.DataFrame:
    """Stacked bars: label -> (between, within) or (between, within, explained by x)."""
    made = [
        {"label": label, "part": part, "value": value, "start": sum(values[:k]), "end": sum(values[: k + 1])}
        for label, values in rows.items()
        for k, (part, value) in enumerate(zip(PARTS, values, strict=False))
    ]
    table = pd.DataFrame(made)
    return table.assign(says=[number(v, 0) if v > 8 else "" for v in table["value"]])


def share_in_words(run: Run) -> Live:
    found, with_x = run.fits["null"], run.fits["with_x"]
    later = (
        " With x in the model, **@share_x** of what is left lies between schools." if run.p.model == "with_x" else ""
    )
    return Live(
        "A share: **@share** of the variance found lies between schools. The intraclass correlation of the null model, "
        f"#icc = #tau00 / (#tau00 + #sigma2), is **@icc** (95 % interval @interval).{later}",
        share=percent(found.icc),
        icc=found.icc,
        interval=interval_in_words(icc_interval(found)),
        share_x=percent(with_x.icc),
    )


def interval_in_words(interval: tuple[float, float]) -> str:
    """Its ends; an exact interval can be empty, and then it says why."""
    low, high = interval
    if high == 0:
        return (
            "0 alone: the school means lie closer together than chance puts them in 97.5 % of samples, even where "
            "schools are all alike"
        )
    return f"{number(low)} to {number(high)}" if high >= 0.005 else f"0 to {number(high, 4)}"


def predict_pairs(run: Run) -> PredictNumber:
    between, within = set_variances(run.p, "null")
    ask = (
        "Between schools the variance of the scores is @between, within a school @within."
        if run.p.gamma10 == 0
        else "With what x does to them, the scores have a variance of @between between schools and of @within within a "
        "school."
    )
    return PredictNumber(
        "pairs",
        fill(
            ask + " Take many schools, and from each two pupils, as a pair. How strongly do the scores of such pairs "
            "correlate?",
            {"between": brief(between), "within": brief(within)},
        ),
        low=0,
        high=1,
        step=0.01,
        unit="",
        truth=icc(between, within),
        close=0.05,
        reasons={
            "close": "The share of variance between schools is the correlation of two pupils of one school.",
            "low": "All that two pupils of a school have in common is the school. Its variance, divided by all of the "
            "variance, is their correlation: do not square it.",
            "high": "Divide the variance between schools by all of the variance, not by the variance within, and take "
            "no root: a correlation of two members is a share already.",
        },
    )


def pupil_pairs(run: Run) -> Figure:
    """Each pupil beside the next one of the same school, both ways round."""
    y = run.data["y"].to_numpy().reshape(run.p.n_groups, run.p.n_per_group)
    group = run.data["group"].astype(str).to_numpy().reshape(y.shape)
    one, other = np.concatenate([y, np.roll(y, -1, axis=1)]), np.concatenate([np.roll(y, -1, axis=1), y])
    table = pd.DataFrame({"y": one.ravel(), "y2": other.ravel(), "group": np.concatenate([group, group]).ravel()})
    rho, center = pair_correlation(run.data), float(run.data["y"].mean())
    ends = np.array(Y_DOMAIN, dtype=float)
    return Figure(
        "pairs",
        "Pairs of pupils of one school",
        pairs,
        {"pairs": table, "line": pd.DataFrame({"y": ends, "y2": center + rho * (ends - center)})},
        fill(
            "Each dot is two pupils who stand side by side in the list of their school. Over all pairs of one school "
            "the correlation is @rho; the line has that slope.",
            {"rho": rho},
        ),
        {"domain": Y_DOMAIN, "title": "score of one pupil", "other_title": "score of a schoolmate"},
        picks="pairs",
        key="dashed: equal scores",
    )


def picture_in_words(run: Run) -> Live:
    between, within = set_variances(run.p, "null")
    return Live(
        "A correlation: over many schools it is @between / (@between + @within) = **@set**, from what you set. Over "
        "all pairs in this sample it is **@pairs**, and the null model says **@icc**. A picture: in the world you set, "
        "two pupils of one school lie **@same** points apart on average, two pupils of different schools "
        "**@different**.",
        between=brief(between),
        within=brief(within),
        set=icc(between, within),
        pairs=pair_correlation(run.data),
        icc=run.fits["null"].icc,
        same=mean_gap(within),
        different=mean_gap(between + within),
    )


def set_and_found(run: Run) -> Recovery:
    found: LmmFit = run.fits[run.p.model]
    tau00, sigma2 = set_variances(run.p, run.p.model)
    interval = icc_interval(found) if run.p.model == "null" else None
    empty = interval is not None and interval[1] == 0
    effect = (
        SetFound("gamma10", run.p.gamma10, None, why="not in this model")
        if run.p.model == "null"
        else SetFound("gamma10", run.p.gamma10, found.gamma["x"], found.interval()["x"])
    )
    return Recovery(
        (
            SetFound("gamma00", GAMMA00, found.gamma["Intercept"], found.interval()["Intercept"]),
            effect,
            variance_row("tau00", tau00, found),
            variance_row("sigma2", sigma2, found),
            SetFound("icc", icc(tau00, sigma2), found.icc, None if empty else interval),
        ),
        RECOVERY_SAYS[run.p.model] + (f" The interval of #icc is {interval_in_words((0, 0))}." if empty else ""),
    )


RECOVERY_SAYS = {
    "null": "Fitted model: null model. Set is what this model should find: it leaves what x does in its two variances.",
    "with_x": "Fitted model: with x. Set is what this model should find: #icc is that of what x leaves over.",
}


def deal(seed: int) -> Any:
    """Round k of the game: 16 schools of 20 pupils whose ICC is anywhere from 0 to 0.9."""

    def one(k: int) -> Round:
        return _dealt(seed, k)

    return one


@lru_cache(maxsize=256)
def _dealt(seed: int, k: int) -> Round:
    rng = np.random.default_rng([seed, k, 7])
    rho = float(rng.uniform(0, 0.9))
    draws = make_draws(int(rng.integers(1, 2**31)), 16, 20)
    total = 90.0
    data = two_level(draws, n_groups=16, n_per_group=20, gamma00=GAMMA00, tau00=rho * total, sigma2=(1 - rho) * total)
    found = fit_lmm(FORMULA["null"], data)
    figure = Figure(
        "round",
        f"Picture {k + 1}",
        strips,
        strip_tables(Groups(columns_of(data))),
        f"{len(data)} pupils in 16 schools, from the lowest mean to the highest.",
        STRIP_AXES,
        picks="means",
    )
    return Round(figure, found.icc, f"The null model finds {number(found.icc)} in this picture; set was {number(rho)}.")


def small_but(run: Run) -> Live:
    found, p = run.fits["null"], run.p
    n_total = p.n_groups * p.n_per_group
    return Live(
        "Say you want the mean of all pupils. With an ICC of **@icc** and **@n** pupils a school, the variance of "
        "your mean is **@deff** times that of a simple random sample of as many pupils: #design_effect = 1 + "
        "(#n_per_group − 1) #icc. Your @total pupils tell as much about the mean as **@effective** independent ones.",
        icc=found.icc,
        n=p.n_per_group,
        deff=design_effect(p.n_per_group, found.icc),
        total=n_total,
        effective=number(effective_sample_size(n_total, p.n_per_group, found.icc), 0),
    )


def predict_after(run: Run) -> PredictChoice:
    between, within = (round(variance, 2) for variance in set_variances(run.p, "null"))
    truth = "up" if between > 0 else "same"
    words = {"down": "It falls", "same": "It stays", "up": "It rises"}
    return PredictChoice(
        "after",
        fill(
            "The variance of the scores is @between between schools and @within within them. Someone adds a predictor "
            "that explains half of the variance within schools and nothing of the variance between them. What happens "
            "to the ICC of what is left?",
            {"between": brief(between), "within": brief(within)},
        ),
        {code: (said, AFTER_REASONS[truth][code]) for code, said in words.items()},
        truth=truth,
        ordered=True,
    )


NOTHING = "There is no variance between schools here, so their share of it stays at nothing."
AFTER_REASONS = {
    "up": {
        "down": "It would fall if the predictor explained differences between schools. It explains none.",
        "same": "Less is left within, as much between: the share moves.",
        "up": "Less is left in all, and the part between is untouched.",
    },
    "same": {"down": NOTHING, "same": NOTHING, "up": NOTHING},
}


def after_in_words(run: Run) -> Live:
    between, within = (round(variance, 2) for variance in set_variances(run.p, "null"))
    before, after = icc(between, within), icc(between, within / 2)
    digits = 4 if 0 < before < 0.01 else 2
    return Live(
        "Before, the ICC is @between / (@between + @within) = **@before**. Half of what lies within is taken out: "
        "@between / (@between + @half) = **@after**. That was a predictor of someone else's. Below is your x: @yours.",
        between=brief(between),
        within=brief(within),
        half=brief(within / 2),
        before=number(before, digits),
        after=number(after, digits),
        yours=what_x_does(run.p),
    )


def what_x_does(p: Params) -> str:
    """Where the x of the panel matters, in words."""
    if p.gamma10 == 0:
        return "you gave it no effect, so it explains nothing yet"
    gone = p.gamma10**2
    return (
        f"in the world you set it takes out {brief(gone * p.icc_x)} between schools and {brief(gone * (1 - p.icc_x))} "
        "within them"
    )


def before_and_after(run: Run) -> Figure:
    null, with_x = run.fits["null"], run.fits["with_x"]
    parts = variance_parts(
        {
            "null model": (null.tau00, null.sigma2),
            "with x": (with_x.tau00, with_x.sigma2, explained(run)),
        }
    )
    return Figure(
        "after",
        "Before and after your x",
        variance_bars,
        {"parts": parts},
        fill(
            "Found: ICC without x, @before. ICC of what is left with x, @after.",
            {"before": null.icc, "after": with_x.icc},
        ),
        {
            "total": LARGEST_VARIANCE,
            "title": "variance of y, as found",
            "order": ("null model", "with x"),
            "parts": PARTS,
        },
        height="short",
    )


def challenge(run: Run) -> Challenge:
    null, with_x = run.fits["null"].icc, run.fits["with_x"].icc
    return Challenge(
        "rise",
        "Make an ICC that looks small and grows once x is in the model.",
        (
            Condition("The null model finds an ICC of .20 at most.", reach(null, 0.20, 0.5)),
            Condition("With x, the ICC of what is left is .35 at least.", reach(with_x, 0.35, 0.0)),
        ),
        (
            "The ICC is a share. You can raise it by making the other part smaller.",
            "Let x matter much, and let it differ among the pupils of a school only.",
        ),
        {"tau00": 14, "sigma2": 16, "gamma10": 8, "icc_x": 0, "n_groups": 60, "n_per_group": 20},
    )


@dataclass(frozen=True)
class Real:
    """One real table: its columns, what it is in words, and a predictor for the second look."""

    table: str
    y: str
    group: str
    words: str
    x: str = ""
    x_words: str = ""


REAL = (
    Real("dyestuff2", "yield_g", "batch", "dye yields in batches (Box and Tiao)"),
    Real("radon", "log_radon", "county", "radon in houses of a county"),
    Real("london_exam", "exam", "school", "exams, London schools", "reading", "earlier reading"),
    Real("galton", "height_in", "family", "heights of siblings", "female", "sex"),
    Real("hsb", "math", "school", "mathematics, US high schools", "ses", "family background"),
    Real("language", "language", "school", "language, Dutch schools", "iq_verbal", "verbal IQ"),
    Real("sleepstudy", "reaction", "subject", "reaction times of a person", "days", "days of short sleep"),
    Real("dyestuff", "yield_g", "batch", "dye yields in batches (Davies)"),
    Real("orthodont", "distance", "subject", "jaw distances of a child", "age", "age"),
)


@lru_cache(maxsize=1)
def real_shares() -> dict[str, pd.DataFrame]:
    """The ICC of each real table with its interval, and what it becomes after one predictor."""
    rows: list[dict[str, Any]] = []
    after: list[dict[str, Any]] = []
    for one in REAL:
        data = datasets.load(one.table)
        found = fit_lmm(f"{one.y} ~ 1 + (1 | {one.group})", data)
        low, high = icc_interval(found)
        rows.append({"label": one.words, "estimate": found.icc, "low": low, "high": high, "n": found.n_total})
        if one.x:
            later = fit_lmm(f"{one.y} ~ {one.x} + (1 | {one.group})", data)
            after.append({"label": one.words, "estimate": later.icc, "x": one.x_words})
    return {"estimates": pd.DataFrame(rows), "after": pd.DataFrame(after)}


def real_tables() -> Iterator[Block]:
    tables = real_shares()
    found = tables["estimates"]
    top, bottom = found.iloc[found["estimate"].argmax()], found.iloc[found["estimate"].argmin()]
    yield Figure(
        "real",
        "The ICC of nine real tables",
        shares,
        {"estimates": found[["label", "estimate", "low", "high"]], "after": tables["after"]},
        f"Highest: {top['label']}, {number(top['estimate'])}. Lowest: {bottom['label']}, {number(bottom['estimate'])}. "
        "The bars are 95 % intervals, exact for normal data.",
        {"title": "ICC", "code": "icc", "after": "after a predictor"},
        still="real",
        key="filled: null model; open: after a predictor",
    )
    later = tables["after"].merge(found, on="label", suffixes=("_after", ""))
    rose = later[later["estimate_after"] > later["estimate"]]
    yield Live(
        "A predictor was added to @n of them. In @rose the ICC rose, in @fell it fell: @example. Repeated "
        "measures of one person are alike; so are siblings, once boys are compared with boys.",
        n=len(later),
        rose=len(rose),
        fell=len(later) - len(rose),
        example="; ".join(
            f"{row.label} {number(row.estimate)} to {number(row.estimate_after)} after {row.x}"
            for row in later.itertuples()
            if row.label in ("heights of siblings", "exams, London schools")
        ),
    )
    yield Aside(
        "Why is one of them zero?",
        "In one of the two dye tables the batch means lie closer together than chance alone would put them. The best "
        "estimate of the variance between batches is then 0, at the edge of what is possible. The fit is called "
        "singular. It is an answer, not an error: the interval says how large the ICC may still be. Box and Tiao made "
        "this table up in 1973 to show just that.",
    )


def story(run: Run) -> Iterator[Block]:
    yield Row((schools(run), split(run)), (1.35, 1))
    yield share_in_words(run)
    yield Step("Two pupils of one school")
    yield predict_pairs(run)
    yield pupil_pairs(run)
    yield picture_in_words(run)
    yield Step("Guess the ICC")
    yield Prose("Train your eye. Each picture has another ICC. Points fall from 100 to 0 as you miss by .25.")
    yield Game("icc", "What is the ICC of this picture?", deal(run.p.seed), 0.0, 1.0, 0.01)
    yield Step("The model in symbols and numbers")
    yield equation(run.fits[run.p.model])
    for note in run.fits[run.p.model].notes:
        yield Prose(note)
    yield Step("Set and found")
    yield set_and_found(run)
    yield SecondOpinion("fit", lambda: second_opinion(run.fits["null"]).sentence)
    yield Step("Why a small ICC can matter")
    yield small_but(run)
    yield Step("After a predictor")
    yield predict_after(run)
    yield after_in_words(run)
    yield before_and_after(run)
    yield after_table(run)
    yield Step("Challenge")
    yield challenge(run)
    yield Step("Nine real tables")
    yield from real_tables()
    yield Step("Check yourself")
    yield Check(QUESTIONS)
    yield Step("Take away")
    yield TAKEAWAYS


def after_table(run: Run) -> Table:
    rows = pd.DataFrame(
        {
            "model": list(MODELS.values()),
            "between schools, #tau00": [number(run.fits[name].tau00) for name in MODELS],
            "within schools, #sigma2": [number(run.fits[name].sigma2) for name in MODELS],
            "ICC of what is left": [number(run.fits[name].icc) for name in MODELS],
        }
    )
    return table_of(rows, "Give x an effect in the panel, and say where it differs: within schools (0) or between (1).")


QUESTIONS = (
    Numeric(
        "compute",
        "The variance between clinics is 10 and the variance among patients of one clinic is 40. What is the ICC?",
        truth=icc(10, 40),
        tolerance=0.005,
        reason="Divide the variance between by all of the variance: 10 / (10 + 40).",
        near={
            10 / 40: "You divided by the variance within. The ICC is a share of all of the variance.",
            40 / 50: "That is the share within clinics.",
        },
    ),
    Single(
        "ignore",
        "In a survey the ICC is .03. There are 100 respondents in each of 20 towns. May you ignore the towns?",
        (
            Wrong(
                "Yes: an ICC under .05 can be ignored.",
                "With 100 a town, 1 + 99 × .03 is about 4: each mean has four times the variance you think.",
                "ICC under .05 can be ignored",
            ),
            Right(
                "No: with 100 a town the design effect is about 4.",
                "The design effect is 1 + (n − 1) times the ICC, and n is large.",
            ),
            Wrong(
                "No: any ICC above 0 makes the mean biased.",
                "The mean is right on average. Its standard error is what goes wrong.",
                "dependence biases the mean",
            ),
        ),
    ),
    Single(
        "rose",
        "You add the pupils' own earlier score to the model and the ICC rises. What has happened?",
        (
            Right(
                "The score explained more within schools than between.",
                "The ICC is a share of what is left. Less was left within, so the share between rose.",
            ),
            Wrong(
                "Schools became more different.",
                "The schools are the same. The variance they are compared with is smaller.",
                "the ICC measures the variance between groups",
            ),
            Wrong(
                "The model is wrong: a predictor must lower the ICC.",
                "It lowers the ICC only if it explains more between groups than within.",
                "predictors always lower the ICC",
            ),
        ),
    ),
    Single(
        "pair",
        "What does an ICC of .25 say about two pupils of the same school?",
        (
            Right("Over many such pairs, their scores correlate at .25.", "That is the second reading of the ICC."),
            Wrong(
                "A quarter of the pupils of a school are alike.",
                "The ICC is about variance, not about numbers of pupils.",
                "ICC = share of units",
            ),
            Wrong(
                "Their scores correlate at .50, the root of .25.",
                "No root: the shared part enters both scores, so its variance is their covariance.",
                "ICC = squared correlation",
            ),
        ),
    ),
)

TAKEAWAYS = Takeaways(
    (
        "The ICC, #icc, is the share of the variance that lies between groups.",
        "It is also the correlation of two units of one group.",
        "Small does not mean harmless: the design effect grows with the size of the groups.",
        "After a predictor the ICC can fall or rise: it is a share of what is left.",
        "An ICC of 0 can be the best estimate. Its interval says what else is possible, as a rule.",
    ),
    (
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., chapters 3 and 4. Sage.",
        "Fisher, R. A. (1925). *Statistical Methods for Research Workers*, chapter 7. Oliver and Boyd.",
        "Searle, S. R., Casella, G., and McCulloch, C. E. (1992). *Variance Components*, chapter 3. Wiley.",
    ),
)

LESSON = Lesson(
    slug="icc",
    title="The intraclass correlation",
    question="How much of the variance is between groups?",
    minutes=15,
    params=Params,
    simulate=simulate,
    fit=fit,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("nested_data",),
    take=lambda run: take_model(run.fits[run.p.model]),
)
