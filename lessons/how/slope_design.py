"""What a design tells of the average slope: what random intercepts hide of its error, and what makes it smaller.

Closed forms that take the variances as known: theory/slopes.py and theory/average_slope.py have their sources.
"""

from typing import Any

from lessons import kit
from lessons.kit import number, sentence

ICC_X = 0.2


def cost_in_words(run: kit.Run) -> kit.Live:
    p, wrong, right = run.p, run.fits["random_intercept"], run.fits["random_slope"]
    return kit.Live(
        "Over many samples like this one, a model with random intercepts only reports a standard error of about "
        "**@reported**. The true one is about **@true**, which is **@ratio** times as much. In this sample it reports "
        "@wrong, and the model with random slopes reports @right. @floor",
        reported=fine(reported_se(p)),
        true=fine(true_se(p)),
        ratio=true_se(p) / reported_se(p),
        wrong=fine(wrong.se["x"]),
        right=fine(right.se["x"]),
        floor=sentence(FLOOR, floor=fine((p.tau11 / p.n_groups) ** 0.5), groups=p.n_groups) if p.tau11 else NO_FLOOR,
    )


FLOOR = (
    "However many pupils you add, the true one cannot fall below **@floor** = √(#tau11 / #n_groups): schools are what "
    "you sample slopes from, and you have @groups of them."
)
NO_FLOOR = "You set slopes that do not vary, so it has no floor: enough pupils bring it as near to 0 as you like."


def fine(value: float) -> str:
    """A standard error with three digits that mean something."""
    return number(value, 3 if value >= 0.1 else 4)


def predict_cost(run: kit.Run) -> kit.PredictNumber:
    p, truth = run.p, true_se(run.p) / reported_se(run.p)
    ask = sentence(COST, **p.printed)
    reasons = {kind: sentence(text, **p.printed) for kind, text in COST_REASONS[p.tau11 > 0].items()}
    return kit.PredictNumber(
        "cost", ask, low=0.5, high=6, step=0.1, unit="times", truth=truth, close=0.35, reasons=reasons
    )


COST = (
    "You set #tau00 = @tau00, #tau11 = @tau11 and #sigma2 = @sigma2, with @n_per_group pupils a school and a fifth of "
    "the variance of x between schools. You fit random intercepts only, then let the slopes vary. How many times as "
    "large is the standard error of the slope now, on average over many samples?"
)
COST_REASONS = {
    True: {
        "close": "You sample slopes from @n_groups schools. More pupils sharpen each of these slopes and add none.",
        "low": "With one common slope every pupil is a witness. When slopes vary, the @n_groups schools are witnesses.",
        "high": "Part of a standard error is how pupils scatter within schools, and both models count that part.",
    },
    False: {
        "close": "The slopes you set do not vary, so there is nothing that the first model leaves out.",
        "low": "A model that allows more knows no more about the average slope: its standard error does not shrink.",
        "high": "The slopes you set do not vary, so there is nothing that the first model leaves out.",
    },
}


def predict_doubling(run: kit.Run) -> kit.PredictChoice:
    p, truth = run.p, better(run.p)
    together = sentence(TOGETHER, **p.printed) if p.tau00 * p.tau11 > 0 else ""
    reasons = {code: sentence(text, **p.printed) for code, text in DOUBLING_REASONS[truth].items()}
    options = {code: (words, reasons[code]) for code, words in DOUBLINGS.items()}
    ask = sentence(DOUBLING, **p.printed, together=together)
    return kit.PredictChoice("doubling", ask, options, truth=truth)


DOUBLING = (
    "You have @n_groups schools of @n_per_group pupils, and a fifth of the variance of x lies between schools. You set "
    "#tau00 = @tau00, #tau11 = @tau11 and #sigma2 = @sigma2@together. Now you can pay for twice as many pupils. What "
    "makes the true standard error of the average slope smaller?"
)
DOUBLINGS = {
    "pupils": "Twice as many pupils in each school",
    "schools": "Twice as many schools",
    "same": "Both about equally: less than 3 % apart",
}
TOGETHER = ", with #corr01 = @corr01"
ALIKE = (
    "Slopes vary little here, or not at all, next to how unsure each school's own slope is. So a new pupil tells about "
    "as much in an old school as in a new one."
)
DOUBLING_REASONS = {
    "schools": {
        "pupils": "They sharpen what you know of each slope, but you average the same @n_groups slopes.",
        "schools": "Every new school brings a new slope, so both parts of the error shrink.",
        "same": "They come closer the less slopes vary. Here slopes vary enough to matter.",
    },
    "same": {"pupils": ALIKE, "schools": "That is so where slopes vary more. " + ALIKE, "same": ALIKE},
    "pupils": {
        "pupils": "A school's first pupils go into finding its level. With @n_per_group in each that is a large part, "
        "and slopes vary too little for new schools to make up for it.",
        "schools": "That is so where slopes vary much. Here they vary little, and the first pupils of each new school "
        "go into finding its level.",
        "same": "Nearly, where schools are large. With @n_per_group pupils each, the first of them go into finding a "
        "school's level, and that cost comes with every new school.",
    },
}


def true_se(p: Any, more_groups: int = 1, more_units: int = 1) -> float:
    """The standard error of the average slope in a design of this size, or a larger one, by its closed form."""
    larger = {"n_groups": more_groups * p.n_groups, "n_per_group": more_units * p.n_per_group}
    spread = {code: getattr(p, code) for code in ("tau00", "tau11", "corr01", "sigma2")}
    return kit.theory.average_slope_se(**spread, **larger, icc_x=ICC_X)


def reported_se(p: Any) -> float:
    """About what random intercepts report for the slope."""
    world = {code: getattr(p, code) for code in ("tau00", "tau11", "sigma2", "n_groups", "n_per_group")}
    return kit.theory.parallel_slope_se(**world, icc_x=ICC_X)


def better(p: Any) -> str:
    """What helps the average slope more, as the page prints it: pupils, schools, or the same within 3 %."""
    pupils, schools = (float(fine(se)) for se in (true_se(p, more_units=2), true_se(p, more_groups=2)))
    if min(pupils, schools) > 0.97 * max(pupils, schools):
        return "same"
    return "schools" if schools < pupils else "pupils"


HELPS = {
    "schools": "New schools help more.",
    "pupils": "New pupils in the schools you have help more.",
    "same": "The two are less than 3 % apart.",
}


def doubling_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "In such a design the true standard error is **@now**. With twice the pupils in each school it is **@pupils**. "
        "With twice the schools it is **@schools**. @helps These are closed forms that take the variances as "
        "known@few.",
        now=fine(true_se(p)),
        pupils=fine(true_se(p, more_units=2)),
        schools=fine(true_se(p, more_groups=2)),
        helps=HELPS[better(p)],
        few="; with so few pupils, estimates can scatter more" if p.n_groups * p.n_per_group < 100 else "",
    )
