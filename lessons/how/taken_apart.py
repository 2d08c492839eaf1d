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

    @property
    def labels(self) -> Mapping[str, str]:
        return LABELS

    @property
    def start(self) -> float:
        """The x at which the first part stands."""
        return 0.0

    @property
    def three(self) -> "ThreeParts":
        return ThreeParts(self.group, self.x, self.y, self.average, self.line)

    def printed(self, digits: int = 2) -> dict[str, str]:
        """The parts as they are shown: rounded so that what is shown adds up to y as it is shown."""
        heights = np.round(np.cumsum([0.0, *self.parts.values()]), digits)
        return {code: number(float(part), digits) for code, part in zip(self.parts, np.diff(heights), strict=True)}


class ThreeParts(Score):
    """The same value with each line in one piece: the average line, the line of the group, the unit's own."""

    @property
    def parts(self) -> dict[str, float]:
        gamma00, gamma10, u0, u1, e = super().parts.values()
        return {"gamma10": gamma00 + gamma10, "u0": u0 + u1, "e": e}

    @property
    def labels(self) -> Mapping[str, str]:
        return {"gamma10": "average", "u0": "school", "e": "own"}

    @property
    def start(self) -> float:
        return self.x


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
        "The ringed @unit of @group @name has x = @x and y = @y, a sum of @n parts.",
        n=kit.spelled(len(score.parts)),
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
    n = len(score.parts)
    x = left + (right - left) * (0.09 + 0.825 / n * np.arange(n + 1))
    top, below = high - 0.05 * (high - low), high - 0.135 * (high - low)
    gaps = (x[1:] + x[:-1]) / 2
    signs = ["=", *["+"] * (n - 1)]
    printed = score.printed()
    return {
        "terms": {
            "x": x[1:],
            "y": np.full(n, top),
            "y2": np.full(n, below),
            "code": kit.labels(printed),
            "label": kit.labels(score.labels.values()),
            "value": kit.labels(printed.values()),
            "chosen": np.array([code == part for code in printed]),
        },
        "signs": {
            "x": np.concatenate([gaps, x[:1], x[:1]]),
            "y": np.concatenate([np.full(len(signs), top), [top, below]]),
            "label": kit.labels([*signs, "y", number(score.y, 2)]),
        },
    }


def _steps(score: Score, part: str, axes: Mapping[str, Any]) -> dict[str, kit.Columns]:
    """Up from the axis to the first part, then up or down by one part after the other, to the unit's y."""
    (left, right), bottom = axes["x_domain"], axes["y_domain"][0]
    codes, heights = tuple(score.parts), np.cumsum(list(score.parts.values()))
    room = score.x + len(PARTS) * ASIDE * (right - left) < right
    aside = ASIDE * (right - left) * (1 if room else -1)
    first = 1 if score.start == score.x else 0
    places = np.array([score.start, *(score.x + aside * (np.arange(len(codes) - 1) + first))])
    return {
        "steps": {
            "x": places,
            "y": np.array([max(bottom, 0.0), *heights[:-1]]),
            "x2": places,
            "y2": heights,
            "code": kit.labels(codes),
            "chosen": np.array([code == part for code in codes]),
        },
        "joints": {"x": places, "y": heights, "x2": np.array([*places[1:], score.x])},
    }


def whose(here: Score) -> kit.Table:
    """Who shares which number."""
    rows = tuple((words, here.printed()[code], SHARED[code]) for code, words in PARTS.items())
    says = sentence("A sum of @y. Change the pupil, then the school, and see which numbers move.", y=here.y)
    return kit.Table(("part", "here", "what is shared, and by whom"), rows, says)


SAME_ANSWERS = {
    "one": (
        "The residual alone",
        "Slopes do not change, yet two parts are a slope times x, and x is the pupil's own.",
    ),
    "three": (
        "The residual, and both parts with x in them",
        "Intercept and level are shared. So are both slopes, but each is multiplied by this pupil's x.",
    ),
    "four": (
        "All but the average intercept",
        "The level of the school is one number for all of its pupils, too.",
    ),
}
SHARED = {
    "gamma00": "by all pupils of all schools: fixed",
    "gamma10": "the slope, by all pupils of all schools: fixed",
    "u0": "by the pupils of a school: random",
    "u1": "the slope, by the pupils of a school: random",
    "e": "by nobody: random",
}


WHAT = {
    "gamma00": "It is where the average line stands at x = 0, one number for all pupils of all schools. Its bar "
    "begins at the edge of the picture, not at 0.",
    "gamma10": "It is how far the average line has gone up or down from x = 0 to this pupil's x.",
    "u0": "It is how far this school's line lies off the average line at x = 0. All its pupils share it.",
    "u1": "It is what this school's own slope adds at this pupil's x.",
    "e": "It is how far this pupil lies off the line of the school.",
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


WHICH = {
    "these": "Read so, schools are **fixed**: right for the schools of one town, if you ask about them and no others. "
    "Now choose the other reading.",
    "sample": "Read so, schools are **random**: right if you ask what such schools do, and other schools might as well "
    "have been drawn. Only so is there anything to say about a new school.",
}


READ = {"these": "These schools", "sample": "All such schools", "new": "A new school"}


def reading_figure(found: Readings, reading: str, truth: float) -> kit.Figure:
    """Intervals of what both readings speak of; those of the chosen one are strong. truth: what it asks for."""
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
        "set": {"value": np.array([truth])},
    }
    settings = {"domain": (30, 70), "title": "level at x = 0", "code": "gamma00", "order": tuple(READ.values())}
    says = sentence(
        SAYS[reading],
        low=float(low[kind]),
        high=float(high[kind]),
        least=float(low[-1]),
        most=float(high[-1]),
        truth=truth,
    )
    return kit.Figure("readings", "What the data can say", kit.charts.intervals, tables, says, settings, height="short")


SAYS = {
    "these": "The average of these schools lies between @low and @high; it is @truth (dashed). Read so, the data say "
    "nothing of other schools: the pale lines belong to the other reading.",
    "sample": "The average of all such schools lies between @low and @high; it was set to @truth (dashed). Of new "
    "schools 95 % lie between @least and @most.",
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


DICE_HERE = (
    "Add some, and see what they take in this one sample.",
    "In this one sample one die takes **@here**.",
    "In this one sample @k dice take **@here**.",
)
CURVES = {"these schools": "sigma2", "other schools": "tau00"}


def sink_figure(n_junk: int, n_groups: int) -> kit.Figure:
    """Expected squared errors over the number of dice, for schools that were fitted and for new ones, each of those
    without dice 100."""
    k = np.arange(MOST_DICE + 1)
    errors = np.array([kit.theory.sink_errors(1.0, int(i), n_groups) for i in k])
    old, new = 100 * errors.T / errors[:1].T
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
        "y_title": "squared error, no dice = 100",
        "names": names,
        "codes": tuple(CURVES.values()),
    }
    says = sentence(
        "With @k the squared error is @old in the @n schools you have and @new in others; 100 is that without any.",
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
