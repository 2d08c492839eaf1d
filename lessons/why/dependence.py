"""What does ignoring groups cost? Two sampling plans, one population.

Level 1:  y_ij = b0_j + e_ij,                            e_ij ~ N(0, sigma2),  sigma2 = (1 - icc) v
Level 2:  b0_j = gamma00 + gamma01 w_j + u0_j,           u0_j ~ N(0, tau00),   tau00 = icc v
Cost:     deff = 1 + (n - 1) icc,  N_eff = N / deff

Reference: Kish (1965), Survey Sampling; Moulton (1990), Review of Economics and Statistics 72, 334-338;
Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., chapter 3.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

import datasets
from datasets.simulate import Draws, make_draws, simulated_design_effects, two_plans
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
    Sort,
    Step,
    Studies,
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
    studies,
    take_model,
)
from lessons.kit.charts import intervals, plan_tables, ranges, sampling_plan
from lessons.kit.fit import fit_lmm, fit_ols, second_opinion
from lessons.kit.pictures.first_look import first_look
from lessons.kit.real import REAL
from lessons.kit.repeated import interval_figure, rate_figure, rate_in_words, rate_table, rates
from lessons.kit.theory import design_effect, effective_sample_size, naive_miss_rate
from lessons.kit.views import equation, table_of, variance_row

GAMMA00 = 50.0
TOTAL = 100.0
MODELS = {"naive": "Naive: as if nobody shared a school", "cluster": "Cluster-robust", "mixed": "Mixed model"}
BRIEF = {"naive": "naive", "cluster": "robust", "mixed": "mixed"}
PLANS = {"pupils": "Two-stage sample", "simple": "Simple random sample"}
ROWS = {name: f"Two-stage, {words}" for name, words in BRIEF.items()} | {"simple": "Simple random, naive"}
STUDIES = {name: REAL[name] for name in ("hsb", "london_exam")}
SCHOOL_PREDICTOR = {
    "hsb": ("sector", "Catholic", "Catholic schools against public ones"),
    "london_exam": ("school_gender", "girls", "girls' schools against the others"),
}
SAMPLES = 400
SMALL = 0.03
AXES = {"center": GAMMA00, "reach": 30.0, "y_title": "test score, y"}


@dataclass(frozen=True)
class Params(Controls):
    icc: float = slider("icc", 0, 0.3, start=0.1, step=0.01)
    n_per_group: int = size("n_per_group", 2, 60, start=30)
    n_groups: int = size("n_groups", 4, 60, start=20, step=2)
    gamma01: float = slider("gamma01", 0, 8, start=0, step=0.5, label="Effect of the program")
    model: str = choice("model", "Standard error", MODELS, start="naive")
    study: str = choice("study", "Real study", {n: s.words for n, s in STUDIES.items()}, start="hsb", part="data")

    @property
    def n_total(self) -> int:
        return self.n_groups * self.n_per_group

    @property
    def design_effect(self) -> float:
        return design_effect(self.n_per_group, self.icc)


SCENES = (
    Scene("A usual survey", {"icc": 0.1, "n_groups": 20, "n_per_group": 30}),
    Scene("Schools all alike", {"icc": 0, "n_groups": 20, "n_per_group": 30}),
    Scene("Few large schools", {"icc": 0.1, "n_groups": 10, "n_per_group": 60}),
    Scene("Many small schools", {"icc": 0.1, "n_groups": 60, "n_per_group": 10}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return two_plans(
        draws,
        n_groups=p.n_groups,
        n_per_group=p.n_per_group,
        gamma00=GAMMA00,
        gamma01=p.gamma01,
        icc=p.icc,
        total=TOTAL,
    )


def fit(data: pd.DataFrame, p: Params) -> Mapping[str, Any]:
    """The simple random sample, and the two-stage sample with three standard errors.

    w is -.5 or .5 and balanced, so the intercept is the mean of all pupils.
    """
    return {"simple": fit_ols("y_simple ~ w", data), **three_errors("y ~ w", data)}


def three_errors(formula: str, data: pd.DataFrame) -> dict[str, Any]:
    """One regression with its naive and its cluster-robust errors, and the mixed model."""
    return {
        "naive": fit_ols(formula, data),
        "cluster": fit_ols(formula, data, cluster="group"),
        "mixed": fit_lmm(f"{formula} + (1 | group)", data),
    }


def two_samples(run: Run) -> Row:
    return Row((sample(run, "pupils", "y"), sample(run, "simple", "y_simple")), (1, 1))


def sample(run: Run, name: str, y: str) -> Figure:
    """One sample: its pupils, and the means of its schools where it has some."""
    p = run.p
    tables = plan_tables(run.data[y].to_numpy(), p.n_groups, p.n_per_group, with_means=name == "pupils")
    settings = AXES | {"x_title": X_TITLES[name]}
    facts = {"schools": p.n_groups, "each": p.n_per_group, "n": p.n_total, "set": number(GAMMA00, 0)}
    return Figure(name, PLANS[name], sampling_plan, tables, fill(TAKEN[name], facts), settings, key="dashed: set")


X_TITLES = {"pupils": "schools, and the mean of each", "simple": "pupils"}
TAKEN = {
    "pupils": "@schools schools, @each pupils in each: @n pupils. The mean of all schools was set to @set (dashed).",
    "simple": "@n pupils, each from another school. The mean of all schools was set to @set (dashed).",
}


def means(run: Run) -> Figure:
    """The mean of each sample with its 95 % interval: by the naive formula, and by the one that was chosen."""
    shown = dict.fromkeys(("naive", run.p.model, "simple"))
    table = pd.DataFrame([mean_of(run, name) for name in shown])
    told = "; ".join(
        fill("@label, @estimate: its interval, @low to @high, @verdict it", row) for row in table.to_dict("records")
    )
    return Figure(
        "means",
        "The mean of each sample",
        intervals,
        {"estimates": table, "set": pd.DataFrame({"value": [GAMMA00]})},
        fill("Set: @set (dashed). @told.", {"set": number(GAMMA00, 0), "told": told}),
        {
            "domain": (GAMMA00 - 10, GAMMA00 + 10),
            "title": "mean test score",
            "code": "gamma00",
            "order": tuple(ROWS[name] for name in shown),
        },
        height="short",
        key="bar: 95 % interval; dashed: set",
    )


def mean_of(run: Run, name: str) -> dict[str, Any]:
    """The mean as one model reports it, and whether its interval holds the mean that was set."""
    found = run.fits[name]
    low, high = found.interval()["Intercept"]
    verdict = "holds" if low <= GAMMA00 <= high else "misses"
    about = {"label": ROWS[name], "chosen": name in (run.p.model, "simple"), "verdict": verdict}
    return about | {"estimate": found.gamma["Intercept"], "low": low, "high": high}


def both_plans(run: Run) -> Live:
    return Live("Both plans ask **@n** pupils of the same population.", n=run.p.n_total)


def naive_in_words(run: Run) -> Live:
    fits, chosen = run.fits, run.p.model
    more = "" if chosen == "naive" else " For the two-stage sample the one you chose says **@chosen**."
    return Live(
        "The naive standard error of the mean is √(variance / #n_total): **@simple** for the simple random sample, "
        "**@two_stage** for the two-stage sample. It does not ask who shares a school." + more,
        simple=fits["simple"].se["Intercept"],
        two_stage=fits["naive"].se["Intercept"],
        chosen=fits[chosen].se["Intercept"],
    )


def miss_rate(p: Params) -> float:
    """How often the naive interval misses, in [0, 1]."""
    return naive_miss_rate(p.n_groups, p.n_per_group, p.icc)


def predict_misses(run: Run) -> PredictNumber:
    p = run.p
    return PredictNumber(
        "misses",
        fill(
            "You draw @schools schools with @n pupils each. The intraclass correlation is @icc. You do it again and "
            "again, each time with a naive 95 % interval for the mean. Of 100 such intervals, how many miss the true "
            "mean, on average?",
            {"schools": p.n_groups, "n": p.n_per_group, "icc": p.icc},
        ),
        low=0,
        high=100,
        step=1,
        unit="of 100",
        truth=100 * miss_rate(p),
        close=6,
        reasons=dict.fromkeys(("close", "low", "high"), SCHOOLS_ALIKE["misses"]) if p.icc == 0 else MISS_REASONS,
    )


MISS_REASONS = {
    "close": "The interval is as narrow as if every pupil were news. Schoolmates repeat each other.",
    "low": "5 of 100 holds when pupils are drawn one by one. Here whole schools come in, high or low.",
    "high": "The interval is too narrow, but it still holds the mean whenever high and low schools balance.",
}
SCHOOLS_ALIKE = {
    "misses": "Schools do not differ here, so every pupil is news and the naive interval is right: 5 of 100 miss.",
    "worth": "Schools do not differ here, so a schoolmate tells you as much as a stranger does.",
    "doubling": "Schools do not differ here, so the naive test is sound: 5 of 100, however many pupils you ask.",
}


def misses_in_words(run: Run) -> Live:
    return Live(
        "In the long run **@two_stage** of 100 naive intervals miss with the two-stage plan, and **5** with the simple "
        "random sample. Same formula, same number of pupils.",
        two_stage=number(100 * miss_rate(run.p), 1),
    )


def world(p: Params) -> tuple[Any, ...]:
    """What repeated samples depend on."""
    return p.seed, p.icc, p.n_per_group, p.n_groups, p.gamma01


def again(p: Params, n_samples: int, term: str) -> pd.DataFrame:
    """The same world `n_samples` times over, with all four fits."""

    def draw(seed: int) -> pd.DataFrame:
        return simulate(p, make_draws(seed, p.n_groups, p.n_per_group))

    return studies.repeat(n_samples, p.seed, draw, lambda data: fit(data, p), term)


def hundred(run: Run) -> Studies:
    """100 samples by each plan; those whose interval misses are drawn in color."""
    p = run.p

    def show(samples: pd.DataFrame) -> tuple[Row, Table]:
        figures = tuple(
            interval_figure(f"hundred_{name}", ROWS[name], samples[samples["model"] == name], GAMMA00, 6, "gamma00")
            for name in (p.model, "simple")
        )
        return Row(figures, (1, 1)), rate_table(rates(samples, GAMMA00, ROWS), "intervals that miss")

    return Studies(
        "hundred", "Draw 100 samples by each plan", world(p), lambda n: again(p, n, "Intercept"), show, n_samples=100
    )


def predict_worth(run: Run) -> PredictNumber:
    p = run.p
    return PredictNumber(
        "worth",
        fill(
            "Your two-stage sample has @n pupils in each school, and the intraclass correlation is @icc. For every 100 "
            "of its pupils, how many pupils drawn one by one would tell you as much about the mean?",
            {"n": p.n_per_group, "icc": p.icc},
        ),
        low=0,
        high=100,
        step=1,
        unit="pupils",
        truth=effective_sample_size(100, p.n_per_group, p.icc),
        close=5,
        reasons=dict.fromkeys(("close", "low", "high"), SCHOOLS_ALIKE["worth"]) if p.icc == 0 else WORTH_REASONS,
    )


WORTH_REASONS = {
    "close": "Each further pupil of a school tells you again what the first ones told you about the school.",
    "low": "Schoolmates resemble each other a little. Most of what sets pupils apart lies within schools.",
    "high": "The resemblance is small for two pupils, but every pupil shares it with all schoolmates at once.",
}


def worth_in_words(run: Run) -> Live:
    p = run.p
    return Live(
        "The **design effect** says by how much the plan multiplies the sampling variance of the mean: "
        "#design_effect = 1 + (#n_per_group − 1) #icc = **@deff**. So your **@n** pupils are worth "
        "#n_effective = #n_total / #design_effect = **@worth**.",
        deff=p.design_effect,
        n=p.n_total,
        worth=number(effective_sample_size(p.n_total, p.n_per_group, p.icc), 0),
    )


def design_effects(run: Run) -> Figure:
    p = run.p
    values = simulated_design_effects(p.seed, SAMPLES, p.n_groups, p.icc)
    line = pd.DataFrame({"x": [1, 60], "y": [1.0, design_effect(60, p.icc)]})
    here = pd.DataFrame({"x": [p.n_per_group], "y": [p.design_effect], "label": [f"you: {number(p.design_effect)}"]})
    return Figure(
        "effects",
        "The design effect, simulated and by its formula",
        ranges,
        {"values": values.assign(strong=False), "theory": line, "here": here},
        f"Line: 1 + (n − 1) × {number(p.icc)}. Dots: the variance of the two-stage mean over that of the simple random "
        f"mean, in {SAMPLES} samples of {p.n_groups} schools; bars are 95 % Monte Carlo intervals. They "
        "share their draws, so they err together.",
        {
            "x_domain": (0, 62),
            "y_domain": (0, 20),
            "x_title": "pupils in each school, n",
            "y_title": "design effect",
            "code": "icc",
            "strong": "here",
        },
        key="line: formula, dots: simulated",
    )


def mean_se(p: Params, more_groups: int = 1, more_units: int = 1) -> float:
    """sqrt(v deff / N): the true standard error of the mean in a design of this size or a larger one."""
    n_per_group = p.n_per_group * more_units
    return (TOTAL * design_effect(n_per_group, p.icc) / (p.n_groups * more_groups * n_per_group)) ** 0.5


def doubling_in_words(run: Run) -> Live:
    p = run.p
    return Live(
        "The true standard error of the mean is **@now**. Twice as many pupils in each school make it **@pupils**; "
        "twice as many schools, **@schools**. "
        + (
            NO_FLOOR
            if p.icc == 0
            else "With these @n_groups schools it never falls below **@floor** = √(#tau00 / "
            "#n_groups), however many pupils you ask."
        ),
        now=mean_se(p),
        pupils=mean_se(p, more_units=2),
        schools=mean_se(p, more_groups=2),
        n_groups=p.n_groups,
        floor=(TOTAL * p.icc / p.n_groups) ** 0.5,
    )


NO_FLOOR = "Schools do not differ here, so nothing but the number of pupils counts."


def errors(run: Run) -> Table:
    rows = pd.DataFrame(
        {
            "standard error": list(MODELS.values()),
            "of the mean": [number(run.fits[name].se["Intercept"]) for name in MODELS],
            "of the program's effect": [number(run.fits[name].se["w"]) for name in MODELS],
        }
    )
    true = {"mean": mean_se(run.p), "program": 2 * mean_se(run.p)}
    return table_of(rows, fill("From what you set, the true ones are @mean and @program.", true))


def predict_doubling(run: Run) -> PredictChoice:
    p = run.p
    words = {"less": "Less often", "same": "As often as before", "more": "More often"}
    reasons = dict.fromkeys(words, SCHOOLS_ALIKE["doubling"]) if p.icc == 0 else DOUBLING_REASONS
    return PredictChoice(
        "doubling",
        fill(
            "Suppose the program does nothing. You test it at the 5 % level with the naive standard error, and to be "
            "safe you ask @twice pupils in each school instead of @n. The intraclass correlation is @icc. How often do "
            "you now find an effect that is not there?",
            {"n": p.n_per_group, "twice": 2 * p.n_per_group, "icc": p.icc},
        ),
        {code: (said, reasons[code]) for code, said in words.items()},
        truth="more" if p.icc > 0 else "same",
        ordered=True,
    )


DOUBLING_REASONS = {
    "less": "More pupils shrink the naive standard error faster than the true one.",
    "same": "That is so for a sound test, or where schools do not differ at all.",
    "more": "The naive variance is about halved. The schools, which cause the false alarms, are still as few.",
}


def doubling_rates(run: Run) -> Live:
    p = run.p
    return Live(
        "With @n pupils in each school the naive test finds an effect in **@now** of 100 studies of a useless program, "
        "in the long run. With @twice it does in **@then**. A sound test stays at 5.",
        n=p.n_per_group,
        twice=2 * p.n_per_group,
        now=number(100 * miss_rate(p), 1),
        then=number(100 * naive_miss_rate(p.n_groups, 2 * p.n_per_group, p.icc), 1),
    )


def program_tests(run: Run) -> Studies:
    """How often each standard error calls the program effective."""
    p = run.p

    def show(samples: pd.DataFrame) -> tuple[Figure, Live]:
        found = rates(samples, 0.0, {name: words.capitalize() for name, words in BRIEF.items()})
        title, axis = "Of 100 studies, how many find an effect?", "studies of 100 with p < .05"
        return rate_figure("tests", title, found, axis, "gamma01"), tests_in_words(p, found.set_index("model"))

    return Studies("tests", f"Test the program in {SAMPLES} samples", world(p), lambda n: again(p, n, "w"), show)


def tests_in_words(p: Params, found: pd.DataFrame) -> Live:
    naive, mixed = rate_in_words(found.loc["naive"]), rate_in_words(found.loc["mixed"])
    if p.gamma01 == 0:
        return Live(
            "The program does nothing, so each of these findings is a **false alarm**: **@naive** of 100 with the "
            "naive standard error, **@mixed** with the mixed model.",
            naive=naive,
            mixed=mixed,
        )
    return Live(
        "You set an effect of **@gamma01**, so there is one to find: **@naive** of 100 naive studies say so, "
        "**@mixed** with the mixed model. Before you prefer the naive test, set the effect to 0 and count again.",
        gamma01=p.gamma01,
        naive=naive,
        mixed=mixed,
    )


def set_and_found(run: Run) -> Recovery:
    found, mixed, p = run.fits[run.p.model], run.fits["mixed"], run.p
    interval = found.interval()
    return Recovery(
        (
            SetFound("gamma00", GAMMA00, found.gamma["Intercept"], interval["Intercept"]),
            SetFound("gamma01", p.gamma01, found.gamma["w"], interval["w"]),
            variance_row("tau00", TOTAL * p.icc, mixed),
            variance_row("sigma2", TOTAL * (1 - p.icc), mixed),
            SetFound("icc", p.icc, mixed.icc),
        ),
        fill(
            "Intervals are 95 %, as each model reports them: those of #gamma00 and #gamma01 use the standard error you "
            "chose (@model). Only the mixed model finds #tau00, #sigma2 and #icc.",
            {"model": BRIEF[p.model]},
        ),
    )


def challenge(run: Run) -> Challenge:
    return Challenge(
        "small_icc",
        "Hardly any correlation, and yet half of the sample is gone: build a design where that happens.",
        (
            Condition(f"The intraclass correlation is at most {number(SMALL)}.", reach(run.p.icc, SMALL, 0.1)),
            Condition("The sample is worth at most half of its pupils.", reach(run.p.design_effect, 2, 1)),
        ),
        (
            "Look at the formula of the design effect: the intraclass correlation is multiplied by something.",
            "Ask more pupils in each school.",
        ),
        {"icc": SMALL, "n_per_group": 40},
    )


@lru_cache(maxsize=len(STUDIES))
def fit_study(name: str) -> dict[str, Any]:
    """The null model and the model with a school predictor, each with three standard errors, and Kish's n."""
    column, value, _ = SCHOOL_PREDICTOR[name]
    data = STUDIES[name].load().assign(w=(datasets.load(name)[column] == value).astype(float))
    sizes = data["group"].value_counts().to_numpy()
    weighted = float((sizes**2).sum() / sizes.sum())
    return {"mean": three_errors("y ~ 1", data), "program": three_errors("y ~ w", data), "n": weighted}


def real_study(run: Run) -> Iterator[Block]:
    study, found = STUDIES[run.p.study], fit_study(run.p.study)
    null = found["mean"]["mixed"]
    deff = design_effect(found["n"], null.icc)
    yield Prose(f"{study.citation} Nobody set these numbers.")
    yield first_look(study.name).figure
    yield Live(
        "A mixed model without predictors finds #icc = **@icc**. Schools differ in size and large ones weigh more, so "
        "#n_per_group is here Σn² / Σn = **@n**. The design effect is **@deff**: these **@total** pupils know the mean "
        "about as well as **@worth** drawn one by one. The naive standard error times √#design_effect is **@mended**.",
        icc=null.icc,
        n=number(found["n"], 1),
        deff=deff,
        total=null.n_total,
        worth=number(null.n_total / deff, 0),
        mended=number(found["mean"]["naive"].se["Intercept"] * deff**0.5, 3),
    )
    yield real_errors(run.p.study)


def real_errors(name: str) -> Table:
    found, words = fit_study(name), SCHOOL_PREDICTOR[name][2]

    def cell(model: Any, term: str) -> str:
        return f"{number(model.gamma[term])} (SE {number(model.se[term], 3)})"

    rows = pd.DataFrame(
        {
            "standard error": list(MODELS.values()),
            f"mean {STUDIES[name].y_words}": [cell(found["mean"][m], "Intercept") for m in MODELS],
            words: [cell(found["program"][m], "w") for m in MODELS],
        }
    )
    return table_of(
        rows,
        "The regressions give every pupil the same weight; the mixed model gives a pupil of a large school less. So "
        "the estimates differ a little.",
    )


def story(run: Run) -> Iterator[Block]:
    yield two_samples(run)
    yield both_plans(run)
    yield Prose(
        "The two-stage sample drew schools first, then pupils within them, as many surveys do. A column is a school, "
        "and the short line is its mean. The simple random sample drew every pupil alone, each from another school."
    )
    yield Step("How sure is the mean?")
    yield means(run)
    yield naive_in_words(run)
    yield Step("How often does it miss?")
    yield Prose(
        "A 95 % interval makes a promise: when you draw new samples again and again, 95 of 100 intervals hold the "
        "true mean in the long run, and 5 miss it."
    )
    yield predict_misses(run)
    yield hundred(run)
    yield misses_in_words(run)
    yield Step("What is the sample worth?")
    yield predict_worth(run)
    yield worth_in_words(run)
    yield design_effects(run)
    yield doubling_in_words(run)
    yield Step("Three standard errors")
    yield Prose(
        "**Naive** squares the residual of every pupil and adds the squares up. **Cluster-robust** adds the residuals "
        "up within each school first and squares then, so it sees schoolmates err together. The **mixed model** gives "
        "each school a residual of its own, #u0, and estimates its variance #tau00. Choose one in the panel: the "
        "interval of the two-stage sample follows."
    )
    yield errors(run)
    yield Step("Does the program work?")
    yield Prose(
        "Half of the schools run a program: #w is one half there and minus one half elsewhere, so #gamma00 stays the "
        "mean of all. The effect #gamma01 is the difference between the two halves. You set it, and it starts at zero."
    )
    yield predict_doubling(run)
    yield doubling_rates(run)
    yield program_tests(run)
    yield Prose(
        "Now take the smallest #n_groups and test again. Cluster-robust errors learn from one sum of residuals a "
        "school, so with few schools they, too, are often too small."
    )
    yield Aside("And a treatment drawn by lot within each school?", WITHIN)
    yield Step("Set and found")
    yield set_and_found(run)
    yield equation(run.fits["mixed"])
    for note in run.fits["mixed"].notes:
        yield Prose(note)
    yield SecondOpinion("fit", lambda: second_opinion(run.fits["mixed"]).sentence)
    yield Step("Challenge")
    yield challenge(run)
    yield Step("A real study")
    yield from real_study(run)
    yield Step("Check yourself")
    yield Check(QUESTIONS)
    yield Step("Take away")
    yield TAKEAWAYS


def take(run: Run) -> TakeModel:
    """The model that the reader chose, with the standard errors that go with it."""
    return take_model(run.fits[run.p.model])


WITHIN = (
    "Say half of the pupils of each school get it, and it works alike in every school. Then what a school adds cancels "
    "in the comparison, and ignoring schools that differ makes this standard error too large, not too small. Where the "
    "treatment works better in one school than in another, it can be too small again: that is a random slope. The cost "
    "shown here is for what schoolmates share: the mean, and every predictor that belongs to the school."
)
ASKED_ICC, ASKED_N = 0.02, 101
QUESTIONS = (
    Numeric(
        "small",
        f"A survey asks {ASKED_N} people in each of 40 firms. The intraclass correlation is {ASKED_ICC}. "
        "What is the design effect of the mean?",
        design_effect(ASKED_N, ASKED_ICC),
        0.05,
        f"It is 1 + ({ASKED_N} − 1) × {ASKED_ICC}. Each colleague adds a little, and there are many colleagues.",
        {
            1.0: "That is the design effect without any correlation. In groups of this size .02 cannot be ignored.",
            1 + ASKED_ICC: "You added the correlation once. It counts once for every further person in the firm.",
            ASKED_N * ASKED_ICC: "The first person of a firm costs nothing: start at 1 and count the others.",
        },
    ),
    Single(
        "more_pupils",
        "Schools differ. You have 10 schools and want a smaller true standard error of the mean. What helps most?",
        (
            Right("More schools.", "Schools are what you drew, and the error shrinks with their number."),
            Wrong(
                "More pupils in each school.",
                "Then you know 10 schools very well. The error cannot fall below √(#tau00 / #n_groups).",
                "more pupils make up for few schools",
            ),
            Wrong(
                "The naive formula: it reports the smallest one.",
                "It reports a smaller number. The mean varies between samples as much as before.",
                "a smaller standard error is a better one",
            ),
        ),
    ),
    Sort(
        "which",
        "You ignore schools that differ. Is the reported standard error too small?",
        ("too small", "not too small"),
        (
            Claim("Effect of a program that whole schools run", "too small", "All pupils of a school share it."),
            Claim("Mean score of all pupils", "too small", "Every pupil carries what the school adds."),
            Claim(
                "Effect of a treatment that half of each school gets by lot, and that works alike in every school",
                "not too small",
                "What a school adds is in both halves and cancels.",
            ),
        ),
        "clustering makes every standard error too small",
    ),
    Single(
        "robust",
        "You switch from naive to cluster-robust standard errors. What happens to the estimate itself?",
        (
            Right("Nothing.", "It is the same regression. Only its uncertainty is worked out anew."),
            Wrong(
                "It is shrunken toward the mean of all schools.",
                "That is what a mixed model does to predictions for schools. Here nothing is predicted.",
                "cluster-robust errors are a multilevel model",
            ),
            Wrong(
                "It is corrected for what the schools add.",
                "No. If schools differ in who attends them, the estimate keeps that.",
                "robust errors repair the estimate",
            ),
        ),
    ),
)

TAKEAWAYS = Takeaways(
    (
        "Members of one group repeat each other. For a mean, a sample of groups is worth fewer units than it has.",
        "The design effect is 1 + (#n_per_group − 1) #icc. It grows with the group size: in large enough groups, no "
        "#icc above 0 is too small to matter.",
        "Where groups differ, naive standard errors are too small for the mean and for all that a group shares. "
        "More units in each group make it worse.",
        "Cluster-robust standard errors or a mixed model repair it, given enough groups. Few groups stay few.",
    ),
    (
        "Kish, L. (1965). *Survey Sampling*. Wiley.",
        "Moulton, B. R. (1990). An illustration of a pitfall in estimating the effects of aggregate variables on micro "
        "units. *Review of Economics and Statistics* 72, 334-338.",
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., chapter 3. Sage.",
    ),
)

LESSON = Lesson(
    slug="dependence",
    title="Dependence",
    question="What does ignoring groups cost?",
    minutes=25,
    params=Params,
    simulate=simulate,
    fit=fit,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("nested_data",),
    take=take,
)
