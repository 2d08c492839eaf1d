"""Robinson's paper, told in one picture: dots of states, a guess about the persons in them, and what they burst into.

Robinson (1950), American Sociological Review 15, 351-357.
"""

from collections.abc import Iterator

from lessons import kit
from lessons.kit import number, sentence
from lessons.why.census_picture import picture
from lessons.why.robinson import CATEGORIES, census, printed_and_computed


def told(measure: str) -> Iterator[kit.Block]:
    """From states to the guess, to one state's persons, to all of them, to their mixture, to divisions."""
    here, guess = census(measure), f"persons_{measure}"
    yield kit.Step("", moves=("measure",))
    yield picture(measure, "states")
    yield kit.Live(
        "Each dot is a state in 1930, the District of Columbia among them. @seen Over the @n states the correlation "
        "is **@r**.",
        seen=SEEN[measure],
        n=len(here.states["place"]),
        r=number(here.correlation["states"], 3),
    )
    yield predict_persons(measure)
    yield picture(measure, "persons")
    yield difference(measure)
    yield kit.Step("One state bursts into its people", after=guess)
    yield picture(measure, "one")
    yield one_state(measure)
    yield kit.Aside("The words of the census", CENSUS_WORDS)
    yield kit.Step("Every state bursts", after=guess)
    yield picture(measure, "all")
    yield kit.Live(
        "In @worse of @n states, @members persons were more often illiterate than all others in the same state. @why",
        worse=here.n_worse,
        n=len(here.states["place"]),
        members=CATEGORIES[measure].members,
        why=sentence(WHY[measure], native=here.native),
    )
    yield kit.Prose(
        "W. S. Robinson called a correlation of shares **ecological**. Sociologists had been reading persons off maps "
        "for decades, and in 1950 he showed with these counts that it cannot be done. To do it all the same is now "
        "known as the **ecological fallacy**."
    )
    yield kit.Step("How the three slopes fit together", after=guess)
    yield picture(measure, "slopes")
    yield three_slopes(measure)
    yield mixture(measure)
    yield kit.Step("Divisions, and Robinson's table", moves=("measure",), after=guess)
    yield picture(measure, "divisions")
    yield kit.Live(
        "Put states together into @n divisions, and even more of what persons differ by drops out: the correlation "
        "becomes **@r**. Robinson had a second comparison: choose it here, and guess again at the top.",
        n=len(here.divisions["place"]),
        r=number(here.correlation["divisions"], 3),
    )
    yield printed(measure)
    yield rounding(measure)


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
    "in any language. Robinson left “other races” out, except in his percentages by state. So does the picture from "
    "the first burst on, which is why Arizona and New Mexico drop."
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


def difference(measure: str) -> kit.Live:
    """All persons, as two dots: what the guess was about."""
    here = census(measure)
    others, members = here.kinds["y"]
    return kit.Live(
        "The line with two large dots runs from all others, at 0, to all @kind persons, at 100. Of 100 others @others "
        "were illiterate, of 100 @kind persons @theirs: a difference of **@gap**. Over persons the correlation is @r.",
        kind=CATEGORIES[measure].members,
        others=number(others, 1),
        theirs=number(members, 1),
        gap=number(members - others, 1),
        r=number(here.correlation["persons"], 3),
    )


def one_state(measure: str) -> kit.Live:
    """A state's dot lies on the line between its two kinds, at their mean."""
    here = census(measure)
    row = list(here.inside["place"]).index(CATEGORIES[measure].example)
    x, y, others, members = (number(here.inside[name][row], 1) for name in ("x", "y", "others", "members"))
    return kit.Live(
        "A state's dot is a mean of people. Take @state apart: of 100 @kind persons there @members could not read and "
        "write, of 100 others @others. With @x % @kind the mean is **@y** of 100, so the dot lies on the line between "
        "them, @x % of the way. It shows how many of each kind live there. How steep the line is, it does not show.",
        state=CATEGORIES[measure].example,
        kind=CATEGORIES[measure].members,
        members=members,
        others=others,
        x=x,
        y=y,
    )


def three_slopes(measure: str) -> kit.Live:
    """The three slopes in one unit, before they are mixed."""
    s = census(measure).slopes
    return kit.Live(
        "Each line has a slope, and all three count the same: how many more of 100 are illiterate at the right end "
        "than at the left. **Within** states, the lines you have just seen, averaged: **@within**. **Between** "
        "states, each counted by its persons: **@between**. **All persons**: **@total**, which lies in between.",
        within=100 * s.within,
        between=100 * s.between,
        total=number(100 * s.total, 1),
    )


def mixture(measure: str) -> kit.Live:
    """The difference among all persons is a mixture of the two slopes, exactly."""
    s = census(measure).slopes
    return kit.Live(
        "How near to each? That depends on where people differ. In most states both kinds live side by side: only "
        "@part % of the variance in who is @kind lies between states, so the line between states counts for @part % "
        "and the lines within them for the rest: @weight × @bracketed + @rest × @within = **@total**, the "
        "difference between the two large dots. The map shows only the part with the small weight.",
        kind=CATEGORIES[measure].members,
        within=100 * s.within,
        bracketed=kit.factor(100 * s.between),
        part=number(100 * s.share, 0),
        weight=number(s.share, 3),
        rest=number(1 - s.share, 3),
        total=number(100 * kit.theory.total_slope(s.within, s.between, s.share), 1),
    )


def printed(measure: str) -> kit.Table:
    head = ("correlation over", "Robinson printed", "computed here")
    return kit.Table(head, tuple(row[:3] for row in printed_and_computed(measure)), TABLE_SAYS)


TABLE_SAYS = "Robinson's correlations, and the same from his counts."


def rounding(measure: str) -> kit.Aside:
    ways = kit.listed(
        [sentence("@level: @how", level=name, how=how) for name, *_, how in printed_and_computed(measure)]
    )
    text = sentence(
        "How each is counted: @ways. For states Robinson took percentages of all persons, to one decimal; unrounded "
        "they correlate at @unrounded. How else he rounded is not known: a last digit may differ from his. All other "
        "rows are out of four categories, the divisions in thousands. He weighted divisions and not states; te "
        "Grotenhuis and colleagues (2011) did.",
        ways=ways,
        unrounded=number(census(measure).unrounded, 3),
    )
    return kit.Aside("How they were counted and rounded", text)
