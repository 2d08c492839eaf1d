"""Fixed or random, and of what? A score taken apart, the same schools read in two ways, and models as approximations.

Level 1:  y_ij = b0_j + b1_j x_ij + e_ij,                e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,  b1_j = gamma10 + u1_j,  u0 ~ N(0, tau00), u1 ~ N(0, tau11), independent

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., sections 4.3 and 5.1; Box (1979).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import pandas as pd

import datasets
from datasets.simulate import Draws, two_level
from lessons import kit
from lessons.how import taken_apart
from lessons.how.taken_apart import MOST_DICE, MOST_SCHOOLS, PARTS, Score
from lessons.kit import Model, Right, Wrong, number, percent, sentence

GAMMA00, GAMMA10 = 50.0, 4.0
READINGS = {"these": "They are all there are", "sample": "They are a sample of more"}
MODELS = kit.Models(
    line=Model("One line for all", "y ~ x"),
    levels=Model("Random intercepts", "y ~ x + (1 | group)"),
    slopes=Model("Random slopes", "y ~ x + (1 + x | group)"),
)
STUDIES = kit.real_options("hsb", "sleepstudy")


@dataclass(frozen=True)
class Params(kit.Controls):
    seed: int = kit.sample(start=31)
    unit_i: int = kit.size("unit_i", 1, 60, start=8, label="Pupil, i")
    group_j: int = kit.size("group_j", 1, MOST_SCHOOLS, start=1, label="School, j")
    tau00: float = kit.slider("tau00", 0, 64, start=25, step=1, label="Variance of levels")
    tau11: float = kit.slider("tau11", 0, 12, start=4, step=0.5, label="Variance of slopes")
    sigma2: float = kit.slider("sigma2", 4, 144, start=36, step=4, label="Variance within a school")
    n_groups: int = kit.size("n_groups", 12, MOST_SCHOOLS, start=12, label="Schools")
    n_per_group: int = kit.size("n_per_group", 3, 60, start=20, label="Pupils in each school")
    n_junk: int = kit.size("n_junk", 0, MOST_DICE, start=0, label="Predictors made by dice")
    part: str = kit.choice("part", "Part of the score", PARTS, start="u0")
    reading: str = kit.choice("reading", "These schools", READINGS, start="these")
    study: str = kit.choice("study", "Real study", STUDIES, start="hsb", part="data")

    gamma10, tau01, zero = GAMMA10, 0.0, 0.0

    @property
    def row(self) -> int:
        """The school that is looked at; the last one where there are not so many."""
        return min(self.group_j, self.n_groups) - 1

    @property
    def place(self) -> int:
        """The pupil that is looked at; the last one where there are not so many."""
        return min(self.unit_i, self.n_per_group) - 1

    @property
    def share(self) -> float:
        """The share of the variance at x = 0 that lies between schools."""
        return kit.theory.icc(self.tau00, self.sigma2)

    @property
    def wider(self) -> float:
        """How many times as wide an interval is where the schools are a sample: sqrt(1 + n tau00 / sigma2)."""
        return sqrt(1 + self.n_per_group * self.tau00 / self.sigma2)


SCENES = (
    kit.Scene("Schools differ in level", {"tau00": 49, "tau11": 0}),
    kit.Scene("Schools differ in slope", {"tau00": 4, "tau11": 12}),
    kit.Scene("Pupils are what differs", {"tau00": 1, "tau11": 0, "sigma2": 144}),
    kit.Scene("All schools alike", {"tau00": 0, "tau11": 0}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    spread = {"tau00": p.tau00, "tau11": p.tau11, "sigma2": p.sigma2}
    size = {"n_groups": p.n_groups, "n_per_group": p.n_per_group}
    return two_level(draws, **spread, **size, gamma00=GAMMA00, gamma10=GAMMA10)


def score(run: kit.Run) -> Score:
    """The pupil's score in parts as they were set and drawn."""
    u = run.groups.first("u0"), run.groups.first("u1")
    return taken_apart.taken(run.groups, run.p.row, run.p.place, (GAMMA00, GAMMA10), u)


def anatomy(run: kit.Run) -> kit.Figure:
    return taken_apart.score_figure("score", "One score, taken apart", run.groups, run.p.row, score(run), run.p.part)


def three(run: kit.Run) -> kit.Figure:
    """The same score in three parts, before any symbol."""
    return taken_apart.score_figure("score", "One score, three parts", run.groups, run.p.row, score(run).three, "u0")


def opening(run: kit.Run) -> kit.Live:
    p, here = run.p, score(run)
    return kit.Live(
        "Pupil @unit of school @name scored **@y**: **@gamma10** where the average line is at this pupil's x, **@u0** "
        "by the line of the school, and **@e** that is the pupil's own. Change the pupil, then the school: what moves?",
        unit=p.place + 1,
        name=here.group,
        y=number(here.y),
        **here.three.printed(),
    )


def five_in_words(run: kit.Run) -> kit.Live:
    here, part = score(run), run.p.part
    return kit.Live(
        "Point at a part of the sum, or at a step: they belong together. Chosen now: **@part** of @y. @what",
        part=here.printed()[part],
        y=number(here.y),
        what=taken_apart.WHAT[part],
    )


def predict_same(run: kit.Run) -> kit.PredictChoice:
    ask = sentence(SAME, name=score(run).group)
    return kit.PredictChoice("same", ask, taken_apart.SAME_ANSWERS, truth="three")


SAME = (
    "The score is a sum of five parts. You turn to another pupil of school @name, with another x. Which of the five "
    "parts are another number there?"
)


def whose_in_words(run: kit.Run) -> kit.Live:
    here = score(run)
    return kit.Live(
        "**Three** parts are this pupil's own: the residual, @e, and what x = @x makes of two shared slopes, @gamma10 "
        "and @u1. A neighbor has the same intercept and the same level. In another school level and slope are others, "
        "too.",
        x=here.x,
        **{code: here.printed()[code] for code in ("e", "gamma10", "u1")},
    )


def scatter_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "The **fixed part** describes the population by its average line: 2 numbers. The **random part** describes how "
        "groups scatter about it, by variances: you set **@tau00** for levels and **@tau11** for slopes. A line of its "
        "own for each of @n_groups schools would take @all numbers, and none would speak of the next school.",
        tau00=p.tau00,
        tau11=p.tau11,
        n_groups=p.n_groups,
        all=2 * p.n_groups,
    )


def predict_wider(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(WIDER, n=p.n_per_group, n_groups=p.n_groups, **{k: p.printed[k] for k in ("tau00", "sigma2")})
    reasons = WIDER_REASONS["alike" if p.tau00 == 0 else "usual"]
    return kit.PredictNumber(
        "wider", ask, 1, 32, 0.1, unit="times", truth=p.wider, close=0.15 * p.wider, reasons=reasons
    )


WIDER = (
    "You test @n pupils in each of @n_groups schools. Levels vary by @tau00, pupils by @sigma2. You want the average "
    "level, first of these schools alone. Then you read them as a sample of more. How many times as wide does "
    "the interval get?"
)
WIDER_REASONS = {
    "usual": {
        "close": "These schools you know from all their pupils. Of all schools you have seen only a few.",
        "low": "Of all schools you have seen only a few, however many pupils sit in them.",
        "high": "Schools do differ, though not so much beside what pupils' scores add.",
    },
    "alike": dict.fromkeys(
        ("close", "low", "high"), "You set no variance between schools, so these speak for all others: 1 time as wide."
    ),
}


def read(run: kit.Run) -> taken_apart.Readings:
    return taken_apart.readings(run.groups, run.fits["levels"])


def readings(run: kit.Run) -> kit.Figure:
    """Both readings' intervals; dashed is what the chosen one speaks of."""
    truth = {"these": GAMMA00 + float(run.groups.first("u0").mean()), "sample": GAMMA00}
    return taken_apart.reading_figure(read(run), run.p.reading, truth[run.p.reading])


def reading_in_words(run: kit.Run) -> kit.Live:
    p, found = run.p, read(run)
    own, wide = (ends[2] - ends[1] for ends in (found.these, found.sample))
    return kit.Live(
        "Expect **@wider** times: √(1 + n #tau00 / #sigma2). In this sample the intervals are @own and @wide wide, on "
        "the same pupils. @which",
        wider=p.wider,
        own=own,
        wide=wide,
        which=taken_apart.WHICH[p.reading],
    )


def predict_dice(run: kit.Run) -> kit.PredictNumber:
    n = run.p.n_groups
    truth = 100 * kit.theory.dice_share(5, n)
    return kit.PredictNumber(
        "dice", sentence(DICE, n=n), 0, 100, 1, unit="percent", truth=truth, close=5, reasons=DICE_REASONS
    )


DICE = (
    "You regress the means of @n schools on five features of schools. You made all five by throwing dice. On average, "
    "how much of the variance of the means do they explain?"
)
DICE_REASONS = {
    "close": "Each predictor takes one part in J − 1, whatever it is.",
    "low": "Dice know nothing, yet a regression finds a use for them: each takes one part in J − 1.",
    "high": "Each predictor takes one part in J − 1, and there are five.",
}


def dice_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    share = taken_apart.explained(run.groups.mean("y"), p.n_junk, p.seed)
    return kit.Live(
        "Five take **@five** on average and leave the rest as error: that is the falling curve. @now The schools you "
        "have look ever better explained, and schools you have not seen are predicted worse. A model is no kitchen "
        "sink: theory says what belongs in it.",
        five=percent(kit.theory.dice_share(5, p.n_groups)),
        now=sentence(taken_apart.DICE_HERE[min(p.n_junk, 2)], k=p.n_junk, here=percent(share)),
    )


def three_slopes(run: kit.Run) -> kit.Figure:
    found = {model.words: (run.fits[name], "x") for name, model in MODELS.items()}
    title, axis = "One slope, by three models", "average slope of x"
    return kit.estimates("by_models", title, found, [GAMMA10], axis=axis, domain=(0, 8), code="gamma10")


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    says = "The fixed part first, then the random part. Intervals are 95 %."
    return kit.recovery(
        run.fits["slopes"], says, gamma00=GAMMA00, gamma10=GAMMA10, tau00=p.tau00, tau11=p.tau11, sigma2=p.sigma2
    )


def challenge(run: kit.Run) -> kit.Challenge:
    p = run.p
    return kit.Challenge(
        "small_icc",
        "Make schools that hardly differ, and yet the reading matters.",
        (
            kit.Condition(
                "Of the variance at x = 0 at most 10 % lies between schools.",
                kit.reach(kit.theory.icc(p.tau00, p.sigma2), 0.1, 1),
            ),
            kit.Condition("Read as a sample, the interval is at least 2.5 times as wide.", kit.reach(p.wider, 2.5, 1)),
        ),
        ("Pupils make these schools known. They do not make others known.", "Test more pupils in each school."),
        {"tau00": 14, "sigma2": 132, "n_per_group": 60},
    )


def real_study(run: kit.Run) -> Iterator[kit.Block]:
    name = run.p.study
    shown, fit = datasets.describe(name).shown, kit.real_fits(name, MODELS)["slopes"]
    here = taken_apart.real_score(name, fit)
    yield kit.Live("@about One of its values, by the random slopes that were found:", about=shown.about)
    yield kit.Stage(taken_apart.real_figure(name, here, run.p.part))
    yield kit.Live(
        "@y = @gamma00 + @gamma10 + @u0 + @u1 + @e. The first two are estimates of the fixed part. "
        "The next two are predicted: the model keeps of a @group's own line what is reliable.",
        y=number(here.y),
        group=shown.group,
        **{code: kit.factor(value) for code, value in here.printed().items()},
    )


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield kit.Step("", moves=("unit_i", "group_j"))
    yield kit.Stage(three(run))
    yield opening(run)
    yield kit.Step("Five parts, five symbols", moves=("part", "unit_i"))
    yield kit.Stage(anatomy(run))
    yield kit.Prose(
        "A line has a level and a slope, so both lines split once more. The average line has the level #gamma00 and "
        "the slope #gamma10. The line of a school lies #u0 higher at x = 0 and is #u1 steeper. What is left is the "
        "residual, #e."
    )
    yield five_in_words(run)
    yield kit.Step("Whose number is it?", moves=("unit_i", "group_j"))
    yield predict_same(run)
    yield kit.Stage(anatomy(run))
    yield whose_in_words(run)
    yield taken_apart.whose(score(run))
    yield kit.Step("Fixed describes, random scatters", moves=("tau00", "tau11"))
    yield kit.Stage(kit.fan_figure(run, GAMMA00, moved=False))
    yield scatter_in_words(run)
    yield kit.Step("All there are, or some of many?", moves=("reading", "n_per_group"))
    yield predict_wider(run)
    yield kit.Stage(readings(run))
    yield reading_in_words(run)
    yield kit.Step("A kitchen sink", moves=("n_junk", "n_groups"))
    yield predict_dice(run)
    yield kit.Stage(taken_apart.sink_figure(p.n_junk, p.n_groups))
    yield dice_in_words(run)
    yield kit.Step("No model is correct", moves=("tau00", "tau11"))
    yield kit.Stage(three_slopes(run), kit.fan_figure(run, GAMMA00, moved=False))
    yield kit.Prose(
        "A model is an approximation. It leaves out nearly everything, on purpose, to answer one question. So ask what "
        "you want to know before you ask which effects are random, and compare a few models that differ by an idea. "
        "Where their answers agree, the answer does not hang on what you left out."
    )
    yield taken_apart.model_table(run.fits, MODELS, GAMMA10)
    yield kit.Step("The model", moves=("tau11",))
    yield kit.Stage(kit.fan_figure(run, GAMMA00, moved=False))
    yield from kit.model(run.fits["slopes"])
    yield from kit.set_and_found(set_and_found, run, "slopes")
    yield kit.Step("Challenge", moves=("n_per_group", "tau00", "sigma2"))
    yield kit.Stage(readings(run))
    yield challenge(run)
    yield kit.Step("A real study", moves=("study", "part"))
    yield from real_study(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "all_states",
        "Your data hold all sixteen states of a country. Are states fixed or random?",
        (
            Right("It depends on the question.", "About these sixteen: fixed. About what states do, of which these are "
                  "the ones that came about: random."),
            Wrong("Fixed, for no state is missing.", "That settles it if you ask about these sixteen alone.",
                  "a complete list makes an effect fixed"),
            Wrong("Random, for states are groups.", "Being a group decides nothing. What you want to say does.",
                  "groups are always random"),
        ),
    ),
    kit.Single(
        "rose",
        "You add six features to a regression of the means of 13 schools. R² rises by .50. What do you know?",
        (
            Right("Nothing yet: six dice would do as much.", "They take 6 parts in 12 on average."),
            Wrong("Half of the differences are explained.", "In these schools, by chance as well as by anything else.",
                  "R2 measures what is understood"),
            Wrong("All six belong in the model.", "Dice would have raised it as much.", "a better fit is truer"),
        ),
    ),
    kit.Single(
        "new_school",
        "What can a model with a dummy for every school say about a school that is not in the data?",
        (
            Right("Nothing.", "It has no number that would describe schools in general."),
            Wrong("It will lie near the average of the dummies.", "How near? That is the variance between schools, and "
                  "the model has none.", "fixed effects describe a population of groups"),
            Wrong("Whatever the most similar school says.", "The model knows of no similarity.",
                  "fixed effects can be carried over"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "A score is a sum: what all share, what a group shares, and what is the unit's own.",
        "The fixed part describes the population, the random part how groups scatter about it.",
        "Fixed or random is asked of a question: these groups, or such groups?",
        "Predictors without an idea explain the data you have and harm the rest.",
        "No model is correct. Compare a few that differ by an idea.",
    ),
    (
        "Box, G. E. P. (1979). Robustness in the strategy of scientific model building. In R. L. Launer and G. N. "
        "Wilkinson (Eds.), *Robustness in Statistics*, 201-236. Academic Press.",
        "Gelman, A. (2005). Analysis of variance: why it is more important than ever. *Annals of Statistics*, 33(1).",
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., sections 4.3 and 5.1. Sage.",
    ),
)

LESSON = kit.Lesson(
    slug="fixed_and_random",
    title="Fixed and random",
    question="Fixed or random, and of what?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("icc",),
    take=lambda run: MODELS.take("slopes", run.fits),
)
