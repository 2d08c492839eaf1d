"""Durkheim's table, told in one picture: a line, the stories of persons that it leaves open, and what was known.

Durkheim (1897), Le Suicide, book 2, chapter 2; Duncan and Davis (1953), American Sociological Review 18, 665-666.
"""

from collections.abc import Iterator

from lessons import kit
from lessons.kit import number, sentence
from lessons.why import prussia
from lessons.why.prussia_picture import EXAMPLE, allowed, picture

COUNTED = {"bands": "Durkheim's four bands", "provinces": "Thirteen provinces", "weighted": "Provinces by their people"}


def the_line(counted: str) -> kit.Live:
    through = prussia.line(counted)
    return kit.Live(
        "@dots In 1897 Émile Durkheim put provinces into four bands and read off: the more Protestants, the more "
        "suicides. "
        "This line climbs from @none of 100,000 people a year, where nobody is Protestant, to @every, where everybody "
        "is: **@ratio times** as many.",
        dots=sentence(DOTS["bands" if counted == "bands" else "provinces"]),
        none=number(through.none, 1),
        every=number(through.every, 1),
        ratio=number(through.every / through.none, 1),
    )


DOTS = {
    "bands": "Each dot is a band of provinces, at the middle of its range.",
    "provinces": "Each dot is a province of Prussia.",
}


CARE = (
    "Behind every number here stand people who died, and people who miss them. If the subject comes close to you, put "
    "the page away and talk to someone you trust, or to a crisis line where you live. To *commit* suicide is the old "
    "word, from when it was a crime; below, people take their lives."
)


def predict_lowest() -> kit.PredictNumber:
    """The lower Duncan-Davis bound of the province whose dot is nearly highest."""
    at, row = prussia.provinces(), prussia.provinces().row(EXAMPLE)
    facts = {"place": EXAMPLE, "share": number(100 * at.x[row], 1), "rate": number(at.y[row], 1)}
    facts |= {"deaths": number(at.deaths[row], 0), "others": number(round(at.persons[row] * (1 - at.x[row])))}
    ask = sentence(
        "In @place @share % of the people are Protestants, and of 100,000 people @rate take their lives in a year: "
        "@deaths a year. You know nothing else. What is the lowest rate that the Protestants of @place can have had?",
        **facts,
    )
    reasons = {kind: sentence(reason, **facts) for kind, reason in LOWEST.items()}
    low, high = (float(ends[row]) for ends in at.bounds)
    return kit.PredictNumber("lowest", ask, 0, round(high), 0.5, "per 100,000", low, 1.5, reasons)


ALL_OTHERS = "All @deaths may have been among the @others others: the table does not say who they were."
LOWEST = {
    "close": ALL_OTHERS,
    "low": ALL_OTHERS,
    "high": "You let the many have a share of it because they are many. That is likely, and the table does not say it. "
    + ALL_OTHERS,
}


def one_province(told: prussia.Story, part_many: float) -> kit.Live:
    row = prussia.provinces().row(EXAMPLE)
    return kit.Live(
        "The dot of @place is a mean of its people. Any line through it will do: its left end are the others, its "
        "right end the Protestants. Of 100 dead among as many Protestants as others, let @part_many be Protestants: "
        "#part_many. Drag it. The rate of Protestants is **@members**, that of others **@others**, and the dot has not "
        "moved.",
        place=EXAMPLE,
        part_many=part_many,
        members=number(told.protestants[row], 1),
        others=number(told.others[row], 1),
    )


def predict_alike() -> kit.PredictChoice:
    ask = sentence(
        "Both sliders stand at @half: in every province Protestants and others take their lives equally often. And in "
        "Prussia as a whole?",
        half=50,
    )
    return kit.PredictChoice("alike", ask, ALIKE, truth="protestants", ordered=True)


ALIKE = {
    "others": ("Others more often", "Look where each kind lives: most others live where the dots are low."),
    "same": (
        "Both equally often",
        "Equal inside each province, yes. But most Protestants live where everyone's rate is high.",
    ),
    "protestants": (
        "Protestants more often",
        "They live where everyone's rate is high. A difference among persons of a country need not be one inside "
        "any place.",
    ),
}


def alike_in_words() -> kit.Live:
    told = prussia.story(50, 50)
    return kit.Live(
        "With both at @half, **@members** of 100,000 Protestants take their lives and **@others** of 100,000 others, "
        "though no province sees a difference. What differs is where they live.",
        half=50,
        members=number(told.all_protestants, 1),
        others=number(told.all_others, 1),
    )


def story_in_words(told: prussia.Story, part_few: float, part_many: float) -> kit.Live:
    return kit.Live(
        "A second slider is for provinces where most people are not Protestant. #part_few at @part_few, #part_many at "
        "@part_many: in Prussia **@members** of 100,000 Protestants take their lives a year, and **@others** of "
        "100,000 others. Choose a story from the chips. The dots and their line stay where they are.",
        part_few=part_few,
        part_many=part_many,
        members=number(told.all_protestants, 1),
        others=number(told.all_others, 1),
    )


def bounds_in_words() -> kit.Live:
    members, others = prussia.total_bounds()
    return kit.Live(
        "No kind of people can have fewer suicides than none, or more than all of them. Otis Duncan and Beverly Davis "
        "wrote these **bounds** down in 1953. For the Protestants of Prussia they are 0 and @members, for all others 0 "
        "and @others. The count for Prussia as a whole would have given the same: where an act is rare, no number of "
        "provinces narrows them. The sliders go from bound to bound, and no further.",
        members=number(members, 1),
        others=number(others, 1),
    )


def missing_cells() -> kit.Table:
    """The four cells of one province: its margins are known, its inside is bounded."""
    at, row = prussia.provinces(), prussia.provinces().row(EXAMPLE)
    persons, share, deaths = float(at.persons[row]), float(at.x[row]), float(at.deaths[row])
    inside = sentence("0 to @deaths", deaths=number(deaths, 0))
    rows = (
        ("Protestants", number(persons * share / 1000, 0), inside),
        ("others", number(persons * (1 - share) / 1000, 0), inside),
        ("all", number(persons / 1000, 0), number(deaths, 0)),
    )
    says = sentence("@place: what was printed, and what it leaves open.", place=EXAMPLE)
    return kit.Table(("who", "people, in thousands", "suicides a year"), rows, says)


def three_ratios() -> kit.Table:
    """How many times as often, by whom one asks."""
    rows = [(COUNTED[how], prussia.line(how).every / prussia.line(how).none) for how in COUNTED]
    rows.append(("Persons, by their own confession", prussia.counted_ratio()))
    head = ("asked of", "how many times as many")
    says = "Protestants against others by a line through places; against Catholics where persons were counted, in 1890."
    return kit.Table(head, tuple((name, number(ratio, 1)) for name, ratio in rows), says)


def counted_in_words() -> kit.Live:
    counts = {kind.lower(): number(rate, 0) for kind, rate in prussia.COUNTED_PERSONS.items()}
    return kit.Live(
        "Somebody had asked. The same book prints persons, by their own confession, for Prussia in 1890: "
        "@protestants of 100,000 Protestants, @catholics of 100,000 Catholics, @jews of 100,000 Jews. Protestants took "
        "their lives **@ratio times** as often as Catholics. That is less than any line through places has it. "
        "Durkheim was right about the direction. His table could not have told him.",
        **counts,
        ratio=number(prussia.counted_ratio(), 1),
    )


def how_sure() -> kit.Aside:
    at = prussia.provinces()
    share = {name: number(100 * at.x[at.row(name)], 1) for name in ("Hohenzollern", "Brandenburg and Berlin")}
    text = sentence(
        "Rates are those of Durkheim's book, from a transcription; shares are of the census of 1890, from print, and "
        "add up to its totals. By that census Hohenzollern, with @few % Protestants, and Brandenburg with Berlin, with "
        "@many %, do not belong to the bands that he put them in. Bands stand at their middles, as in Morgenstern "
        "(1995), who found 7.6 times from means rounded in print. Rates are of 1883 to 1890, persons of 1890 alone.",
        few=share["Hohenzollern"],
        many=share["Brandenburg and Berlin"],
    )
    return kit.Aside("How sure are these numbers?", text)


def challenge(told: prussia.Story, part_few: float) -> kit.Challenge:
    apart = abs(told.all_protestants - told.all_others)
    return kit.Challenge(
        "hidden",
        "Tell a story in which Prussia shows no difference, and every province shows a large one.",
        (
            kit.Condition(
                sentence(
                    "Where few are Protestant, they take their lives four times as often as others: the first slider "
                    "stands at @part; @goal or more will do.",
                    part=kit.brief(part_few),
                    goal=80,
                ),
                kit.reach(part_few, 80, 50),
            ),
            kit.Condition(
                sentence(
                    "In all Prussia both rates lie within @close of each other; now @apart apart.",
                    close="0.5",
                    apart=apart,
                ),
                kit.reach(apart, 0.5, 20),
            ),
        ),
        (
            "What Protestants gain where they are few, they must lose where they are many.",
            "Set the provinces with few first. Then lower the other slider, far below 50, until both rates meet.",
        ),
        {"part_few": 85, "part_many": 11},
    )


def told(counted: str, part_few: float, part_many: float) -> Iterator[kit.Block]:
    """From the line to one province, to all of them, to the bounds, to what was known of persons."""
    story = prussia.story(part_few, part_many)
    yield kit.Step("", moves=("counted",))
    yield kit.Stage(picture(counted, "dots"))
    yield the_line(counted)
    yield kit.Aside("A word of care", CARE)
    yield kit.Step("Who were they?", moves=("part_many",))
    yield kit.Stage(picture(counted, "asked"))
    yield predict_lowest()
    yield kit.Stage(picture(counted, "one", story))
    yield one_province(story, part_many)
    yield kit.Step("Every province, any story", moves=("scenes", "part_few", "part_many"), after="lowest")
    yield kit.Stage(picture(counted, "all", story))
    yield predict_alike()
    yield kit.Stage(picture(counted, "total", story))
    yield alike_in_words()
    yield story_in_words(story, part_few, part_many)
    yield kit.Step("As far as stories can go", moves=("part_few", "part_many"), after="alike")
    yield kit.Stage(picture(counted, "all", story), allowed(story))
    yield bounds_in_words()
    yield missing_cells()
    yield kit.Step("Challenge", moves=("part_few", "part_many"), after="alike")
    yield kit.Stage(picture(counted, "total", story))
    yield challenge(story, part_few)
    yield kit.Step("What was known of persons", after="alike")
    yield kit.Stage(picture(counted, "counted"), allowed(story, counted=True))
    yield counted_in_words()
    yield three_ratios()
    yield how_sure()
    yield kit.Step("An act and a rate")
    yield kit.Stage(picture(counted, "dots"))
    yield kit.Live("An act is a person's. A rate is a province's.")
    yield kit.Prose(ACT_AND_RATE)


ACT_AND_RATE = (
    "A person takes their life, or does not: an act is 0 or 1. A province has a rate, and it stays much the same "
    "year after year, though no one is counted twice. So the rate belongs to the province. Durkheim called such "
    "things **social facts**, and asked what about a society keeps its rate where it is. That is a question about "
    "groups, and groups can answer it. Provinces do not act. They can be a place where acting is more likely."
)
