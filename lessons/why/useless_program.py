"""A program that does nothing: how often does a test find an effect of it?

Level 1:  y_ij = b0_j + e_ij,                       e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + gamma01 w_j + u0_j,      u0_j ~ N(0, tau00),   w: half of the schools run the program

Reference: Moulton (1990), Review of Economics and Statistics 72, 334-338.
"""

from collections.abc import Callable, Iterator
from typing import Any

from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.theory import naive_miss_rate

SAMPLES = 400
WORDS = {"naive": "Naive", "cluster": "Robust", "mixed": "Mixed"}


def predict_doubling(run: kit.Run) -> kit.PredictChoice:
    p = run.p
    ask = sentence(
        "Suppose the program does nothing. You test it at the 5 % level with the naive standard error, and to be safe "
        "you ask @twice pupils in each school instead of @n. The intraclass correlation is @icc. How often do you now "
        "find an effect that is not there?",
        n=p.n_per_group,
        twice=2 * p.n_per_group,
        icc=p.icc,
    )
    options = {code: (said, REASONS[code] if p.icc > 0 else SCHOOLS_ALIKE) for code, said in OPTIONS.items()}
    return kit.PredictChoice("doubling", ask, options, truth="more" if p.icc > 0 else "same", ordered=True)


OPTIONS = {"less": "Less often", "same": "As often as before", "more": "More often"}
REASONS = {
    "less": "More pupils shrink the naive standard error faster than the true one.",
    "same": "That is so for a sound test, or where schools do not differ at all.",
    "more": "The naive variance is about halved. The schools, which cause the false alarms, are still as few.",
}
SCHOOLS_ALIKE = "Schools do not differ here, so the naive test is sound: 5 of 100, however many pupils you ask."


def doubling_rates(run: kit.Run) -> kit.Live:
    p = run.p
    now, then = (100 * naive_miss_rate(p.n_groups, times * p.n_per_group, p.icc) for times in (1, 2))
    return kit.Live(
        "With @n pupils in each school the naive test finds an effect in **@now** of 100 studies of a useless program, "
        "in the long run. With @twice it does in **@then**. A sound test stays at 5.",
        n=p.n_per_group,
        twice=2 * p.n_per_group,
        now=number(now, 1),
        then=number(then, 1),
    )


def program_tests(run: kit.Run, simulate: Callable[..., Any], models: kit.Models) -> kit.Repeats:
    """How often each standard error calls the program effective. models: naive, cluster and mixed, with w."""
    p = run.p

    def show(samples: kit.Samples) -> tuple[kit.Figure, kit.Live]:
        found = kit.misses(samples, 0.0, WORDS)
        title, axis = "Of 100 studies, how many find an effect?", "studies of 100 with p < .05"
        rates = {name: found[name].told() for name in ("naive", "mixed")}
        said = kit.Live(TESTS_SAY[p.gamma01 == 0], gamma01=p.gamma01, **rates)
        return kit.miss_figure("tests", title, found, axis, "gamma01"), said

    label = sentence("Test the program in @n samples", n=SAMPLES)
    return kit.many_samples("tests", label, p, simulate, models, "w", show, SAMPLES)


TESTS_SAY = {
    True: "The program does nothing, so each of these findings is a **false alarm**: **@naive** of 100 with the naive "
    "standard error, **@mixed** with the mixed model.",
    False: "You set an effect of **@gamma01**, so there is one to find: **@naive** of 100 naive studies say so, "
    "**@mixed** with the mixed model. Before you prefer the naive test, set the effect to 0 and count again.",
}


def told(
    run: kit.Run, simulate: Callable[..., Any], models: kit.Models, picture: Callable[[kit.Run], kit.Figure]
) -> Iterator[kit.Block]:
    """The step of the lesson: guess, picture, long run, many samples."""
    yield kit.Step("Does the program work?", moves=("gamma01", "n_per_group", "n_groups"))
    yield kit.Prose(
        "Half of the schools run a program: #w is one half there and minus one half elsewhere, so #gamma00 stays the "
        "mean of all. The effect #gamma01 is the difference between the two halves. You set it, and it starts at zero."
    )
    yield predict_doubling(run)
    yield kit.Stage(picture(run))
    yield doubling_rates(run)
    yield program_tests(run, simulate, models)
    yield kit.Prose(
        "Now take the smallest #n_groups and test again. Cluster-robust errors learn from one sum of residuals a "
        "school, so with few schools they, too, are often too small."
    )
    yield kit.Aside("And a treatment drawn by lot within each school?", WITHIN)


WITHIN = (
    "Say half of the pupils of each school get it, and it works alike in every school. Then what a school adds cancels "
    "in the comparison, and ignoring schools that differ makes this standard error too large, not too small. Where the "
    "treatment works better in one school than in another, it can be too small again: that is a random slope. The cost "
    "shown here is for what schoolmates share: the mean, and every predictor that belongs to the school."
)
