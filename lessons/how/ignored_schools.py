"""What one line for all does to the standard error of x: it counts schools as noise, and pupils as witnesses.

The two factors are those of theory.ignored_groups, which has their source.
"""

from typing import Any

from lessons import kit
from lessons.kit import number, sentence

ICC_X = 0.2


def factors(p: Any) -> tuple[float, float, float]:
    """(noise, witnesses, ratio), as the page prints them: what one line does to the standard error of x."""
    noise, witnesses = kit.theory.ignored_groups(p.tau00, p.sigma2, p.n_per_group, ICC_X)
    return noise, witnesses, noise * witnesses


def direction(p: Any) -> str:
    """What one line does to the standard error of x it reports: smaller, larger, or the same within 2 %."""
    ratio = float(number(factors(p)[2]))
    if 0.98 <= ratio <= 1.02:
        return "same"
    return "larger" if ratio > 1 else "smaller"


def predict_error(run: kit.Run) -> kit.PredictChoice:
    p, truth = run.p, direction(run.p)
    noise, witnesses, _ = factors(p)
    reasons = REASONS[truth if p.tau00 > 0 else "none"]
    options = {
        code: (said, sentence(reasons[code], noise=noise, witnesses=witnesses)) for code, said in DIRECTIONS.items()
    }
    return kit.PredictChoice("error", sentence(ERROR, **p.printed), options, truth=truth, ordered=True)


ERROR = (
    "You set an intercept variance of @tau00 and a residual variance of @sigma2, with @n_per_group pupils a school and "
    "a fifth of the variance of x between schools. You ignore the schools and fit one line. Compared with random "
    "intercepts, what standard error does it report for the slope of x, as a rule?"
)
DIRECTIONS = {"smaller": "Smaller", "same": "About the same: at most 2 % apart", "larger": "Larger"}
NOISE = "what schools differ by becomes residual variance, which multiplies the standard error by @noise"
WITNESSES = "the fit counts each pupil as independent when it compares schools, which multiplies it by @witnesses"
REASONS = {
    "larger": {
        "smaller": f"One thing does make it smaller: {WITNESSES}. But {NOISE}.",
        "same": f"Two things happen, and one is stronger: {NOISE}; {WITNESSES}.",
        "larger": f"Yes: {NOISE}. It is true that {WITNESSES}. The first is stronger here.",
    },
    "same": {
        "smaller": f"One thing does make it smaller: {WITNESSES}. But {NOISE}. Here the two about cancel.",
        "same": f"Two things about cancel here: {NOISE}; {WITNESSES}.",
        "larger": f"One thing does make it larger: {NOISE}. But {WITNESSES}. Here the two about cancel.",
    },
    "smaller": {
        "smaller": f"Yes: {WITNESSES}. It is true that {NOISE}. The first is stronger here.",
        "same": f"Two things happen, and one is stronger: {WITNESSES}; {NOISE}.",
        "larger": f"One thing does make it larger: {NOISE}. But {WITNESSES}.",
    },
    "none": {
        "smaller": "The schools you set do not differ, so there is nothing to ignore.",
        "same": "The schools you set do not differ, so there is nothing to ignore.",
        "larger": "It can be larger where schools differ. The schools you set do not.",
    },
}


def error_in_words(run: kit.Run) -> kit.Live:
    noise, witnesses, ratio = factors(run.p)
    return kit.Live(
        "From what you set, one line reports **@ratio** times the standard error of random intercepts, as a rule: "
        "@both. In this sample it reports **@here** times as much.",
        ratio=ratio,
        both=sentence(NOISE + "; " + WITNESSES, noise=noise, witnesses=witnesses),
        here=run.fits["single"].se["x"] / run.fits["random_intercept"].se["x"],
    )
