"""The one picture of Robinson's census: states as dots, what they burst into, three slopes, divisions."""

from functools import lru_cache
from typing import Any

import numpy as np

import datasets
from lessons import kit
from lessons.kit import number, sentence
from lessons.why.robinson import CATEGORIES, Category, Census, census

ABOVE, BELOW = -12, 18
AXES = {"x_domain": (-3, 103), "y_title": datasets.describe("robinson1930").shown.outcome}
COUNTED = {"persons_title": "persons aged 10 and over"}

SHOWS = {
    "states": (),
    "persons": ("total",),
    "one": ("lines", "kinds"),
    "all": ("lines", "kinds"),
    "slopes": ("within", "total"),
    "divisions": ("total",),
}
SAYS = {
    "states": "@n states in 1930. The share of @members persons and the share illiterate correlate at @r.",
    "persons": "The @n states, and all persons as two dots: over persons the correlation is @person_r.",
    "one": "@n states, and what one of them is the mean of.",
    "all": "Inside each of @n states a line runs from all others to @members persons. @worse of these lines rise.",
    "slopes": "Slopes within states, between the @n states, and over all persons.",
    "divisions": "@divisions divisions of the country. The share of @members persons and the share illiterate "
    "correlate at @division_r.",
}


@lru_cache(maxsize=16)
def picture(measure: str, show: str) -> kit.Stage:
    """The picture at one point of the story; what is not shown yet is an empty table."""
    here, category = census(measure), CATEGORIES[measure]
    full = {"lines": lines(here), "kinds": kinds(here), "within": within(here), "total": total(here, category.members)}
    tables = {name: table if name in SHOWS[show] else kit.rows(table, slice(0)) for name, table in full.items()}
    if show == "states":
        tables["within"] = asked(category)
    if show == "one":
        tables |= {
            name: kit.rows(tables[name], tables[name]["place"].at(category.example)) for name in ("lines", "kinds")
        }
    facts = {
        "n": len(here.states["place"]),
        "members": category.members,
        "r": number(here.correlation["states"], 3),
        "person_r": number(here.correlation["persons"], 3),
        "worse": here.n_worse,
        "divisions": len(here.divisions["place"]),
        "division_r": number(here.correlation["divisions"], 3),
    }
    # Only what it says: what waits for a guess is not even behind the sentence.
    says = sentence(SAYS[show], **{name: fact for name, fact in facts.items() if f"@{name}" in SAYS[show]})
    settings = AXES | {"x_title": category.x_title, "y_domain": category.y_domain, "group_word": "place"} | COUNTED
    title, key = "Illiteracy in 1930", "area: persons"
    figure = kit.Figure(
        f"census_{measure}",
        title,
        kit.charts.levels,
        tables | places(here, show, category.example),
        says,
        settings,
        key=key,
    )
    return kit.Stage(figure)


def places(here: Census, show: str, example: str) -> dict[str, kit.Columns]:
    """The dots of this point of the story, and their line: states as Robinson took them or as they burst; divisions."""
    table: Any = {"states": here.states, "persons": here.states, "divisions": here.divisions}.get(show, here.inside)
    # Once they burst, dots count by their persons, and only then is the mixture of the slopes exact.
    line = _line(table, weighted=table is not here.states)
    label = sentence("between @what", what="divisions" if show == "divisions" else "states")
    named = _names(table) if show in ("states", "divisions") else _only(table, example if show == "one" else "")
    points = {name: table[name] for name in ("x", "y", "place", "persons")} | {"name": named}
    return {"points": points, "line": line | {"label": kit.labels(("", str(label))), "dy": np.array([0, ABOVE])}}


def _names(table: Any) -> kit.Labels:
    """The names of the one that lies highest and of the largest."""
    named = {int(table[column].argmax()) for column in ("y", "persons")}
    return kit.labels(place if row in named else "" for row, place in enumerate(table["place"]))


def _only(table: Any, place: str) -> kit.Labels:
    return kit.labels(name if name == place else "" for name in table["place"])


def _line(table: Any, weighted: bool) -> dict[str, Any]:
    """The regression line over places, as far as it stays above 0."""
    slope, level = np.polyfit(table["x"], table["y"], 1, w=np.sqrt(table["persons"]) if weighted else None)
    last = min(table["x"].max(), -level / slope) if slope < 0 else table["x"].max()
    return kit.straight(level, slope, np.array([table["x"].min(), last]))


def lines(here: Census) -> kit.Columns:
    """Inside each state the line from all others, at 0, to members, at 100: x, y, place, (2 J,)."""
    place: Any = here.inside["place"]
    y = np.column_stack([here.inside["others"], here.inside["members"]]).ravel()
    return {"x": np.tile([0.0, 100.0], len(place)), "y": y, "place": place[np.repeat(np.arange(len(place)), 2)]}


def kinds(here: Census) -> kit.Columns:
    """The two kinds of persons of each state, at the ends of its line."""
    n = np.column_stack([here.inside["persons_others"], here.inside["persons_members"]]).ravel()
    return {**lines(here), "persons": n}


def asked(category: Category) -> kit.Columns:
    """Where persons will stand, and that no one has said how high."""
    label = kit.labels((str(sentence("all @members: ?", members=category.members)),))
    return {"x": np.array([100.0]), "y": np.array([category.y_domain[1] / 2]), "label": label, "dy": np.array([ABOVE])}


def within(here: Census) -> kit.Columns:
    """The pooled line within states through the mean of all persons."""
    x, y = here.center
    ends = np.array([0.0, 100.0])
    return {
        "x": ends,
        "y": y + here.slopes.within * (ends - x),
        "label": kit.labels(("", "within states")),
        "dy": np.array([0, _side(here)]),
    }


def total(here: Census, members: str) -> kit.Columns:
    """All persons: others at 0, members at 100."""
    y = here.kinds["y"]
    kinds_of = zip(("others", members), y, strict=True)
    said = kit.labels(str(sentence("all @kind: @y", kind=kind, y=number(end, 1))) for kind, end in kinds_of)
    return {"x": np.array([0.0, 100.0]), "y": y, "label": said, "dy": np.array([BELOW, ABOVE + BELOW - _side(here)])}


def _side(here: Census) -> int:
    """On which side of its line the slope within is named: away from the line of all persons."""
    return ABOVE if here.slopes.within > here.slopes.total else BELOW
