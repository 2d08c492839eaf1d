"""A second opinion: the same model and data, fitted by the other program."""

from dataclasses import dataclass
from math import ceil

import numpy as np

from lessons.kit.fit.errors import FitError
from lessons.kit.fit.estimates import LmmFit
from lessons.kit.fit.patience import PATIENCE, expected_seconds, in_words

WITHIN = 0.01
# Beyond this a lower likelihood is more than a search that stopped short.
SHORT = 1.0


@dataclass(frozen=True)
class SecondOpinion:
    """What the other program says. largest_difference: fixed effects in standard errors, variances as shares."""

    sentence: str
    agree: bool
    largest_difference: float | None
    other: LmmFit | None


def second_opinion(fit: LmmFit, patient: bool = False) -> SecondOpinion:
    """Refit with the other engine and say in one sentence how well the two agree; never raises for a poor fit.

    A model that would take statsmodels more than a quarter of a minute is refitted only for a `patient` reader.
    """
    from lessons.kit.fit.linear import refit

    engine = "statsmodels" if fit.engine == "glmm" else "glmm"
    seconds = expected_seconds(fit.model, fit.frame) if engine == "statsmodels" else 0
    if seconds > PATIENCE and not patient:
        return _none(f"A second program ({engine}) would need {in_words(seconds)} for this model, so it is not asked.")
    try:
        other = refit(fit, engine)
    except FitError:
        return _none(f"A second program ({engine}) could not fit this model, so there is no second opinion.")
    gap = largest_difference(fit, other)
    return SecondOpinion(_sentence(fit, other, gap), gap <= WITHIN, gap, other)


def _none(sentence: str) -> SecondOpinion:
    return SecondOpinion(sentence, False, None, None)


def largest_difference(one: LmmFit, other: LmmFit) -> float:
    """The largest gap: fixed effects in standard errors, variances as shares of all variance."""
    total = one.sigma2 + sum(float(np.abs(np.diag(t)).max()) for t in one.covariances.values())
    fixed = [abs(one.gamma[name] - other.gamma.get(name, np.nan)) / one.se[name] for name in one.gamma]
    random = [float(np.abs(t - other.covariances[factor]).max()) / total for factor, t in one.covariances.items()]
    return float(np.max([*fixed, *random, abs(one.sigma2 - other.sigma2) / total]))


def _sentence(fit: LmmFit, other: LmmFit, gap: float) -> str:
    higher = other.loglik - fit.loglik
    if gap <= WITHIN:
        return (
            f"A second program ({other.engine}) agrees: no fixed effect differs by more than {_at_most(gap)} "
            f"standard errors, no variance by more than {_at_most(100 * gap)} % of the whole."
        )
    if -SHORT < higher < 0:
        return (
            f"A second program ({other.engine}) stopped short of this fit: its log-likelihood is lower by "
            f"{-higher:.2g}, so its answer is less likely and does not speak against this one."
        )
    better = "lower" if higher < 0 else "higher"
    return (
        f"A second program ({other.engine}) disagrees by up to {gap:,.2f} standard errors or {100 * gap:,.2f} % of the "
        f"variance; its likelihood is {better} by {abs(higher):.3g}."
    )


def _at_most(gap: float) -> str:
    """`gap` rounded up to four decimals: never an exponent, and never less than it is."""
    return f"{max(1, ceil(gap * 1e4)) / 1e4:.4f}"
