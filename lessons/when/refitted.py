"""Studies that are drawn and fitted, as many as are asked for: the closed form on trial."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from datasets.simulate import make_draws, two_trials
from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.theory import affordable, p_of
from lessons.when import plans

N_STUDIES, MORE = 200, 1000
FORMULA = "y ~ x + w + x:w + (1 + x | group)"
SIMPLE = "y ~ w + x + (1 | group)"
TERMS = {"gamma01": "w", "gamma10": "x", "gamma11": "x:w"}


def fitted(seed: int, formula: str = FORMULA, **world: Any) -> dict[str, float]:
    """One study, drawn and fitted: for each effect, whether t and z call it significant, as 0 or 1."""
    data = two_trials(make_draws(seed, world["n_groups"], world["n_per_group"]), **world)
    fit = kit.refit_of(formula, dict(kit.columns_of(data)) | {"group": data["group"].array})
    return {
        f"{test}.{effect}": float(p_of(fit.gamma[term] / fit.se[term], df) < 0.05)
        for effect, term in TERMS.items()
        if term in fit.gamma
        for test, df in (("t", fit.df[term]), ("z", np.inf))
    }


def repeats(
    name: str,
    label: Any,
    p: Any,
    one: Callable[[int], Mapping[str, float]],
    show: Callable[[kit.Samples], Any],
    n: int = N_STUDIES,
) -> kit.Repeats:
    said, state = sentence(label, n=n), (p.seed, *p.world.values())
    return kit.Repeats(name, said, state, p.seed, one, show, n_samples=n)


def dots(samples: kit.Samples, places: Iterable[tuple[str, float, str]]) -> kit.Columns:
    """(column, x, label) -> how many of 100, with Wilson's interval, a dot each."""
    rows = [(x, *kit.share_of_100(samples.columns[column]), label) for column, x, label in places]
    x, y, low, high, label = zip(*rows, strict=True)
    numbers = {"x": np.array(x), "y": np.array(y), "low": np.array(low), "high": np.array(high)}
    return numbers | {"label": kit.labels(label)}


def told(samples: kit.Samples, column: str, theory: float) -> kit.Live:
    """One place in words: by the fits, and by the closed form."""
    share, low, high = kit.share_of_100(samples.columns[column])
    return kit.Live(
        "Your plan: **@share** of 100 by @n fits (95 % Monte Carlo interval @low to @high), **@theory** by the "
        "formula.",
        n=samples.n,
        **{key: number(v, 1) for key, v in {"share": share, "low": low, "high": high, "theory": theory}.items()},
    )


def on_the_budget(p: Any) -> kit.Repeats:
    """Plans of one price: few pupils in many schools, and many in few."""
    sizes = sorted({4, 10, 20, 40, 60, p.n_per_group})

    def one(seed: int) -> dict[str, float]:
        groups = {n: int(affordable(p.budget, p.cost_ratio, n)) for n in sizes}
        return {str(n): fitted(seed, **p.planned | {"n_groups": j, "n_per_group": n})["t.gamma01"]
                for n, j in groups.items()}  # fmt: skip

    def show(samples: kit.Samples) -> tuple[kit.Figure, kit.Live]:
        drawn = dots(samples, ((str(n), n, "program") for n in sizes))
        pictured = plans.budget_figure(p, drawn=drawn, name="budget_fitted")
        return pictured, told(samples, str(p.n_per_group), plans.power(p))

    return repeats("budget_fits", "Fit @n studies of each plan", p, one, show)


def useless(p: Any) -> kit.Repeats:
    """No effect of the program, and more and more schools: the false alarms of both tests."""
    schools, names = (4, 6, 10, 20, 40), {"t": "t with J − 2 df", "z": "as if it were z"}

    def one(seed: int) -> dict[str, float]:
        found: dict[str, float] = {}
        for j in schools:
            tests = fitted(seed, SIMPLE, **p.planned | {"n_groups": j, "gamma01": 0, "gamma11": 0, "tau11": 0})
            found |= {f"{test}{j}": tests[f"{test}.gamma01"] for test in names}
        return found

    def show(samples: kit.Samples) -> tuple[kit.Figure, kit.Live]:
        # Beside each other, so that neither hides the other.
        shift = {"t": -0.4, "z": 0.4}
        places = ((f"{test}{j}", j + shift[test], words) for test, words in names.items() for j in schools)
        drawn = dots(samples, places)
        rates = {f"{test}{j}": number(100 * float(samples.columns[f"{test}{j}"].mean()), 1)
                 for test in names for j in (6, 40)}  # fmt: skip
        return plans.alarm_figure(p, drawn, "alarms_fitted"), kit.Live(ALARMS, n=samples.n, **rates)

    return repeats("alarm_fits", "Fit @n studies of a useless program", p, one, show)


ALARMS = (
    "By @n fits: with 6 schools **@z6** of 100 false alarms where t is read as if it were z, **@t6** with the degrees "
    "of freedom of the fit; with 40 schools **@z40** and **@t40**. Where a fit finds no variance between schools, it "
    "counts its degrees of freedom from pupils, and so its alarms may lie off the line."
)


def with_loss(p: Any) -> kit.Repeats:
    """Drop-out of both kinds: groups that end unequal, and groups that are gone."""
    shares, names = sorted({0.2, 0.4, p.dropout}), ("pupils here and there", "whole schools")
    keys = dict(zip(("lost_members", "lost_groups"), names, strict=True))

    def one(seed: int) -> dict[str, float]:
        return {f"{kind}{share}": fitted(seed, **p.planned | {kind: share})["t.gamma01"]
                for kind in keys for share in shares}  # fmt: skip

    def show(samples: kit.Samples) -> tuple[kit.Figure, kit.Live]:
        places = ((f"{kind}{share}", 100 * share, words) for kind, words in keys.items() for share in shares)
        rates = {kind: number(100 * float(samples.columns[f"{kind}{p.dropout}"].mean()), 1) for kind in keys}
        said = kit.Live(LOST, n=samples.n, share=kit.percent(p.dropout), **rates)
        return plans.loss_figure(p, dots(samples, places), "loss_fitted"), said

    return repeats("loss_fits", "Fit @n studies with drop-out", p, one, show)


LOST = (
    "By @n fits, with @share of the pupils gone: **@lost_members** of 100 find the program where pupils leave here and "
    "there, **@lost_groups** where whole schools leave. Schools that end unequal are no trouble for the model, as long "
    "as leaving has nothing to do with the score."
)


def three_effects(p: Any) -> kit.Repeats:
    """The reader's own plan, and all three tests of it."""

    def one(seed: int) -> dict[str, float]:
        return fitted(seed, **p.planned)

    def show(samples: kit.Samples) -> tuple[kit.Table]:
        rows = tuple(
            (plans.NAMES[e], number(float(plans.power(p, e)), 1), by_fits(samples, e)) for e in TERMS
        )  # fmt: skip
        says = sentence("Of 100; @n fits of your plan. In brackets: 95 % Monte Carlo interval.", n=samples.n)
        return (kit.Table(("", "by formula", "by fits"), rows, says),)

    return repeats("three_fits", "Fit @n studies of your plan", p, one, show, MORE)


def by_fits(samples: kit.Samples, effect: str) -> Any:
    share, low, high = (number(value, 1) for value in kit.share_of_100(samples.columns[f"t.{effect}"]))
    return sentence("@share (@low to @high)", share=share, low=low, high=high)
