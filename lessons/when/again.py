"""The reader's design drawn again and again and refitted: a simulated rate with its Monte Carlo error.

The samples come from the engine of `frogpond study`, and every one is fitted. While the hand moves, the intervals of
variances are worked out from the fit in closed form; the many samples drawn on request take them from the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.fit.refits import Refit, refit_of
from lessons.kit.studies import Study
from lessons.kit.studies.study import Analysis
from lessons.kit.theory import profile_ends, wilson_interval
from lessons.when.field import ASKS, BY, Ask, here, percent

Numbers = NDArray[np.float64]
Z = 1.959964
PROGRAM, PUPILS = "y ~ w + (1 | group)", "y ~ x + w + (1 | group)"
TERMS = {"gamma01": "w", "gamma10": "x"}
MOST, FEWEST, ROWS, ON_REQUEST = 100, 25, 100_000, 1000


@dataclass(frozen=True, eq=False)
class Found:
    """What the samples found of the parameter that is asked about, (R,) each; zero: where tau00 was found to be 0."""

    estimate: Numbers
    low: Numbers
    high: Numbers
    zero: NDArray[np.bool_]


@dataclass(frozen=True)
class Rate:
    """A simulated number in percent, between which numbers it lies in the long run (95 %), and of how many samples."""

    value: float
    low: float
    high: float
    n: int


def study(p: Any, seed: int, n_samples: int) -> Study:
    """The design as the engine takes it. x plays no part where the question is not about it."""
    about = ASKS[p.ask].about
    world = {
        "n_groups": p.n_groups, "n_per_group": p.n_per_group, "tau00": p.icc, "tau11": 0.0, "sigma2": 1 - p.icc,
        "gamma01": p.gamma01, "gamma10": p.gamma10 if about == "gamma10" else 0.0,
    }  # fmt: skip
    return Study("two_level", world, {"own": analysis(p.ask, p.method)}, n_samples, seed)


def analysis(ask: str, method: str) -> Analysis:
    """The model and the method that answer a question."""
    careful, variance = method == "care", ASKS[ask].about == "tau00"
    return Analysis(
        PUPILS if ASKS[ask].about == "gamma10" else PROGRAM,
        reml=method != "ml",
        test="satterthwaite" if careful else "normal",
        intervals=("profile" if careful else "wald") if variance else "none",
    )


def live(p: Any) -> Found:
    """As many samples as a moving hand has time for, and all of them in the picture: 100, and fewer of large ones."""
    n_samples = int(np.clip(ROWS // (p.n_groups * p.n_per_group), FEWEST, MOST))
    return _drawn(p.but(**_forgotten(p)), n_samples)


def _forgotten(p: Any) -> dict[str, Any]:
    """What does not matter to the question, at its start, so that what is kept is found again."""
    matters = {"seed", "ask", "method", "icc", "n_groups", "n_per_group", "gamma01", "gamma10"}
    return {one.name: one.start for one in p.controls() if one.name not in matters}


@lru_cache(maxsize=64)
def _drawn(p: Any, n_samples: int) -> Found:
    drawn, one = study(p, p.seed, n_samples), analysis(p.ask, p.method)
    samples = [sample for batch in range(drawn.n_batches) for sample in drawn.samples(0, batch)]
    t = one.test == "satterthwaite" and ASKS[p.ask].about != "tau00"
    fits = [refit_of(one.formula, sample, reml=one.reml, df=t) for sample in samples]
    if ASKS[p.ask].about == "tau00":
        return _variances(p, fits, np.array([sample["y"] for sample in samples]))
    term = TERMS[ASKS[p.ask].about]
    estimate, se = (np.array([getattr(fit, part)[term] for fit in fits]) for part in ("gamma", "se"))
    reach = se * kit.theory.t_reach(np.array([fit.df[term] if t else np.inf for fit in fits]))
    return Found(estimate, estimate - reach, estimate + reach, _zero(fits))


def _zero(fits: list[Refit]) -> NDArray[np.bool_]:
    return np.array([fit.variances["tau00"] <= 1e-9 for fit in fits])


def _variances(p: Any, fits: list[Refit], y: Numbers) -> Found:
    """Wald's interval from the fit, or that of the profile from the sums of squares of the same data."""
    tau00, sigma2 = (np.array([fit.variances[name] for fit in fits]) for name in ("tau00", "sigma2"))
    if p.method == "care":
        between, within = sums_of_squares(y, p.n_groups)
        ends = profile_ends(between, within, p.n_per_group, p.n_groups - 2, p.n_groups * (p.n_per_group - 1))
        return Found(tau00, *ends, _zero(fits))
    reach = Z * wald_se(tau00, sigma2, p.n_groups, p.n_per_group)
    return Found(tau00, tau00 - reach, tau00 + reach, _zero(fits))


def wald_se(tau00: Any, sigma2: Any, n_groups: int, n: int) -> Any:
    """sqrt(2 l^2 / (J - 1) + 2 sigma2^2 / (J (n - 1))) / n, l = sigma2 + n tau00."""
    return np.sqrt(2 * (sigma2 + n * tau00) ** 2 / (n_groups - 1) + 2 * sigma2**2 / (n_groups * (n - 1))) / n


def sums_of_squares(y: Numbers, n_groups: int) -> tuple[Numbers, Numbers]:
    """Between, with w 0 and 1 by turns taken out, and within: (R,) each, of outcomes (R, N) in order of group."""
    cells = y.reshape(len(y), n_groups, -1)
    means = cells.mean(axis=2)
    left = (
        means - np.stack([means[:, ::2].mean(axis=1), means[:, 1::2].mean(axis=1)], axis=1)[:, np.arange(n_groups) % 2]
    )
    return cells.shape[2] * (left**2).sum(axis=1), ((cells - means[..., None]) ** 2).sum(axis=(1, 2))


def hit(p: Any, found: Found) -> NDArray[np.bool_]:
    """In which samples that came true which the question counts."""
    ask, truth = p.ask, getattr(p, ASKS[p.ask].about, p.icc)
    if ask.startswith("power"):
        return (found.low > 0) | (found.high < 0)
    return found.zero if ask in ("zero", "bias") else (found.low <= truth) & (truth <= found.high)


def rate(p: Any, found: Found) -> Rate:
    """What is asked, as these samples have it."""
    n = len(found.estimate)
    if p.ask == "bias":
        off, error = (100 * one / p.icc for one in (found.estimate.mean() - p.icc, found.estimate.std(ddof=1)))
        return Rate(float(off), float(off - Z * error / n**0.5), float(off + Z * error / n**0.5), n)
    share = float(hit(p, found).mean())
    return Rate(100 * share, *(100 * end for end in wilson_interval(share, n)), n)


def told(p: Any, found: Found, which: kit.Words) -> kit.Live:
    """The simulated number with its error beside the exact one. which: of what samples, a template with @n."""
    one, exact = rate(p, found), here(p)
    return kit.Live(
        OFF if p.ask == "bias" else COUNTED,
        method=BY[p.method],
        which=sentence(which, n=one.n),
        they=ASKS[p.ask].they,
        **{slot: number(value, 1) for slot, value in zip(("rate", "low", "high"), _parts(one), strict=True)},
        exact=number(exact, 1),
        inside=INSIDE[one.low <= exact <= one.high],
    )


COUNTED = (
    "Of @which, **@rate %** @they, and with ever more samples @low to @high % would (95 % Monte Carlo interval). "
    "Worked out without drawing: **@exact %**. @inside Fitted by @method."
)
OFF = (
    "Over @which, the variance found is off by **@rate %** on average, and with ever more samples by @low to @high % "
    "(95 % Monte Carlo interval). Worked out without drawing: **@exact %**. @inside Fitted by @method."
)
SHOWN, NEW = "the @n samples in the picture", "@n new samples, not those in the picture"
INSIDE = {True: "The two agree.", False: "It lies outside, as one such interval in twenty does."}
METHODS_SAY = (
    "Three ways to fit. ML, maximum likelihood, takes the means it estimates for known, and so it finds schools too "
    "much alike. REML, restricted maximum likelihood, allows for them. Both go 1.96 standard errors to each side: a z "
    "interval, for a variance called Wald’s. The careful way takes t, which knows that schools are few, and for a "
    "variance the profile: all values that the likelihood does not rule out."
)


def _parts(one: Rate) -> tuple[float, float, float]:
    return one.value, one.low, one.high


AXES: dict[str, dict[str, Any]] = {
    "gamma01": {"y_domain": (-1.2, 2.0), "y_title": "effect of the program"},
    "gamma10": {"y_domain": (-0.4, 0.8), "y_title": "slope of x within schools"},
    "tau00": {"y_domain": (-0.3, 1.2), "y_title": "variance between schools"},
}
# What is counted: said in the picture, in its key, and where a pointer stands.
HEADS = {
    "power_w": "@k of @n found", "power_x": "@k of @n found", "cover_w": "@k of @n hold it",
    "cover_tau": "@k of @n hold it", "bias": "@off on average", "zero": "@k of @n at 0",
}  # fmt: skip
COLORED = {
    "power_w": ("color: leaves 0 out", "found"), "power_x": ("color: leaves 0 out", "found"),
    "cover_w": ("color: holds what you set", "holds it"), "cover_tau": ("color: holds what you set", "holds it"),
    "bias": ("gray: exactly 0", "above 0"), "zero": ("color: exactly 0", "at 0"),
}  # fmt: skip


def intervals(p: Any, found: Found) -> kit.Figure:
    """The samples with their intervals, in order of what they found; those that the question counts stand out."""
    one: Ask = ASKS[p.ask]
    axes, n, counted = AXES[one.about], len(found.estimate), hit(p, found)
    value = float(getattr(p, one.about, p.icc))
    off = percent("bias", rate(p, found).value) if p.ask == "bias" else ""
    head = sentence(HEADS[p.ask], k=int(counted.sum()), n=n, off=off)
    rank = np.empty(n)
    rank[np.argsort(found.estimate, kind="stable")] = np.arange(1, n + 1)
    key, means = COLORED[p.ask]
    nobody = {name: np.empty(0) for name in ("x", "y", "low", "at")}
    bottom, top = axes["y_domain"]
    colored, over, under = ~counted if p.ask == "bias" else counted, found.high > top, found.low < bottom
    tables = {
        "values": {"x": rank, "y": found.estimate, "low": found.low, "high": found.high, "found": colored,
                   **{name: np.clip(ends, bottom, top) for name, ends in
                      (("at", found.estimate), ("bottom", found.low), ("top", found.high))}},
        "beyond": {"x": np.append(rank[over], rank[under]),
                   "y": np.repeat((top, bottom), (over.sum(), under.sum())),
                   "up": np.repeat((True, False), (over.sum(), under.sum())),
                   "found": np.append(colored[over], colored[under])},
        "truth": {"y": np.array([value])},
        "count": {"x": np.array([1]), "y": np.array([axes["y_domain"][1]]), "label": kit.labels([str(head)])},
        "own": {**nobody, "label": kit.labels([])},
    }  # fmt: skip
    says = sentence(
        "@n samples of @groups schools with @size pupils each, refitted, in order of what they found, with 95 % "
        "intervals. @head. Dashed: @value, as set.",
        n=n,
        groups=p.n_groups,
        size=p.n_per_group,
        head=head,
        value=number(value),
    )
    settings = {"x_domain": (0, MOST + 1), "x_title": "samples, sorted", "code": one.about, "means": means, **axes}
    return kit.Figure("again", "Your design, again and again", kit.charts.studies, tables, says, settings, key=key)


def one_sample(p: Any, seed: int) -> Mapping[str, float]:
    """One more sample, its intervals from the engine."""
    one = analysis(p.ask, p.method)
    sample = study(p, seed, 2).samples(0, 0, 1)[0]
    t = one.test == "satterthwaite"
    fit = refit_of(one.formula, sample, reml=one.reml, df=t, intervals=one.intervals)
    zero = float(fit.variances["tau00"] <= 1e-9)
    about = ASKS[p.ask].about
    if about == "tau00":
        estimate = fit.variances["tau00"]
        reach = Z * fit.variance_se.get("tau00", 0.0)
        low, high = fit.variance_ends.get("tau00", (estimate - reach, estimate + reach))
        return {"estimate": estimate, "low": low, "high": high, "zero": zero}
    term = TERMS[about]
    reach = fit.se[term] * float(kit.theory.t_reach(fit.df[term] if t else np.inf))
    estimate = fit.gamma[term]
    return {"estimate": estimate, "low": estimate - reach, "high": estimate + reach, "zero": zero}


def many(p: Any, found: Found) -> kit.Repeats:
    """What the samples in the picture say, and in its place, on request, what a thousand do."""

    def show(samples: kit.Samples) -> tuple[kit.Live]:
        columns = samples.columns
        ends = (columns[name] for name in ("estimate", "low", "high"))
        return (told(p, Found(*ends, columns["zero"] > 0), NEW),)

    state = (p.seed, p.ask, p.method, *p.world.values())
    label, before = "Draw 1,000 samples", (told(p, found, SHOWN),)
    return kit.Repeats("thousand", label, state, p.seed, partial(one_sample, p), show, ON_REQUEST, before)
