"""Dummies beside random intercepts: what both find over many samples, and whether they differ by more than chance."""

from collections.abc import Mapping
from math import sqrt
from typing import Any

from lessons import kit
from lessons.kit import DummyFit, number, percent, sentence


def error_table(samples: kit.Samples, words: Mapping[str, str], truth: float) -> kit.Table:
    """Bias with its Monte Carlo error, spread, root mean squared error, and coverage of the interval."""
    found = {model: samples.summary(model, truth) for model in words}
    rows = tuple(
        (
            words[model],
            sentence("@bias ± @error", bias=number(one.bias), error=number(1.96 * one.bias_error)),
            number(one.spread),
            number(sqrt(one.bias**2 + one.spread**2)),
            percent(one.coverage),
        )
        for model, one in found.items()
    )
    says = sentence("@n samples. ±: twice the Monte Carlo standard error. Coverage: of 95 % intervals.", n=samples.n)
    return kit.Table(("", "bias", "spread", "root mean squared error", "coverage"), rows, says)


def hausman(dummies: DummyFit, mixed: Any) -> kit.Live:
    """The two estimates against the spread that their difference has without confounding."""
    gap = abs(dummies.gamma["x"] - mixed.gamma["x"])
    spread = dummies.se["x"] ** 2 - mixed.se["x"] ** 2
    told = sentence(APART, spread=number(sqrt(spread), 3), times=gap / sqrt(spread)) if spread > 0 else NOT_APART
    return kit.Live(
        "The two slopes lie **@gap** apart. @told Hausman's test asks this; the picture shows it: does the long line "
        "run with the short ones?",
        gap=gap,
        told=told,
    )


APART = (
    "Without confounding their difference has a standard error of about @spread, so this is **@times** of them. "
    "Beyond two, do not trust the blend."
)
NOT_APART = "In this sample dummies report no larger standard error, so their difference has none that could be told."
