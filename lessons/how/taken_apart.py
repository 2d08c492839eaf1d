"""One score as a sum of parts, the same schools read in two ways, and a sink full of predictors, as pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

import datasets
from datasets.simulate import make_draws
from lessons import kit
from lessons.kit import number, sentence

Numbers = NDArray[np.float64]
AXES = {
    "x_domain": (-3.2, 3.2),
    "y_domain": (22, 90),
    "x_title": "ability on entry, x",
    "y_title": "test score, y",
    "group_word": "school",
    "unit_word": "pupil",
}
PARTS = {
    "gamma00": "Average intercept",
    "gamma10": "Average slope, times x",
    "u0": "Level of the school",
    "u1": "Slope of the school, times x",
    "e": "Residual",
}
LABELS = {"gamma00": "γ₀₀", "gamma10": "γ₁₀x", "u0": "u₀", "u1": "u₁x", "e": "e"}
ASIDE = 0.035  # From one step to the next, in widths of the picture.
MOST_SCHOOLS, MOST_DICE = 40, 6


@dataclass(frozen=True)
class Score:
    """One unit's value as a sum. parts: code -> number; x, y: the unit; group: its name.

    average, line: level at x = 0 and slope, of all groups and of this one.
    """

    group: str
    x: float
    y: float
    average: tuple[float, float]
    line: tuple[float, float]

    @property
    def parts(self) -> dict[str, float]:
        """In the order of the equation; they add up to y."""
        level, slope = (own - average for own, average in zip(self.line, self.average, strict=True))
        fixed = {"gamma00": self.average[0], "gamma10": self.average[1] * self.x}
        return fixed | {"u0": level, "u1": slope * self.x, "e": self.y - self.line[0] - self.line[1] * self.x}


def taken(groups: kit.Groups, row: int, unit: int, gamma: tuple[float, float], u: tuple[Numbers, Numbers]) -> Score:
    """The value of a unit, by its place among those of the group in `row`. gamma: 00 and 10; u: (J,) each."""
    here = np.flatnonzero(groups.of_unit == row)[unit]
    x, y = (float(groups.table[name][here]) for name in ("x", "y"))
    return Score(groups.names[row], x, y, gamma, (gamma[0] + float(u[0][row]), gamma[1] + float(u[1][row])))


def score_figure(
    name: str, title: kit.Words, groups: kit.Groups, row: int, score: Score, part: str,
    axes: Mapping[str, Any] = AXES, still: Any = None,
) -> kit.Figure:  # fmt: skip
    """The unit's value taken apart, `part` lit."""
    here, table = groups.of_unit == row, groups.table
    x, y = (np.asarray(table[column], dtype=float) for column in ("x", "y"))
    ends = np.array(axes["x_domain"], dtype=float)
    tables = {
        "others": {"x": x[~here], "y": y[~here]},
        "units": {"x": x[here], "y": y[here]},
        "average": {"x": ends, "y": score.average[0] + score.average[1] * ends},
        "line": {"x": ends, "y": score.line[0] + score.line[1] * ends},
        "unit": {"x": np.array([score.x]), "y": np.array([score.y])},
        **_equation(score, part, axes),
        **_steps(score, part, axes),
    }
    says = sentence(
        "The ringed @unit of @group @name has x = @x and y = @y, a sum of five parts.",
        unit=axes["unit_word"],
        group=axes["group_word"],
        name=score.group,
        x=score.x,
        y=score.y,
    )
    key = "ring: this one; point at a part"
    return kit.Figure(name, title, kit.charts.anatomy, tables, says, axes, key=key, still=still)


REAL_UNITS = {"hsb": (7, 3), "sleepstudy": (5, 8)}
REAL_AXES = {
    "hsb": {"x_domain": (-3.2, 2.4), "y_domain": (-4, 34)},
    "sleepstudy": {"x_domain": (-0.4, 9.6), "y_domain": (180, 580)},
}


def real_score(name: str, fit: Any) -> Score:
    """One value of a real table, its group's line as predicted by random slopes."""
    groups, (row, unit) = kit.real_groups(name), REAL_UNITS[name]
    return taken(groups, row, unit, (fit.gamma["Intercept"], fit.gamma["x"]), kit.effects(fit, groups))


def real_figure(name: str, here: Score, part: str) -> kit.Figure:
    """That value taken apart."""
    shown, groups = datasets.describe(name).shown, kit.real_groups(name)
    axes = REAL_AXES[name] | {
        "x_title": shown.predictor, "y_title": shown.outcome, "group_word": shown.group, "unit_word": shown.unit,
    }  # fmt: skip
    row, _ = REAL_UNITS[name]
    return score_figure(f"real_{name}", shown.brief, groups, row, here, part, axes, still=(name, part))


def _equation(score: Score, part: str, axes: Mapping[str, Any]) -> dict[str, kit.Columns]:
    """The terms above the picture, evenly across it, with their numbers; y and the signs between them."""
    (left, right), (low, high) = axes["x_domain"], axes["y_domain"]
    x = left + (right - left) * (0.09 + 0.165 * np.arange(len(PARTS) + 1))
    top, below = high - 0.06 * (high - low), high - 0.13 * (high - low)
    gaps = (x[1:] + x[:-1]) / 2
    signs = ["=", "+", "+", "+", "+"]
    return {
        "terms": {
            "x": x[1:],
            "y": np.full(len(PARTS), top),
            "y2": np.full(len(PARTS), below),
            "code": kit.labels(PARTS),
            "label": kit.labels(LABELS[code] for code in PARTS),
            "value": kit.labels(number(score.parts[code], 1) for code in PARTS),
            "chosen": np.array([code == part for code in PARTS]),
        },
        "signs": {
            "x": np.concatenate([gaps, x[:1], x[:1]]),
            "y": np.concatenate([np.full(len(signs), top), [top, below]]),
            "label": kit.labels([*signs, "y", number(score.y, 1)]),
        },
    }


def _steps(score: Score, part: str, axes: Mapping[str, Any]) -> dict[str, kit.Columns]:
    """From the intercept at x = 0 across to the unit's x, then up or down by one part after the other."""
    left, right = axes["x_domain"]
    room = score.x + len(PARTS) * ASIDE * (right - left) < right
    aside = ASIDE * (right - left) * (1 if room else -1)
    heights = np.cumsum(list(score.parts.values()))
    places = score.x + aside * np.arange(len(PARTS) - 1)
    first = np.array([0.0]), heights[:1]
    return {
        "steps": {
            "x": np.concatenate([first[0], places]),
            "y": np.concatenate([first[1], heights[:-1]]),
            "x2": np.concatenate([places[:1], places]),
            "y2": np.concatenate([first[1], heights[1:]]),
            "code": kit.labels(PARTS),
            "chosen": np.array([code == part for code in PARTS]),
        },
        "joints": {
            "x": np.concatenate([places[:-1], places[-1:]]),
            "y": heights[1:],
            "x2": np.concatenate([places[1:], [score.x]]),
        },
    }


def whose(here: Score) -> kit.Table:
    """Who shares which number."""
    rows = tuple((words, number(here.parts[code]), SHARED[code]) for code, words in PARTS.items())
    says = sentence("A sum of @y. Change the pupil, then the school, and see which numbers move.", y=here.y)
    return kit.Table(("part", "here", "what is shared, and by whom"), rows, says)


SHARED = {
    "gamma00": "by all pupils of all schools: fixed",
    "gamma10": "the slope, by all pupils of all schools: fixed",
    "u0": "by the pupils of a school: random",
    "u1": "the slope, by the pupils of a school: random",
    "e": "by nobody: random",
}


@dataclass(frozen=True)
class Readings:
    """What one sample says of the schools' average level at x = 0, read both ways: estimates and 95 % intervals."""

    these: tuple[float, float, float]
    sample: tuple[float, float, float]
    new: tuple[float, float, float]


def readings(groups: kit.Groups, mixed: Any) -> Readings:
    """these: the mean intercept of J dummies and a common slope, variance s2 / N + xbar2 var(b) (t interval).
    sample: gamma00 of random intercepts. new: a new school, gamma00 +- 1.96 sqrt(tau00 + se2), tau00 taken as known.
    """
    dummies = kit.dummy_fit(groups)
    x_mean, y_mean = (float(np.mean(groups.table[name])) for name in ("x", "y"))
    level = y_mean - dummies.gamma["x"] * x_mean
    half_slope = (dummies.interval()["x"][1] - dummies.gamma["x"]) / dummies.se["x"]
    se = (dummies.sigma2 / len(groups.of_unit) + (x_mean * dummies.se["x"]) ** 2) ** 0.5
    average, (low, high) = mixed.gamma["Intercept"], mixed.interval()["Intercept"]
    reach = 1.959964 * (mixed.tau00 + mixed.se["Intercept"] ** 2) ** 0.5
    return Readings(
        (level, level - half_slope * se, level + half_slope * se),
        (average, low, high),
        (average, average - reach, average + reach),
    )


READ = {"these": "These schools", "sample": "All such schools", "new": "A new school"}


def reading_figure(found: Readings, reading: str) -> kit.Figure:
    """Intervals of what both readings speak of; those of the chosen one are strong."""
    estimate, low, high = (np.array([getattr(found, kind)[part] for kind in READ]) for part in range(3))
    kind = list(READ).index(reading)
    tables = {
        "estimates": {
            "label": kit.labels(READ.values()),
            "estimate": estimate,
            "low": low,
            "high": high,
            "chosen": np.array([(name == "these") == (reading == "these") for name in READ]),
        },
        "set": {"value": np.empty(0)},
    }
    settings = {"domain": (30, 70), "title": "level at x = 0", "code": "gamma00", "order": tuple(READ.values())}
    says = sentence(
        SAYS[reading], low=float(low[kind]), high=float(high[kind]), least=float(low[-1]), most=float(high[-1])
    )
    return kit.Figure("readings", "What the data can say", kit.charts.intervals, tables, says, settings, height="short")


SAYS = {
    "these": "The average of these schools lies between @low and @high. Of a school that is not among them the data "
    "say nothing.",
    "sample": "The average of all such schools lies between @low and @high, and 95 % of new schools between @least "
    "and @most.",
}


def explained(means: Numbers, n_junk: int, seed: int) -> float:
    """R2 of the regression of means, (J,), on k columns of dice; 0 where the means do not differ."""
    dice = make_draws(seed + 20_000, MOST_SCHOOLS, MOST_DICE).x[: len(means), :n_junk]
    if not n_junk or np.ptp(means) == 0:
        return 0.0
    design = np.column_stack([np.ones(len(means)), dice])
    residual = means - design @ np.linalg.lstsq(design, means, rcond=None)[0]
    gap = means - means.mean()
    return float(1 - residual @ residual / (gap @ gap))


CURVES = {"these schools": "sigma2", "other schools": "tau00"}


def sink_figure(n_junk: int, n_groups: int) -> kit.Figure:
    """Expected squared errors over the number of dice, for schools that were fitted and for new ones."""
    k = np.arange(MOST_DICE + 1)
    errors = [kit.theory.sink_errors(100.0, int(i), n_groups) for i in k]
    old, new = (np.array([pair[which] for pair in errors]) for which in (0, 1))
    names = tuple(CURVES)
    tables = {
        "curves": {
            "x": np.tile(k, 2).astype(float),
            "y": np.concatenate([old, new]),
            "label": kit.labels(name for name in names for _ in k),
        },
        "here": {
            "x": np.full(2, float(n_junk)),
            "y": np.array([old[n_junk], new[n_junk]]),
            "label": kit.labels(names),
        },
    }
    settings = {
        "x_domain": (-0.3, MOST_DICE + 0.3),
        "y_domain": (0, 300),
        "x_title": "predictors made by dice, k",
        "y_title": "squared error, % of variance",
        "names": names,
        "codes": tuple(CURVES.values()),
    }
    says = sentence(
        "With @k means lie off by @old % of their variance in the @n schools you have, and by @new % in others.",
        k=sentence("one die" if n_junk == 1 else "@n dice", n=n_junk),
        old=number(float(old[n_junk]), 0),
        n=n_groups,
        new=number(float(new[n_junk]), 0),
    )
    title = "How far the means lie from the regression"
    return kit.Figure("sink", title, kit.charts.curves, tables, says, settings, key="diamonds: your k")


ASKS = {
    "line": "how y goes with x, schools left out",
    "levels": "the same, and how much schools differ in level",
    "slopes": "the same, and whether x matters equally in all schools",
}


def model_table(fits: Mapping[str, Any], models: kit.Models, slope: float) -> kit.Table:
    """The slope of x by each model, and what the model asks; slope: the one that was set."""
    rows = tuple(
        (model.words, number(fits[name].gamma["x"]), number(fits[name].se["x"]), ASKS[name])
        for name, model in models.items()
    )
    says = sentence("The same data; you set an average slope of @slope.", slope=slope)
    return kit.Table(("model", "slope of x", "standard error", "what it asks"), rows, says)
