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
from datasets.simulate import Draws, two_plans
from lessons import kit
from lessons.kit import Claim, Model, Right, Wrong, number, sentence
from lessons.kit.theory import design_effect, effective_sample_size, naive_miss_rate
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
SMALL = 0.03


@dataclass(frozen=True)
class Params(kit.Controls):
    icc: float = kit.slider("icc", 0, 0.3, start=0.1, step=0.01)
    n_per_group: int = kit.size("n_per_group", 2, 60, start=30)
    n_groups: int = kit.size("n_groups", 4, 60, start=20, step=2)
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


def two_samples(run: kit.Run) -> kit.Row:
    """The pupils of each sample, and the means of the schools where it has some."""
    two_stage = kit.plan_tables(run.groups, "y")
    simple = kit.plan_tables(run.groups, "y_simple", means=False)
    return kit.Row((sample(run, "pupils", two_stage), sample(run, "simple", simple)), (1, 1))


def sample(run: kit.Run, name: str, tables: Mapping[str, kit.Columns]) -> kit.Figure:
    p, (title, x_title, says) = run.p, PLANS[name]
    says = sentence(says, schools=p.n_groups, each=p.n_per_group, n=p.n_total, set=number(GAMMA00, 0))
    axes = {"center": GAMMA00, "reach": 30.0, "y_title": "test score, y", "x_title": x_title}
    return kit.Figure(name, title, kit.charts.sampling_plan, tables, says, axes, key="dashed: set")


PLANS = {
    "pupils": (
        "Two-stage sample",
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
        reach=10,
        code="gamma00",
        strong=(ROWS[run.p.model], ROWS["simple"]),
    )


def naive_in_words(run: kit.Run) -> kit.Live:
    se = {name: run.fits[name].se["Intercept"] for name in ("simple", "naive", run.p.model)}
    more = " For the two-stage sample the one you chose says **@chosen**."
    return kit.Live(
        "The naive standard error of the mean is √(variance / #n_total): **@simple** for the simple random sample, "
        "**@two_stage** for the two-stage sample. It does not ask who shares a school.@more",
        simple=se["simple"],
        two_stage=se["naive"],
        more="" if run.p.model == "naive" else sentence(more, chosen=se[run.p.model]),
    )


def miss_rate(p: Params) -> float:
    """How often the naive interval misses, in [0, 1]."""
    return naive_miss_rate(p.n_groups, p.n_per_group, p.icc)


def reasons(p: Params, question: str) -> dict[str, str]:
    """The reasons for each answer to a question; one for all where schools do not differ."""
    return dict.fromkeys(REASONS[question], SCHOOLS_ALIKE[question]) if p.icc == 0 else REASONS[question]


REASONS = {
    "misses": {
        "close": "The interval is as narrow as if every pupil were news. Schoolmates repeat each other.",
        "low": "5 of 100 holds when pupils are drawn one by one. Here whole schools come in, high or low.",
        "high": "The interval is too narrow, but it still holds the mean whenever high and low schools balance.",
    },
    "worth": {
        "close": "Each further pupil of a school tells you again what the first ones told you about the school.",
        "low": "Schoolmates resemble each other a little. Most of what sets pupils apart lies within schools.",
        "high": "The resemblance is small for two pupils, but every pupil shares it with all schoolmates at once.",
    },
}
SCHOOLS_ALIKE = {
    "misses": "Schools do not differ here, so every pupil is news and the naive interval is right: 5 of 100 miss.",
    "worth": "Schools do not differ here, so a schoolmate tells you as much as a stranger does.",
}


def predict_misses(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(
        "You draw @schools schools with @n pupils each. The intraclass correlation is @icc. You do it again and again, "
        "each time with a naive 95 % interval for the mean. Of 100 such intervals, how many miss the true mean, on "
        "average?",
        schools=p.n_groups,
        n=p.n_per_group,
        icc=p.icc,
    )
    why, truth = reasons(p, "misses"), 100 * miss_rate(p)
    return kit.PredictNumber("misses", ask, 0, 100, 1, unit="of 100", truth=truth, close=6, reasons=why)


def misses_in_words(run: kit.Run) -> kit.Live:
    return kit.Live(
        "In the long run **@two_stage** of 100 naive intervals miss with the two-stage plan, and **5** with the simple "
        "random sample. Same formula, same number of pupils.",
        two_stage=number(100 * miss_rate(run.p), 1),
    )


def hundred(run: kit.Run) -> kit.Repeats:
    """100 samples by each plan; those whose interval misses are drawn in color."""
    p, shown = run.p, {name: ROWS[name] for name in (run.p.model, "simple")}

    def show(samples: kit.Samples) -> tuple[kit.Row, kit.Table]:
        row = kit.interval_row("hundred", samples, shown, GAMMA00, reach=6, code="gamma00")
        return row, kit.miss_table(kit.misses(samples, GAMMA00, ROWS), "intervals that miss")

    label = "Draw 100 samples by each plan"
    return kit.many_samples("hundred", label, p, simulate, MODELS, "Intercept", show, n_samples=100)


def predict_worth(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(
        "Your two-stage sample has @n pupils in each school, and the intraclass correlation is @icc. For every 100 of "
        "its pupils, how many pupils drawn one by one would tell you as much about the mean?",
        n=p.n_per_group,
        icc=p.icc,
    )
    why, truth = reasons(p, "worth"), effective_sample_size(100, p.n_per_group, p.icc)
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
    yield kit.first_look(name).figure
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


def story(run: kit.Run) -> Iterator[kit.Block]:
    yield two_samples(run)
    yield kit.Live("Both plans ask **@n** pupils of the same population.", n=run.p.n_total)
    yield kit.Prose(
        "The two-stage sample drew schools first, then pupils within them, as many surveys do. A column is a school, "
        "and the short line is its mean. The simple random sample drew every pupil alone, each from another school."
    )
    yield kit.Step("How sure is the mean?")
    yield means(run)
    yield naive_in_words(run)
    yield kit.Step("How often does it miss?")
    yield kit.Prose(
        "A 95 % interval makes a promise: when you draw new samples again and again, 95 of 100 intervals hold the "
        "true mean in the long run, and 5 miss it."
    )
    yield predict_misses(run)
    yield hundred(run)
    yield misses_in_words(run)
    yield kit.Step("What is the sample worth?")
    yield predict_worth(run)
    yield worth_in_words(run)
    yield design_effects(run)
    yield doubling_in_words(run)
    yield kit.Step("Three standard errors")
    yield kit.Prose(
        "**Naive** squares the residual of every pupil and adds the squares up. **Cluster-robust** adds the residuals "
        "up within each school first and squares then, so it sees schoolmates err together. The **mixed model** gives "
        "each school a residual of its own, #u0, and estimates its variance #tau00. Choose one in the panel: the "
        "interval of the two-stage sample follows."
    )
    yield errors(run)
    yield from useless_program.told(run, simulate, TWO_STAGE)
    yield kit.Step("Set and found")
    yield set_and_found(run)
    yield from kit.model(run.fits["mixed"])
    yield kit.SecondOpinion("fit", lambda: kit.second_opinion(run.fits["mixed"]).sentence)
    yield kit.Step("Challenge")
    yield challenge(run)
    yield kit.Step("A real study")
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
