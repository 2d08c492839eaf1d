"""Where do the numbers come from? The likelihood as a hill, its top, and ML against REML.

Level 1:  y_ij = b0_j + e_ij,      e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,   u0_j ~ N(0, tau00)

Reference: Searle, Casella and McCulloch (1992), Variance Components, chapters 3, 4 and 8.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

import datasets
from datasets.simulate import Draws, two_level
from lessons import kit
from lessons.how import climbing
from lessons.how.climbing import METHODS, hill
from lessons.kit import Model, Right, Wrong, number, percent, sentence

GAMMA00 = 50.0
MODELS = kit.Models(
    null=Model("Null model", "y ~ 1 + (1 | group)"),
    slope=Model("With x", "y ~ x + (1 | group)"),
)
STUDIES = kit.real_options("dyestuff", "dyestuff2")


@dataclass(frozen=True)
class Params(kit.Controls):
    here_tau: float = kit.slider("here_tau", 0, 60, start=40, step=1, label="You try: variance between groups")
    here_sigma2: float = kit.slider("here_sigma2", 4, 80, start=60, step=1, label="You try: variance within")
    tau00: float = kit.slider("tau00", 0, 40, start=14, step=1, label="Variance between groups")
    sigma2: float = kit.slider("sigma2", 4, 64, start=30, step=1, label="Variance within a group")
    n_groups: int = kit.size("n_groups", 3, 40, start=8)
    n_per_group: int = kit.size("n_per_group", 2, 20, start=6)
    method: str = kit.choice("method", "Method", METHODS, start="ml")
    study: str = kit.choice("study", "Real study", STUDIES, start="dyestuff", part="data")

    @property
    def here(self) -> tuple[float, float]:
        return self.here_tau, self.here_sigma2

    @property
    def reml(self) -> bool:
        return self.method == "reml"


SCENES = (
    kit.Scene("Few groups", {"n_groups": 4, "n_per_group": 10}),
    kit.Scene("Many groups", {"n_groups": 40, "n_per_group": 10}),
    kit.Scene("Groups hardly differ", {"tau00": 1, "sigma2": 40}),
    kit.Scene("Groups differ a lot", {"tau00": 36, "sigma2": 16}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    spread = {"tau00": p.tau00, "sigma2": p.sigma2, "n_groups": p.n_groups, "n_per_group": p.n_per_group}
    return two_level(draws, **spread, gamma00=GAMMA00, gamma10=1.0)


def drop(run: kit.Run) -> float:
    """How far below the top the reader stands, by the method that was chosen."""
    data = kit.balanced(run.groups)
    return float(data.loglik(*data.top(run.p.reml), run.p.reml) - data.loglik(*run.p.here, run.p.reml))


def landscape(run: kit.Run, *, top: bool = False, path: bool = False, truth: bool = False) -> kit.Figure:
    p = run.p
    title = "How likely these data are, place by place"
    return hill("hill", title, kit.balanced(run.groups), p.reml, here=p.here, top=top, path=path and not p.reml,
                truth=(p.tau00, p.sigma2) if truth else None)  # fmt: skip


def opening(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "You try a variance of @here_tau between groups and of @here_sigma2 within. The log likelihood of the data "
        "there is **@height**. Drag both and climb: the stronger the color, the likelier.",
        here_tau=p.here_tau,
        here_sigma2=p.here_sigma2,
        height=float(kit.balanced(run.groups).loglik(*p.here, p.reml)),
    )


def challenge(run: kit.Run) -> kit.Challenge:
    low = drop(run)
    tau00, sigma2 = kit.balanced(run.groups).top(run.p.reml)
    return kit.Challenge(
        "climb",
        "Climb by hand: come within half a unit of the top.",
        (kit.Condition("You stand at most 0.5 below the top.", kit.reach(low, 0.5, 12)),),
        (
            "Move one of the two until the color gets no stronger, then the other, and again.",
            "The top lies in the middle of the innermost band.",
        ),
        {"here_tau": min(60, round(tau00)), "here_sigma2": min(80, max(4, round(sigma2)))},
    )


def top_in_words(run: kit.Run) -> kit.Live:
    p, data = run.p, kit.balanced(run.groups)
    tau00, sigma2 = data.top(p.reml)
    return kit.Live(
        "The top is at **@tau00** and **@sigma2**: these are the estimates. You set @set_tau and @set_sigma. The "
        "sample has moved the hill off what you set. The flatter it is around its top, the "
        "less the data know.",
        tau00=tau00,
        sigma2=sigma2,
        set_tau=p.tau00,
        set_sigma=p.sigma2,
    )


def path_in_words(run: kit.Run) -> kit.Live:
    p, data = run.p, kit.balanced(run.groups)
    top = data.loglik(*data.top(False), False)
    path = data.climb(max(p.here_tau, 1e-9), p.here_sigma2, climbing.N_STEPS)
    heights = data.loglik(path[:, 0], path[:, 1], False)
    near = next((k for k, height in enumerate(heights) if top - height < 0.05), None)
    return kit.Live(
        "A program has no picture. EM, one way to climb, starts where you stand and never goes down. @near Others take "
        "larger steps; all of them stop where no step leads up.",
        near=sentence(NEAR[near is None], steps=near if near is not None else climbing.N_STEPS),
    )


NEAR = {
    False: "After **@steps** steps it is within 0.05 of the top.",
    True: "After **@steps** steps it is still on its way: near the edge its steps get small.",
}


def predict_ml(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    truth = 100 * (p.n_groups - 1) / p.n_groups
    reasons = ML_REASONS["few" if p.n_groups < 15 else "many"]
    return kit.PredictNumber(
        "ml", sentence(ML, n=p.n_groups), 40, 120, 1, unit="percent", truth=truth, close=3, reasons=reasons
    )


ML = (
    "You draw @n groups, again and again, and ask maximum likelihood how much the group means vary. How much of that "
    "variance does it find, on average, in percent?"
)
ML_REASONS = {
    "few": {
        "close": "It measures from the mean of these groups as if that were the true one, and they lie nearer to it.",
        "low": "Something is lost, though only what one group in all is worth.",
        "high": "Groups lie nearer to their own mean than to the true one, and ML does not allow for it.",
    },
    "many": {
        "close": "It measures from the mean of these groups. With so many that hardly matters.",
        "low": "What is lost is what one group is worth, and there are many.",
        "high": "A little is lost: groups lie nearer to their own mean than to the true one.",
    },
}


def ml_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    share = (p.n_groups - 1) / p.n_groups
    return kit.Live(
        "ML finds (#n_groups − 1) / #n_groups = **@share** of the variance of group means. REML takes the mean as "
        "estimated, counts @left groups instead of @n_groups, and is right on average, were it allowed below 0. It "
        "is not: so where tops often lie on the edge, both averages are pushed up.",
        share=percent(share),
        left=p.n_groups - 1,
        n_groups=p.n_groups,
    )


def edge(p: Params) -> float:
    return kit.theory.edge_share(p.tau00, p.sigma2, p.n_groups, p.n_per_group)


def predict_edge(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(EDGE, groups=p.n_groups, n=p.n_per_group, tau00=number(p.tau00, 0), sigma2=number(p.sigma2, 0))
    reasons = EDGE_REASONS["often" if edge(p) > 0.1 else "seldom"]
    return kit.PredictNumber(
        "edge", ask, 0, 100, 1, unit="of 100", truth=100 * edge(p), close=4, reasons=reasons
    )  # fmt: skip


EDGE = (
    "A design has @groups groups of @n. You set a variance of @tau00 between groups and of @sigma2 within. In how many "
    "of 100 samples does REML find a variance of exactly 0 between groups?"
)
EDGE_REASONS = {
    "often": {
        "close": "Means of few units differ by chance, and few of them may differ by less than chance has it.",
        "low": "With few groups, means that lie close together by luck are common.",
        "high": "Groups do differ here, or chance is kind to half of the samples.",
    },
    "seldom": {
        "close": "Groups differ too much here, or there are too many of them, for their means to look like chance.",
        "low": "It is rare, though it happens.",
        "high": "Groups differ too much here, or there are too many of them, for their means to look like chance.",
    },
}


def edge_in_words(run: kit.Run) -> kit.Live:
    p, data = run.p, kit.balanced(run.groups)
    on_edge = data.top(True)[0] == 0
    return kit.Live(
        "In **@share** of 100 samples the hill is highest on the left edge. @here Such a fit is called **singular**. "
        "It is an answer: by these data, a variance of 0 is likelier than any other. It is no proof that groups are "
        "alike.",
        share=number(100 * edge(p), 1),
        here="This is one of them." if on_edge else "This sample is none of them.",
    )


def deviance_table(run: kit.Run) -> kit.Table:
    """The model with x, fitted by both methods with x in two units."""
    tenths = run.data.assign(x=10 * run.data["x"])
    tables = {"points": run.data, "tenths of a point": tenths}
    fits = {
        (unit, reml): kit.fit_lmm(MODELS["slope"].formula, table, reml=reml)
        for unit, table in tables.items()
        for reml in (False, True)
    }
    return climbing.deviances(fits)


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    says = "By REML, as this page fits everywhere else. Intervals are 95 %."
    return kit.recovery(run.fits["slope"], says, gamma00=GAMMA00, gamma10=1.0, tau00=p.tau00, sigma2=p.sigma2)


def real_study(run: kit.Run) -> Iterator[kit.Block]:
    name = run.p.study
    about, data = datasets.describe(name).shown, climbing.real_balanced(name)
    axes = climbing.REAL_AXES[name]
    yield kit.Live("@about The same hill, drawn for it.", about=about.about)
    yield kit.Stage(hill(f"real_{name}", about.brief, data, True, axes, top=True, still=name))
    (ml, _), (reml, sigma2) = data.top(False), data.top(True)
    yield kit.Live(
        "Between batches ML finds **@ml** and REML **@reml**, with @sigma2 within. @edge",
        ml=ml,
        reml=reml,
        sigma2=sigma2,
        edge=ON_EDGE if reml == 0 else sentence(INSIDE, share=percent(ml / reml)),
    )


ON_EDGE = "The hill is highest on its left edge: the fit is singular, and both methods say 0."
INSIDE = "ML finds @share of what REML does: there are six batches."


def story(run: kit.Run) -> Iterator[kit.Block]:
    yield kit.Step("", moves=("here_tau", "here_sigma2"))
    yield kit.Stage(landscape(run))
    yield opening(run)
    yield challenge(run)
    yield kit.Step("The top", moves=("tau00", "sigma2"))
    yield kit.Stage(landscape(run, top=True, truth=True))
    yield top_in_words(run)
    yield kit.Step("How a program climbs", moves=("here_tau", "here_sigma2"))
    yield kit.Stage(landscape(run, top=True, path=True))
    yield path_in_words(run)
    yield kit.Step("ML or REML?", moves=("n_groups", "method"))
    yield predict_ml(run)
    yield kit.Stage(climbing.many_tops(run.p), landscape(run, top=True))
    yield ml_in_words(run)
    yield kit.Step("On the edge", moves=("tau00", "n_groups", "n_per_group"))
    yield predict_edge(run)
    yield kit.Stage(landscape(run, top=True, truth=True))
    yield edge_in_words(run)
    yield kit.Step("Which deviances may be compared?")
    yield kit.Prose(
        "The deviance is −2 times the log likelihood at the top. Two models of the same data may be compared by it: by "
        "ML whatever their predictors, by REML only where the predictors are the same. For REML asks how likely the "
        "data are once the predictors have taken their share, and that share depends on them, even on their units."
    )
    yield deviance_table(run)
    yield kit.Step("The model", moves=("method",))
    yield from kit.model(run.fits["slope"])
    yield from kit.set_and_found(set_and_found, run, "slope")
    yield kit.Step("A real study", moves=("study",))
    yield from real_study(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "zero",
        "Six clinics. REML finds a variance of 0 between them. What do you conclude?",
        (
            Right("These data cannot tell the clinics apart.", "With six that is common even where they differ."),
            Wrong("The clinics are alike.", "The hill is highest at 0, and high far to the right of it as well.",
                  "a variance of zero is a proof"),
            Wrong("The program failed.", "It found the top. It happens to lie on the edge.",
                  "a singular fit is an error"),
        ),
    ),
    kit.Single(
        "compare",
        "You want to know by their deviances whether x belongs in the model. Which fits do you compare?",
        (
            Right("Both by ML.", "The predictors differ, and REML's deviance depends on them."),
            Wrong("Both by REML, for it is less biased.", "Its variances are. Its deviance depends on the "
                  "predictors.", "REML deviances of models with other predictors"),
            Wrong("The one by ML, the other by REML.", "They are not on one scale at all.",
                  "deviances are comparable across methods"),
        ),
    ),
    kit.Single(
        "few",
        "For which study does it matter most whether you use ML or REML?",
        (
            Right("5 schools with 200 pupils each.", "ML loses a fifth of the variance between schools."),
            Wrong("200 schools with 5 pupils each.", "ML loses one part in 200.", "the number of units decides"),
            Wrong("For neither: there are 1,000 pupils.", "Groups are what counts for a variance between groups.",
                  "the number of units decides"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "Estimates are the top of a hill: where the data are likeliest.",
        "ML finds (#n_groups − 1) / #n_groups of the variance of group means. REML is right on average.",
        "A singular fit has its top on the edge. With few groups that is common.",
        "Compare models with other predictors by ML.",
    ),
    (
        "Patterson, H. D., and Thompson, R. (1971). Recovery of inter-block information when block sizes are unequal. "
        "*Biometrika*, 58, 545-554.",
        "Searle, S. R., Casella, G., and McCulloch, C. E. (1992). *Variance Components*. Wiley.",
    ),
)

LESSON = kit.Lesson(
    slug="estimation",
    title="Estimation",
    question="Where do the numbers come from?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("random_intercepts",),
    take=lambda run: MODELS.take("slope", run.fits),
)
