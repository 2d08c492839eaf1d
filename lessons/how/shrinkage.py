"""Whom should a small school believe? Partial pooling.

Level 1:  y_ij = b0_j + e_ij,        e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,     u0_j ~ N(0, tau00)
Prediction: gamma00 + lambda_j (mean_j - gamma00),  lambda_j = tau00 / (tau00 + sigma2 / n_j)

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., section 4.8; Efron and Morris (1977).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

import datasets
from datasets.simulate import Draws, levels, make_draws, unequal_groups, unequal_sizes
from lessons import kit
from lessons.how import poolings
from lessons.how.poolings import POOLINGS, Pooled, pooled, pupils
from lessons.kit import Model, Right, Wrong, number, percent, sentence

GAMMA00 = 50.0
OWN = "yours"
MODELS = kit.Models(
    complete=Model("One average for all", "y ~ 1"),
    partial=Model("Random intercept", "y ~ 1 + (1 | group)"),
)
STUDIES = kit.real_options("radon", "hsb")
REAL_AXES = {
    "radon": {"x_title": "homes measured in the county", "x_domain": (0.85, 160), "y_domain": (-0.6, 3.4)},
    "hsb": {"x_title": "pupils in the school", "x_domain": (10, 90), "y_domain": (3, 21)},
}
MOST_GROUPS = 80


@dataclass(frozen=True)
class Params(kit.Controls):
    own_n: int = kit.size("own_n", 1, poolings.LARGEST, start=3, label="Pupils in your school")
    own_gap: float = kit.slider("own_gap", 0, 20, start=12, step=0.5, label="Your mean lies above the average by")
    tau00: float = kit.slider("tau00", 0, 64, start=16, step=1, label="Variance between schools")
    sigma2: float = kit.slider("sigma2", 4, 144, start=64, step=4, label="Variance within a school")
    n_groups: int = kit.size("n_groups", 8, MOST_GROUPS, start=40, label="Other schools")
    n_per_group: int = kit.size("n_per_group", 2, poolings.LARGEST, start=40, label="Pupils in the largest of them")
    pooling: str = kit.choice("pooling", "Way to pool", POOLINGS, start="none")
    study: str = kit.choice("study", "Real study", STUDIES, start="radon", part="data")

    @property
    def reliability(self) -> float:
        """Of the reader's own school, as set."""
        return kit.theory.reliability(self.tau00, self.sigma2, self.own_n)

    @property
    def sizes(self) -> np.ndarray:
        """Pupils in each of the other schools, (J,)."""
        return unequal_sizes(self.n_groups, self.n_per_group).astype(float)


SCENES = (
    kit.Scene("Three pupils and good luck", {"own_n": 3, "own_gap": 12}),
    kit.Scene("The same mean, sixty pupils", {"own_n": 60, "own_gap": 12}),
    kit.Scene("Schools hardly differ", {"tau00": 2, "sigma2": 64}),
    kit.Scene("Schools differ, pupils are alike", {"tau00": 64, "sigma2": 8}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    """The other schools as they are drawn, and one whose size and mean the reader sets."""
    others = unequal_groups(
        draws, n_groups=p.n_groups, n_per_group=p.n_per_group, gamma00=GAMMA00, tau00=p.tau00, sigma2=p.sigma2
    )
    e = np.sqrt(p.sigma2) * draws.x[0, : p.own_n]
    own = pd.DataFrame({"group": OWN, "y": GAMMA00 + p.own_gap + e - e.mean()})
    names = [*others["group"].cat.categories, OWN]
    return pd.concat([others, own], ignore_index=True).assign(
        group=lambda both: pd.Categorical(both["group"], categories=names)
    )


def truth_of(p: Params, seed: int) -> np.ndarray:
    """The true levels of the other schools, (J,)."""
    return GAMMA00 + levels(make_draws(seed, MOST_GROUPS, poolings.LARGEST), p.n_groups, p.tau00)


def schools(run: kit.Run, pooling: str, *, truth: bool = False) -> kit.Figure:
    found = pooled(run.groups, run.fits, pooling)
    says = sentence(
        "@n schools of 1 to @most pupils. Yours has a mean of @own; its level is put at @shown.",
        n=len(found.n),
        most=int(found.n.max()),
        own=found.own[-1],
        shown=found.shown[-1],
    )
    drawn = truth_of(run.p, run.p.seed) if truth else None
    return poolings.funnel("schools", "Schools, by their size", found, says, focus=len(found.n) - 1, truth=drawn)


def opening(run: kit.Run) -> kit.Live:
    p, own = run.p, run.groups.mean("y")
    return kit.Live(
        "Your school has @size. The mean lies @own_gap above the average of all schools. "
        "Each dot is a school: the small ones, at the left, lie highest and lowest, from **@low** to **@high**.",
        size=pupils(p.own_n),
        own_gap=p.own_gap,
        low=number(float(own.min()), 1),
        high=number(float(own.max()), 1),
    )


def predict_level(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    truth = p.reliability * p.own_gap
    kind = "nothing" if p.own_gap == 0 or p.tau00 == 0 else "usual"
    ask, reasons = sentence(LEVEL, **p.printed, size=pupils(p.own_n)), LEVEL_REASONS[kind]
    return kit.PredictNumber("level", ask, 0, 20, 0.5, unit="points", truth=truth, close=1, reasons=reasons)


LEVEL = (
    "Schools have a variance of @tau00 between them and of @sigma2 within. You have tested @size of your school, and "
    "the mean lies @own_gap above the average. Now you test its next thousand pupils. How far above the average "
    "do you expect their mean?"
)
LEVEL_REASONS = {
    "usual": {
        "close": "A mean of few pupils is part level, part luck. You kept the part that is level.",
        "low": "Some of the distance is real: schools do differ, and this one has shown something.",
        "high": "Part of the distance is the luck of the pupils you happened to see. The next ones do not share it.",
    },
    "nothing": {
        "close": "There is nothing here that would tell your school from an average one.",
        "low": "There is nothing here that would tell your school from an average one.",
        "high": "There is nothing here that would tell your school from an average one: what lies above it is luck.",
    },
}


def level_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "Expect **@kept** of the @own_gap. #reliability = #tau00 / (#tau00 + #sigma2 / n) = **@share** is the "
        "share that is real: the **reliability** of a mean of @size. In this sample, with the variances found, "
        "the school is put at **@shown**, and its own mean is @own. The pull toward the average is called "
        "**shrinkage**.",
        kept=p.reliability * p.own_gap,
        share=p.reliability,
        own_gap=p.own_gap,
        size=pupils(p.own_n),
        shown=float(pooled(run.groups, run.fits, "partial").shown[-1]),
        own=GAMMA00 + p.own_gap,
    )


def poolings_in_words(run: kit.Run) -> kit.Live:
    p, found = run.p, pooled(run.groups, run.fits, run.p.pooling)
    return kit.Live(
        "@what Levels as shown have a variance of **@variance**; you set **@tau00**.",
        what=SAYS[p.pooling],
        variance=float(found.shown[:-1].var()),
        tau00=p.tau00,
    )


SAYS = {
    "none": "No pooling: every school believes its own pupils. The noise of small ones is taken for level.",
    "partial": "Partial pooling: every school moves toward the average, the more so the less it knows of itself.",
    "complete": "Complete pooling: every school believes the average. What sets schools apart is taken for noise.",
}


def reliability_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    half = p.sigma2 / p.tau00 if p.tau00 else 0
    return kit.Live(
        "With @size the mean of your school is reliable to **@share**. @half",
        size=pupils(p.own_n),
        share=p.reliability,
        half=sentence(HALF, half=number(half, 1)) if p.tau00 else NO_HALF,
    )


HALF = "It takes #sigma2 / #tau00 = **@half** pupils for a half. Schools that differ more are sooner believed."
NO_HALF = "Schools do not differ here, so no number of pupils makes the distance of a mean real."


def predict_nearer(run: kit.Run) -> kit.PredictNumber:
    ask = sentence(NEARER, tau00=number(run.p.tau00, 0), sigma2=number(run.p.sigma2, 0))
    reasons = NEARER_REASONS["usual" if run.p.tau00 else "alike"]
    return kit.PredictNumber(
        "nearer", ask, 40, 100, 1, unit="of 100", truth=100 * nearer(run.p), close=5, reasons=reasons
    )


NEARER = (
    "Every school has a true level. You set a variance of @tau00 between schools and of @sigma2 within. Of 100 schools "
    "of these sizes, how many have a partially pooled level that lies nearer to the truth than their own mean?"
)
NEARER_REASONS = {
    "usual": {
        "close": "Most, and not nearly all. Those that really lie far out are pulled away from where they are.",
        "low": "Noise pushes most means outward, so a pull inward helps more often than it harms.",
        "high": "Schools that really lie far out are pulled away from the truth. Large ones are hardly moved at all.",
    },
    "alike": dict.fromkeys(
        ("close", "low", "high"), "All schools have the same true level here, and the pull leads straight to it."
    ),
}


def nearer(p: Params) -> float:
    """The share of schools of these sizes that partial pooling brings nearer to the truth, the variances known."""
    return float(np.mean([kit.theory.nearer_share(p.tau00, p.sigma2, n) for n in p.sizes]))


def nearer_in_words(run: kit.Run) -> kit.Live:
    p, truth = run.p, truth_of(run.p, run.p.seed)
    found = pooled(run.groups, run.fits, "partial")
    own, shown = (np.abs(values[: p.n_groups] - truth) for values in (found.own, found.shown))
    return kit.Live(
        "On average **@share** of 100 schools come nearer. In this sample it is **@here** of @n_groups. Short "
        "lines are true levels. Squared, the errors are smaller: over these sizes they average **@none** for "
        "own means, **@complete** for the average and **@partial** for partial pooling.",
        share=number(100 * nearer(p), 0),
        here=int((shown < own).sum()),
        n_groups=p.n_groups,
        **expected(p),
    )


def expected(p: Params) -> dict[str, float]:
    """Mean squared errors over the other schools, the variances known."""
    return {kind: float(v.mean()) for kind, v in kit.theory.pooling_errors(p.tau00, p.sigma2, p.sizes).items()}


def many(run: kit.Run) -> kit.Repeats:
    p = run.p

    def one(seed: int) -> dict[str, float]:
        data = simulate(p, make_draws(seed, MOST_GROUPS, poolings.LARGEST))
        groups, fits, truth = kit.Groups(kit.columns_of(data)), MODELS.fit(data), truth_of(p, seed)
        return {kind: poolings.squared_errors(pooled(groups, fits, kind), truth) for kind in POOLINGS}

    def show(samples: kit.Samples) -> tuple[kit.Table]:
        return (poolings.error_table(samples, expected(p)),)

    return kit.Repeats("errors", "Draw 200 samples", (p.seed, *p.world.values()), p.seed, one, show, n_samples=200)


def ranks_in_words(run: kit.Run) -> kit.Live:
    found = poolings.ranking(pooled(run.groups, run.fits, "partial"))
    return kit.Live(
        "Of @pairs pairs of schools, **@apart** (@share) can be told apart. @best One pair at a time, with the "
        "variances found taken as known: over many pairs some differ by chance.",
        pairs=found.pairs,
        apart=found.apart,
        share=percent(found.apart / found.pairs),
        best=sentence(BEST[min(found.rivals, 2)], best=NAMES.get(found.best, found.best), rivals=found.rivals),
    )


NAMES = {OWN: "“yours”"}
BEST = {
    0: "School @best is first, and every other one can be told from it.",
    1: "School @best is first, and one other cannot be told from it.",
    2: "School @best is first, and @rivals others cannot be told from it.",
}


def set_and_found(run: kit.Run) -> kit.Recovery:
    p = run.p
    says = "The mean of your own school is among the data, and you chose it. Intervals are 95 %."
    return kit.recovery(run.fits["partial"], says, gamma00=GAMMA00, tau00=p.tau00, sigma2=p.sigma2)


def challenge(run: kit.Run) -> kit.Challenge:
    p, found = run.p, pooled(run.groups, run.fits, "partial")
    kept = float(found.shown[-1] - found.average)
    return kit.Challenge(
        "humble",
        "Make a school whose mean shines and whom nobody believes, although schools do differ.",
        (
            kit.Condition("Your mean lies at least 15 points above the average.", kit.reach(p.own_gap, 15, 0)),
            kit.Condition("You set a variance between schools of at least 4.", kit.reach(p.tau00, 4, 0)),
            kit.Condition("Its level is put at most 2 points above the average.", kit.reach(kept, 2, 20)),
        ),
        ("A mean is the less reliable the fewer pupils it has, and the more they differ.", "One pupil will do."),
        {"own_gap": 15, "own_n": 1, "tau00": 4, "sigma2": 144},
    )


def real_study(run: kit.Run) -> Iterator[kit.Block]:
    name = run.p.study
    shown, groups, found = datasets.describe(name).shown, kit.real_groups(name), real_levels(name)
    moved = int(np.argmax(np.abs(found.own - found.shown)))
    says = sentence("@n groups by their size. Ringed: the one that moves furthest.", n=len(found.n))
    axes = REAL_AXES[name] | {"y_title": shown.outcome, "group_word": shown.group}
    yield kit.Live("@about The same code predicts the level of every @group.", about=shown.about, group=shown.group)
    label, title = groups.names[moved], shown.brief
    yield kit.Stage(poolings.funnel(f"real_{name}", title, found, says, axes, focus=moved, label=label, still=name))
    mixed = kit.real_fits(name, MODELS)["partial"]
    yield kit.Live(
        "**@which** has @size: its mean is @own, and its level is put at **@level**. Found: #tau00 = @tau00 and "
        "#sigma2 = @sigma2, so a mean of @size has a reliability of **@share**.",
        which=groups.names[moved],
        size=sentence(COUNTS[name][found.n[moved] == 1], n=int(found.n[moved])),
        own=float(found.own[moved]),
        level=float(found.shown[moved]),
        tau00=mixed.tau00,
        sigma2=mixed.sigma2,
        share=kit.theory.reliability(mixed.tau00, mixed.sigma2, found.n[moved]),
    )


COUNTS = {
    "radon": {True: "one home", False: "@n homes"},
    "hsb": {True: "one pupil", False: "@n pupils"},
}


def real_levels(name: str) -> Pooled:
    return pooled(kit.real_groups(name), kit.real_fits(name, MODELS), "partial")


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield kit.Step("", moves=("own_n", "own_gap"))
    yield kit.Stage(schools(run, "none"))
    yield opening(run)
    yield kit.Step("Its next thousand pupils", moves=("own_n", "own_gap"))
    yield predict_level(run)
    yield kit.Stage(schools(run, "partial"))
    yield level_in_words(run)
    yield kit.Step("Three ways to pool", moves=("pooling", "scenes"))
    yield kit.Stage(schools(run, p.pooling))
    yield poolings_in_words(run)
    yield kit.Prose(
        "Change the way and follow one small and one large school. Own means scatter more than true levels, because "
        "they add noise. Partially pooled levels scatter less than true levels. Neither spread is #tau00: the model "
        "estimates it from both."
    )
    yield kit.Step("How much of a mean is real", moves=("tau00", "sigma2"))
    yield kit.Stage(poolings.reliability_figure(p.tau00, p.sigma2, p.own_n), schools(run, "partial"))
    yield reliability_in_words(run)
    yield kit.Step("Nearer to the truth?", moves=("tau00", "sigma2"))
    yield predict_nearer(run)
    yield kit.Stage(schools(run, "partial", truth=True), poolings.error_figure(p.tau00, p.sigma2, p.own_n))
    yield nearer_in_words(run)
    yield many(run)
    yield kit.Step("Who is the best school?", moves=("n_per_group", "n_groups"))
    yield kit.Stage(poolings.caterpillar(pooled(run.groups, run.fits, "partial")), schools(run, "partial"))
    yield ranks_in_words(run)
    yield kit.Step("The model", moves=("tau00",))
    yield from kit.model(run.fits["partial"])
    yield from kit.set_and_found(set_and_found, run, "partial")
    yield kit.Step("Challenge", moves=("own_n", "own_gap", "tau00", "sigma2"))
    yield kit.Stage(schools(run, "partial"))
    yield challenge(run)
    yield kit.Step("A real study", moves=("study",))
    yield from real_study(run)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "smallest",
        "In a league table of schools both the best and the worst have few pupils. What is the likeliest reason?",
        (
            Right("Means of few pupils scatter more.", "Noise alone puts small schools at both ends."),
            Wrong("Small schools are special.", "Some may be. Noise alone would give the same table.",
                  "an extreme mean is an extreme group"),
            Wrong("Large schools are all alike.", "Their means are less noisy, so they lie nearer to their levels.",
                  "a small spread of means is a small spread of levels"),
        ),
    ),
    kit.Single(
        "who_moves",
        "Two schools have the same mean, far above average. One has 5 pupils, the other 50. Which level is put lower?",
        (
            Right("That of the school with 5 pupils.", "Its mean is less reliable, so it keeps less of the distance."),
            Wrong("That of the school with 50 pupils.", "Its mean is the more reliable one and is hardly moved.",
                  "shrinkage punishes large groups"),
            Wrong("Both are put equally low.", "Only if both means were equally reliable.",
                  "shrinkage depends on the distance alone"),
        ),
    ),
    kit.Numeric(
        "weight",
        "The variance between schools is 25, within 100. What is the reliability of a mean of 4 pupils?",
        truth=0.5,
        tolerance=0.02,
        reason="25 / (25 + 100 / 4) = 0.5.",
        near={0.2: "That is the ICC, the reliability of one pupil. Divide the variance within by 4 first.",
              0.8: "Divide the variance within by the number of pupils once, and add it to the variance between."},
    ),
    kit.Single(
        "bias",
        "A school truly lies far above the average. What does partial pooling do to its level?",
        (
            Right("It tends to put it too low.", "Far out, the pull is away from the truth: a price for all others."),
            Wrong("It hits it on average.", "Averaged over all schools it does. For one known to lie far out it does "
                  "not.", "shrunken estimates are unbiased for each group"),
            Wrong("It tends to put it too high.", "The pull goes toward the average.", "shrinkage pushes outward"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "The level of a group is best put between its own mean and the average of all.",
        "The weight of its own mean is its reliability, #tau00 / (#tau00 + #sigma2 / n).",
        "Small groups lead every ranking, at both ends, because their means are noisy.",
        "On average partial pooling errs least, though not for every group.",
        "Few ranks can be told apart.",
    ),
    (
        "Efron, B., and Morris, C. (1977). Stein's paradox in statistics. *Scientific American*, 236(5), 119-127.",
        "Goldstein, H., and Spiegelhalter, D. J. (1996). League tables and their limitations. *Journal of the Royal "
        "Statistical Society A*, 159, 385-443.",
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., section 4.8. Sage.",
    ),
)

LESSON = kit.Lesson(
    slug="shrinkage",
    title="Shrinkage",
    question="Whom should a small school believe?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("icc", "random_intercepts"),
    take=lambda run: MODELS.take("partial", run.fits),
)
