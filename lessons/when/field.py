"""What every design would find, as a field: J from left to right, n from bottom to top, and three rules as points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.theory import FewGroups
from lessons.when.contours import contour

Numbers = NDArray[np.float64]
RULES = {"30/30": (30, 30), "50/20": (50, 20), "100/10": (100, 10)}
METHODS = {"ml": "Simple: ML, ± 1.96 SE", "reml": "Usual: REML, ± 1.96 SE", "care": "Careful: REML, t, profile"}
BY = {"ml": "ML and ± 1.96 standard errors", "reml": "REML and ± 1.96 standard errors", "care": "REML, t and profile"}
CELLS = (40, 26)
LEFT = 6  # Further to the left a name would be cut off by the axis.
LABELED = (2.6, 3.7, 5.2, 7.4, 10.4)  # At how many members each contour has its name, so that they lie apart.
SIDES = {"30/30": "above", "50/20": "right", "100/10": "below"}  # So that no name lies on another.
DOMAINS = {"x_domain": (4, 200), "y_domain": (2, 70)}


@dataclass(frozen=True)
class Ask:
    """What a reader may ask of a design: in a menu, and what is asked for in percent.

    kind: how a number is held against that. about: the parameter. darkest: how many points off are the strongest color,
    for what is asked ranges over as much. levels: of which there are contours. means: half a question. says: of a
    design, a template with @value and @effect. they: what samples do that are counted.
    """

    words: str
    goal: float
    kind: str
    about: str
    darkest: float
    levels: tuple[float, ...]
    means: str
    says: str
    they: str


ASKS = {
    "power_w": Ask(
        "Program: found?", 80, "at least", "gamma01", 80, (20, 50, 80),
        "how often does the interval of its effect leave 0 out",
        "finds the effect of a program, @effect SDs, in **@value** of 100 samples",
        "find the effect of the program",
    ),
    "cover_w": Ask(
        "Program: interval?", 95, "near", "gamma01", 15, (85, 90, 94),
        "how often does a 95 % interval hold the effect that you set",
        "has an interval for the effect of a program that holds it in **@value** of 100 samples",
        "have an interval that holds the effect you set",
    ),
    "power_x": Ask(
        "Slope of x: found?", 80, "at least", "gamma10", 80, (20, 50, 80),
        "x is a trait of pupils: how often does its interval leave 0 out",
        "finds the slope of x within schools, @effect SDs, in **@value** of 100 samples",
        "find the slope of x",
    ),
    "bias": Ask(
        "Variance: right?", 0, "near", "tau00", 100, (-20, -5, 5, 20, 100),
        "by how much is the variance between schools off, on average",
        "finds a variance between schools that is off by **@value** % on average",
        "",
    ),
    "cover_tau": Ask(
        "Variance: interval?", 95, "near", "tau00", 30, (80, 90, 99),
        "how often does a 95 % interval hold the variance that you set",
        "has an interval for the variance that holds it in **@value** of 100 samples",
        "have an interval that holds the variance you set",
    ),
    "zero": Ask(
        "Variance: zero?", 0, "at most", "tau00", 60, (5, 20, 40),
        "how often is it found to be exactly 0, though schools differ",
        "finds a variance of exactly 0 between schools in **@value** of 100 samples",
        "find a variance of exactly 0",
    ),
}  # fmt: skip


def answer(ask: str, method: str, icc: float, gamma01: float, gamma10: float, n_groups: Any, n_per_group: Any) -> Any:
    """What the designs do, in percent, exactly: total variance 1, half of the groups with the program."""
    design = FewGroups(icc, 1 - icc, n_groups, n_per_group, reml=method != "ml")
    careful = method == "care"
    match ask:
        case "power_w":
            share = design.effect_rate(gamma01, t=careful)
        case "cover_w":
            share = 1 - design.effect_rate(0, t=careful)
        case "power_x":
            share = design.slope_rate(gamma10, t=careful)
        case "bias":
            share = design.mean_found() / icc - 1
        case "cover_tau":
            share = design.profile_coverage() if careful else design.wald_coverage()
        case _:
            share = design.found_zero()
    return 100 * share


def short(ask: str, value: Any) -> Any:
    """By how many points a number is below (< 0) or above what is asked for; 0 where that is met."""
    by, kind = value - ASKS[ask].goal, ASKS[ask].kind
    return np.minimum(0, by) if kind == "at least" else (-np.maximum(0, by) if kind == "at most" else by)


def here(p: Any, ask: str = "", **changes: Any) -> float:
    """What the reader's own design does, or one that differs from it in something."""
    at = {name: getattr(p, name) for name in ("method", "icc", "gamma01", "gamma10", "n_groups", "n_per_group")}
    return _one(ask or p.ask, **(at | changes))


@lru_cache(maxsize=4096)
def _one(ask: str, **at: Any) -> float:
    return float(answer(ask, **at))


@lru_cache(maxsize=256)
def _ground(ask: str, method: str, icc: float, gamma01: float, gamma10: float) -> Mapping[str, kit.Columns]:
    """Cells in their colors, contours, and the names of these."""
    edges = [np.geomspace(*DOMAINS[axis], n + 1) for axis, n in zip(DOMAINS, CELLS, strict=True)]
    middles = [np.sqrt(edge[1:] * edge[:-1]) for edge in edges]
    n_groups, n_per_group = np.meshgrid(*middles, indexing="ij")
    value = answer(ask, method, icc, gamma01, gamma10, n_groups, n_per_group)
    (x, y), (across, up) = edges, CELLS
    # Cells overlap a little, so that no seams show.
    cells = {
        "x": x[:-1].repeat(up),
        "x2": x[1:].repeat(up) * 1.004,
        "y": np.tile(y[:-1], across),
        "y2": np.tile(y[1:], across) * 1.004,
        "value": value.ravel(),
        "tint": tint(ask, short(ask, value)).ravel(),
    }
    lines = [contour(*middles, value, level) for level in ASKS[ask].levels]
    starts, ends = (np.concatenate([line[k] for line in lines]) for k in (0, 1))
    pieces = {"x": starts[:, 0], "y": starts[:, 1], "x2": ends[:, 0], "y2": ends[:, 1]}
    cells, pieces = ({name: column.astype(np.float32) for name, column in one.items()} for one in (cells, pieces))
    return {"cells": cells, "lines": pieces, "levels": _levels(ask, [line[0] for line in lines])}


def _levels(ask: str, lines: list[Numbers]) -> kit.Columns:
    """The name of each contour, where it comes nearest to the height that is its own."""
    places, words = [], []
    for level, line, height in zip(ASKS[ask].levels, lines, LABELED, strict=False):
        line = line[line[:, 0] > LEFT]
        if len(line):
            x, y = line[np.abs(np.log(line[:, 1] / height)).argmin()]
            places.append((float(x), float(y)))
            words.append(str(percent(ask, level)))
    return _points(places, words, ["on"] * len(words))


def percent(ask: str, value: float) -> kit.Words:
    """A number that is asked for, in percent; what is off, with its sign."""
    said = number(value, 0)
    sign = "" if ask != "bias" or value < 0 else "+"
    return sentence("±@value %" if ask == "bias" and said == "0" else SIGNED[sign], value=said)


SIGNED = {"": "@value %", "+": "+@value %"}


def tint(ask: str, points: Any) -> Any:
    """How strong the color is, from -1 to 1, over all that this question ranges over: small misses are seen, too."""
    return np.sign(points) * np.minimum(1, np.abs(points) / ASKS[ask].darkest) ** 0.8


def field(p: Any, ask: str = "", *, you: bool = True, same: bool = False) -> kit.Figure:
    """The field of what is asked. you: the reader's design, too; same: and all designs with as many members in all."""
    ask = ask or p.ask
    one = ASKS[ask]
    effects = (p.gamma01 if ask == "power_w" else 0.0, p.gamma10 if ask == "power_x" else 0.0)
    at = {name: here(p, ask, n_groups=j, n_per_group=n) for name, (j, n) in RULES.items()}
    labels = [str(sentence("@rule: @value", rule=name, value=percent(ask, value))) for name, value in at.items()]
    on_rule = (p.n_groups, p.n_per_group) in RULES.values()
    own = "you" if on_rule else str(sentence("you: @value", value=percent(ask, here(p, ask))))
    line = np.geomspace(*DOMAINS["x_domain"], 12) if same else np.empty(0)
    tables = {
        **_ground(ask, p.method, p.icc, *effects),
        "rules": _points(list(RULES.values()), labels, list(SIDES.values())),
        "here": _points([(p.n_groups, p.n_per_group)], [own], ["below"]) if you else _points([], [], []),
        "same": {"x": line, "y": p.n_groups * p.n_per_group / line},
    }
    says = sentence(
        "@words @each The paler, the nearer to what is good (@goal)@same.",
        words=one.words,
        each=sentence("30/30: @a, 50/20: @b, 100/10: @c.", **_three(ask, at)),
        goal=GOALS[one.kind, one.goal],
        same=sentence(SAME, total=p.n_groups * p.n_per_group) if same else "",
    )
    key = KEYS[one.kind]
    settings = {**DOMAINS, "x_title": "schools", "y_title": "pupils in each", "what": "percent"}
    return kit.Figure("field", TITLE, kit.charts.field_of_designs, tables, says, settings, key=key)


TITLE = "Every design at once"
SAME = "; dashed: all designs with @total pupils"
KEYS = {
    "at least": "clear: enough; orange: too seldom",
    "near": "clear: as asked; orange: too little; blue: too much",
    "at most": "clear: seldom; orange: often",
}
GOALS = {  # What is good.
    ("at least", 80): "80 of 100 or more, by habit",
    ("near", 95): "95 of 100",
    ("near", 0): "0 % off",
    ("at most", 0): "none of 100",
}


def _three(ask: str, at: Mapping[str, float]) -> dict[str, kit.Words]:
    return {slot: percent(ask, value) for slot, value in zip("abc", at.values(), strict=True)}


def _points(places: Sequence[tuple[float, float]], words: list[str], sides: list[str]) -> kit.Columns:
    x, y = ([float(place[k]) for place in places] for k in (0, 1))
    return {"x": np.array(x), "y": np.array(y), "label": kit.labels(words), "side": kit.labels(sides)}
