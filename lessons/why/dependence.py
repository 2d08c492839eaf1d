"""What does ignoring groups cost? Two sampling plans, one population.

Level 1:  y_ij = b0_j + e_ij,                            e_ij ~ N(0, sigma2),  sigma2 = (1 - icc) v
Level 2:  b0_j = gamma00 + gamma01 w_j + u0_j,           u0_j ~ N(0, tau00),   tau00 = icc v
Cost:     deff = 1 + (n - 1) icc,  N_eff = N / deff

Reference: Kish (1965), Survey Sampling; Moulton (1990), Review of Economics and Statistics 72, 334-338;
Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., chapter 3.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

import datasets
from datasets.simulate import Draws, repeated_groups, two_plans
from lessons import kit
from lessons.kit import Claim, Model, Right, Wrong, number, sentence
from lessons.kit.theory import PlanIntervals, design_effect, effective_sample_size, naive_miss_rate, plan_intervals
from lessons.why import useless_program

GAMMA00, TOTAL = 50.0, 100.0
# w is -.5 or .5 and balanced, so the intercept is the mean of all pupils.
MODELS = kit.Models(
    naive=Model("Naive: as if nobody shared a school", "y ~ w"),
    cluster=Model("Cluster-robust", "y ~ w", cluster="group"),
    mixed=Model("Mixed model", "y ~ w + (1 | group)"),
    simple=Model("Simple random sample, naive", "y_simple ~ w"),
)
TWO_STAGE = MODELS.only("naive", "cluster", "mixed")
BRIEF = {"naive": "naive", "cluster": "robust", "mixed": "mixed"}
ROWS = {
    "naive": "Two-stage, naive", "cluster": "Two-stage, robust", "mixed": "Two-stage, mixed",
    "simple": "Simple random, naive",
}  # fmt: skip
STUDIES = kit.real_options("hsb", "london_exam")
SMALL, HUNDRED, LENS = 0.03, 100, 5.0


@dataclass(frozen=True)
class Params(kit.Controls):
    seed: int = kit.sample(start=1316)
    icc: float = kit.slider("icc", 0, 0.3, start=0.1, step=0.01)
    n_per_group: int = kit.size("n_per_group", 2, 60, start=30, label="Pupils in each school")
    n_groups: int = kit.size("n_groups", 4, 60, start=20, step=2, label="Schools")
    gamma01: float = kit.slider("gamma01", 0, 8, start=0, step=0.5, label="Effect of the program")
    model: str = kit.choice("model", "Standard error", TWO_STAGE.options, start="naive")
    study: str = kit.choice("study", "Real study", STUDIES, start="hsb", part="data")

    @property
    def n_total(self) -> int:
        return self.n_groups * self.n_per_group

    @property
    def design_effect(self) -> float:
        return design_effect(self.n_per_group, self.icc)


SCENES = (
    kit.Scene("A usual survey", {"icc": 0.1, "n_groups": 20, "n_per_group": 30}),
    kit.Scene("Schools all alike", {"icc": 0, "n_groups": 20, "n_per_group": 30}),
    kit.Scene("Few large schools", {"icc": 0.1, "n_groups": 10, "n_per_group": 60}),
    kit.Scene("Many small schools", {"icc": 0.1, "n_groups": 60, "n_per_group": 10}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return two_plans(draws, **p.world, gamma00=GAMMA00, total=TOTAL)


def hundred_intervals(p: Params, model: str, term: str = "Intercept") -> PlanIntervals:
    """100 samples, the one in view first, as one standard error sees them; the same draws in every world."""
    drawn = repeated_groups(p.seed, HUNDRED, p.n_groups, p.n_per_group)
    error, icc = ("naive", 0.0) if model == "simple" else (model, p.icc)
    return plan_intervals(drawn, error, icc=icc, total=TOTAL, gamma00=GAMMA00, gamma01=p.gamma01)[term]


def hundred(run: kit.Run, model: str = "naive") -> kit.Figure:
    """100 intervals of the mean; those that miss it are red."""
    name, title = ("simple_hundred" if model == "simple" else "hundred"), HUNDREDS[model]
    axes = (SAMPLES, "mean and its interval", "miss")
    return kit.many_interval_figure(name, title, hundred_intervals(run.p, model), GAMMA00, LENS, SAYS_HUNDRED, axes)


def missed(run: kit.Run, model: str = "naive") -> int:
    """How many of the 100 in view miss."""
    return int(hundred_intervals(run.p, model).misses(GAMMA00).sum())


SAMPLES = "100 samples, one beside the other"
HUNDREDS = {
    "naive": "100 two-stage samples, naive", "cluster": "100 two-stage samples, robust",
    "mixed": "100 two-stage samples, mixed model", "simple": "100 simple random samples, naive",
}  # fmt: skip
SAYS_HUNDRED = (
    "@n samples, each with its 95 % interval for the mean. Dashed: the mean that was set, @value. Miss it: @missed."
)


def hundred_programs(run: kit.Run) -> kit.Figure:
    """100 naive intervals of the program's effect; those without 0 say that it works."""
    axes = (SAMPLES, "effect and its interval", "find an effect")
    found = hundred_intervals(run.p, "naive", "w")
    return kit.many_interval_figure("program", "100 naive studies of the program", found, 0, 8.0, SAYS_PROGRAMS, axes)


SAYS_PROGRAMS = (
    "@n two-stage samples, each with its naive 95 % interval for the effect of the program. Dashed: @value. Say that "
    "there is an effect: @missed."
)


def columns(run: kit.Run) -> kit.Figure:
    """The two-stage sample in view, each school a column."""
    return sample(run, "pupils", kit.plan_tables(run.groups, "y"))


def one_by_one(run: kit.Run) -> kit.Figure:
    """The simple random sample in view."""
    return sample(run, "simple", kit.plan_tables(run.groups, "y_simple", means=False))


def sample(run: kit.Run, name: str, tables: Mapping[str, kit.Columns]) -> kit.Figure:
    p, (title, x_title, says) = run.p, PLANS[name]
    says = sentence(says, schools=p.n_groups, each=p.n_per_group, n=p.n_total, set=number(GAMMA00, 0))
    axes = {"center": GAMMA00, "reach": 30.0, "lens": LENS, "y_title": "test score, y", "x_title": x_title}
    return kit.Figure(
        name,
        title,
        kit.charts.sampling_plan,
        tables,
        says,
        axes,
        key="dashed: set; band: axis of the 100 intervals",
    )


PLANS = {
    "pupils": (
        "Sample 1, school by school",
        "schools, and the mean of each",
        "@schools schools, @each pupils in each: @n pupils. The mean of all schools was set to @set (dashed).",
    ),
    "simple": (
        "Simple random sample",
        "pupils",
        "@n pupils, each from another school. The mean of all schools was set to @set (dashed).",
    ),
}


def means(run: kit.Run) -> kit.Figure:
    """The mean of each sample with its 95 % interval: by the naive formula, and by the one that was chosen."""
    return kit.verdicts(
        "means",
        "The mean of each sample",
        {ROWS[name]: (run.fits[name], "Intercept") for name in dict.fromkeys(("naive", run.p.model, "simple"))},
        GAMMA00,
        axis="mean test score",
        reach=LENS,
        code="gamma00",
        strong=(ROWS[run.p.model], ROWS["simple"]),
    )


def naive_in_words(run: kit.Run) -> kit.Live:
    p, se = run.p, {name: run.fits[name].se["Intercept"] for name in ("simple", "naive")}
    return kit.Live(
        "Both plans ask **@n** pupils, and the naive standard error of a mean, √(variance / #n_total), asks no more: "
        "**@simple** here for the simple random sample, **@two_stage** for the two-stage sample. So the intervals are "
        "about as long. But whole schools come in, high or low, and take the mean with them: of the 100 two-stage "
        "samples **@missed** miss, of the 100 simple random samples **@missed_simple**.",
        n=p.n_total,
        simple=se["simple"],
        two_stage=se["naive"],
        missed=missed(run),
        missed_simple=missed(run, "simple"),
    )


def miss_rate(p: Params) -> float:
    """How often the naive interval misses, in [0, 1]."""
    return naive_miss_rate(p.n_groups, p.n_per_group, p.icc)


REASONS = {
    "misses": {
        "close": "Two schoolmates repeat each other a little. All pupils of a school do it together, and it adds up.",
        "low": "5 of 100 holds when pupils are drawn one by one. Here whole schools come in, high or low.",
        "high": "The interval is too narrow, but schools that hardly differ move the mean a little only.",
    },
    "worth": {
        "close": "Each further pupil of a school tells you again what the first ones told you about the school.",
        "low": "Schoolmates resemble each other a little. Most of what sets pupils apart lies within schools.",
        "high": "The resemblance is small for two pupils, but every pupil shares it with all schoolmates at once.",
    },
}
SCHOOLS_ALIKE = "Schools do not differ here, so a schoolmate tells you as much as a stranger does."


def predict_misses(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(
        "You draw @schools schools with @n pupils each, again and again. But now schools hardly differ: the intraclass "
        "correlation is only @icc. Of 100 naive 95 % intervals for the mean, how many miss it, on average?",
        schools=p.n_groups,
        n=p.n_per_group,
        icc=SMALL,
    )
    truth = 100 * naive_miss_rate(p.n_groups, p.n_per_group, SMALL)
    return kit.PredictNumber("misses", ask, 0, 100, 1, unit="of 100", truth=truth, close=4, reasons=REASONS["misses"])


def misses_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "In the long run **@small** of 100 naive intervals miss there. With the correlation that you set, @icc, "
        "**@now** do; with a simple random sample, **5**. What counts is not the correlation alone: it is "
        "multiplied by the @n_per_group pupils of a school. Drag both.",
        small=number(100 * naive_miss_rate(p.n_groups, p.n_per_group, SMALL), 1),
        icc=p.icc,
        now=number(100 * miss_rate(p), 1),
        n_per_group=p.n_per_group,
    )


def predict_worth(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(
        "Your two-stage sample has @n pupils in each school, and the intraclass correlation is @icc. For every 100 of "
        "its pupils, how many pupils drawn one by one would tell you as much about the mean?",
        n=p.n_per_group,
        icc=p.icc,
    )
    why = dict.fromkeys(REASONS["worth"], SCHOOLS_ALIKE) if p.icc == 0 else REASONS["worth"]
    truth = effective_sample_size(100, p.n_per_group, p.icc)
    return kit.PredictNumber("worth", ask, 0, 100, 1, unit="pupils", truth=truth, close=5, reasons=why)


def worth_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "The **design effect** says by how much the plan multiplies the sampling variance of the mean: "
        "#design_effect = 1 + (#n_per_group − 1) #icc = **@deff**. So your **@n** pupils are worth "
        "#n_effective = #n_total / #design_effect = **@worth**.",
        deff=p.design_effect,
        n=p.n_total,
        worth=number(effective_sample_size(p.n_total, p.n_per_group, p.icc), 0),
    )


def design_effects(run: kit.Run) -> kit.Figure:
    p, words = run.p, {"axis": "pupils in each school, n", "groups": "schools"}
    return kit.design_effect_figure("effects", p.seed, p.n_groups, p.n_per_group, p.icc, **words)


def mean_se(p: Params, more_groups: int = 1, more_units: int = 1) -> float:
    """sqrt(v deff / N): the true standard error of the mean in a design of this size or a larger one."""
    n_per_group = p.n_per_group * more_units
    return (TOTAL * design_effect(n_per_group, p.icc) / (p.n_groups * more_groups * n_per_group)) ** 0.5


def doubling_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    floor = sentence(FLOOR, n_groups=p.n_groups, floor=(TOTAL * p.icc / p.n_groups) ** 0.5)
    return kit.Live(
        "The true standard error of the mean is **@now**. Twice as many pupils in each school make it **@pupils**; "
        "twice as many schools, **@schools**. @floor",
        now=mean_se(p),
        pupils=mean_se(p, more_units=2),
        schools=mean_se(p, more_groups=2),
        floor=floor if p.icc > 0 else "Schools do not differ here, so nothing but the number of pupils counts.",
    )


FLOOR = (
    "With these @n_groups schools it never falls below **@floor** = √(#tau00 / #n_groups), however many pupils you ask."
)


def errors(run: kit.Run) -> kit.Table:
    found = {model.words: run.fits[name].se for name, model in TWO_STAGE.items()}
    rows = tuple((words, number(se["Intercept"]), number(se["w"])) for words, se in found.items())
    says = sentence(
        "From what you set, the true ones are @mean and @program.", mean=mean_se(run.p), program=2 * mean_se(run.p)
    )
    return kit.Table(("standard error", "of the mean", "of the program's effect"), rows, says)


def set_and_found(run: kit.Run) -> kit.Recovery:
    """The mean and the effect as the chosen standard error goes with them, the variances as the mixed model finds."""
    p, chosen, mixed = run.p, run.fits[run.p.model], run.fits["mixed"]
    says = sentence(
        "Intervals are 95 %, as each model reports them: those of #gamma00 and #gamma01 use the standard error you "
        "chose (@model). Only the mixed model finds #tau00, #sigma2 and #icc.",
        model=BRIEF[p.model],
    )
    variances = {"tau00": TOTAL * p.icc, "sigma2": TOTAL * (1 - p.icc), "icc": p.icc}
    effects = kit.recovery(chosen, says, gamma00=GAMMA00, gamma01=p.gamma01)
    return replace(effects, rows=effects.rows + kit.recovery(mixed, says, **variances).rows)


def challenge(run: kit.Run) -> kit.Challenge:
    few, half = kit.reach(run.p.icc, SMALL, 0.1), kit.reach(run.p.design_effect, 2, 1)
    return kit.Challenge(
        "small_icc",
        "Hardly any correlation, and yet half of the sample is gone: build a design where that happens.",
        (
            kit.Condition(sentence("The intraclass correlation is at most @most.", most=SMALL), few),
            kit.Condition("The sample is worth at most half of its pupils.", half),
        ),
        (
            "Look at the formula of the design effect: the intraclass correlation is multiplied by something.",
            "Ask more pupils in each school.",
        ),
        {"icc": SMALL, "n_per_group": 40},
    )


def real_study(run: kit.Run) -> Iterator[kit.Block]:
    name, found = run.p.study, kit.real_design(run.p.study)
    yield kit.Live("@about Nobody set these numbers.", about=datasets.describe(name).shown.about)
    yield kit.Stage(kit.first_look(name).figure)
    yield kit.Live(
        "A mixed model without predictors finds #icc = **@icc**. Schools differ in size and large ones weigh more, so "
        "#n_per_group is here Σn² / Σn = **@n**. The design effect is **@deff**: these **@total** pupils know the mean "
        "about as well as **@worth** drawn one by one. The naive standard error times √#design_effect is **@mended**.",
        icc=found.null.icc,
        n=number(found.n, 1),
        deff=found.design_effect,
        total=found.null.n_total,
        worth=number(found.worth, 0),
        mended=number(found.mended, 3),
    )
    yield kit.real_error_table(name, TWO_STAGE.options)


def opening(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "A 95 % interval promises to miss the truth **5** times in 100. Here are 100 **two-stage samples** of the same "
        "population: @n_groups schools each, and @n_per_group pupils of each school. The intervals are **naive**, by "
        "the formula for pupils drawn one by one. **@missed** miss; over many such hundreds **@rate** do on average.",
        n_groups=p.n_groups,
        n_per_group=p.n_per_group,
        missed=missed(run),
        rate=number(100 * miss_rate(p), 1),
    )


def alike(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "You set the intraclass correlation, #icc, to @icc: **@between** of the variance "
        "lies between schools, the rest among the pupils of a school. @now",
        icc=p.icc,
        between=kit.percent(p.icc),
        now="Now all columns stand about equally high."
        if p.icc == 0
        else "At 0, all columns stand about equally high.",
    )


def story(run: kit.Run) -> Iterator[kit.Block]:
    yield kit.Step("", moves=("icc", "n_per_group"))
    yield kit.Stage(hundred(run), columns(run))
    yield opening(run)
    yield kit.Prose(
        "The **intraclass correlation** is the share of the variance that lies between schools: in the picture of one "
        "sample, how far the columns stand apart. Drag it. The draws stay the same; only what schoolmates share grows "
        "or shrinks."
    )
    yield kit.Step("One sample, seen closely", moves=("icc", "scenes", "sample"))
    yield kit.Stage(columns(run), hundred(run))
    yield kit.Prose(
        "The first of the 100, as it was drawn: schools first, then pupils within them. A column is a school, the "
        "short line its mean. Pupils lie much farther apart than means of samples do: the other picture shows no more "
        "than the band."
    )
    yield alike(run)
    yield kit.Step("Drawn one by one", moves=("icc", "n_groups", "n_per_group"))
    yield kit.Stage(hundred(run), hundred(run, "simple"))
    yield kit.Prose("A **simple random sample** draws every pupil alone, each from another school.")
    yield naive_in_words(run)
    yield kit.Step("A correlation too small to matter?", moves=("icc", "n_per_group"))
    yield predict_misses(run)
    yield misses_in_words(run)
    yield kit.Step("What is the sample worth?", moves=("icc", "n_per_group", "n_groups"))
    yield predict_worth(run)
    yield kit.Stage(design_effects(run), hundred(run))
    yield worth_in_words(run)
    yield doubling_in_words(run)
    yield kit.Step("Three standard errors", moves=("model", "n_groups"))
    yield kit.Stage(hundred(run, run.p.model), means(run))
    yield kit.Prose(
        "**Naive** squares the residual of every pupil and adds the squares up. **Cluster-robust** adds the residuals "
        "up within each school first and squares then, so it sees schoolmates err together. The **mixed model** gives "
        "each school a residual of its own, #u0, and estimates its variance #tau00. Choose one: the means stay where "
        "they are, and the intervals follow."
    )
    yield kit.Live(
        "Of the 100 samples, **@naive** miss by the naive standard error, **@cluster** by the robust one, **@mixed** "
        "by the mixed model. The last two promise 5 in the long run; another hundred gives other counts, and where "
        "schools are few robust errors are a little too small.",
        **{model: missed(run, model) for model in TWO_STAGE.options},
    )
    yield errors(run)
    yield from useless_program.told(run, simulate, TWO_STAGE, hundred_programs)
    yield kit.Step("Set and found", moves=("gamma01", "icc", "model"))
    yield kit.Stage(columns(run), means(run))
    yield set_and_found(run)
    yield from kit.model(run.fits["mixed"])
    yield kit.SecondOpinion("fit", lambda: kit.second_opinion(run.fits["mixed"]).sentence)
    yield kit.Step("Challenge", moves=("icc", "n_per_group", "n_groups"))
    yield kit.Stage(design_effects(run), hundred(run))
    yield challenge(run)
    yield kit.Step("A real study", moves=("study",))
    yield from real_study(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Numeric(
        "small",
        "A survey asks 101 people in each of 40 firms. The intraclass correlation is 0.02. What is the design effect "
        "of the mean?",
        design_effect(101, 0.02),
        0.05,
        "It is 1 + (101 − 1) × 0.02. Each colleague adds a little, and there are many colleagues.",
        {
            1.0: "That is the design effect without any correlation. In groups of this size .02 cannot be ignored.",
            1 + 0.02: "You added the correlation once. It counts once for every further person in the firm.",
            101 * 0.02: "The first person of a firm costs nothing: start at 1 and count the others.",
        },
    ),
    kit.Single(
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
    kit.Sort(
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
    kit.Single(
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

TAKEAWAYS = kit.Takeaways(
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

LESSON = kit.Lesson(
    slug="dependence",
    title="Dependence",
    question="What does ignoring groups cost?",
    minutes=25,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("nested_data",),
)
