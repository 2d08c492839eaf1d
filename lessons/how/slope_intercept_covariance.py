"""Do high schools have steep lines? The covariance of intercepts and slopes, and the zero of x.

Level 1:  y_ij = b0_j + b1_j x_ij + e_ij,                e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,  b1_j = gamma10 + u1_j,  (u0, u1) ~ N(0, T)
Counted from c:  tau00(c) = tau00 + 2 c tau01 + c^2 tau11,  tau01(c) = tau01 + c tau11

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., sections 5.1 and 8.1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

import datasets
from datasets.simulate import Draws, two_level
from lessons import kit
from lessons.how import fans
from lessons.kit import Model, Right, Wrong, number, percent, sentence

GAMMA00, GAMMA10 = 50.0, 3.0
SIZES = (60, 30)
MODELS = kit.Models(
    parallel=Model("Random intercepts", "y ~ x + (1 | group)"),
    slopes=Model("Random slopes", "y ~ x + (1 + x | group)"),
)
STUDIES = kit.real_options("sleepstudy", "london_exam")
ZEROS = {"sleepstudy": (0.0, 9.0), "london_exam": (-2.0, 2.0)}


@dataclass(frozen=True)
class Params(kit.Controls):
    corr01: float = kit.slider("corr01", -0.9, 0.9, start=0.5, step=0.1, label="Correlation of level and slope")
    zero: float = kit.slider("zero", -3, 3, start=0, step=0.25, label="Count x from")
    tau00: float = kit.slider("tau00", 1, 64, start=16, step=1, label="Variance between schools, at 0")
    tau11: float = kit.slider("tau11", 0.5, 12, start=4, step=0.5, label="Variance of slopes")
    sigma2: float = kit.slider("sigma2", 1, 100, start=25, step=1, label="Variance within a school")
    n_groups: int = kit.size("n_groups", 8, SIZES[0], start=30, label="Schools")
    n_per_group: int = kit.size("n_per_group", 4, SIZES[1], start=15, label="Pupils in each school")
    study: str = kit.choice("study", "Real study", STUDIES, start="sleepstudy", part="data")

    gamma10 = GAMMA10

    @property
    def tau01(self) -> float:
        return kit.theory.tau01(self.tau00, self.tau11, self.corr01)

    @property
    def at_zero(self) -> tuple[float, float]:
        """tau00 and tau01 where x is counted from the zero."""
        return kit.theory.at_zero(self.tau00, self.tau01, self.tau11, self.zero)

    @property
    def corr_at_zero(self) -> float:
        return self.corr_from(self.zero)

    def corr_from(self, zero: float) -> float:
        """The correlation where x is counted from there; never without a variance, for |corr01| is below 1."""
        return kit.theory.corr_at_zero(self.tau00, self.tau01, self.tau11, zero) or 0.0

    @property
    def other_zero(self) -> int:
        """Where the question moves the zero: to the side on which lines come together."""
        return -2 if self.corr01 >= 0 else 2

    @property
    def narrowest(self) -> float:
        """Where schools differ least, as far as the axis goes."""
        return min(3.0, max(-3.0, kit.theory.narrowest(self.tau01, self.tau11)))


SCENES = (
    kit.Scene("Fanning out", {"corr01": 0.8}),
    kit.Scene("Fanning in", {"corr01": -0.8}),
    kit.Scene("Neither", {"corr01": 0}),
    kit.Scene("Counted from far below", {"corr01": 0.5, "zero": -3}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    """Schools as they were set at ability 0; x is ability counted from the zero, and u0 the level there."""
    spread = {"tau00": p.tau00, "tau11": p.tau11, "corr01": p.corr01, "sigma2": p.sigma2}
    size = {"n_groups": p.n_groups, "n_per_group": p.n_per_group}
    data = two_level(draws, **spread, **size, gamma00=GAMMA00, gamma10=GAMMA10)
    return data.assign(x=data["x"] - p.zero, u0=data["u0"] + p.zero * data["u1"])


def fan(run: kit.Run, moved: bool = True) -> kit.Figure:
    return kit.fan_figure(run, GAMMA00, moved)


def points(run: kit.Run) -> kit.Figure:
    return fans.points_figure(run, run.fits["slopes"])


def opening(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live("The correlation is @corr01. @fan", corr01=p.corr01, fan=FANS[(p.corr01 > 0) - (p.corr01 < 0)])


FANS = {
    1: "Schools that lie high have steep lines, so the lines **fan out** to the right.",
    0: "High schools are as steep as low ones, so the lines neither fan out nor in.",
    -1: "Schools that lie high have flat lines, so the lines **fan in** to the right.",
}


def predict_moved(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(MOVED, corr=number(p.corr01, 1), tau00=number(p.tau00, 0), tau11=number(p.tau11, 1), to=p.other_zero)
    truth, reasons = p.corr_from(p.other_zero), MOVED_REASONS[p.corr01 >= 0]
    return kit.PredictNumber("moved", ask, -1, 1, 0.05, unit="", truth=truth, close=0.12, reasons=reasons)


MOVED = (
    "Where ability is 0, levels and slopes correlate @corr, with a variance of @tau00 for levels and of @tau11 for "
    "slopes. Now you count x from @to instead, and leave every line where it is. What is the correlation of level and "
    "slope there?"
)
MOVED_REASONS = {
    True: {
        "close": "A level is where a line stands at the zero. Go left, and steep lines are the lower ones.",
        "low": "Steep lines do lose height to the left, though not as fast as that.",
        "high": "No line moves, yet levels are read elsewhere: to the left steep lines come to lie lower.",
    },
    False: {
        "close": "A level is where a line stands at the zero. Go right, and steep lines are the higher ones.",
        "low": "No line moves, yet levels are read elsewhere: to the right steep lines come to lie higher.",
        "high": "Steep lines do gain height to the right, though not as fast as that.",
    },
}


def moved_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "Counted from @to the correlation is **@other**. Drag the zero: at @zero it is **@corr**, and levels have a "
        "variance of **@tau00**. #tau00 and #corr01 belong to a zero; #tau11 and the lines do not. So a correlation "
        "that is reported without its zero says nothing.",
        to=p.other_zero,
        other=p.corr_from(p.other_zero),
        zero=p.zero,
        corr=p.corr_at_zero,
        tau00=p.at_zero[0],
    )


def predict_least(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(LEAST, corr=number(p.corr01, 1), tau00=number(p.tau00, 0), tau11=number(p.tau11, 1))
    return kit.PredictNumber("least", ask, -3, 3, 0.1, unit="", truth=p.narrowest, close=0.3, reasons=LEAST_REASONS)


LEAST = (
    "At ability 0 levels have a variance of @tau00, slopes one of @tau11, and the two correlate @corr. Between −3 and "
    "3, at which ability do schools differ least?"
)
LEAST_REASONS = {
    "close": "There the lines come closest, and there the correlation of level and slope is 0, or as near as the axis "
    "goes.",
    "low": "The lines come closest further to the right. It is where level and slope no longer correlate.",
    "high": "The lines come closest further to the left. It is where level and slope no longer correlate.",
}


def least_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "Schools differ least at **@least**@edge, which is −#tau01 / #tau11. Over x, Var(y) is a parabola: "
        "#tau00 + 2 #tau01 x + #tau11 x² + #sigma2. So there is no single ICC: at @zero the share between schools is "
        "**@here**, at −2 it is @low, at 2 it is @high.",
        least=p.narrowest,
        edge=" (the end of the axis)" if abs(p.narrowest) == 3 else "",
        zero=p.zero,
        here=percent(share_at(p, p.zero)),
        low=percent(share_at(p, -2)),
        high=percent(share_at(p, 2)),
    )


def share_at(p: Params, x: float) -> float:
    """VPC(x)."""
    return kit.theory.vpc(x, p.tau00, p.tau01, p.tau11, p.sigma2)


def noise_in_words(run: kit.Run) -> kit.Live:
    p, fit = run.p, run.fits["slopes"]
    return kit.Live(
        "Regress school by school, and levels and slopes correlate **@raw** in this sample. The model says **@found**, "
        "and you set @set. @errors The model looks for what is behind the errors, and with few pupils it does not "
        "know much.",
        errors=ERRORS[(p.zero > 0) - (p.zero < 0)],
        raw=fans.raw_correlation(run.groups),
        found=fit.corr01 if fit.corr01 is not None else "none, for a variance is zero",
        set=p.corr_at_zero,
    )


ERRORS = {
    -1: "The zero lies to the left of the average pupil. There a line that is too steep by chance is also too low, so "
    "errors pass for a **negative** correlation.",
    0: "The zero lies at the average pupil. There the errors of a level and of a slope have nothing to do with each "
    "other, and only **hide** what schools have. Drag the zero away from it.",
    1: "The zero lies to the right of the average pupil. There a line that is too steep by chance is also too high, so "
    "errors pass for a **positive** correlation.",
}


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    says = sentence("All of it where x is counted from @zero. Intervals are 95 %.", zero=p.zero)
    return kit.recovery(
        run.fits["slopes"], says, gamma00=GAMMA00 + GAMMA10 * p.zero, gamma10=GAMMA10, tau00=p.at_zero[0],
        tau11=p.tau11, corr01=p.corr_at_zero, sigma2=p.sigma2,
    )  # fmt: skip


def challenge(run: kit.Run) -> kit.Challenge:
    p = run.p
    return kit.Challenge(
        "sign",
        "Turn the sign of the correlation without moving a line.",
        (
            kit.Condition("At ability 0 level and slope correlate at least 0.5.", kit.reach(p.corr01, 0.5, -1)),
            kit.Condition("Where you count from, they correlate −0.5 or less.", kit.reach(p.corr_at_zero, -0.5, 1)),
        ),
        ("Only the zero moves no line.", "Count from the left, where steep lines lie low, and let slopes vary more."),
        {"corr01": 0.5, "zero": -3, "tau11": 8},
    )


def real_study(run: kit.Run) -> Iterator[kit.Block]:
    name = run.p.study
    shown, fit = datasets.describe(name).shown, kit.real_fits(name, MODELS)["slopes"]
    says = sentence("@n lines, one for each @group.", n=fit.n_groups["group"], group=shown.group)
    yield from kit.real_study(name, MODELS, "slopes", says)
    low, high = ZEROS[name]
    yield kit.Live(
        "Counted from @low, levels and slopes correlate **@first**; counted from @high, **@then**. Nobody changed a "
        "line. Each @group differs least from the others at @least.",
        low=number(low, 0),
        high=number(high, 0),
        first=real_corr(fit, low),
        then=real_corr(fit, high),
        group=shown.group,
        least=kit.theory.narrowest(fit.tau01, fit.tau11),
    )


def real_corr(fit: Any, zero: float) -> float:
    return kit.theory.corr_at_zero(fit.tau00, fit.tau01, fit.tau11, zero) or 0.0


def story(run: kit.Run) -> Iterator[kit.Block]:
    yield kit.Step("", moves=("corr01", "scenes"))
    yield kit.Stage(fan(run, moved=False))
    yield opening(run)
    yield kit.Step("Move the zero", moves=("zero",))
    yield predict_moved(run)
    yield kit.Stage(fan(run), points(run))
    yield moved_in_words(run)
    yield kit.Step("Where schools differ least", moves=("corr01", "tau11"))
    yield predict_least(run)
    yield kit.Stage(fans.parabola(run.p), fan(run))
    yield least_in_words(run)
    yield kit.Step("Noise makes correlations, and hides them", moves=("zero", "n_per_group", "sigma2"))
    yield kit.Stage(points(run), fan(run))
    yield noise_in_words(run)
    yield fans.noise(run, simulate, MODELS["slopes"], SIZES)
    yield kit.Step("The model", moves=("zero",))
    yield from kit.model(run.fits["slopes"])
    yield from kit.set_and_found(set_and_found, run, "slopes")
    yield kit.Step("Challenge", moves=("corr01", "zero", "tau11", "tau00"))
    yield kit.Stage(fan(run), points(run))
    yield challenge(run)
    yield kit.Step("A real study", moves=("study",))
    yield from real_study(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "report",
        "A paper reports an intercept-slope correlation of −.8 and not how x was centered. What do you know?",
        (
            Right("Little: another zero could give another sign.", "A correlation belongs to the zero of its x."),
            Wrong("High groups have flat lines.", "High where? At the zero, which is not told.",
                  "the correlation is a property of the groups"),
            Wrong("The lines cross.", "They may, inside the data or outside: it depends on the zero.",
                  "a negative correlation means crossing lines"),
        ),
    ),
    kit.Single(
        "unchanged",
        "You center x elsewhere and fit again. What stays?",
        (
            Right("The variance of slopes and all fitted lines.", "Only the place moves at which levels are read."),
            Wrong("The intercept variance.", "It is the variance of the lines at the new zero.",
                  "tau00 does not depend on centering"),
            Wrong("The correlation.", "It changes with the zero, up to its sign.",
                  "the correlation is a property of the groups"),
        ),
    ),
    kit.Single(
        "one_icc",
        "Slopes vary between schools. How much of the variance lies between schools?",
        (
            Right("It depends on x.", "The variance between schools is a parabola over x."),
            Wrong("The ICC of the null model.", "That leaves x out, and mixes all places on it.",
                  "one ICC for a random-slope model"),
            Wrong("The intercept variance over the sum of both, at any x.", "That is so at x = 0 alone.",
                  "one ICC for a random-slope model"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "The intercept-slope correlation says whether lines fan out or in, seen from the zero of x.",
        "Move the zero, and #tau00 and #corr01 change. No line does.",
        "Where slopes vary, the share of variance between groups depends on x.",
        "Regressions group by group show correlations that noise has made, or hidden.",
    ),
    (
        "Goldstein, H., Browne, W., and Rasbash, J. (2002). Partitioning variation in multilevel models. "
        "*Understanding Statistics*, 1, 223-231.",
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., sections 5.1 and 8.1. Sage.",
    ),
)

LESSON = kit.Lesson(
    slug="slope_intercept_covariance",
    title="Intercepts and slopes together",
    question="Do high schools have steep lines?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("random_slopes",),
    take=lambda run: MODELS.take("slopes", run.fits),
)
