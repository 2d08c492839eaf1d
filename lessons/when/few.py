"""Few groups as curves: what becomes of an interval, of the variance found, and of its test, as groups grow fewer."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.theory import naive_miss_rate, rejection_rates, t_density, t_misses
from lessons.when.field import ASKS, BY, RULES, answer, here, percent

Numbers = NDArray[np.float64]
Rows = dict[str, tuple[Numbers, Numbers]]
At = dict[str, tuple[float, float]]
Axes = dict[str, Any]
MOST = 120
GROUPS = np.arange(4, MOST + 1, 2)
FEWER = np.array([*range(4, 40, 2), *range(40, MOST + 1, 8)])
X = (4.0, float(MOST))
COUNTS = (
    ("x, a slope of pupils", "#gamma10", "pupils"),
    ("w, a program of schools", "#gamma01", "schools"),
    ("how much schools differ", "#tau00", "schools"),
)


def claims(p: Any) -> kit.Live:
    """Where the reader stands, and what is known from what."""
    return kit.Live(
        "You stand at the diamond: **@groups** schools of **@n** pupils. Claims about schools, or about how much they "
        "differ, are known from schools alone. Ask for each, and see which way the clear ground lies.",
        groups=p.n_groups,
        n=p.n_per_group,
    )


def counts(p: Any) -> kit.Table:
    """Which claim is known from what, and what the reader's design does for it."""
    asks = ("power_x", "power_w", "cover_tau")
    rows = tuple(
        (words, of, sentence(CLAIMS[ask], value=number(here(p, ask), 0)))
        for (words, _, of), ask in zip(COUNTS, asks, strict=True)
    )
    design = sentence("@groups schools of @n", groups=p.n_groups, n=p.n_per_group)
    says = sentence("Your design, of 100 samples. Fitted by @method.", method=BY[p.method])
    return kit.Table(("you claim something of", "known from", design), rows, says)


def asked() -> kit.Prose:
    """What may be asked, in plain words, a line each."""
    lines = (str(sentence("- **@words** @means?", words=one.words, means=one.means)) for one in ASKS.values())
    return kit.Prose("\n".join((WHAT, "", *lines, "", FITTED)))


WHAT = "What you may ask, over very many samples of a design:"
FITTED = (
    "Each sample is fitted with a random intercept, unless you choose otherwise by restricted maximum likelihood "
    "(REML), and intervals go 1.96 standard errors to each side."
)
CLAIMS = {
    "power_x": "found in @value of 100",
    "power_w": "found in @value of 100",
    "cover_tau": "interval holds in @value of 100",
}


def at_rules(p: Any) -> kit.Table:
    """Every question at every rule, by the reader's method."""
    rows = tuple(
        (one.words, *(percent(ask, here(p, ask, n_groups=j, n_per_group=n)) for j, n in RULES.values()),
         GOOD[one.kind, one.goal])
        for ask, one in ASKS.items()
    )  # fmt: skip
    says = sentence(
        "ICC @icc, by @method. Right?: how far the variance found is off, on average.",
        icc=p.icc,
        method=BY[p.method],
    )
    return kit.Table(("", *RULES, "good is"), rows, says)


GOOD = {
    ("at least", 80): "80 % or more",
    ("near", 95): "95 %",
    ("near", 0): "±0 %",
    ("at most", 0): "0 %",
}


def _curves(
    name: str, title: str, says: kit.Words, rows: Rows, at: At, codes: tuple[str, ...], axes: Axes, key: str
) -> kit.Figure:
    """Curves by name, over schools or over what `axes` names, with a diamond on each of those in `at`."""
    tables = {
        "curves": kit.stacked(*(
            {"x": x.astype(float), "y": y, "label": kit.alike(label, len(x))} for label, (x, y) in rows.items()
        )),
        "here": {
            "x": np.array([x for x, _ in at.values()]),
            "y": np.array([y for _, y in at.values()]),
            "label": kit.labels(at),
        },
    }  # fmt: skip
    settings = {**axes, "names": tuple(rows), "codes": codes}
    return kit.Figure(name, title, kit.charts.curves, tables, says, settings, key=key)


def miss_curve(p: Any) -> kit.Figure:
    """How often ± 1.96 standard errors miss, by the number of groups."""
    own = 100 * float(t_misses(p.n_groups - 2))
    says = sentence(
        "With @n schools ± 1.96 standard errors miss @own of 100; with very many they would miss 5.",
        n=p.n_groups,
        own=number(own, 1),
    )
    rows = {"J − 2 df": (GROUPS, 100 * t_misses(GROUPS - 2)), "as if many": (GROUPS, np.full(len(GROUPS), 5.0))}
    axes = {"x_domain": X, "y_domain": (0, 20), "x_title": "schools", "y_title": "misses of 100"}
    at = {"J − 2 df": (p.n_groups, own)}
    return _curves("misses", "± 1.96 with few schools", says, rows, at, ("gamma01", "sigma2"), axes, "diamond: you")


def two_bells(p: Any) -> kit.Figure:
    """t with J - 2 df beside t with N - 2."""
    x = np.linspace(-5, 5, 101)
    rows = {name: (x, t_density(x, df)) for name, df in (("J − 2 df", p.n_groups - 2), ("N − 2 df", p.total - 2))}
    own, other = (float(kit.theory.t_reach(df)) for df in (p.n_groups - 2, p.total - 2))
    says = sentence(
        "t with @df degrees of freedom has heavier tails than t with @many: 95 % lie within ± @own and ± @other.",
        df=p.n_groups - 2,
        many=p.total - 2,
        own=own,
        other=other,
    )
    axes = {
        "x_domain": (-5, 5),
        "y_domain": (0, 0.42),
        "x_title": "standard errors",
        "y_title": "density",
    }
    ends = {"J − 2 df": (own, p.n_groups - 2), "N − 2 df": (other, p.total - 2)}
    at = {name: (reach, float(t_density(reach, df))) for name, (reach, df) in ends.items()}
    key = "diamonds: 95 % lie within"
    return _curves("bells", "Schools counted, pupils counted", says, rows, at, ("gamma01", "sigma2"), axes, key)


def found(p: Any, method: str) -> float:
    """What is found of the variance on average, in percent of it, as it is told."""
    return round(100 + here(p, "bias", method=method), 1)


def leans(percent: float) -> str:
    return "high" if percent > 105 else ("low" if percent < 95 else "same")


def bias_curves(p: Any) -> kit.Figure:
    rows = {
        name: (GROUPS, 100 + _bias(method, p.icc, p.n_per_group)) for name, method in (("ML", "ml"), ("REML", "reml"))
    }
    at = {"ML": (p.n_groups, found(p, "ml")), "REML": (p.n_groups, found(p, "reml"))}
    says = sentence(
        "Found on average, in percent of the variance that was set: ML @ml, REML @reml. 100 is right.",
        ml=number(at["ML"][1], 1),
        reml=number(at["REML"][1], 1),
    )
    axes = {"x_domain": X, "y_domain": (0, 200), "x_title": "schools", "y_title": "found, %"}
    key = "diamonds: your design"
    return _curves("lean", "The variance found, on average", says, rows, at, ("gamma10", "tau00"), axes, key)


@lru_cache(maxsize=128)
def _bias(method: str, icc: float, n_per_group: int) -> Numbers:
    return answer("bias", method, icc, 0, 0, GROUPS, n_per_group)


@lru_cache(maxsize=4096)
def _seen(icc: float, n_groups: int, n_per_group: int) -> tuple[float, float, float]:
    """Of 100 samples, by a model that knows the program: a test of tau00 rejects, REML finds 0; and of intervals for
    the program that know of no schools, how many miss."""
    left = n_groups - 2, n_groups * (n_per_group - 1)
    test = rejection_rates(icc, 1 - icc, n_groups, n_per_group, left)["halved"]
    zero = answer("zero", "reml", icc, 0, 0, n_groups, n_per_group) / 100
    rates = test, zero, naive_miss_rate(n_groups, n_per_group, icc)
    test, zero, naive = (100 * float(rate) for rate in rates)
    return test, zero, naive


def seen(p: Any, n_groups: int) -> tuple[float, float, float]:
    return _seen(p.icc, n_groups, p.n_per_group)


def seen_in_words(p: Any) -> kit.Live:
    test, zero, naive = seen(p, p.n_groups)
    return kit.Live(
        "Schools do differ: you set an ICC of @icc. A test of that variance at 5 % rejects in **@test** of 100 "
        "samples, and REML finds a variance of 0 in @zero. An ordinary regression leaves schools out, and its "
        "intervals for the program miss in **@naive** of 100: the design effect is 1 + (#n_per_group − 1) #icc = "
        "**@deff**. @so",
        icc=p.icc,
        test=number(test, 0),
        zero=number(zero, 1),
        naive=number(naive, 0),
        so=SO[pays(test, naive)],
        deff=kit.theory.design_effect(p.n_per_group, p.icc),
    )


def pays(test: float, naive: float) -> str:
    """Whether leaving schools out costs anything, as it is told, and whether a test sees it."""
    return "cheap" if round(naive) <= 5 else ("unseen" if test < 50 else "seen")


SO = {
    "cheap": "Here that costs next to nothing: the pupils of a school are few for so small an ICC.",
    "unseen": "What a test does not see, the design still pays for.",
    "seen": "Here the test mostly sees what the design pays for.",
}
SEEN = ("test rejects", "variance found 0", "regression misses")


def seen_curves(p: Any) -> kit.Figure:
    values = np.array([seen(p, int(n)) for n in FEWER])
    own = seen(p, p.n_groups)
    says = sentence(
        "Of 100 samples with @n schools: the test of the variance rejects in @test, REML finds 0 in @zero, and the "
        "interval of an ordinary regression misses in @naive.",
        n=p.n_groups,
        **{slot: number(value, 0) for slot, value in zip(("test", "zero", "naive"), own, strict=True)},
    )
    axes = {"x_domain": X, "y_domain": (0, 100), "x_title": "schools", "y_title": "of 100"}
    rows = {name: (FEWER, values[:, k]) for k, name in enumerate(SEEN)}
    at = {name: (p.n_groups, own[k]) for k, name in enumerate(SEEN)}
    codes = ("tau00", "sigma2", "gamma10")
    return _curves("seen", "Is it seen, and does it matter?", says, rows, at, codes, axes, "diamonds: your design")
