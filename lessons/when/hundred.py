"""One study, and a hundred of the same plan: what each finds of the program."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.theory import drawn_studies

HUNDRED = 100
Y_DOMAIN = (-1.0, 1.8)


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


def hundred(run: kit.Run) -> Hundred:
    """The mixed model's answer of the study in view, and 99 more by t tests of school means."""
    p, fit = run.p, run.fits["both"]
    plan = {"n_groups": p.n_groups, "n_per_group": p.n_per_group, **p.variances}
    drawn = drawn_studies("gamma01", p.gamma01, seed=p.seed, n_samples=HUNDRED - 1, **plan)
    low, high = fit.interval()["w"]
    first, t = fit.gamma["w"], fit.gamma["w"] / fit.se["w"]
    return Hundred(
        np.append(first, drawn.estimate),
        np.append(low, drawn.estimate - drawn.reach),
        np.append(high, drawn.estimate + drawn.reach),
        np.append(t, drawn.estimate / drawn.se),
        np.append(fit.p["w"], drawn.p),
    )


def hundred_figure(run: kit.Run, name: str = "hundred") -> kit.Figure:
    """All of them in order of what they found."""
    every, p = hundred(run), run.p
    order = np.argsort(every.estimate, kind="stable")
    rank = np.empty(HUNDRED)
    rank[order] = np.arange(1, HUNDRED + 1)
    n_found = int(every.found.sum())
    count = sentence("@n of 100 find it" if p.gamma01 else "@n of 100 false alarms", n=n_found)
    tables = {
        "values": {"x": rank, "y": every.estimate, "low": every.low, "high": every.high, "found": every.found},
        "truth": {"y": np.array([p.gamma01])},
        "count": {"x": np.array([1]), "y": np.array([Y_DOMAIN[1]]), "label": kit.labels([str(count)])},
        "own": {
            "x": rank[:1], "y": every.estimate[:1], "low": np.maximum(every.low[:1], Y_DOMAIN[0] + 0.25),
            "at": np.array([Y_DOMAIN[0] + 0.25]),
            "label": kit.labels(["one study"]),
        },
    }  # fmt: skip
    says = sentence(
        "100 studies of @schools schools with @n pupils each, in order of what they found, with their 95 % intervals. "
        "You set an effect of @set (dashed). Significant: @found.",
        schools=p.n_groups,
        n=p.n_per_group,
        set=number(p.gamma01),
        found=n_found,
    )
    settings = {
        "x_domain": (0, HUNDRED + 1), "y_domain": Y_DOMAIN, "x_title": "100 studies of the same plan",
        "y_title": "effect found", "code": "gamma01",
    }  # fmt: skip
    key = "color: the interval leaves 0 out"
    return kit.Figure(name, "A hundred studies of your plan", kit.charts.studies, tables, says, settings, key=key)


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


SIGNIFICANT = "One study found @found: significant (@p)."
NOT = "One study found @found: not significant (@p)."
