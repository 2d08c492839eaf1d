"""What becomes of the ICC once x is in the model: the variances that either model should find, and finds."""

from typing import Any

from lessons import kit
from lessons.kit import brief, number, sentence
from lessons.kit.theory import icc


def variances(p: Any, model: str = "null") -> tuple[float, ...]:
    """tau00 and sigma2 that `model` should find, and what it should find that x explains.

    The null model leaves what x does in its residuals.
    """
    of_x = p.gamma10**2
    if model == "with_x":
        return p.tau00, p.sigma2, of_x
    return p.tau00 + of_x * p.icc_x, p.sigma2 + of_x * (1 - p.icc_x)


def found_variances(run: kit.Run, model: str) -> tuple[float, ...]:
    """tau00 and sigma2 that `model` finds, and with x how much less that is in all; 0 where it is not less."""
    fit, null = run.fits[model], run.fits["null"]
    found = fit.tau00, fit.sigma2
    return found if model == "null" else (*found, max(0.0, null.tau00 + null.sigma2 - sum(found)))


def printed(p: Any) -> dict[str, str]:
    """The variances of the scores as a sentence prints them."""
    between, within = (round(variance, 2) for variance in variances(p))
    return {"between": brief(between), "within": brief(within), "half": brief(within / 2)}


def predict_after(run: kit.Run) -> kit.PredictChoice:
    ask, truth = sentence(AFTER_ASK, **printed(run.p)), "up" if round(variances(run.p)[0], 2) > 0 else "same"
    return kit.PredictChoice("after", ask, AFTER[truth], truth=truth, ordered=True)


AFTER_ASK = (
    "The variance of the scores is @between between schools and @within within them. Someone adds a predictor that "
    "explains half of the variance within schools and nothing of the variance between them. What happens to the ICC "
    "of what is left?"
)
NOTHING = "There is no variance between schools here, so their share of it stays at nothing."
AFTER = {
    "up": {
        "down": ("It falls", "It would fall if the predictor explained differences between schools. It explains none."),
        "same": ("It stays", "Less is left within, as much between: the share moves."),
        "up": ("It rises", "Less is left in all, and the part between is untouched."),
    },
    "same": {"down": ("It falls", NOTHING), "same": ("It stays", NOTHING), "up": ("It rises", NOTHING)},
}


def after_in_words(run: kit.Run) -> kit.Live:
    gone, of_x = run.p.gamma10**2, run.p.icc_x
    between, within = (round(variance, 2) for variance in variances(run.p))
    before, after = icc(between, within), icc(between, within / 2)
    digits = 4 if 0 < before < 0.01 else 2
    yours = sentence(YOURS[gone > 0], between=brief(gone * of_x), within=brief(gone * (1 - of_x)))
    return kit.Live(
        "Before, the ICC is @between / (@between + @within) = **@before**. Half of what lies within is taken out: "
        "@between / (@between + @half) = **@after**. That was a predictor of someone else's. Below is your x: @yours.",
        **printed(run.p),
        before=number(before, digits),
        after=number(after, digits),
        yours=yours,
    )


YOURS = {
    False: "you gave it no effect, so it explains nothing yet",
    True: "in the world you set it takes out @between between schools and @within within them",
}
