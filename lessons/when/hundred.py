"""One study, and a hundred of the same plan: what each finds of the program."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.theory import drawn_studies, p_of
from lessons.when import plans
from lessons.when.plans import rounded

HUNDRED = 100
Y_DOMAIN = (-1.0, 2.2)
# Bars end here, below the headline; those that go on have an arrow.
BOTTOM, TOP, FOOT = -0.95, 1.7, -0.72


@dataclass(frozen=True)
class Hundred:
    """Estimates, ends of intervals, t and p of 100 studies, (100,) each; the study in view is the first."""

    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    t: np.ndarray
    p: np.ndarray

    @property
    def found(self) -> np.ndarray:
        """Which of them are significant at 5 %, (100,)."""
        return self.p < 0.05

    @property
    def reversed(self) -> int:
        """How many are significant with the wrong sign, where there is a right one."""
        return int((self.found & (self.estimate < 0)).sum())


def hundred(run: kit.Run, effect: float | None = None) -> Hundred:
    """The mixed model's answer of the study in view, and 99 more by t tests of school means.

    effect: of the program, where it is not the reader's. Another one shifts what the study in view finds, no more.
    """
    p, fit = run.p, run.fits["both"]
    effect = p.gamma01 if effect is None else effect
    plan = {"n_groups": p.n_groups, "n_per_group": p.n_per_group, **p.variances}
    drawn = drawn_studies("gamma01", effect, seed=p.seed, n_samples=HUNDRED - 1, **plan)
    shift = effect - p.gamma01
    low, high = (end + shift for end in fit.interval()["w"])
    first = fit.gamma["w"] + shift
    t = first / fit.se["w"]
    return Hundred(
        np.append(first, drawn.estimate),
        np.append(low, drawn.estimate - drawn.reach),
        np.append(high, drawn.estimate + drawn.reach),
        np.append(t, drawn.estimate / drawn.se),
        np.append(p_of(t, fit.df["w"]), drawn.p),
    )


def hundred_figure(run: kit.Run, *, useless: bool = False) -> kit.Figure:
    """All of them in order of what they found; useless: as if the program did nothing."""
    p = run.p
    effect = 0.0 if useless else p.gamma01
    every = hundred(run, effect)
    over, under = every.high > TOP, every.low < BOTTOM
    order = np.argsort(every.estimate, kind="stable")
    rank = np.empty(HUNDRED)
    rank[order] = np.arange(1, HUNDRED + 1)
    n_found = int(every.found.sum())
    count = sentence(
        FALSE_ALARMS if effect == 0 else (FOUND_REVERSED if every.reversed else FOUND), n=n_found, k=every.reversed
    )
    tables = {
        "values": {
            "x": rank, "y": every.estimate, "low": every.low, "high": every.high, "found": every.found,
            **{name: np.clip(ends, BOTTOM, TOP) for name, ends in
               (("at", every.estimate), ("bottom", every.low), ("top", every.high))},
        },
        "beyond": {
            "x": np.append(rank[over], rank[under]), "y": np.repeat((TOP, BOTTOM), (over.sum(), under.sum())),
            "up": np.repeat((True, False), (over.sum(), under.sum())),
            "found": np.append(every.found[over], every.found[under]),
        },
        "truth": {"y": np.array([effect])},
        "count": {"x": np.array([1]), "y": np.array([Y_DOMAIN[1]]), "label": kit.labels([str(count)])},
        "own": {
            "x": rank[:1], "y": np.clip(every.estimate[:1], BOTTOM, TOP),
            "low": np.clip(every.low[:1], FOOT, TOP), "at": np.array([FOOT]), "label": kit.labels(["one study"]),
        },
    }  # fmt: skip
    says = sentence(
        "100 studies of @schools schools with @n pupils each, in order of what they found, with their 95 % intervals. "
        "@set Significant: @found.@beyond",
        schools=p.n_groups,
        n=p.n_per_group,
        beyond=BEYOND if (over | under).any() else "",
        set=sentence(USELESS if useless else YOU_SET, set=number(effect)),
        found=n_found,
    )
    settings = {
        "x_domain": (0, HUNDRED + 1), "y_domain": Y_DOMAIN, "x_title": "100 studies of the same plan",
        "y_title": "effect found", "code": "gamma01",
    }  # fmt: skip
    key = "color: the interval leaves 0 out"
    name, title = (
        ("useless", "A program that does nothing") if useless else ("hundred", "A hundred studies of your plan")
    )
    return kit.Figure(name, title, kit.charts.studies, tables, says, settings, key=key)


FALSE_ALARMS, FOUND, FOUND_REVERSED = "@n of 100 false alarms", "@n of 100 find it", "@n of 100 find it, @k reversed"
BEYOND = " An arrow: the interval goes on beyond the picture."
YOU_SET, USELESS = "You set an effect of @set (dashed).", "Here the program has no effect, @set (dashed)."


def arms_figure(run: kit.Run) -> kit.Figure:
    """The school means of the study in view, without the program and with it."""
    groups, p = run.groups, run.p
    y, w = groups.mean("y"), groups.first("w") > 0
    place = np.where(w, 1.0, 0.0) + 0.24 * np.sin(1.7 * np.arange(len(groups)))
    at = [float(y[w == arm].mean()) for arm in (False, True)]
    tables = {
        "means": {"x": place, "y": y, "group": groups.labels},
        "arms": {
            "x": np.array([-0.3, 0.7]), "x2": np.array([0.3, 1.3]), "y": np.array(at),
            "label": kit.labels([number(one) for one in at]),
        },
    }  # fmt: skip
    says = sentence(
        "The means of @n schools in one study. The schools with the program lie @gap higher on average; you set @set.",
        n=p.n_groups,
        gap=at[1] - at[0],
        set=number(p.gamma01),
    )
    settings = {
        "y_domain": (-2.2, 2.2), "y_title": "mean score", "group_word": "school",
        "names": ("no program", "program"),
    }  # fmt: skip
    title, key = "One study, school by school", "dot: a school; bar: the mean of an arm"
    return kit.Figure("arms", title, kit.charts.arms, tables, says, settings, picks="means", key=key)


def verdict(run: kit.Run) -> Any:
    """What the study in view says of the program."""
    fit = run.fits["both"]
    found, p = fit.gamma["w"], fit.p["w"]
    said = "p\u00a0<\u00a00.001" if p < 0.001 else sentence("p\u00a0=\u00a0@p", p=number(p, 3))
    template = SIGNIFICANT if p < 0.05 else NOT
    return sentence(template, found=found, p=said)


def opening(run: kit.Run) -> kit.Live:
    """The plan, the study in view, and how many of a hundred find the program, or raise a false alarm."""
    p, every = run.p, hundred(run)
    even = p.n_groups % 2 == 0
    return kit.Live(
        "@who of @schools schools run a program that raises scores by @gamma01 standard deviations. @one A hundred "
        "teams run the same study, and **@found** of them @do In the long run it would be **@power** of 100.",
        who="Half" if even else number(p.n_groups // 2),
        schools=p.n_groups,
        gamma01=p.gamma01,
        one=verdict(run),
        found=int(every.found.sum()),
        do=sentence(ALARM if p.gamma01 == 0 else (FIND_REVERSED if every.reversed else FIND), k=every.reversed),
        power=rounded(plans.power(p)),
    )


ALARM, FIND, FIND_REVERSED = "raise a false alarm.", "find it.", "find it, @k of these reversed: as if it did harm."


def singular_in_words(run: kit.Run) -> kit.Live:
    """Which variance is at zero, or that it is the correlation, which no table shows here."""
    fit = run.fits["both"]
    at_zero = {code: value for code in ("tau00", "tau11") if (value := getattr(fit, code)) < ZERO}
    if not at_zero:
        return kit.Live(CORRELATION, corr=fit.corr01, tau11=fit.tau11)
    return kit.Live(BOTH_ZERO if len(at_zero) == 2 else ONE_ZERO, zero=number(0.0), which=WHICH[next(iter(at_zero))])


ZERO = 1e-4
WHICH = {"tau00": "#tau00, how much schools differ", "tau11": "#tau11, how much the effect of tutoring differs"}
ONE_ZERO = "Here it is @which, that is found at @zero."
BOTH_ZERO = "Here #tau00 and #tau11 are both found at @zero: these schools differ no more than chance has them."
CORRELATION = (
    "Here no variance is at zero. It is the correlation of the level of a school with its effect of tutoring, found at "
    "@corr: #tau11 is found so small, @tau11, that the data cannot tell the two apart."
)


SIGNIFICANT = "One study found @found: significant (@p)."
NOT = "One study found @found: not significant (@p)."
