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

import numpy as np
import pandas as pd

import datasets
from datasets.simulate import Draws, make_draws, repeated_means, two_plans
from lessons.kit import (
    Aside,
    Block,
    Challenge,
    Check,
    Claim,
    Condition,
    Controls,
    Equation,
    Figure,
    Lesson,
    Live,
    Numeric,
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
    Studies,
    Table,
    Takeaways,
    TakeModel,
    Term,
    choice,
    number,
    reach,
    size,
    slider,
    studies,
    take_model,
)
from lessons.kit.charts import intervals, plan_table, ranges, sampling_plan
from lessons.kit.first_look import first_look
from lessons.kit.fit import fit_lmm, fit_ols, second_opinion
from lessons.kit.real import REAL
from lessons.kit.theory import design_effect, effective_sample_size, naive_miss_rate
from lessons.kit.views import variance_row

GAMMA00 = 50.0
TOTAL = 100.0
MODELS = {"naive": "Naive: as if nobody shared a school", "cluster": "Cluster-robust", "mixed": "Mixed model"}
BRIEF = {"naive": "naive", "cluster": "robust", "mixed": "mixed"}
STUDIES = {name: REAL[name] for name in ("hsb", "london_exam")}
SCHOOL_PREDICTOR = {
    "hsb": ("sector", "Catholic", "Catholic schools against public ones"),
    "london_exam": ("school_gender", "girls", "girls' schools against the others"),
}
SIZES_J, SIZES_N, SAMPLES = tuple(range(4, 61, 2)), (2, 10, 20, 30, 40, 50, 60), 400
LENS = {"center": GAMMA00, "reach": 30.0, "power": 4.0, "y_title": "test score, y"}


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
    Scene("Strangers in every school", {"icc": 0, "n_groups": 20, "n_per_group": 30}),
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


def plan(run: Run, name: str, title: str, y: str, models: tuple[str, ...], taken: str, x_title: str) -> Figure:
    """One sample: its pupils, the means of its schools where it has some, and its mean under the lens."""
    means = pd.DataFrame([mean_of(run, one, models) for one in models])
    units = plan_table(run.data[y].to_numpy(), run.p.n_groups, run.p.n_per_group)
    tables = {"units": units, "groups": school_means(run) if y == "y" else NO_SCHOOLS, "means": means}
    shown = means.iloc[-1]
    verdict = "holds" if shown["low"] <= GAMMA00 <= shown["high"] else "misses"
    says = (
        f"{number(run.p.n_total)} pupils{taken}. The {shown['label']} interval, {number(shown['low'])} to "
        f"{number(shown['high'])}, {verdict} the {number(GAMMA00, 0)} that was set (dashed)."
    )
    return Figure(name, title, sampling_plan, tables, says, LENS | {"x_title": x_title})


def mean_of(run: Run, model: str, models: tuple[str, ...]) -> dict[str, Any]:
    """The mean as one model reports it, and where its bar stands under the lens."""
    found = run.fits[model]
    low, high = found.interval()["Intercept"]
    x = 1.235 if len(models) == 1 else (1.15, 1.32)[models.index(model)]
    chosen = model == models[-1]
    label = BRIEF.get(model, "naive")
    return {"x": x, "label": label, "estimate": found.gamma["Intercept"], "low": low, "high": high, "chosen": chosen}


NO_SCHOOLS = pd.DataFrame({"x": [], "x2": [], "y": []}, dtype=float)


def school_means(run: Run) -> pd.DataFrame:
    """The mean of each school as a short line in its column, (J, 3)."""
    y = run.data["y"].to_numpy().reshape(run.p.n_groups, run.p.n_per_group).mean(axis=1)
    left = np.arange(run.p.n_groups) / run.p.n_groups
    return pd.DataFrame({"x": left, "x2": left + 1 / run.p.n_groups, "y": y})


def two_samples(run: Run) -> Row:
    models = ("naive",) if run.p.model == "naive" else ("naive", run.p.model)
    simple = plan(
        run, "simple", "Simple random sample", "y_simple", ("simple",), ", each from another school", "pupils"
    )
    taken = f": {run.p.n_groups} schools, {run.p.n_per_group} in each"
    two_stage = plan(run, "pupils", "Two-stage sample", "y", models, taken, "schools, and the mean of each")
    return Row((simple, two_stage), (1, 1))


def naive_in_words(run: Run) -> Live:
    fits, chosen = run.fits, run.p.model
    more = "" if chosen == "naive" else " For the two-stage sample the one you chose says **@chosen**."
    return Live(
        "Both plans ask **@n** pupils of the same population. The naive standard error of the mean is √(variance / "
        "#n_total): **@simple** for one plan, **@two_stage** for the other. It does not ask who shares a school." + more,
        n=run.p.n_total,
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
        f"You draw {p.n_groups} schools with {p.n_per_group} pupils each. The intraclass correlation is "
        f"{number(p.icc)}. You do it 100 times, each time with a naive 95 % interval for the mean. "
        "How many of the 100 intervals miss the true mean?",
        low=0,
        high=100,
        step=1,
        unit="of 100",
        truth=100 * miss_rate(p),
        close=6,
        reasons={
            "close": "The interval is as narrow as if every pupil were news. Schoolmates repeat each other.",
            "low": "The 5 of 100 hold when pupils are drawn one by one. Here whole schools come in, high ones or low ones.",
            "high": "The interval is too narrow, but it still holds the mean whenever high and low schools balance.",
        },
    )


def misses_in_words(run: Run) -> Live:
    return Live(
        "In the long run **@two_stage** of 100 naive intervals miss with the two-stage plan, and **@simple** with the "
        "simple random sample. Same formula, same number of pupils.",
        two_stage=number(100 * miss_rate(run.p), 0),
        simple=number(100 * naive_miss_rate(run.p.n_groups, run.p.n_per_group, 0), 0),
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
        two_stage = hundred_intervals("hundred", f"Two-stage sample, {BRIEF[p.model]}", samples, p.model)
        simple = hundred_intervals("hundred_simple", "Simple random sample, naive", samples, "simple")
        return Row((simple, two_stage), (1, 1)), rate_table(samples, GAMMA00, "intervals that miss")

    return Studies(
        "hundred", "Draw 100 samples by each plan", world(p), lambda n: again(p, n, "Intercept"), show, n_samples=100
    )


def hundred_intervals(name: str, title: str, samples: pd.DataFrame, model: str) -> Figure:
    found = samples[samples["model"] == model]
    values = found.rename(columns={"estimate": "y"})[["y", "low", "high"]].assign(x=found["sample"] + 1)
    values["strong"] = (values["low"] > GAMMA00) | (values["high"] < GAMMA00)
    tables = {"values": values, "theory": pd.DataFrame({"x": [0, 101], "y": [GAMMA00, GAMMA00]}), "here": NOWHERE}
    says = f"{int(values['strong'].sum())} of {len(values)} intervals miss {number(GAMMA00, 0)}, the mean that was set."
    settings = {
        "x_domain": (0, 101),
        "y_domain": (GAMMA00 - 8, GAMMA00 + 8),
        "x_title": "sample",
        "y_title": "mean, with its 95 % interval",
        "code": "gamma00",
        "strong": "misses",
    }
    return Figure(name, title, ranges, tables, says, settings, key="squares: intervals that miss")


NOWHERE = pd.DataFrame({"x": np.empty(0), "y": np.empty(0), "label": np.empty(0, dtype=object)})


def rates(samples: pd.DataFrame, value: float) -> pd.DataFrame:
    """How many of 100 intervals do not hold `value`, by model: model, label, estimate, margin (Monte Carlo), n."""
    facts = studies.summary(samples, value)
    label = [{"simple": "Simple random sample, naive"}.get(name, f"Two-stage, {BRIEF.get(name)}") for name in facts["model"]]
    estimate, margin = 100 * (1 - facts["coverage"]), 196 * facts["coverage_error"]
    return pd.DataFrame({"model": facts["model"], "label": label, "estimate": estimate, "margin": margin, "n": facts["n"]})


def rate_table(samples: pd.DataFrame, value: float, what: str) -> Table:
    found = rates(samples, value)
    cells = [f"{number(e, 0)} of 100 ± {number(m, 0)}" for e, m in zip(found["estimate"], found["margin"], strict=True)]
    says = f"{found['n'].min()} samples by each plan; ± is the Monte Carlo margin (95 %). A sound interval has 5 of 100."
    return Table(pd.DataFrame({"plan and standard error": found["label"], what: cells}), says)


def predict_worth(run: Run) -> PredictNumber:
    p = run.p
    return PredictNumber(
        "worth",
        f"Take 100 pupils of your two-stage sample ({p.n_per_group} in each school, intraclass correlation "
        f"{number(p.icc)}). How many pupils drawn one by one would tell you as much about the mean?",
        low=0,
        high=100,
        step=1,
        unit="pupils",
        truth=effective_sample_size(100, p.n_per_group, p.icc),
        close=5,
        reasons={
            "close": "Each further pupil of a school tells you again what the first ones told you about the school.",
            "low": "Schoolmates resemble each other a little. Most of what sets pupils apart lies within schools.",
            "high": "The resemblance is small for two pupils, but every pupil shares it with all schoolmates at once.",
        },
    )


def worth_in_words(run: Run) -> Live:
    p = run.p
    return Live(
        "The **design effect** says by how much the plan multiplies the sampling variance of the mean: #design_effect = "
        "1 + (#n_per_group − 1) #icc = **@deff**. So your **@n** pupils are worth #n_effective = #n_total / "
        "#design_effect = **@worth**.",
        deff=p.design_effect,
        n=p.n_total,
        worth=number(effective_sample_size(p.n_total, p.n_per_group, p.icc), 0),
    )


def simulated_effects(p: Params) -> pd.DataFrame:
    """Var(two-stage mean) / Var(simple random mean) over 400 samples, for each n: x, y, low, high, strong.

    The interval of log(y) has variance 4 (1 - r^2) / (S - 1), with r the correlation of the two means (Pitman 1939).
    """
    u, e = repeated_means(p.seed, SAMPLES, SIZES_J, SIZES_N)
    at = SIZES_J.index(p.n_groups)
    simple, two_stage = e[:, at], np.sqrt(p.icc) * u[:, at, None] + np.sqrt(1 - p.icc) * e[:, at]
    y = two_stage.var(axis=0) / simple.var(axis=0)
    r2 = np.array([np.corrcoef(a, b)[0, 1] ** 2 for a, b in zip(simple.T, two_stage.T, strict=True)])
    spread = np.exp(1.96 * np.sqrt(4 * np.clip(1 - r2, 0, 1) / (SAMPLES - 1)))
    return pd.DataFrame({"x": SIZES_N, "y": y, "low": y / spread, "high": y * spread, "strong": False})


def design_effects(run: Run) -> Figure:
    p = run.p
    line = pd.DataFrame({"x": [1, 60], "y": [1.0, design_effect(60, p.icc)]})
    here = pd.DataFrame({"x": [p.n_per_group], "y": [p.design_effect], "label": [f"you: {number(p.design_effect)}"]})
    return Figure(
        "effects",
        "The design effect, simulated and by its formula",
        ranges,
        {"values": simulated_effects(p), "theory": line, "here": here},
        f"Line: 1 + (n − 1) × {number(p.icc)}. Dots: the variance of the two-stage mean over that of the simple random "
        f"mean, in {SAMPLES} samples of {p.n_groups} schools each; bars are 95 % Monte Carlo intervals.",
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
        "twice as many schools, **@schools**. With these @n_groups schools it never falls below **@floor** = "
        "√(#tau00 / #n_groups), however many pupils you ask.",
        now=mean_se(p),
        pupils=mean_se(p, more_units=2),
        schools=mean_se(p, more_groups=2),
        n_groups=p.n_groups,
        floor=(TOTAL * p.icc / p.n_groups) ** 0.5,
    )


def errors(run: Run) -> Table:
    rows = pd.DataFrame(
        {
            "standard error": list(MODELS.values()),
            "of the mean": [number(run.fits[name].se["Intercept"]) for name in MODELS],
            "of the program's effect": [number(run.fits[name].se["w"]) for name in MODELS],
        }
    )
    return Table(rows, f"True, by formula: {number(mean_se(run.p))} and {number(2 * mean_se(run.p))}.")


def predict_doubling(run: Run) -> PredictChoice:
    p = run.p
    gain = naive_miss_rate(p.n_groups, 2 * p.n_per_group, p.icc) - miss_rate(p)
    return PredictChoice(
        "doubling",
        "The program does nothing. You test it at the 5 % level with the naive standard error, and to be safe you ask "
        "twice as many pupils in each school. How often do you now find an effect that is not there?",
        {
            "less": ("Less often", "More pupils shrink the naive standard error faster than the true one."),
            "same": ("As often as before", "That is so for a sound test, or where schools do not differ at all."),
            "more": (
                "More often",
                "The naive error halves its variance. The schools, which cause the false alarms, are still as few.",
            ),
        },
        truth="more" if gain > 0.002 else "same",
    )


def doubling_rates(run: Run) -> Live:
    p = run.p
    return Live(
        "With @n pupils in each school the naive test finds an effect in **@now** of 100 studies of a useless program. "
        "With @twice it does in **@then**. A sound test stays at 5.",
        n=p.n_per_group,
        twice=2 * p.n_per_group,
        now=number(100 * miss_rate(p), 0),
        then=number(100 * naive_miss_rate(p.n_groups, 2 * p.n_per_group, p.icc), 0),
    )


def tests(run: Run) -> Studies:
    """How often each standard error calls the program effective."""
    p = run.p

    def show(samples: pd.DataFrame) -> tuple[Figure, Live]:
        found = rates(samples[samples["model"] != "simple"], 0.0)
        found = found.assign(low=found["estimate"] - found["margin"], high=found["estimate"] + found["margin"])
        return significant(found), tests_in_words(p, found.set_index("model"))

    return Studies("tests", f"Test the program in {SAMPLES} samples", world(p), lambda n: again(p, n, "w"), show)


def significant(found: pd.DataFrame) -> Figure:
    told = "; ".join(f"{row.label} {number(row.estimate, 1)} ± {number(row.margin, 1)}" for row in found.itertuples())
    estimates = found[["label", "estimate", "low", "high"]].assign(chosen=True)
    return Figure(
        "significant",
        "Of 100 studies, how many find an effect?",
        intervals,
        {"estimates": estimates, "set": pd.DataFrame({"value": [5.0]})},
        f"Of 100 studies with p < .05: {told} (95 % Monte Carlo margin, {found['n'].min()} samples). Dashed: 5.",
        {
            "domain": (0, 100),
            "title": "studies of 100 with p < .05",
            "code": "gamma01",
            "order": tuple(f"Two-stage, {words}" for words in BRIEF.values()),
        },
        height="short",
    )


def tests_in_words(p: Params, found: pd.DataFrame) -> Live:
    naive, mixed = found.loc["naive", "estimate"], found.loc["mixed", "estimate"]
    if p.gamma01 == 0:
        return Live(
            "The program does nothing, so each of these findings is a **false alarm**: **@naive** of 100 with the "
            "naive standard error, **@mixed** with the mixed model.",
            naive=number(naive, 1),
            mixed=number(mixed, 1),
        )
    return Live(
        "You set an effect of **@gamma01**, so each finding is right: **@naive** of 100 naive studies, **@mixed** with "
        "the mixed model. Before you prefer the naive test, set the effect to 0 and count again.",
        gamma01=p.gamma01,
        naive=number(naive, 1),
        mixed=number(mixed, 1),
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
        f"Intervals are 95 %; those of #gamma00 and #gamma01 use the standard error you chose ({BRIEF[p.model]}). "
        "Only the mixed model finds variances.",
    )


def model_equation(run: Run) -> Equation:
    found = run.fits["mixed"]
    terms = (
        Term("gamma00", number(found.gamma["Intercept"])),
        Term("gamma01", number(found.gamma["w"]), times="w_{j}"),
        Term("u0"),
        Term("e"),
    )
    spread = (Term("tau00", number(found.tau00)), Term("sigma2", number(found.sigma2)))
    return Equation("y_{ij}", terms, spread)


def challenge(run: Run) -> Challenge:
    return Challenge(
        "small_icc",
        "Hardly any correlation, and yet half of the sample is gone: build a design where that happens.",
        (
            Condition("The intraclass correlation is at most .03.", reach(run.p.icc, 0.03, 0.1)),
            Condition("The sample is worth at most half of its pupils.", reach(run.p.design_effect, 2, 1)),
        ),
        (
            "Look at the formula of the design effect: the intraclass correlation is multiplied by something.",
            "Ask more pupils in each school.",
        ),
        {"icc": 0.03, "n_per_group": 40},
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
    yield Prose(f"{study.citation} This sample was drawn in two stages: schools first, then pupils.")
    yield first_look(study.name).figure
    yield Live(
        "The null model finds an ICC of **@icc**. Large schools weigh more, so the size that counts is not the mean but "
        "**@n** pupils (Σn² / Σn). The design effect is **@deff**: these **@total** pupils know the mean about as well "
        "as **@worth** drawn one by one.",
        icc=null.icc,
        n=number(found["n"], 1),
        deff=design_effect(found["n"], null.icc),
        total=null.n_total,
        worth=number(effective_sample_size(null.n_total, found["n"], null.icc), 0),
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
    return Table(rows, "The mixed model weighs schools, the regressions weigh pupils, so the estimates differ a little.")


def story(run: Run) -> Iterator[Block]:
    yield two_samples(run)
    yield naive_in_words(run)
    yield Prose(
        "On the left every pupil was drawn alone, each from another school. On the right schools were drawn first, "
        "then pupils within them, as most surveys do. A column is a school, and the short line is its mean."
    )
    yield Step("How often does it miss?")
    yield Prose(
        "A 95 % interval makes a promise: when you draw new samples again and again, 95 of 100 intervals hold the "
        "true mean, and 5 miss it."
    )
    yield predict_misses(run)
    yield misses_in_words(run)
    yield hundred(run)
    yield Step("What is the sample worth?")
    yield predict_worth(run)
    yield worth_in_words(run)
    yield design_effects(run)
    yield doubling_in_words(run)
    yield Step("Three standard errors")
    yield Prose(
        "**Naive** squares the residual of every pupil and adds the squares up. **Cluster-robust** adds the residuals "
        "up within each school first and squares then, so it sees schoolmates err together. The **mixed model** gives "
        "each school a residual of its own, #u0, and estimates its variance #tau00. Choose one in the panel and watch "
        "the interval on the right."
    )
    yield errors(run)
    yield Step("Does the program work?")
    yield Prose(
        "Half of the schools run a program, #w. Its effect #gamma01 is the difference between the two halves. "
        "You set it in the panel, and it starts at zero."
    )
    yield predict_doubling(run)
    yield doubling_rates(run)
    yield tests(run)
    yield Aside("And a treatment drawn by lot within each school?", WITHIN)
    yield Step("Set and found")
    yield set_and_found(run)
    yield model_equation(run)
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
    """The naive regression where it was chosen, else the mixed model: no script has cluster-robust errors yet."""
    return take_model(run.fits["naive" if run.p.model == "naive" else "mixed"])


WITHIN = (
    "Then each school has pupils with and without it, and what the school adds cancels in the comparison. Ignoring "
    "schools makes that standard error too large, not too small. The cost shown here is for what schoolmates share: "
    "the mean, and every predictor that belongs to the school."
)
ASKED_ICC, ASKED_N = 0.02, 101
