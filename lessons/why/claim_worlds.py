"""How the world of a claim looks: units, groups, and the line that answers the claim, made up or real."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lessons import kit
from lessons.kit import sentence

DOMAINS = {"x_domain": (-3.2, 3.2), "y_domain": (20, 80), "group_word": "class"}
# Of each kind: the column that runs across, and the titles of the axes.
ACROSS = {"micro": "x", "macro": "w", "macro_micro": "w", "micro_macro": "x", "cross": "x"}
X_TITLES = {"x": "family income, x (SD units)", "w": "teacher's efficacy, x (SD units)"}
Y_TITLES = {"macro": "climate, y", "micro_macro": "climate, y"}
SAYS = {
    "micro": "@n pupils in @groups classes, a line in each. All have one slope: @slope. The thick line is their "
    "average.",
    "macro": "@groups classes, and no pupil: a class is one dot. Slope found: @slope.",
    "macro_micro": "@n pupils in @groups classes. Pupils of one class stand in one column: they have one teacher. "
    "Slope found: @slope.",
    "micro_macro": "@groups classes. The small dots of a row are the pupils of one class; its climate is one number. "
    "Slope found: @slope.",
    "cross": "@n pupils in @groups classes. Where the teacher is one SD more effective, the slope of a class is @more.",
}
Z_ENDS = ("where z is low", "where z is high")


def world(run: kit.Run, kind: str) -> kit.Figure:
    """The made-up world of this kind of claim, as its model sees it."""
    slope, across = run.fits[kind].gamma[term_of(kind, ACROSS[kind])], ACROSS[kind]
    facts = {"n": len(run.data), "groups": run.p.n_groups, "slope": slope, "more": steeper(slope)}
    says = sentence(SAYS[kind], **{name: value for name, value in facts.items() if f"@{name}" in SAYS[kind]})
    axes = DOMAINS | {"x_title": X_TITLES[across], "y_title": Y_TITLES.get(kind, "motivation, y")}
    tables = claim_tables(kind, run.groups, run.fits[kind], across, dict(zip(Z_ENDS, (-1.0, 1.0), strict=True)))
    return kit.Figure("world", "Its world", kit.charts.three_lines, tables, says, axes, picks="means")


def steeper(change: float) -> kit.Text:
    """By how much a slope is larger or smaller."""
    return sentence("@size smaller" if change < 0 else "@size larger", size=abs(change))


def term_of(kind: str, across: str) -> str:
    """The term of the model that answers the claim; `across` is the column that runs across."""
    return {"micro_macro": "x_mean", "cross": f"{across}:w"}.get(kind, across)  # A term's name, as lme4 spells it.


def claim_tables(
    kind: str, groups: kit.Groups, found: Any, across: str, ends: Mapping[str, float]
) -> dict[str, kit.Columns]:
    """What three_lines draws of a claim. ends: for a cross-level claim, what its two lines are called -> their w."""
    if kind in ("micro", "cross"):
        return _inside(groups, found, across, {"average": 0.0} if kind == "micro" else ends)
    return _between(kind, groups, found, across)


def _inside(groups: kit.Groups, found: Any, x: str, ends: Mapping[str, float]) -> dict[str, kit.Columns]:
    """A claim about units of one group: a line in each, and one or two thick ones at these values of w."""
    lines = [_thick(groups, found, x, w) for w in ends.values()]
    apart = np.abs(np.asarray(lines[0]["y"]) - lines[-1]["y"])
    on_left = apart[0] > apart[1]
    names = [kit.labels((name, "") if on_left else ("", name)) for name in ends]
    thick = [line | {"label": name} for line, name in zip(lines, names, strict=True)]
    return {
        "dots": _dots(groups, x),
        "lines": _lines(groups, found, x),
        "means": kit.rows(_means(groups, x), slice(0)),
        "between": thick[0] if len(thick) > 1 else kit.rows(thick[0], slice(0)),
        "total": thick[-1],
    }


def _between(kind: str, groups: kit.Groups, found: Any, across: str) -> dict[str, kit.Columns]:
    """A claim about groups: their places, the line through them, and their units where the claim knows any."""
    line = kit.straight(found.gamma["Intercept"], found.gamma[term_of(kind, across)], groups.mean(across))
    between = line | {"label": kit.labels(("", "between groups"))}
    return {
        "dots": _dots(groups, across) if kind != "macro" else kit.rows(_dots(groups, across), slice(0)),
        "lines": kit.NO_LINES,
        "means": _means(groups, across),
        "between": between,
        "total": kit.rows(between, slice(0)),
    }


def _thick(groups: kit.Groups, found: Any, x: str, w: float) -> dict[str, Any]:
    """The average line where the group's predictor is w, over 2 SD of x on both sides of its mean."""
    gamma, across = found.gamma, np.asarray(groups.table[x])
    level = gamma["Intercept"] + gamma.get("w", 0.0) * w
    reach = across.mean() + 2 * across.std() * np.array([-1, 1])
    return dict(kit.straight(level, gamma[x] + gamma.get(term_of("cross", x), 0.0) * w, reach))


def _lines(groups: kit.Groups, found: Any, x: str) -> kit.Columns:
    """The line of each group: the average one, what its w does to it, and its own distance from that."""
    gamma, w, own = found.gamma, groups.mean("w"), found.effects(groups.names)
    level = gamma["Intercept"] + gamma.get("w", 0.0) * w + own["Intercept"]
    slope = gamma[x] + gamma.get(term_of("cross", x), 0.0) * w + own.get(x, np.zeros(len(groups)))
    units = kit.Groups({"group": groups.table["group"], "x": groups.table[x]})
    return kit.line_columns(units, level, slope)


def _dots(groups: kit.Groups, across: str) -> kit.Columns:
    table = groups.table
    return {"x": table[across], "y": table["y"], "group": table["group"]}


def _means(groups: kit.Groups, across: str) -> kit.Columns:
    return {"group": groups.labels, "x": groups.mean(across), "y": groups.mean("y")}
