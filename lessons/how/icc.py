"""How much of the variance is between groups? The null model and the intraclass correlation.

Level 1:  y_ij = b0_j + e_ij,          e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,       u0_j ~ N(0, tau00)
          rho  = tau00 / (tau00 + sigma2)

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., chapters 3 and 4.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from datasets.simulate import Draws, make_draws, two_level
from lessons import kit
from lessons.how import after_predictor
from lessons.how.after_predictor import found_variances, printed, variances
from lessons.kit import Model, Numeric, Right, Single, Wrong, number, percent, sentence
from lessons.kit.theory import icc

GAMMA00 = 50.0
MODELS = kit.Models(null=Model("Null model", "y ~ 1 + (1 | group)"), with_x=Model("With x", "y ~ x + (1 | group)"))
LARGEST_VARIANCE = 200
Y_DOMAIN = (15, 85)
AXES = {"y_domain": Y_DOMAIN, "y_title": "test score, y", "group_word": "school", "unit_word": "pupil"}


@dataclass(frozen=True)
class Params(kit.Controls):
    tau00: float = kit.slider("tau00", 0, 64, start=16, step=1, label="Variance between schools")
    sigma2: float = kit.slider("sigma2", 1, 64, start=48, step=1, label="Variance within schools")
    gamma10: float = kit.slider("gamma10", 0, 8, start=0, step=0.25, label="Effect of x")
    icc_x: float = kit.slider("icc_x", 0, 1, start=0, step=0.05)
    n_groups: int = kit.size("n_groups", 4, 60, start=30, label="Schools")
    n_per_group: int = kit.size("n_per_group", 2, 30, start=20, label="Pupils in each school")
    model: str = kit.choice("model", "Fitted model", MODELS.options, start="null")


SCENES = (
    kit.Scene("All alike", {"tau00": 0, "sigma2": 48, "gamma10": 0}),
    kit.Scene("1 in 20", {"tau00": 3, "sigma2": 57, "gamma10": 0}),
    kit.Scene("1 in 4", {"tau00": 16, "sigma2": 48, "gamma10": 0}),
    kit.Scene("Schools are all", {"tau00": 60, "sigma2": 3, "gamma10": 0}),
    kit.Scene("x within", {"tau00": 16, "sigma2": 24, "gamma10": 5, "icc_x": 0}),
    kit.Scene("x between", {"tau00": 2, "sigma2": 40, "gamma10": 5, "icc_x": 1}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return two_level(draws, **p.world, gamma00=GAMMA00)


def schools(run: kit.Run, model: str = "") -> kit.Figure:
    """The pupils, and over them what `model` finds; "" before there is one."""
    means, found = run.groups.mean("y"), run.fits[model] if model else None
    says = sentence(
        "@n pupils in @groups schools. The school means lie between @low and @high.",
        n=len(run.data), groups=run.p.n_groups, low=number(means.min(), 1), high=number(means.max(), 1),
    ) + (sentence(FOUND_SAYS[model], sd=found.tau00**0.5) if found else "")  # fmt: skip
    title, key = "Pupils, school by school", FOUND_KEY if found else "bars: school means"
    return kit.found_strip_figure("pupils", title, run.groups, found, says, AXES, key=key)


FOUND_KEY = "bars: school means; diamonds and band: found"
FOUND_SAYS = {
    "null": "The null model finds a level for each school (diamonds). The band reaches @sd to each side: √#tau00.",
    "with_x": "With x in the model, a diamond is the level of a school at x = 0: what is left once x is taken into "
    "account. The band reaches @sd to each side: √#tau00.",
}


def split(run: kit.Run) -> kit.Figure:
    """The variance as the fitted model splits it, as a bar: set above found."""
    model, found = run.p.model, found_variances(run, run.p.model)
    bars = {"set": variances(run.p, model), "found": found}
    says = sentence(SPLIT_SAYS[model], between=found[0], within=found[1], both=sum(found[:2]), x=found[-1])
    title, key = "The variance, split", MODELS[model].words.lower()
    return kit.variance_figure("split", title, bars, says, axis="variance of y", total=LARGEST_VARIANCE, key=key)


SPLIT_SAYS = {
    "null": "Found: @between between schools and @within within them, in all @both.",
    "with_x": "Found: @between between schools and @within within them. What x accounts for is @x.",
}


def share_in_words(run: kit.Run) -> kit.Live:
    null, fitted = run.fits["null"], run.fits[run.p.model]
    shares = {"share": percent(null.icc), "share_x": percent(fitted.icc)}
    return kit.Live(SHARE[run.p.model], **shares, icc=null.icc, interval=kit.icc_span(null, "schools"))


SHARE_FOUND = (
    "A share: **@share** of the variance found lies between schools. That share has a name: the intraclass "
    "correlation, #icc. In this sample it is **@icc** (95 % interval @interval)."
)
SHARE = {
    "null": SHARE_FOUND,
    "with_x": SHARE_FOUND + " With x in the model, **@share_x** of what is left lies between schools.",
}


def predict_pairs(run: kit.Run) -> kit.PredictNumber:
    ask, truth = sentence(PAIRS_SET[run.p.gamma10 > 0] + PAIRS_ASK, **printed(run.p)), icc(*variances(run.p))
    return kit.PredictNumber(
        "pairs", ask, low=0, high=1, step=0.01, unit="", truth=truth, close=0.05, reasons=PAIRS_REASONS
    )


PAIRS_SET = {
    False: "Between schools the variance of the scores is @between, within a school @within.",
    True: "With what x does to them, the scores have a variance of @between between schools and of @within within a "
    "school.",
}
PAIRS_ASK = (
    " Take many schools, and from each two pupils, as a pair. How strongly do the scores of such pairs correlate?"
)
PAIRS_REASONS = {
    "close": "The share of variance between schools is the correlation of two pupils of one school.",
    "low": "All that two pupils of a school have in common is the school. Its variance, divided by all of the "
    "variance, is their correlation: do not square it.",
    "high": "Divide the variance between schools by all of the variance, not by the variance within, and take no root: "
    "a correlation of two members is a share already.",
}


def pupil_pairs(run: kit.Run) -> kit.Figure:
    title, axes = "Pairs of pupils of one school", ("score of one pupil", "score of a schoolmate")
    says = (
        "Each dot is two pupils who stand side by side in the list of their school. Over all pairs of one school the "
        "correlation is @rho; the line has that slope."
    )
    return kit.pair_figure("pairs", title, run.groups, says, Y_DOMAIN, axes)


def picture_in_words(run: kit.Run) -> kit.Live:
    between, within = variances(run.p)
    return kit.Live(
        "A correlation: #icc = #tau00 / (#tau00 + #sigma2). Over many schools it is @between / (@between + @within) = "
        "**@set**, from what you set. Over all pairs in this sample:  **@pairs**, and the null model says **@icc**. "
        "A picture: in the world you set, two pupils of one school lie **@same** points apart on average, two pupils "
        "of different schools **@different**.",
        **printed(run.p),
        set=icc(between, within),
        pairs=kit.theory.pair_correlation(run.columns["y"], run.groups.of_unit),
        icc=run.fits["null"].icc,
        same=kit.theory.mean_gap(within),
        different=kit.theory.mean_gap(between + within),
    )


def set_and_found(run: kit.Run) -> kit.Recovery:
    found, model, (tau00, sigma2, *_) = run.fits[run.p.model], run.p.model, variances(run.p, run.p.model)
    set_to = {"gamma10": run.p.gamma10, "tau00": tau00, "sigma2": sigma2, "icc": icc(tau00, sigma2)}
    shown = kit.recovery(found, SAYS[model], gamma00=GAMMA00, **set_to)
    if model == "with_x" or shown.rows[-1].interval:
        return shown
    span = kit.icc_span(found, "schools")
    return replace(shown, says=sentence("@says The interval of #icc is @span.", says=shown.says, span=span))


SAYS = {
    "null": "Fitted model: null model. Set is what this model should find: it leaves what x does in its two variances.",
    "with_x": "Fitted model: with x. Set is what this model should find: #icc is that of what x leaves over.",
}


def deal(seed: int, k: int) -> kit.Round:
    """Round k of the game: 16 schools of 20 pupils whose ICC is anywhere from 0 to 0.9."""
    rng = np.random.default_rng([seed, k, 7])
    rho, total, size = float(rng.uniform(0, 0.9)), 90.0, {"n_groups": 16, "n_per_group": 20}
    draws = make_draws(int(rng.integers(1, 2**31)), *size.values())
    data = two_level(draws, **size, gamma00=GAMMA00, tau00=rho * total, sigma2=(1 - rho) * total)
    found = MODELS["null"].fit(data).icc
    says = sentence("@n pupils in @n_groups schools, from the lowest mean to the highest.", n=len(data), **size)
    title, groups = sentence("Picture @k", k=k + 1), kit.Groups(kit.columns_of(data))
    told = sentence("The null model finds @found in this picture; set was @set.", found=found, set=rho)
    return kit.Round(kit.strip_figure("round", title, groups, says, AXES), found, told)


def small_but(run: kit.Run) -> kit.Live:
    rho, n, n_total = run.fits["null"].icc, run.p.n_per_group, len(run.data)
    return kit.Live(
        "Say you want the mean of all pupils. With an ICC of **@icc** and **@n** pupils a school, the variance of "
        "your mean is **@deff** times that of a simple random sample of as many pupils: #design_effect = 1 + "
        "(#n_per_group − 1) #icc. Your @total pupils tell as much about the mean as **@effective** independent ones.",
        icc=rho,
        n=n,
        deff=kit.theory.design_effect(n, rho),
        total=n_total,
        effective=number(kit.theory.effective_sample_size(n_total, n, rho), 0),
    )


def before_and_after(run: kit.Run) -> kit.Figure:
    bars = {model.words.lower(): found_variances(run, name) for name, model in MODELS.items()}
    before, after = (run.fits[name].icc for name in MODELS)
    says = sentence("Found: ICC without x, @before. ICC of what is left with x, @after.", before=before, after=after)
    title, axis = "Before and after your x", "variance of y, as found"
    return kit.variance_figure("after", title, bars, says, axis=axis, total=LARGEST_VARIANCE)


def after_table(run: kit.Run) -> kit.Table:
    found = {model.words: run.fits[name] for name, model in MODELS.items()}
    rows = tuple((words, number(fit.tau00), number(fit.sigma2), number(fit.icc)) for words, fit in found.items())
    head = ("model", "between schools, #tau00", "within schools, #sigma2", "ICC of what is left")
    says = "Give x an effect, and say where it differs: within schools (0) or between (1)."
    return kit.Table(head, rows, says)


def challenge(run: kit.Run) -> kit.Challenge:
    null, with_x = run.fits["null"].icc, run.fits["with_x"].icc
    return kit.Challenge(
        "rise",
        "Make an ICC that looks small and grows once x is in the model.",
        (
            kit.Condition("The null model finds an ICC of .20 at most.", kit.reach(null, 0.20, 0.5)),
            kit.Condition("With x, the ICC of what is left is .35 at least.", kit.reach(with_x, 0.35, 0.0)),
        ),
        (
            "The ICC is a share. You can raise it by making the other part smaller.",
            "Let x matter much, and let it differ among the pupils of a school only.",
        ),
        {"tau00": 14, "sigma2": 16, "gamma10": 8, "icc_x": 0, "n_groups": 60, "n_per_group": 20},
    )


def opening(run: kit.Run) -> kit.Live:
    means = run.groups.mean("y")
    return kit.Live(
        "Each dot is a pupil, each column a school. The variance between schools is **@tau00**, that within a school "
        "**@sigma2**. Here the school means lie **@apart** points apart, from the lowest to the highest.",
        tau00=run.p.tau00,
        sigma2=run.p.sigma2,
        apart=number(means.max() - means.min(), 1),
    )


def design_effect(run: kit.Run) -> kit.Figure:
    return kit.design_effect_line("deff", run.p.n_per_group, run.fits["null"].icc, DEFF_AXES)


DEFF_AXES = {"x_domain": (0, 31), "y_domain": (0, 30), "x_title": "pupils in each school, n"}


def story(run: kit.Run) -> Iterator[kit.Block]:
    yield kit.Step("", moves=("tau00", "sigma2"))
    yield kit.Stage(schools(run))
    yield opening(run)
    yield kit.Step("A share of the variance", moves=("scenes", "tau00", "sigma2"))
    yield kit.Stage(schools(run), split(run))
    yield share_in_words(run)
    yield kit.Step("Two pupils of one school", moves=("tau00", "sigma2"))
    yield predict_pairs(run)
    yield kit.Stage(pupil_pairs(run), schools(run))
    yield picture_in_words(run)
    yield kit.Step("Guess the ICC")
    yield kit.Prose("Train your eye. Each picture has another ICC. Points fall from 100 to 0 as you miss by .25.")
    yield kit.Game("icc", "What is the ICC of this picture?", run.p.seed, deal, 0.0, 1.0, 0.01)
    yield kit.Step("The model in symbols and numbers", moves=("model", "gamma10", "icc_x"))
    yield kit.Stage(schools(run, run.p.model), split(run))
    yield kit.Prose(
        "A model does not know what you set. Over the scores is what it finds: a level for each school, and a band "
        "that says how much levels vary. Give x an effect, and compare the two models."
    )
    yield from kit.model(run.fits[run.p.model])
    yield from kit.set_and_found(set_and_found, run, "null")
    yield kit.Step("Why a small ICC can matter", moves=("tau00", "n_per_group"))
    yield kit.Stage(design_effect(run), schools(run))
    yield small_but(run)
    yield kit.Step("After a predictor", moves=("gamma10", "icc_x", "model"))
    yield after_predictor.predict_after(run)
    yield kit.Stage(schools(run, run.p.model), before_and_after(run))
    yield after_predictor.after_in_words(run)
    yield after_table(run)
    yield kit.Step("Challenge", moves=("tau00", "sigma2", "gamma10", "icc_x"))
    yield kit.Stage(before_and_after(run), schools(run, "with_x"))
    yield challenge(run)
    yield kit.Step("Real tables")
    yield from kit.real_iccs_told("galton", "london_exam")
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


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

TAKEAWAYS = kit.Takeaways(
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

LESSON = kit.Lesson(
    slug="icc",
    title="The intraclass correlation",
    question="How much of the variance is between groups?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("nested_data",),
)
