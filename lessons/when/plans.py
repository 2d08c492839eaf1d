"""Pictures of a plan: power along the budget, on more pupils, over schools, over drop-out. All from closed forms."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.theory import (
    affordable,
    best_n,
    normal_alarms,
    post_hoc_power,
    t_power,
    thinned_se,
    trial_power,
)

GOAL = 80.0
LARGEST = 60
NAMES = {"gamma01": "program", "gamma10": "tutoring", "gamma11": "cross-level"}
OF_100 = "of 100"
PUPILS = "pupils in each school, n"
FITTED = "lines: formula, dots: fits"
WITH_FITS = "@says Each of the @n dots is a share of fits, with its 95 % Monte Carlo interval."
NONE: kit.Columns = {"x": np.empty(0), "y": np.empty(0), "label": kit.labels([])}
NO_MARKS: kit.Columns = NONE | {"said": kit.labels([])}
NO_DOTS: kit.Columns = NONE | {"low": np.empty(0), "high": np.empty(0)}
OVER_N = np.linspace(2, LARGEST, 59)


def rounded(value: Any) -> str:
    return number(float(value), 0)


def compared(now: float, then: float) -> str:
    """By whole studies of 100, as they are told: at most 2 apart is the same."""
    gap = round(then) - round(now)
    return "same" if abs(gap) <= 2 else ("up" if gap > 0 else "down")


def planned(p: Any) -> dict[str, Any]:
    """A plan as questions tell it."""
    return {"schools": p.n_groups, "n": p.n_per_group, "gamma01": p.printed["gamma01"], "icc": p.printed["icc"]}


def power(p: Any, effect: str = "gamma01", **but: Any) -> Any:
    """Of 100 studies of this plan, how many find the effect, in the long run. but: what is otherwise, tau00 say."""
    plan = {"n_groups": p.n_groups, "n_per_group": p.n_per_group, **p.variances, **but}
    return 100 * trial_power(effect, getattr(p, effect), **plan)


def along(p: Any, n: Any, effect: str = "gamma01", **but: Any) -> Any:
    """The same with n pupils in each school, and as many schools as the budget is enough for: a broken number."""
    return power(p, effect, n_per_group=n, n_groups=affordable(p.budget, p.cost_ratio, n), **but)


def by_pupils(p: Any, n: Any) -> Any:
    """What a calculator says that counts pupils and forgets schools: two halves of N pupils, as if drawn one by one."""
    n_total = affordable(p.budget, p.cost_ratio, n) * n
    return 100 * t_power(p.gamma01, np.sqrt(4 * (p.tau00 + p.sigma2) / n_total), n_total - 2)


def best(p: Any, effect: str = "gamma01") -> float:
    """The best n on the axis: its end where the best is beyond."""
    return min(float(LARGEST), best_n(effect, p.cost_ratio, **p.variances))


def has_best(p: Any) -> bool:
    """Whether one plan on the axis is better than the rest: there is something to find, and schools differ enough."""
    return p.gamma01 > 0 and best_n("gamma01", p.cost_ratio, **p.variances) < LARGEST


def best_size(p: Any, effect: str = "gamma01") -> kit.Words:
    """The best n in words, on the axis or beyond."""
    exact = best_n(effect, p.cost_ratio, **p.variances)
    if exact < LARGEST:
        return number(exact, 1)
    return AS_MANY if np.isinf(exact) else sentence(BEYOND, most=LARGEST)


AS_MANY, BEYOND = "as many as you like", "more than @most"


def curve(label: str, x: Any, y: Any) -> kit.Columns:
    return {"x": x, "y": y, "label": kit.alike(label, len(x))}


def place(label: str, x: float, y: float, said: Any) -> kit.Columns:
    """Where one stands, and what is written there."""
    return {"x": np.array([x]), "y": np.array([y]), "label": kit.labels([label]), "said": kit.labels([str(said)])}


def figure(
    name: str,
    title: str,
    curves: Sequence[kit.Columns],
    says: Any,
    axes: Mapping[str, Any],
    *,
    here: Sequence[kit.Columns] = (),
    marks: kit.Columns = NO_MARKS,
    drawn: kit.Columns = NO_DOTS,
    goal: float | None = GOAL,
    fitted: bool = True,
    key: str = "",
    still: Any = None,
) -> kit.Figure:
    """Curves of power. goal: the height of the dotted line, if there is one. drawn: what was
    fitted, and then the reader's place is left out; or, where not `fitted`, other dots."""
    if fitted and len(drawn["x"]):
        here, marks, key, says = (), NO_MARKS, FITTED, sentence(WITH_FITS, says=says, n=len(drawn["x"]))
    aim = {"x": np.empty(0), "y": np.empty(0), "said": kit.labels([])}
    if goal is not None:
        aim = {"x": np.array([axes["x_domain"][1]]), "y": np.array([goal]), "said": kit.labels([number(goal, 0)])}
    tables = {
        "curves": kit.stacked(*curves),
        "drawn": drawn,
        "here": kit.stacked(*here) if here else NO_MARKS,
        "marks": marks,
        "goal": aim,
    }
    settings = {"x_title": PUPILS, "y_title": OF_100, **axes}
    return kit.Figure(name, title, kit.charts.power_curves, tables, says, settings, key=key, still=still)


N_AXIS = {"x_domain": (0, LARGEST + 2)}
ONE = N_AXIS | {"names": ("program",), "codes": ("gamma01",)}
TWO = N_AXIS | {"names": ("program", "if pupils were all"), "codes": ("gamma01", "sigma2")}
THREE = N_AXIS | {"names": tuple(NAMES.values()), "codes": tuple(NAMES)}


def you(p: Any, effect: str = "gamma01", said: Any = None) -> kit.Columns:
    """The reader's plan on a curve over n."""
    height = power(p, effect)
    return place(
        NAMES[effect], p.n_per_group, height, sentence("you: @of", of=number(height, 0)) if said is None else said
    )


def budget_figure(p: Any, *, naive: bool = False, drawn: kit.Columns = NO_DOTS, name: str = "budget") -> kit.Figure:
    """Power for the program on the budget: many small schools at the left, a few large ones at the right."""
    curves = [curve("program", OVER_N, along(p, OVER_N))]
    if naive:
        curves.append(curve("if pupils were all", OVER_N, by_pupils(p, OVER_N)))
    top, there = best(p), has_best(p)
    says = sentence(
        BUDGET_SAYS if there else (NO_TOP if p.gamma01 else NOTHING),
        best=best_size(p),
        most=number(float(along(p, top)), 0),
        end=LARGEST,
        here=number(power(p), 0),
        n_groups=p.n_groups,
        n=p.n_per_group,
    )
    said = sentence("best: @n", n=best_size(p))
    marks = place("program", top, float(along(p, top)), said) if there else NO_MARKS
    key = "line: formula, ◆ you, ▼ best" if there else "line: formula, ◆ you"
    title, axes = "One budget, many plans", TWO if naive else ONE
    called = "counted" if naive else name
    return figure(called, title, curves, says, axes, here=[you(p)], marks=marks, drawn=drawn, key=key)


BUDGET_SAYS = (
    "Of 100 studies that cost the same, how many find the program: the most with @best pupils in each school (@most), "
    "and @here with your @n_groups schools of @n."
)
NO_TOP = (
    "Of 100 studies that cost the same, how many find the program: @here with your @n_groups schools of @n, and the "
    "more pupils in each school the better, up to @most with @end of them and beyond."
)
NOTHING = (
    "Of 100 studies that cost the same, @here are significant with your @n_groups schools of @n, and as many with any "
    "other plan: there is nothing to find."
)


def more_pupils_figure(p: Any) -> kit.Figure:
    """The same schools, and more and more pupils in each: each effect rises toward its ceiling."""
    n = np.linspace(2, 200, 100)
    effects = ("gamma01", "gamma10", "gamma11")
    curves = [curve(NAMES[effect], n, power(p, effect, n_per_group=n)) for effect in effects]
    says = sentence(
        "Your @n_groups schools, with more pupils in each. However many they are, of 100 studies at most @w find the "
        "program, @x tutoring, and @wx that it works better there.",
        n_groups=p.n_groups,
        **{code: number(ceiling(p, effect), 0) for code, effect in zip(("w", "x", "wx"), effects, strict=True)},
    )
    axes = THREE | {"x_domain": (0, 200)}
    title, key = "More pupils in the same schools", "◆ you"
    return figure("more_pupils", title, curves, says, axes, here=[you(p, effect, "") for effect in effects], key=key)


def ceiling(p: Any, effect: str = "gamma01") -> float:
    """Power with every pupil that there could ever be."""
    return float(power(p, effect, n_per_group=np.inf))


def three_figure(p: Any) -> kit.Figure:
    """Three effects on one budget: each has a best of its own."""
    effects = ("gamma01", "gamma10", "gamma11")
    curves = [curve(NAMES[effect], OVER_N, along(p, OVER_N, effect)) for effect in effects]
    says = sentence(
        "Of 100 studies that cost the same. The best number of pupils in each school: @w for the program; @x for "
        "tutoring and for its difference between programs.",
        w=best_size(p),
        x=best_size(p, "gamma10"),
    )
    title, key = "One budget, three questions", "◆ you"
    return figure("three", title, curves, says, THREE, here=[you(p, effect, "") for effect in effects], key=key)


MOST_SCHOOLS = 60


def alarm_figure(p: Any, drawn: kit.Columns = NO_DOTS, name: str = "alarms") -> kit.Figure:
    """A program that does nothing: how often each test finds it works."""
    schools = np.arange(4, MOST_SCHOOLS + 1, dtype=float)
    names = ("t with J − 2 df", "as if it were z")
    curves = [
        curve(names[0], schools, np.full(len(schools), 5.0)),
        curve(names[1], schools, 100 * normal_alarms(schools - 2)),
    ]
    alarm = 100 * normal_alarms(p.n_groups - 2.0)
    says = sentence(
        "A program that does nothing. Of 100 studies with @n_groups schools@off, @z raise a false alarm where t is "
        "read as if it were z, and 5 by the t test.",
        n_groups=p.n_groups,
        off=" (more than the axis has)" if p.n_groups > MOST_SCHOOLS else "",
        z=number(float(alarm), 1),
    )
    axes = {
        "x_domain": (2, MOST_SCHOOLS + 2), "x_title": "schools, J", "y_domain": (0, 30),
        "names": names, "codes": ("gamma01", "sigma2"),
    }  # fmt: skip
    beyond = p.n_groups > MOST_SCHOOLS
    said = sentence(BEYOND_YOU if beyond else "you: @z", z=number(float(alarm), 1), n_groups=p.n_groups)
    marked = [place(names[1], min(p.n_groups, MOST_SCHOOLS + 2), float(alarm), said)]
    title, key = "False alarms of two tests", "lines: formula, ◆ you"
    return figure(name, title, curves, says, axes, here=marked, drawn=drawn, goal=None, key=key)


BEYOND_YOU = "you: @z with @n_groups schools →"
LOSSES = ("pupils", "schools")


def after_loss(p: Any, kind: str, lost: Any) -> Any:
    """Power for the program when a share of all pupils is gone: here and there, or with their whole schools."""
    plan = {"tau00": p.tau00, "sigma2": p.sigma2}
    if kind == "schools":
        groups = p.n_groups * (1 - np.asarray(lost, dtype=float))
        return power(p, n_groups=np.maximum(groups, 2.5))
    se = thinned_se(n_groups=p.n_groups, n_per_group=p.n_per_group, lost=lost, **plan)
    return 100 * t_power(p.gamma01, np.maximum(se, 1e-9), p.n_groups - 2.0)


def loss_figure(p: Any, drawn: kit.Columns = NO_DOTS, name: str = "loss") -> kit.Figure:
    """What drop-out costs: the same share of all pupils, lost here and there or school by school."""
    lost = np.linspace(0, 0.6, 61)
    names = ("pupils here and there", "whole schools")
    pairs = list(zip(names, LOSSES, strict=True))
    curves = [curve(words, 100 * lost, after_loss(p, kind, lost)) for words, kind in pairs]
    now = {kind: float(after_loss(p, kind, p.dropout)) for kind in LOSSES}
    says = sentence(
        "Of 100 studies that lose @share of their pupils, @pupils find the program where pupils leave here and there, "
        "and @schools where whole schools leave. Without any loss it is @all.",
        share=kit.percent(p.dropout),
        all=number(power(p), 0),
        **{kind: number(value, 0) for kind, value in now.items()},
    )
    axes = {
        "x_domain": (0, 60), "x_title": "% of all pupils lost", "names": names, "codes": ("sigma2", "gamma01"),
    }  # fmt: skip
    here = [place(words, 100 * p.dropout, now[kind], "") for words, kind in pairs]
    title, key = "Two ways to lose pupils", "lines: formula, ◆ as planned"
    return figure(name, title, curves, says, axes, here=here, drawn=drawn, key=key)


def planned_from(p: Any, ends: Mapping[str, float], name: str) -> kit.Figure:
    """Power on the reader's budget under several intraclass correlations."""
    curves = [curve(words, OVER_N, along(p, OVER_N, tau00=rho, sigma2=1 - rho)) for words, rho in ends.items()]
    at = {words: float(power(p, tau00=rho, sigma2=1 - rho)) for words, rho in ends.items()}
    low, mid, high = at.values()
    says = sentence(
        "Your budget with the intraclass correlation of this study. Of 100 studies of your plan @mid find the program; "
        "@low to @high over its interval.",
        mid=number(mid, 0),
        low=number(min(low, high), 0),
        high=number(max(low, high), 0),
    )
    axes = N_AXIS | {"names": tuple(ends), "codes": ("gamma10", "gamma01", "sigma2")}
    here = [place(words, p.n_per_group, height, "") for words, height in at.items()]
    title, key = "Your budget, with a borrowed correlation", "◆ your plan"
    return figure(name, title, curves, says, axes, here=here, key=key)


def hindsight_figure(p: Any, t: Any, p_values: Any) -> kit.Figure:
    """Post-hoc power of every study against its p: one curve, whatever is true."""
    df = p.n_groups - 2.0
    dots = {"x": p_values, "y": 100 * post_hoc_power(t, df)}
    grid = np.linspace(0.001, 1, 200)
    line = 100 * post_hoc_power(kit.theory.t_of(grid, df), df)
    names = ("from what was found",)
    drawn = dots | {"low": dots["y"], "high": dots["y"], "label": kit.alike(names[0], len(t))}
    says = sentence(
        "100 studies of one plan. Its power is @power of 100 (dotted). Worked out from what each study found it runs "
        "from @low to @high, and follows from p alone.",
        power=number(power(p), 0),
        low=number(float(dots["y"].min()), 0),
        high=number(float(dots["y"].max()), 0),
    )
    axes = {
        "x_domain": (-0.02, 1),
        "x_title": "p of the study",
        "names": names,
        "codes": ("gamma01",),
    }
    title, key = "“Power” after the fact", "dots: 100 studies; dotted: their power"
    return figure(
        "hindsight", title, [curve(names[0], grid, line)], says, axes, drawn=drawn, goal=power(p), fitted=False, key=key
    )
