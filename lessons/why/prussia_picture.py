"""The one picture of Durkheim's provinces: dots, their line, and the persons that each dot can be made of."""

from functools import lru_cache
from typing import Any

import numpy as np

from lessons import kit
from lessons.kit import number, sentence
from lessons.why.prussia import COUNTED_PERSONS, Line, Places, Story, bands, line, provinces, story, total_bounds

EXAMPLE = "Saxony"
FAN = (0, 25, 50, 75, 100)
ABOVE, BELOW = -12, 18
OF_A_STORY = ("one", "all", "total")
NAMED = (EXAMPLE, "Silesia")
TOP = 60.0
AXES = {
    "x_domain": (-3, 103), "y_domain": (0, TOP), "x_title": "Protestants, percent",
    "y_title": "suicides a year per 100,000", "group_word": "province", "persons_title": "people",
}  # fmt: skip
SHOWS = {
    "dots": (),
    "asked": ("within",),
    "one": ("lines", "kinds"),
    "all": ("lines", "kinds"),
    "total": ("lines", "kinds", "total"),
    "counted": ("total",),
}
SAYS = {
    "dots": "@n @places of Prussia, and the line through them: from @none to @every per 100,000.",
    "asked": "@n provinces of Prussia, and the line through them. Nobody has said how high the Protestants of one "
    "province stand.",
    "one": "What @example can be made of: 5 lines, and all between them. Each runs from its others to its Protestants, "
    "through the dot.",
    "all": "@n lines, one a province, from its others at 0 to its Protestants at 100. What rises above @top is cut.",
    "total": "@n lines, one a province. In this story @members of 100,000 Protestants of Prussia took their lives a "
    "year, and @others of 100,000 others.",
    "counted": "@n provinces, and the persons of Prussia as they were counted in 1890: @catholics of 100,000 "
    "Catholics, @protestants of 100,000 Protestants.",
}


@lru_cache(maxsize=128)
def picture(counted: str, show: str, told: Story | None = None) -> kit.Figure:
    """The picture at one point of the lesson; what is not shown yet is an empty table. told: a story of persons."""
    told, over = told or story(50, 50), bands() if counted == "bands" and show == "dots" else provinces()
    through = line(counted if show == "dots" or counted == "weighted" else "provinces")
    full = {
        "lines": fan(told) if show == "one" else lines(told),
        "kinds": kit.rows(kinds(told), _of(EXAMPLE, 2)) if show == "one" else kinds(told),
        "within": asked(),
        "total": counted_persons() if show == "counted" else all_prussia(told),
    }
    tables = {name: table if name in SHOWS[show] else _nothing(table) for name, table in full.items()}
    says = sentence(SAYS[show], **_facts(over, through, told, show))
    tables |= {"points": points(over, show), "line": between(over, through)}
    title, still = "Suicide in Prussia, 1883 to 1890", None if show in OF_A_STORY else (counted, show)
    return kit.Figure("prussia", title, kit.charts.levels, tables, says, AXES, still=still, key="area: people")


def _nothing(table: kit.Columns) -> kit.Columns:
    """The same columns without a row, and without the names that rows would have."""
    return {name: kit.labels(()) if isinstance(column, kit.Labels) else column[:0] for name, column in table.items()}


def _facts(over: Places, through: Line, told: Story, show: str) -> dict[str, Any]:
    facts = {
        "n": len(over.place),
        "places": "bands of provinces" if over is bands() else "provinces",
        "none": number(through.none, 1),
        "every": number(through.every, 1),
        "example": EXAMPLE,
        "top": number(TOP, 0),
        "members": number(told.all_protestants, 1),
        "others": number(told.all_others, 1),
        "catholics": number(COUNTED_PERSONS["Catholics"], 1),
        "protestants": number(COUNTED_PERSONS["Protestants"], 1),
    }
    # Only what it says: what waits for a guess is not even behind the sentence.
    return {name: fact for name, fact in facts.items() if f"@{name}" in SAYS[show]}


def points(over: Places, show: str) -> kit.Columns:
    named = {"dots": NAMED, "asked": NAMED, "one": (EXAMPLE,), "counted": NAMED}.get(show, ())
    names = kit.labels(name if over is bands() or name in named else "" for name in over.place)
    return {"x": 100 * over.x, "y": over.y, "place": over.place, "persons": over.persons, "name": names}


def between(over: Places, through: Line) -> kit.Columns:
    """The regression line over the places, as far as they reach."""
    ends = kit.straight(through.none, (through.every - through.none) / 100, 100 * over.x)
    name = "between bands" if over is bands() else "between provinces"
    return ends | {"label": kit.labels((name, "")), "dy": np.array([2 * BELOW if over is bands() else BELOW, 0])}


def lines(told: Story) -> kit.Columns:
    """In each province the line from its others, at 0, to its Protestants, at 100: x, y, place, (2 J,)."""
    at = provinces()
    y = np.column_stack([told.others, told.protestants]).ravel()
    return {"x": np.tile([0.0, 100.0], len(at.place)), "y": y, "place": at.place[_twice(len(at.place))]}


def kinds(told: Story) -> kit.Columns:
    """The two kinds of persons of each province, at the ends of its line."""
    at = provinces()
    n = np.column_stack([at.persons * (1 - at.x), at.persons * at.x]).ravel()
    return {**lines(told), "persons": n}


def fan(told: Story) -> kit.Columns:
    """What one province can be made of: five stories from bound to bound, and the one that is told."""
    every = [*(story(part, part) for part in FAN), told]
    one = [kit.rows(lines(each), _of(EXAMPLE, 2)) for each in every]
    told_apart = kit.labels(str(sentence("@place @k", place=EXAMPLE, k=k)) for k in np.repeat(range(len(every)), 2))
    return {name: np.concatenate([each[name] for each in one]) for name in ("x", "y")} | {"place": told_apart}  # type: ignore[misc]


def asked() -> kit.Columns:
    """Where the Protestants of the example will stand, and that no one has said how high."""
    said = kit.labels((str(sentence("Protestants of @place: ?", place=EXAMPLE)),))
    return {"x": np.array([100.0]), "y": np.array([TOP * 0.08]), "label": said, "dy": np.array([0])}


def all_prussia(told: Story) -> kit.Columns:
    """All Prussia: others at 0, Protestants at 100."""
    ends = {"others": told.all_others, "Protestants": told.all_protestants}
    return _ends({str(sentence("all @kind: @y", kind=kind, y=number(y, 1))): y for kind, y in ends.items()})


def counted_persons() -> kit.Columns:
    """Persons as the offices counted them: Catholics at 0, Protestants at 100."""
    ends = {kind: COUNTED_PERSONS[kind] for kind in ("Catholics", "Protestants")}
    return _ends({str(sentence("@kind: @y", kind=kind, y=number(y, 1))): y for kind, y in ends.items()})


def _ends(said: dict[str, float]) -> kit.Columns:
    y = np.array(list(said.values()))
    return {"x": np.array([0.0, 100.0]), "y": y, "label": kit.labels(said), "dy": np.array([ABOVE, BELOW])}


@lru_cache(maxsize=64)
def allowed(told: Story, counted: bool = False) -> kit.Figure:
    """How low and how high the rate of Protestants can be in each province and in all, and where this story has it."""
    at, (low, high), (total, _) = provinces(), provinces().bounds, total_bounds()
    order = (*(place.removesuffix(" and Berlin") for place in at.place), "all Prussia")
    tables = {
        "estimates": {
            "label": kit.labels(order),
            "estimate": np.append(told.protestants, told.all_protestants),
            "low": np.append(low, 0.0),
            "high": np.append(high, total),
            "chosen": np.arange(len(order)) == len(order) - 1,
        },
        "set": {"value": np.array([COUNTED_PERSONS["Protestants"]] if counted else [])},
    }
    says = sentence(
        "Bars: all rates of Protestants that the province allows, @example for instance from @low to @high. Dots: this "
        "story. The bar of Hohenzollern reaches @longest.",
        example=EXAMPLE,
        low=number(low[at.row(EXAMPLE)], 1),
        high=number(high[at.row(EXAMPLE)], 1),
        longest=number(high[at.row("Hohenzollern")], 1),
    )
    settings = {"domain": (0, TOP), "title": "rate of Protestants", "code": "gamma10"}
    settings |= {"order": order}
    return kit.Figure("allowed", "What the margins allow", kit.charts.intervals, tables, says, settings)


def _of(place: str, each: int) -> Any:
    """The rows of one province in a table that has `each` of every province."""
    row = provinces().row(place)
    return slice(each * row, each * (row + 1))


def _twice(n: int) -> Any:
    return np.repeat(np.arange(n), 2)
