"""How many schools, how many pupils? Power, and what it costs.

y_ij = gamma00 + gamma10 x_ij + gamma01 w_j + gamma11 w_j x_ij + u0_j + u1_j x_ij + e_ij, with w one half in the schools
that run a program and minus one half in the others, x the same for pupils with a tutor; all in SDs of y.

se(gamma01)^2 = 4 (tau00 + sigma2 / n) / J,  se(gamma10)^2 = (tau11 + 4 sigma2 / n) / J,  se(gamma11) = 2 se(gamma10)
Budget: B = J (c + n), c the cost of a school in pupils; the best n for gamma01 is sqrt(c sigma2 / tau00)

Reference: Snijders and Bosker (1993), Journal of Educational Statistics 18, 237-259; Raudenbush (1997), Psychological
Methods 2, 173-185; Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., chapter 11.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

import datasets
from datasets.simulate import Draws, make_draws, two_trials
from lessons import kit
from lessons.kit import Model, Right, Wrong, number, sentence
from lessons.kit.theory import affordable, trial_power
from lessons.when import losing, plans, refitted, spending
from lessons.when.hundred import arms_figure, hundred_figure, opening, singular_in_words
from lessons.when.plans import rounded

MODELS = kit.Models(
    both=Model("Program, tutoring, and slopes that vary", "y ~ x + w + x:w + (1 + x | group)"),
    null=Model("No predictors", "y ~ 1 + (1 | group)"),
)
STUDIES = kit.real_options("hsb", "london_exam")
MOST_SCHOOLS, MOST_PUPILS = 340, plans.LARGEST


@dataclass(frozen=True)
class Params(kit.Controls):
    gamma01: float = kit.slider("gamma01", 0, 1, start=0.4, step=0.05, label="Effect of the program")
    budget: int = kit.size("budget", 600, 3000, start=1200, step=100, label="Budget, in pupils")
    n_per_group: int = kit.size("n_per_group", 4, MOST_PUPILS, start=20, step=2, label="Pupils in each school")
    icc: float = kit.slider("icc", 0, 0.5, start=0.2, step=0.02)
    cost_ratio: int = kit.size("cost_ratio", 5, 60, start=20, step=5, label="Cost of a school, in pupils")
    gamma10: float = kit.slider("gamma10", 0, 1, start=0.2, step=0.05, label="Effect of tutoring")
    gamma11: float = kit.slider("gamma11", 0, 1, start=0.2, step=0.05, label="Extra tutoring effect with program")
    tau11: float = kit.slider("tau11", 0, 0.2, start=0.04, step=0.01, label="Variance of tutoring effects")
    dropout: float = kit.slider("dropout", 0, 0.6, start=0.2, step=0.05, label="Share that drops out")
    study: str = kit.choice("study", "Real study", STUDIES, start="hsb", part="data")

    @property
    def n_groups(self) -> int:
        """How many schools the budget is enough for."""
        return int(affordable(self.budget, self.cost_ratio, self.n_per_group))

    @property
    def tau00(self) -> float:
        return self.icc

    @property
    def sigma2(self) -> float:
        return 1 - self.icc

    @property
    def variances(self) -> dict[str, float]:
        return {"tau00": self.tau00, "tau11": self.tau11, "sigma2": self.sigma2}

    @property
    def planned(self) -> dict[str, Any]:
        """What the simulator takes."""
        effects = {name: getattr(self, name) for name in ("gamma01", "gamma10", "gamma11")}
        return {"n_groups": self.n_groups, "n_per_group": self.n_per_group, **effects, **self.variances}


SCENES = (
    kit.Scene("A usual plan", {"budget": 1200, "n_per_group": 20, "cost_ratio": 20, "icc": 0.2, "gamma01": 0.4}),
    kit.Scene("Few large schools", {"budget": 1200, "n_per_group": 60, "cost_ratio": 20, "icc": 0.2, "gamma01": 0.4}),
    kit.Scene("Schools cost next to nothing", {"cost_ratio": 5, "n_per_group": 4}),
    kit.Scene("A program that does nothing", {"gamma01": 0}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    """The number of schools follows from the budget, so the draws are made here, for the most that it can be."""
    return two_trials(make_draws(p.seed, MOST_SCHOOLS, MOST_PUPILS), **p.planned)


def real_study(run: kit.Run) -> Iterator[kit.Block]:
    p, shown = run.p, datasets.describe(run.p.study).shown
    fit = kit.real_fits(p.study, MODELS)["null"]
    low, high = kit.icc_interval(fit)
    ends = {"low end": low, "found": fit.icc, "high end": high}
    at = [rounded(plans.power(p, tau00=rho, sigma2=1 - rho)) for rho in ends.values()]
    yield kit.Live(
        "@about A model without predictors finds an intraclass correlation of **@icc** (95 % interval @low to @high). "
        "With it your plan has a power of **@mid** of 100, and of @one to @two over the interval.",
        about=shown.about,
        icc=number(fit.icc, 3),
        low=number(low, 3),
        high=number(high, 3),
        mid=at[1],
        one=min(at[0], at[2], key=int),
        two=max(at[0], at[2], key=int),
    )
    yield kit.Stage(plans.planned_from(p, ends, "real"))
    yield kit.Prose(
        "A planning value needs a source, and its interval. A pilot with six schools would leave it wide open. A "
        "predictor that explains why schools differ, such as last year's scores, takes #tau00 down, and may be worth "
        "more than many schools."
    )


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    effects = {name: getattr(p, name) for name in ("gamma01", "gamma10", "gamma11")}
    return kit.recovery(run.fits["both"], "One study of your plan. Intervals are 95 %.", **effects, **p.variances)


@lru_cache(maxsize=1)
def cheapest() -> int:
    """The smallest budget with a power of 80 of 100 for an effect of .4, an ICC of .2 and schools at 20 pupils."""
    sizes = np.arange(4, MOST_PUPILS + 1, 2)
    for budget in range(600, 3001, 100):
        schools = np.floor(affordable(budget, 20, sizes))
        found = trial_power("gamma01", 0.4, n_groups=schools, n_per_group=sizes, tau00=0.2, sigma2=0.8)
        if 100 * found.max() >= plans.GOAL:
            return budget
    raise ValueError("No budget on the slider is enough.")


def cheapest_challenge(run: kit.Run) -> kit.Challenge:
    p, least, power = run.p, cheapest(), float(plans.power(run.p))
    asked = min(0.4 - p.gamma01, p.icc - 0.2, (p.cost_ratio - 20) / 100) + 1e-9
    return kit.Challenge(
        "cheapest",
        "Find the cheapest plan in which 80 of 100 studies find the program.",
        (
            kit.Condition("An effect of at most 0.4, an ICC of at least 0.2, and schools that cost at least 20 pupils.",
                          kit.reach(asked, 0, -0.4)),
            kit.Condition("A power of at least 80 of 100.", kit.reach(power, plans.GOAL, 5)),
            kit.Condition("No budget larger than it takes.",
                          kit.reach(-p.budget, -least, -3000) if asked >= 0 and power >= plans.GOAL else 0.0),
        ),
        ("First find the best number of pupils, then pay for schools.", "Its best size does not depend on the budget."),
        {"gamma01": 0.4, "icc": 0.2, "cost_ratio": 20, "n_per_group": 10, "budget": least},
    )  # fmt: skip


def apart_challenge(run: kit.Run) -> kit.Challenge:
    p = run.p
    w, x = float(plans.power(p)), float(plans.power(p, "gamma10"))
    return kit.Challenge(
        "apart",
        "One plan, two effects of the same size: make a study that finds tutoring and misses the program.",
        (
            kit.Condition("The program is worth as much as tutoring, or more, and not nothing.",
                          kit.reach(min(p.gamma01 - p.gamma10, p.gamma10 - 0.05), 0, -0.5)),
            kit.Condition("At least 80 of 100 studies find tutoring.", kit.reach(x, plans.GOAL, 0)),
            kit.Condition("At most 30 of 100 find the program.", kit.reach(-w, -30, -100)),
        ),
        ("Look for what helps comparisons within schools and does little for those between them.",
         "Many pupils in few schools that differ much, while tutoring works alike in all."),
        {"gamma01": 0.3, "gamma10": 0.3, "tau11": 0.0, "icc": 0.3, "n_per_group": 60, "cost_ratio": 20, "budget": 1200},
    )  # fmt: skip


def lab(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "Your plan is @schools schools with @n pupils. [Open it in the Lab](@address), which draws thousands of "
        "samples, sweeps any setting, fits other models, and names the cheapest design whose power is surely enough. "
        "There the SD of x is 1, where it is one half here: so #gamma10 is halved, #tau11 is a quarter, and "
        "#gamma11 is left out.",
        schools=p.n_groups,
        n=p.n_per_group,
        address=sentence(
            LAB, j=str(p.n_groups), n=str(p.n_per_group), w=f"{p.gamma01:g}", x=f"{p.gamma10 / 2:g}",
            t=f"{p.tau00:g}", s=f"{p.sigma2:g}", v=f"{p.tau11 / 4:g}",
        ),
    )  # fmt: skip


LAB = "lab?n_groups=@j&n_per_group=@n&gamma01=@w&gamma10=@x&tau00=@t&sigma2=@s&tau11=@v"


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield kit.Step("", moves=("gamma01", "budget"))
    yield kit.Stage(hundred_figure(run), arms_figure(run))
    yield opening(run)
    yield kit.Step("The same money, more pupils", moves=("n_per_group", "scenes"))
    yield spending.predict_doubled(run)
    yield kit.Stage(plans.budget_figure(p), hundred_figure(run))
    yield spending.doubled_in_words(run)
    yield refitted.on_the_budget(p)
    yield kit.Step("What to spend it on", moves=("cost_ratio", "icc", "n_per_group"))
    yield kit.Stage(plans.budget_figure(p, naive=True), arms_figure(run))
    yield spending.best_in_words(run)
    yield spending.counted_in_words(run)
    yield kit.Step("A thousand pupils in each school", moves=("icc", "gamma01"))
    yield spending.predict_ceiling(run)
    yield kit.Stage(plans.more_pupils_figure(p), plans.budget_figure(p))
    yield kit.Prose(
        "In every school half of the pupils also get a tutor, by lot. So the study asks about schools (#gamma01), "
        "about pupils (#gamma10), and whether one works better with the other: a cross-level interaction (#gamma11)."
    )
    yield spending.ceiling_in_words(run)
    yield kit.Step("Three questions, one study", moves=("gamma10", "gamma11", "tau11"))
    yield kit.Stage(plans.three_figure(p), plans.more_pupils_figure(p))
    yield kit.Prose(
        "A cross-level interaction needs many schools and many pupils: for an effect as large as that of tutoring, "
        "four times as many schools."
    )
    yield spending.three_in_words(run)
    yield refitted.three_effects(p)
    yield kit.Step("With few schools", moves=("n_per_group", "budget"))
    yield kit.Stage(plans.alarm_figure(p), hundred_figure(run, useless=True))
    yield losing.alarms_in_words(run)
    yield refitted.useless(p)
    yield kit.Step("Who leaves before the end", moves=("dropout", "icc"))
    yield losing.predict_loss(run)
    yield kit.Stage(plans.loss_figure(p), plans.budget_figure(p))
    yield losing.loss_in_words(run)
    yield refitted.with_loss(p)
    yield kit.Step("When the study is done", moves=("gamma01", "sample"))
    yield kit.Stage(losing.hindsight(run), hundred_figure(run))
    yield losing.hindsight_in_words(run)
    yield kit.Step("The model", moves=("gamma01", "icc"))
    yield kit.Stage(arms_figure(run), hundred_figure(run))
    yield from kit.model(run.fits["both"])
    if run.fits["both"].singular:
        yield singular_in_words(run)
    yield from kit.set_and_found(set_and_found, run, "both")
    yield kit.Step("Challenge: the cheapest plan", moves=("n_per_group", "budget"))
    yield kit.Stage(plans.budget_figure(p), hundred_figure(run))
    yield cheapest_challenge(run)
    yield kit.Step("Challenge: one found, one missed", moves=("n_per_group", "icc", "tau11", "gamma01", "gamma10"))
    yield kit.Stage(plans.three_figure(p), plans.more_pupils_figure(p))
    yield apart_challenge(run)
    yield kit.Step("Planning values from a real study", moves=("study", "budget", "n_per_group"))
    yield from real_study(run)
    yield lab(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "few_schools",
        "Eight schools take part in the trial of a program. To gain power you test every pupil, not one class. What "
        "happens?",
        (
            Right("A little more power, up to a ceiling.", "The noise of pupils goes. Eight levels of schools stay."),
            Wrong("As much power as with more schools.", "Pupils of a school share its level, and it does not average "
                  "out.", "more pupils make up for few schools"),
            Wrong("No more power at all.", "The mean of each school is known better, as far as that goes.",
                  "only the number of schools counts"),
        ),
    ),
    kit.Single(
        "calculator",
        "A calculator asks for the number of pupils, the effect and nothing else, and promises a power of 90 %. "
        "Schools are drawn by lot into two arms. What is wrong?",
        (
            Right("It takes pupils for drawn one by one.", "Schools were drawn. What they differ by is left out."),
            Wrong("Nothing, if the intraclass correlation is small.", "In schools of 100 an ICC of .03 makes the "
                  "variance four times as large.", "a small ICC can be ignored"),
            Wrong("Nothing, if pupils are many.", "The more of them are in each school, the more it promises too much.",
                  "power follows from the number of pupils"),
        ),
    ),
    kit.Numeric(
        "size",
        "A school costs as much as 16 pupils. The variance within schools is four times that between them. How many "
        "pupils should each school have, for a program that schools run?",
        truth=8,
        tolerance=0.1,
        reason="The root of 16 × 4 is 8.",
        near={64: "That is the product. Take its root.", 4: "That is the root of 16 alone.",
              2: "The variance within stands above that between: dear schools and noisy pupils both ask for more."},
    ),
    kit.Single(
        "pilot",
        "A pilot in six schools found a significant effect of 0.9 standard deviations. You plan the large study for "
        "0.9. What is to be expected?",
        (
            Right("An effect smaller than 0.9, and less power than planned.", "A small study is significant only where "
                  "it finds too much."),
            Wrong("About 0.9, for it was significant.", "With little power only estimates far too high get there.",
                  "a significant pilot means power"),
            Wrong("An effect as likely above 0.9 as below.", "So it would be, had you not waited for significance.",
                  "what is significant is unbiased"),
        ),
    ),
    kit.Single(
        "post_hoc",
        "A study finds nothing significant (p = .40). A reviewer asks for its power, given the effect that was found. "
        "What would it tell?",
        (
            Right("Nothing that p has not told.", "Power from what was found is p on another scale. Show intervals."),
            Wrong("Whether the study was large enough.", "Low p always comes with high numbers of this kind, and high "
                  "p with low ones.", "post-hoc power says why nothing was found"),
            Wrong("That there is no effect, if it is high.", "With p = .40 it cannot be high.",
                  "high post-hoc power proves the null"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "Power is how often a study of this plan finds an effect of this size. One study only finds it or does not.",
        "What is tried on schools needs schools. More pupils help up to a ceiling that #tau00 / #n_groups sets.",
        "What is tried on pupils of the same school needs pupils, until #tau11 / #n_groups stops them.",
        "For a given budget the best number of pupils is √(c × #sigma2 / #tau00), and near it the choice is free.",
        "Whole schools that leave cost more than as many pupils who leave here and there.",
        "Plan with an ICC that has a source, and leave power alone once the study is done.",
    ),
    (
        "Hoenig, J. M., and Heisey, D. M. (2001). The abuse of power. *The American Statistician*, 55, 19-24.",
        "Raudenbush, S. W. (1997). Statistical analysis and optimal design for cluster randomized trials. "
        "*Psychological Methods*, 2, 173-185.",
        "Raudenbush, S. W., and Liu, X. (2000). Statistical power and optimal design for multisite randomized trials. "
        "*Psychological Methods*, 5, 199-213.",
        "Snijders, T. A. B., and Bosker, R. J. (1993). Standard errors and sample sizes for two-level research. "
        "*Journal of Educational Statistics*, 18, 237-259.",
    ),
)

LESSON = kit.Lesson(
    slug="power",
    title="Power",
    question="How many schools, how many pupils?",
    minutes=25,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("dependence", "random_slopes"),
    take=lambda run: MODELS.take("both", run.fits),
)
