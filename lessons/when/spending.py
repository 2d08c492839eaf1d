"""Where the money goes: the same budget as pupils or as schools, the best of it, and where more pupils end."""

from typing import Any

from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.theory import affordable, best_n
from lessons.when import plans
from lessons.when.plans import compared, rounded

THOUSAND = 1000


def doubled(p: Any) -> tuple[int, float]:
    """As many schools as the budget is enough for with twice the pupils in each, and their power."""
    n = 2 * p.n_per_group
    schools = int(affordable(p.budget, p.cost_ratio, n))
    return schools, float(plans.power(p, n_per_group=n, n_groups=schools))


def predict_doubled(run: kit.Run) -> kit.PredictChoice:
    p, (schools, then) = run.p, doubled(run.p)
    ask = sentence(
        DOUBLED,
        **plans.planned(p),
        cost=p.cost_ratio,
        fewer=schools,
        twice=2 * p.n_per_group,
        before=p.n_groups * p.n_per_group,
        after=schools * 2 * p.n_per_group,
    )
    truth = compared(plans.power(p), then)
    options = {code: (words, DOUBLED_WHY[truth][code]) for code, words in DIRECTIONS.items()}
    return kit.PredictChoice("doubled", ask, options, truth=truth, ordered=True)


DOUBLED = (
    "Your money is enough for @schools schools with @n pupils each. The program is worth @gamma01 standard deviations, "
    "and the intraclass correlation is @icc. A school costs as much as @cost pupils, so the same money also buys "
    "@fewer schools with @twice pupils each: @after pupils in all, where it was @before. How many of 100 studies find "
    "the program then?"
)
DIRECTIONS = {"down": "Fewer than before", "same": "As many, up to 2 more or less", "up": "More than before"}
DOUBLED_WHY = {
    "down": {
        "down": "The program is tried on schools. Fewer of them know less, and more pupils do not make up for it.",
        "same": "What a school adds does not average out over its own pupils, so fewer schools know less.",
        "up": "There are more pupils, but they are of fewer schools, and the program is tried on schools.",
    },
    "same": {
        "down": "Fewer schools know less, but more pupils in each know more. Here the two balance.",
        "same": "Fewer schools know less, and more pupils in each know more. Here the two balance.",
        "up": "More pupils in each school know more, but fewer schools know less. Here the two balance.",
    },
    "up": {
        "down": "Fewer schools do know less. But here they differ little, or are dear, and the many more pupils win.",
        "same": "More pupils do help here: schools differ little, or are dear, so that pupils are the better buy.",
        "up": "Here schools differ little, or are dear, so that pupils are where the money should go.",
    },
}


def doubled_in_words(run: kit.Run) -> kit.Live:
    p, (schools, then) = run.p, doubled(run.p)
    return kit.Live(
        "Now **@now** of 100, then **@then**, with @schools schools of @twice@where. This share is the **power** of a "
        "plan: how often a study of this kind finds an effect of this size. The line comes from a formula. Drag the "
        "pupils: every plan on it costs the same.",
        now=rounded(plans.power(p)),
        then=rounded(then),
        schools=schools,
        twice=2 * p.n_per_group,
        where=", beyond the end of the picture" if 2 * p.n_per_group > plans.LARGEST else "",
    )


def counted_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    n = p.n_groups * p.n_per_group
    return kit.Live(
        "The dashed line is a calculator that sees @n pupils and no schools. It promises **@said** of 100, your plan "
        "has **@power**. @verdict",
        n=n,
        verdict=COUNTED["nothing" if p.gamma01 == 0 else counted(p)],
        said=rounded(plans.by_pupils(p, p.n_per_group)),
        power=rounded(plans.power(p)),
    )


def counted(p: Any) -> str:
    """How far one can trust a calculator that counts pupils."""
    if p.tau00 == 0:
        return "right"
    return "usual" if plans.best(p) < NEAR_THE_END else "nearly"


NEAR_THE_END = 40
COUNTED = {
    "nothing": "There is nothing to find, so 5 of 100 it is by any count.",
    "right": "Here it is right, but for what is left of the budget: where schools are all alike, pupils are all that "
    "counts.",
    "nearly": "Schools hardly differ, or are dear, so it leads to nearly the right end.",
    "usual": "The more pupils, the more it promises: it leads to the wrong end, that of few large schools.",
}


def best_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    exact, top = best_n("gamma01", p.cost_ratio, **p.variances), plans.best(p)
    at = {key: rounded(plans.along(p, min(plans.LARGEST, times * top))) for key, times in (("one", 1), ("two", 2))}
    if p.tau00 == 0:
        return kit.Live(NO_SCHOOLS, icc=p.icc, most=plans.LARGEST, **at)
    return kit.Live(
        BEST,
        cost_ratio=p.cost_ratio,
        icc=p.icc,
        best=number(exact, 1),
        **at,
    )


BEST = (
    "Where a school costs as much as @cost_ratio pupils and #icc is @icc, the best size is **√(c × #sigma2 / #tau00) = "
    "@best** pupils. Dear schools ask for more pupils in each; schools that differ ask for more schools. The top is "
    "flat: there it is @one of 100, with twice as many pupils @two."
)
NO_SCHOOLS = (
    "Where #icc is @icc, schools are all alike, and √(c × #sigma2 / #tau00) has no end: the more pupils in each "
    "school, the more the same money buys. With @most of them it is @one of 100."
)


def predict_ceiling(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(
        CEILING,
        **plans.planned(p),
        now=rounded(plans.power(p)),
        thousand=THOUSAND,
    )
    truth = float(plans.power(p, n_per_group=THOUSAND))
    kind = "nothing" if p.gamma01 == 0 else ("full" if truth > 97 else "usual")
    return kit.PredictNumber("ceiling", ask, 0, 100, 1, unit="of 100", truth=truth, close=5, reasons=CEILING_WHY[kind])


CEILING = (
    "You have @schools schools with @n pupils each, an effect of @gamma01 and an intraclass correlation of @icc, and "
    "@now of 100 studies find the program. Now pupils cost nothing, and you test @thousand in each of the same "
    "schools. How many of 100 studies find it then?"
)
CEILING_WHY = {
    "usual": {
        "close": "All noise of pupils is gone, and what schools differ by is all still there.",
        "low": "More pupils do help: the noise in the mean of each school goes.",
        "high": "Only the noise of pupils goes. Schools still differ, and there are no more of them than before.",
    },
    "full": {
        "close": "These schools differ so little, or are so many, that the noise of pupils was all that stood in the "
        "way.",
        "low": "These schools differ so little, or are so many, that the noise of pupils was all that stood in the "
        "way.",
        "high": "Nearly all of them find it, and no more than 100 can.",
    },
    "nothing": dict.fromkeys(
        ("close", "low", "high"),
        "There is nothing to find. A sound test is wrong in 5 of 100, with any number of pupils.",
    ),
}


def ceiling_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    stays = "nothing" if p.gamma01 == 0 else ("schools" if p.tau00 > 0 else "alike")
    return kit.Live(
        "**@thousand** of 100, and **@most** with all the pupils in the world: @stays Tutoring is tried on pupils of "
        "the same school, so what the school adds cancels. @back",
        thousand=rounded(plans.power(p, n_per_group=THOUSAND)),
        most=rounded(plans.ceiling(p)),
        stays=STAYS[stays],
        back=sentence(HELD if p.tau11 > 0 else FREE, tau11=p.tau11),
    )


STAYS = {
    "schools": "what schools differ by, #tau00 / #n_groups, stays.",
    "alike": "schools are all alike here, #tau00 is 0, and no noise stays.",
    "nothing": "there is nothing to find, and false alarms stay as rare as they are.",
}
HELD = (
    "What holds it back is that tutoring works better here than there, #tau11 = @tau11. Without that, pupils would be "
    "worth whatever they cost: set it to 0 in the next step."
)
FREE = (
    "And here it works alike in all schools, #tau11 = @tau11, so nothing holds it back: pupils are worth whatever they "
    "cost. Raise it in the next step, and tutoring gets a ceiling, too."
)


def three_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    shares = {code: rounded(plans.power(p, effect)) for code, effect in zip("abc", plans.NAMES, strict=True)}
    return kit.Live(
        "With @schools schools of @n, **@a** of 100 find the program, **@b** the effect of tutoring, and **@c** that "
        "tutoring works better by @gamma11 where the program runs. The best number of pupils in a school: **@w** for "
        "the program, **@x** for the other two.",
        schools=p.n_groups,
        n=p.n_per_group,
        gamma11=p.gamma11,
        w=plans.best_size(p),
        x=plans.best_size(p, "gamma10"),
        **shares,
    )
