"""Robinson's paper, told: a map of states, a guess about the persons in them, and what the counts say.

Robinson (1950), American Sociological Review 15, 351-357.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

import datasets
from lessons import kit
from lessons.kit import number, sentence
from lessons.why.robinson import CATEGORIES, census, printed_and_computed

SHOWN = datasets.describe("robinson1930").shown
Y_AXIS = {"y_domain": SHOWN.outcome_axis, "y_title": SHOWN.outcome}
PLACES = {"state": "@n states", "division": "@n divisions"}


def told(measure: str) -> Iterator[kit.Block]:
    """The first step of the lesson: states, the guess, persons and divisions, and what Robinson made of them."""
    here = census(measure)
    yield places(measure, "first", "state", 3, 1300)
    yield kit.Live(
        "@seen Over @n states, the District of Columbia among them, the correlation is **@r**.",
        seen=SEEN[measure],
        n=len(here.states["place"]),
        r=number(here.correlation["states"], 3),
    )
    yield predict_persons(measure)
    states, divisions = (places(measure, f"{place}s", place, 2, 800) for place in PLACES)
    yield kit.Row((persons(measure), states, divisions), (1, 1, 1))
    yield kit.Live(
        "In @worse of @n states, @members persons were more often illiterate than all others in the same state. @why",
        worse=here.n_worse,
        n=len(here.states["place"]),
        members=CATEGORIES[measure].members,
        why=sentence(WHY[measure], native=here.native),
    )
    yield mixture(measure)
    yield printed(measure)
    yield kit.Prose(
        "W. S. Robinson called a correlation of shares **ecological**. Sociologists had been reading persons off maps "
        "for decades, and in 1950 he showed with these counts that it cannot be done. To do it all the same is now "
        "known as the **ecological fallacy**. The panel has his other comparison: choose it, and guess again."
    )
    yield kit.Aside("The words of the census", CENSUS_WORDS)


SEEN = {
    "nativity": "States with a larger share of foreign-born white persons tended to have a smaller share who could not "
    "read and write.",
    "race": "States with a larger share of Black persons tended to have a larger share who could not read and write.",
}
WHY = {
    "nativity": "Most immigrants had settled where schools reached nearly everyone. Take white persons born in the "
    "country to parents born there: over states, their illiteracy and the share of immigrants correlate at "
    "**@native**. So the dots show where immigrants lived, not who could not read.",
    "race": "Most Black persons lived in the South. Laws against teaching the enslaved, and then segregated and "
    "underfunded schools, had kept reading from many of them. The same states taught poor white children badly: over "
    "states, the illiteracy of white persons born in the country to parents born there and the share of Black persons "
    "correlate at **@native**.",
}
CENSUS_WORDS = (
    "The census of 1930 sorted every person by rules of its own. It printed “native white”, with parents born in the "
    "country or abroad, “foreign-born white”, “Negro”, and “other races”, among whom it counted Mexicans. These words "
    "say how the state looked at people, not who they were. The counts come sorted that way, so this page has to use "
    "the categories; it writes Black for the third. Illiterate means: aged 10 or over and not able to read and write "
    "in any language. Robinson left “other races” out, except in his percentages by state."
)


def turn(persons: float, states: float) -> str:
    """What becomes of the states' correlation among persons."""
    if abs(persons) < 0.05:
        return "none"
    if persons * states < 0:
        return "opposite"
    return "weaker" if abs(persons) < abs(states) / 2 else "same"


def predict_persons(measure: str) -> kit.PredictChoice:
    found, category = census(measure).correlation, CATEGORIES[measure]
    usual, turned = ("more", "less") if found["states"] > 0 else ("less", "more")
    truth = turn(found["persons"], found["states"])
    said = {code: sentence(text, who=category.who, usual=usual, turned=turned) for code, text in OPTIONS.items()}
    return kit.PredictChoice(
        f"persons_{measure}",
        sentence(
            "You have seen states. Now take the persons in them, @members or not, illiterate or not. What do you "
            "expect?",
            members=category.members,
        ),
        {code: (said[code], REASONS[truth][code]) for code in OPTIONS},
        truth=truth,
        ordered=True,
    )


OPTIONS = {
    "same": "@who were @usual often illiterate, and the correlation is about as strong",
    "weaker": "@who were @usual often illiterate, but the correlation is much weaker",
    "none": "There is hardly any difference",
    "opposite": "@who were @turned often illiterate",
}
REASONS = {
    "opposite": {
        "same": "You read persons off the states. What holds for the shares of states need not hold for anyone there.",
        "weaker": "Weaker it is. But you kept the direction of the states, and among persons it turns round.",
        "none": "There is a difference, a clear one, and it points the other way.",
        "opposite": "The direction over states says nothing about the direction among persons.",
    },
    "weaker": {
        "same": "The direction holds here, the strength does not: shares of states leave out most of what persons "
        "differ by.",
        "weaker": "Shares of states leave out most of what persons differ by, so they correlate far more strongly.",
        "none": "There is a clear difference. The correlation is low because most persons of both kinds could read.",
        "opposite": "A direction can turn round on the way from states to persons. Here it holds.",
    },
}


def mixture(measure: str) -> kit.Live:
    """The difference among all persons is a mixture of the two slopes, exactly."""
    s = census(measure).slopes
    return kit.Live(
        "Count illiterate persons out of 100. Within states, members of the category have **@within** more than "
        "others. Between states the slope is **@between**, from a share of none to a share of all. But of the "
        "variance in who is a member, only @part % lies between states. So over all persons the difference is @weight "
        "× @bracketed + @rest × @within = **@total**.",
        within=100 * s.within,
        between=100 * s.between,
        bracketed=kit.factor(100 * s.between),
        part=number(100 * s.share, 0),
        weight=number(s.share, 3),
        rest=number(1 - s.share, 3),
        total=number(100 * kit.theory.total_slope(s.within, s.between, s.share), 1),
    )


def printed(measure: str) -> kit.Table:
    says = sentence(
        "For states Robinson took percentages of all persons, to one decimal; unrounded they correlate at @unrounded. "
        "How else he rounded is not known: a last digit may differ from his. All other rows are out of four "
        "categories, the divisions in thousands. He weighted divisions and not states; te Grotenhuis and colleagues "
        "(2011) did.",
        unrounded=number(census(measure).unrounded, 3),
    )
    head = ("correlation over", "Robinson printed", "computed here", "how")
    return kit.Table(head, printed_and_computed(measure), says)


# The pictures.


@lru_cache(maxsize=8)
def places(measure: str, name: str, place: str, n_names: int, area: float) -> kit.Figure:
    """Places as dots with their line; the `n_names` outermost and largest carry their names."""
    category, level = CATEGORIES[measure], f"{place}s"
    table: Any = getattr(census(measure), level)
    n = sentence(PLACES[place], n=len(table["place"]))
    says = sentence(
        "@n in 1930. The share of @members persons and the share illiterate correlate at @r.",
        n=n,
        members=category.members,
        r=number(census(measure).correlation[level], 3),
    )
    sides = kit.labels("left" if x > sum(category.x_domain) / 2 else "right" for x in table["x"])
    tables = {
        "points": {**table, "name": _names(table, n_names), "side": sides},
        "line": _line(table, weighted=place != "state"),
    }
    settings = {"x_domain": category.x_domain, "x_title": category.x_title, "group_word": place, "size": area}
    return kit.Figure(
        f"{name}_{measure}",
        n,
        kit.charts.places,
        tables,
        says,
        Y_AXIS | settings,
        still=measure,
        key="area: persons",
    )


def _names(table: Any, n_names: int) -> kit.Labels:
    ranks = (table["y"], table["persons"], -table["y"])
    named = {int(rank.argmax()) for rank in ranks[:n_names]}
    return kit.labels(place if row in named else "" for row, place in enumerate(table["place"]))


def _line(table: Any, weighted: bool) -> kit.Columns:
    """The regression line over places, as far as it stays above 0."""
    slope, level = np.polyfit(table["x"], table["y"], 1, w=np.sqrt(table["persons"]) if weighted else None)
    last = min(table["x"].max(), -level / slope) if slope < 0 else table["x"].max()
    return kit.straight(level, slope, np.array([table["x"].min(), last]))


@lru_cache(maxsize=len(CATEGORIES))
def persons(measure: str) -> kit.Figure:
    """All persons as two bars: members of the category and all others."""
    here, kinds = census(measure), ("all others", CATEGORIES[measure].members)
    y, n = here.kinds["y"], here.kinds["persons"] / 1e6
    ends = np.array([0.0, n[0], n.sum()])
    written = [str(sentence("@kind: @y", kind=kind, y=number(share, 1))) for kind, share in zip(kinds, y, strict=True)]
    bars = {"kind": kit.labels(kinds), "x": ends[:2], "x2": ends[1:], "says": kit.labels(written), **here.kinds}
    says = sentence(
        "Of 100 @members persons @their were illiterate, of 100 others @others. Over persons the correlation is @r.",
        members=kinds[1],
        their=number(y[1], 1),
        others=number(y[0], 1),
        r=number(here.correlation["persons"], 3),
    )
    return kit.Figure(
        f"persons_{measure}",
        sentence("@n million persons aged 10 and over", n=number(n.sum(), 0)),
        kit.charts.two_kinds,
        {"bars": bars, "line": {"x": (ends[:2] + ends[1:]) / 2, "y": y}},
        says,
        {"x_title": "persons, millions", **Y_AXIS},
        still=measure,
        key="width: persons",
    )
