"""How many groups are enough? Rules of thumb as points on what every design would find.

Level 1:  y_ij = b0_j + gamma10 x_ij + e_ij,          e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + gamma01 w_j + u0_j,        u0_j ~ N(0, tau00)

tau00 + sigma2 = 1, w is 1 in every second group. Reference: Hox (2010), Multilevel Analysis, 2nd ed., chapter 12.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from datasets.simulate import Draws, two_level
from lessons import kit
from lessons.kit import Model, Right, Wrong, number, sentence
from lessons.when import again, few
from lessons.when.again import PROGRAM, PUPILS
from lessons.when.field import ASKS, METHODS, RULES, field, here, short

MODELS = kit.Models(
    program=Model("The program", PROGRAM),
    both=Model("The program and x", PUPILS),
    days=Model("Slopes vary", "y ~ x + (1 + x | group)"),
)


@dataclass(frozen=True)
class Params(kit.Controls):
    seed: int = kit.sample(start=340)
    ask: str = kit.choice("ask", "You ask", {code: one.words for code, one in ASKS.items()}, start="power_w")
    icc: float = kit.slider("icc", 0.01, 0.5, start=0.1, step=0.01)
    n_groups: int = kit.size("n_groups", 4, 120, start=10, step=2, label="Schools")
    n_per_group: int = kit.size("n_per_group", 2, 60, start=30, label="Pupils in each school")
    method: str = kit.choice("method", "Method", METHODS, start="reml")
    gamma01: float = kit.slider("gamma01", 0, 1, start=0.4, step=0.05, label="Effect of the program")
    gamma10: float = kit.slider("gamma10", 0, 0.5, start=0.1, step=0.05, label="Slope of x within schools")

    @property
    def total(self) -> int:
        return self.n_groups * self.n_per_group


SCENES = (
    kit.Scene("30/30", {"n_groups": 30, "n_per_group": 30}),
    kit.Scene("50/20", {"n_groups": 50, "n_per_group": 20}),
    kit.Scene("100/10", {"n_groups": 100, "n_per_group": 10}),
    kit.Scene("Schools hardly differ", {"ask": "bias", "icc": 0.02, "n_groups": 10, "n_per_group": 20}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    sizes = {"n_groups": p.n_groups, "n_per_group": p.n_per_group}
    data = two_level(draws, **sizes, gamma10=p.gamma10, tau00=p.icc, sigma2=1 - p.icc)
    w = (np.arange(p.n_groups) % 2.0).repeat(p.n_per_group)
    return data.assign(w=w, y=data["y"] + p.gamma01 * w)


def opening(run: kit.Run) -> kit.Live:
    p = run.p
    at = [here(p, n_groups=j, n_per_group=n) for j, n in RULES.values()]
    effect = number(p.gamma10 if ASKS[p.ask].about == "gamma10" else p.gamma01)
    return kit.Live(
        "**30/30** is a rule of thumb: 30 groups of 30 members. With an ICC of @icc it @says; @also. Every place is a "
        "design: drag the ICC, then ask something else. Half of the schools run the program, and all three rules take "
        "about 1,000 pupils.",
        icc=p.icc,
        says=sentence(ASKS[p.ask].says, value=number(at[0], 0), effect=effect),
        also=sentence(ALSO, b=number(at[1], 0), c=number(at[2], 0)),
    )


ALSO = "50/20 makes that @b, and 100/10 makes it @c"


def predict_misses(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    truth = 100 * float(kit.theory.t_misses(p.n_groups - 2))
    ask = sentence(MISSES, groups=p.n_groups, n=p.n_per_group, total=p.total)
    reasons = MISSES_REASONS["few" if p.n_groups < 20 else "many"]
    return kit.PredictNumber("misses", ask, 0, 30, 0.5, unit="of 100", truth=truth, close=1.5, reasons=reasons)


MISSES = (
    "You have @groups schools of @n pupils, @total in all. Every second school has the program. You compare the means "
    "of the two halves and report their difference ± 1.96 standard errors, which you work out from how school means "
    "differ. In how many of 100 samples does this interval miss?"
)
MISSES_REASONS = {
    "few": {
        "close": "Its standard error comes from few school means, so it is often too small by luck.",
        "low": "5 would be right if you knew how much schools differ. You know it from a few means, however many "
        "pupils they hold.",
        "high": "Few schools do cost you coverage, though nothing breaks.",
    },
    "many": {
        "close": "With so many schools it hardly matters that their variance is estimated.",
        "low": "It cannot miss less than 5: what is estimated adds doubt.",
        "high": "With so many schools it hardly matters that their variance is estimated.",
    },
}


def misses_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "It misses **@miss** of 100. A program of schools is known from the means of @groups schools, which leave "
        "#n_groups − 2 = **@df** degrees of freedom; the @total pupils leave @naive, and that is the wrong count. With "
        "@df you need @reach standard errors to each side. Drag #n_groups: the curve falls, and nothing jumps at 30.",
        miss=number(100 * float(kit.theory.t_misses(p.n_groups - 2)), 1),
        groups=p.n_groups,
        df=p.n_groups - 2,
        total=p.total,
        naive=p.total - 2,
        reach=float(kit.theory.t_reach(p.n_groups - 2)),
    )


def predict_lean(run: kit.Run) -> kit.PredictChoice:
    p = run.p
    truth = few.leans(few.found(p, "reml"))
    ask = sentence(LEAN, groups=p.n_groups, n=p.n_per_group, icc=number(p.icc))
    options = {code: (words, LEAN_REASONS[truth][code == truth]) for code, words in LEANS.items()}
    return kit.PredictChoice("lean", ask, options, truth, ordered=True)


LEAN = (
    "Of a total variance of 1, @icc lies between schools. You draw @groups schools of @n pupils again and again. The "
    "model knows which half has the program. REML is called unbiased, and it may not go below 0. What does it find "
    "between schools, on average?"
)
LEANS = {
    "low": "Too little, by more than 5 %",
    "same": "What you set, within 5 %",
    "high": "Too much, by more than 5 %",
}
LEAN_REASONS = {
    "high": {
        True: "Means of few pupils differ by luck. Some samples ask for less than 0 and get 0, which lifts the "
        "average.",
        False: "Some samples ask for a variance below 0 here, and get 0. That lifts the average.",
    },
    "same": {
        True: "Samples that ask for a variance below 0 are rare here, so hardly anything is cut off.",
        False: "REML leans only where samples are cut off at 0, and that is rare here.",
    },
}


def lean_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "REML finds **@reml %** of what you set, and ML **@ml %**. ML divides by #n_groups where REML divides by "
        "#n_groups − 2. Neither goes below 0: REML stops there in **@zero** of 100 samples. Wald’s interval, ± 1.96 "
        "standard errors, holds the variance in @wald of 100; that of the profile, which keeps what the likelihood "
        "does not rule out, in @profile.",
        reml=number(few.found(p, "reml"), 1),
        ml=number(few.found(p, "ml"), 1),
        zero=number(here(p, "zero", method="reml"), 1),
        wald=number(here(p, "cover_tau", method="reml"), 0),
        profile=number(here(p, "cover_tau", method="care"), 0),
    )


def thirty(run: kit.Run) -> kit.Challenge:
    p = run.p
    away = max(abs(p.n_groups - 30) / 90, abs(p.n_per_group - 30) / 30)
    other = -abs(short(p.ask, here(p))) if p.ask != "power_w" else -50.0
    return kit.Challenge(
        "thirty",
        "Keep the rule of 30/30. Make it fail for the program, and find a question that it still answers.",
        (
            kit.Condition("You stand at 30 schools of 30 pupils.", kit.reach(1 - away, 1)),
            kit.Condition(
                "The program is found in 60 of 100 samples or fewer.", kit.reach(here(p, "power_w"), 60, 100)
            ),
            kit.Condition(
                "You ask something else, and the answer is within 3 points of what is good.", kit.reach(other, -3, -50)
            ),
        ),
        ("The more schools differ, the less a fixed number of them tells.", "A large ICC, and a slope within schools."),
        {"ask": "power_x", "icc": 0.4, "n_groups": 30, "n_per_group": 30, "gamma01": 0.4},
    )


def fewer(run: kit.Run) -> kit.Challenge:
    p = run.p
    return kit.Challenge(
        "fewer",
        "Fewer than 20 schools: make them enough for the pupils’ slope, and too few for the program.",
        (
            kit.Condition("You have fewer than 20 schools.", kit.reach(p.n_groups, 18, 120)),
            kit.Condition("The slope of x is found in 90 of 100 samples.", kit.reach(here(p, "power_x"), 90)),
            kit.Condition("The program is found in fewer than half.", kit.reach(here(p, "power_w"), 49.9, 100)),
        ),
        ("A slope within schools rests on pupils.", "Take many pupils in each school, and a large ICC."),
        {"icc": 0.3, "n_groups": 16, "n_per_group": 60, "gamma01": 0.4, "gamma10": 0.1},
    )


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    set_to = {"gamma00": 0.0, "gamma10": p.gamma10, "gamma01": p.gamma01, "tau00": p.icc, "sigma2": 1 - p.icc}
    return kit.recovery(run.fits["both"], "One sample of your design, by REML. Intervals are 95 %.", **set_to)


def real_study() -> Iterator[kit.Block]:
    fit, groups = kit.real_fits("sleepstudy", MODELS)["days"], kit.real_groups("sleepstudy")
    says = sentence("@n persons, each with a line of their own.", n=len(groups))
    yield kit.Stage(kit.real_lines("sleepstudy", MODELS, "days", says))
    (low, high), ends = fit.interval()["x"], fit.variance_interval()["tau00"]
    yield kit.Live(
        "Are @n persons enough? For the slope of days they are: **@slope** ms a day, @low to @high, with @df degrees "
        "of freedom, one less than persons, for slopes differ. For the variance of their intercepts they tell little: "
        "@tau, between @least and @most. One study, two questions, two answers.",
        n=len(groups),
        slope=fit.gamma["x"],
        low=low,
        high=high,
        df=number(fit.df["x"], 0),
        tau=number(fit.tau00, 0),
        least=number(ends[0], 0),
        most=number(ends[1], 0),
    )
    yield kit.equation(fit)


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield kit.Step("", moves=("ask", "icc"))
    yield kit.Stage(field(p, you=False))
    yield opening(run)
    yield few.asked()
    yield kit.Step("Is there a claim about groups?", moves=("ask", "n_groups", "n_per_group"))
    yield kit.Stage(field(p))
    yield kit.Prose(
        "Before you count groups, say what you claim. A claim about pupils needs groups in the model, or its errors "
        "are wrong, and it needs few of them."
    )
    yield few.claims(p)
    yield few.counts(p)
    yield kit.Step("My n is large", moves=("n_groups", "n_per_group"))
    yield predict_misses(run)
    yield kit.Stage(few.miss_curve(p), few.two_bells(p))
    yield misses_in_words(run)
    yield kit.Aside(
        "Which degrees of freedom?",
        "Programs work them out from the fit, by a method of Satterthwaite. In balanced designs they are #n_groups − 2 "
        "for w, and for a slope of x about as many as there are pupils, less the schools. Let that slope differ from "
        "school to school, and it has #n_groups − 1; whatever w does to it, a cross-level interaction, has "
        "#n_groups − 2 again. With ± 1.96 you find more programs, and more of those that have no effect.",
    )
    yield kit.Step("Again and again", moves=("n_groups", "n_per_group", "ask", "method"))
    found = again.live(p)
    yield kit.Stage(again.intervals(p, found), field(p, same=True))
    yield again.many(p, found)
    yield kit.Prose(again.METHODS_SAY)
    yield kit.Step("Is the variance right?", moves=("icc", "n_groups", "n_per_group", "method"))
    yield predict_lean(run)
    yield kit.Stage(few.bias_curves(p), field(p, "bias"))
    yield lean_in_words(run)
    yield kit.Aside(
        "Why does Wald’s interval sometimes hold too often?",
        "It goes to both sides alike, though a variance has an end at 0. Where schools are small it reaches from below "
        "0 far up, holds nearly everything, and says nothing. Where they are large it is too short on the upper side. "
        "Maas and Hox (2005) simulated REML with such intervals: only with 50 groups or fewer, they write, are "
        "standard errors of the second level biased.",
    )
    yield kit.Step("Is there variance at all?", moves=("icc", "n_groups", "n_per_group"))
    yield kit.Stage(few.seen_curves(p))
    yield few.seen_in_words(p)
    yield kit.Step("A rule is a point", moves=("scenes", "icc", "method"))
    yield kit.Stage(field(p, same=True))
    yield kit.Prose(
        "30/30 is Kreft’s (1996). Hox (2010) asks for 50/20 where cross-level interactions matter and for 100/10 where "
        "variances do. Each sums up simulations at some ICC, with some method, for some question. The ground under it "
        "is smooth: next to a rule it is nearly as good, and under another question it is another ground."
    )
    yield few.at_rules(p)
    yield kit.Step("Two tasks", moves=("ask", "icc", "n_groups", "n_per_group"))
    yield thirty(run)
    yield fewer(run)
    yield kit.Step("The model", moves=("gamma01", "gamma10"))
    yield from kit.model(run.fits["both"])
    yield kit.Prose("Where you ask about schools, x is left out of the samples and of the model, so that all is exact.")
    yield from kit.set_and_found(set_and_found, run, "both")
    yield kit.Step("A real study: 18 persons")
    yield from real_study()
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "clinics",
        "Twelve clinics with 60 patients each. You ask for the effect of a patient’s age. A reviewer says that twelve "
        "are too few for a multilevel model.",
        (
            Right("They are enough for this question.", "The effect of age within clinics rests on 720 patients."),
            Wrong("The reviewer is right.", "Nothing breaks below 30. It depends on what you ask.",
                  "under 30 groups no multilevel model"),
            Wrong("Then leave the clinics out.", "Patients of one clinic are still alike, whether the model says so or "
                  "not.", "under 30 groups no multilevel model"),
        ),
    ),
    kit.Single(
        "large_n",
        "30 schools of 30 pupils, and a program for every second school. How many degrees of freedom has its test?",
        (
            Right("28", "Schools have the program, and 30 means leave 28."),
            Wrong("898", "Pupils of a school have the same w, so they do not count one by one.", "my n is 900"),
            Wrong("868", "These are left for a slope within schools, not for a program of schools.", "my n is 900"),
        ),
        ordered=True,
    ),
    kit.Single(
        "singular",
        "Ten schools, and the fit is singular: the variance between them is found to be 0. What do you do?",
        (
            Right("Keep the model, and report how large the variance may be.", "With ten schools a 0 is common even "
                  "where they differ."),
            Wrong("Drop the random intercept: the model is wrong.", "A 0 is an estimate. Its interval holds other "
                  "values, too.", "singular fit = model wrong, drop the random intercept"),
            Wrong("Try other programs until one finds more.", "The top of the likelihood lies at 0, whoever looks.",
                  "a singular fit is an error"),
        ),
    ),
    kit.Single(
        "small_icc",
        "The ICC is 0.02. There are 20 towns of 100 persons, and a policy for every second town. May you leave the "
        "towns out?",
        (
            Right("No: the variance of its effect is about three times what you would report.", "1 + 99 times 0.02 is "
                  "2.98."),
            Wrong("Yes: 2 % is next to nothing.", "It is multiplied by the size of the towns.",
                  "a small ICC can be ignored"),
            Wrong("Yes: 2,000 persons are many.", "They are 20 towns.", "my n is 900"),
        ),
    ),
    kit.Single(
        "not_significant",
        "Eight schools were drawn as schools. The test of the variance between them has p = .20. Which model?",
        (
            Right("The one with schools.", "The design has them, and with eight the test sees little."),
            Wrong("An ordinary regression.", "Not seen is not absent, and its intervals would be too short.",
                  "an insignificant variance test means no groups"),
            Wrong("Neither: eight are too few.", "They are few for the variance. For a slope within schools they may "
                  "be enough.", "under 30 groups no multilevel model"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "First say what you claim, and at which level: that decides what you count.",
        "What groups have, and how much they differ, is known from groups. Pupils do not make up for schools.",
        "With few groups use REML, t with few degrees of freedom, and intervals by the profile.",
        "A rule of thumb is a point on a smooth field that moves with the ICC and with the question.",
        "An ICC that is small or not significant still costs what the design effect says.",
    ),
    (
        "Hox, J. J. (2010). *Multilevel Analysis: Techniques and Applications*, 2nd ed., chapter 12. Routledge.",
        "Kreft, I. G. G. (1996). *Are multilevel techniques necessary? An overview, including simulation studies*. "
        "California State University, Los Angeles.",
        "Maas, C. J. M., and Hox, J. J. (2005). Sufficient sample sizes for multilevel modeling. *Methodology*, 1, "
        "86-92.",
    ),
)

LESSON = kit.Lesson(
    slug="rules_of_thumb",
    title="Rules of thumb",
    question="How many groups are enough?",
    minutes=20,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("estimation", "dependence"),
    take=lambda run: MODELS.take("both", run.fits),
)
