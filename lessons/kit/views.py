"""A fit as the blocks that lessons show of it: set beside found, the equation, and what the fit says of itself."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lessons.kit.blocks.equation import Equation, Term
from lessons.kit.blocks.opinion import SecondOpinion
from lessons.kit.blocks.prose import Prose, Step
from lessons.kit.blocks.recovery import Interval, Recovery, SetFound
from lessons.kit.fit import GlmmFit, LmmFit, icc_interval, second_opinion
from lessons.kit.glossary.symbols import symbol
from lessons.kit.text import Words, number, sentence

TERMS = {
    "gamma00": ("Intercept",),
    "gamma10": ("x_within", "x"),
    "gamma01": ("x_mean", "w"),
    "gamma11": ("x_within:w", "x:w"),
}
VARIANCES = ("tau00", "tau11", "corr01", "sigma2")


def recovery(
    found: Any,
    says: Words,
    words: Mapping[str, Words] | None = None,
    absent: Collection[str] = (),
    **set_to: float | None,
) -> Recovery:
    """Set beside found, one row a code: `recovery(found, "...", gamma00=50, tau00=p.tau00)`.

    words: code -> narrower words than the glossary's. A code the model does not have says so. absent: codes that it
    does not have though the fit has a number by that name: a regression of means has a residual, but not of units.
    """
    rows = (
        SetFound(code, value, None, why=ABSENT) if code in absent
        else set_found(found, code, value, (words or {}).get(code, ""))
        for code, value in set_to.items()
    )  # fmt: skip
    return Recovery(tuple(rows), says)


def set_found(found: Any, code: str, set_to: float | None, words: Words = "") -> SetFound:
    """One parameter, set beside found; where nothing is found, the row says why."""
    if code in VARIANCES:
        return replace(variance_row(code, set_to, found), words=words)
    if code == "icc":
        return SetFound(code, set_to, found.icc, _icc_interval(found), words=words)
    term = next((name for name in TERMS[code] if name in found.gamma), None)
    if term is None:
        return SetFound(code, set_to, None, why=ABSENT, words=words)
    return SetFound(code, set_to, found.gamma[term], found.interval()[term], words=words)


def set_and_found(shown: Callable[[Any], Recovery], run: Any, model: str) -> Iterator[Step | Recovery | SecondOpinion]:
    """What was set beside what was found, and what another program makes of `model` in the same data, if asked.

    shown: run -> Recovery, called once its heading is told: a step that nobody sees costs nothing.
    """
    yield Step("Set and found")
    yield shown(run)
    yield SecondOpinion("fit", lambda: second_opinion(run.fits[model]).sentence)


def _icc_interval(found: Any) -> Interval | None:
    """The exact interval of a null model's ICC; None for other models, and where it is empty."""
    if not isinstance(found, LmmFit) or len(found.gamma) > 1:
        return None
    ends = icc_interval(found)
    return ends if ends[1] > 0 else None


def icc_span(found: LmmFit, groups: str) -> Words:
    """The exact interval of a null model's ICC in words; an empty one says why. groups: what they are called."""
    low, high = icc_interval(found)
    if high == 0:
        return sentence(NO_ICC, groups=groups)
    return sentence("@low to @high", low=low, high=high) if high >= 0.005 else sentence(TINY_ICC, high=number(high, 4))


TINY_ICC = "0 to @high"
NO_ICC = (
    "0 alone: the means of @groups lie closer together than chance puts them in 97.5 % of samples, even where @groups "
    "are all alike"
)


ABSENT = "not in this model"


def variance_row(code: str, set_to: float | None, found: Any) -> SetFound:
    """One variance component, set beside found; where nothing is found, the row says why.

    The profiles of a random-slope model cost more than a moving slider has time for, so they wait until they are read.
    """
    if not isinstance(found, LmmFit):
        return SetFound(code, set_to, found.sigma2) if code == "sigma2" else SetFound(code, set_to, None, why=ABSENT)
    slopes = len(found.model.random[0].terms) > 1
    if code in ("tau11", "corr01") and not slopes:
        return SetFound(code, set_to, None, why=ABSENT)

    def interval() -> Interval:
        return found.variance_interval()[code]

    value = getattr(found, code)
    why = "none: a variance is zero" if value is None else ""
    return SetFound(code, set_to, value, interval if slopes else interval(), why)


ACROSS = symbol("w").latex + r"\,"
FIXED = {
    "Intercept": ("gamma00", ""),
    "x": ("gamma10", "x_{ij}"),
    "x_within": ("gamma10", symbol("x_within").latex),
    "x_mean": ("gamma01", symbol("x_mean").latex),
    "w": ("gamma01", symbol("w").latex),
    "x:w": ("gamma11", ACROSS + "x_{ij}"),
    "x_within:w": ("gamma11", ACROSS + symbol("x_within").latex),
}
RANDOM = {
    "Intercept": ("u0", "", "tau00"),
    "x": ("u1", "x_{ij}", "tau11"),
    "x_within": ("u1", symbol("x_within").latex, "tau11"),
}


def equation(found: Any) -> Equation:
    """The fitted model in symbols and in this run's numbers; a yes-or-no outcome stands as its logit."""
    random = [term for part in found.model.random for term in part.terms]
    latent = isinstance(found, GlmmFit)
    fixed = ((*FIXED[name], value) for name, value in found.gamma.items())
    terms = [
        *(Term(code, number(value, 3 if latent else 2), times=times) for code, times, value in fixed),
        *(Term(RANDOM[name][0], times=RANDOM[name][1]) for name in random),
        *([] if latent else [Term("e")]),
    ]
    spread = [Term(RANDOM[name][2], number(getattr(found, RANDOM[name][2]), 3 if latent else 2)) for name in random]
    if not latent:
        spread.append(Term("sigma2", number(found.sigma2)))
    return Equation(r"\mathrm{logit}\,p_{ij}" if latent else "y_{ij}", tuple(terms), tuple(spread))


def model(found: Any) -> Iterator[Equation | Prose]:
    """The equation, and what the fit has to say of itself: a variance at zero is explained and not hidden."""
    yield equation(found)
    for note in found.notes:
        yield Prose(note)
