"""Nothing a reader sees is a computer's slip: every filled text of every lesson is read, in many states.

`said` walks a block and yields each of its texts with the field it stands in, so a new kind of block is read at once.
`faults` says what is wrong with one text, `excluded` which intervals leave their own estimate out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

from lessons.curriculum import lessons
from lessons.kit import (
    Aside,
    Challenge,
    Check,
    Choice,
    Claim,
    Condition,
    Controls,
    Equation,
    Figure,
    Game,
    Lesson,
    Live,
    PredictChoice,
    PredictNumber,
    Prose,
    Range,
    Recovery,
    Repeats,
    Right,
    Row,
    SecondOpinion,
    SetFound,
    Single,
    Stage,
    Step,
    Table,
    Takeaways,
    Term,
    Wrong,
    figures_of,
    number,
)
from lessons.kit.charts import scatter
from lessons.kit.fit import FitError
from lessons.kit.glossary.symbols import GLOSSARY
from tests.lessons.states import anywhere

LESSONS = lessons()
every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
Said = Iterator[tuple[str, str]]  # (field, text)

# What no reader reads: names for the code, formulas, functions, what a result depends on.
NOT_READ = {
    "chart", "code", "control", "deal", "height", "misconception", "name", "outcome", "picks", "printed", "show",
    "solution", "stage", "state", "still", "times", "truth",
}  # fmt: skip
# Where the page shows #tau00 as a symbol; everywhere else it would stand there as it is.
SHOWS_SYMBOLS = {"text", "says", "ask", "reason", "reasons", "sentences", "references", "rows", "head", "near"}


def said(thing: Any, field: str = "") -> Said:
    """Every text in `thing`, as the page fills it, with the name of the field it stands in."""
    match thing:
        case str():
            yield field, thing
        case Live():
            yield "text", thing.filled
        case Stage():
            yield from said(thing.figures)
        case Recovery():
            yield from (one for row in thing.rows for one in _set_found(row))
            yield "says", str(thing.says)
        case Figure():
            yield from (
                one for name in ("title", "key", "says", "settings") for one in said(getattr(thing, name), name)
            )
            yield from (one for table in thing.tables.values() for one in _labels(table))
        case Challenge():
            yield "challenge", str(thing.ask)
            yield from said(thing.conditions)
            yield from said(thing.hints, "hints")
        case Check():
            yield from (one for question in thing.questions for one in _question(question))
        case PredictChoice():
            yield "ask", str(thing.ask)
            for words, reason in thing.options.values():
                yield from (("options", str(words)), ("reason", str(reason)))
        case Aside():
            yield from (("title", str(thing.title)), ("text", str(thing.text)))
        case Mapping():
            yield from (one for value in thing.values() for one in said(value, field))
        case tuple() | list():
            yield from (one for value in thing for one in said(value, field))
        case _ if hasattr(thing, "template"):
            yield field, str(thing)
        case Right() | Wrong() | Claim():
            yield from (("answer", str(thing.text)), ("reason", str(thing.reason)))
        case _ if is_dataclass(thing):
            for part in fields(thing):
                if part.name not in NOT_READ:
                    yield from said(getattr(thing, part.name), part.name)
        case _:
            pass


def _set_found(row: SetFound) -> Said:
    """A row of set and found as dashboard/blocks.py writes it: found, or else why not."""
    yield from (("words", str(row.words)), ("set", number(row.set) if row.set is not None else "none"))
    yield "found", number(row.found) if row.found is not None else str(row.why) or number(None)
    yield from (("interval", number(end)) for end in row.interval or () if end is not None)


def _labels(table: Any) -> Said:
    """Words that a chart writes; its numbers are drawn, and groups are called by their labels."""
    for name, column in dict(table).items():
        values = list(column)
        if name != "group" and values and isinstance(values[0], str):
            yield from (("label", value) for value in set(values))


def _question(question: Any) -> Said:
    """A question and its answers stand in widgets, which show no symbols; the reasons after them do."""
    for part in (part for part in fields(question) if part.name not in NOT_READ):
        yield from said(getattr(question, part.name), part.name if part.name in ("reason", "near") else "question")


# What is wrong with a text.

UNITS = "pupil|school|country|state|person|voter|bracket|line|interval|sample|group|unit|point|study|firm|dot|row|pair"
VERBS = "is|was|has|as|its|this|plus|minus|times|less|lies|falls|rises|holds|misses|goes|does|means|across|needs"
LEVEL = r"(?<!level )(?<!level-)(?<![\d.,#])"
FAULTS = {
    "an exponent": re.compile(r"\d[eE][+−-]?\d"),
    "minus nothing": re.compile(r"(?<![\w)])(?:[−-]|minus )0(?:\.0+)?(?!\.?\d)"),
    "a slot left over": re.compile(r"@[A-Za-z_]"),
    "one of many": re.compile(
        rf"{LEVEL}\b1 (?!(?:{VERBS})\b)[a-z]+s\b|\b1 of (?:the |these )?\d+ \w+ (?:fall|rise|lie|miss|hold|are|were)\b"
    ),
    "many of one": re.compile(rf"{LEVEL}\b(?:0|[2-9]|\d[\d,]*\d) (?:{UNITS})\b(?!-)"),
    "not estimable without a reason": re.compile(r"not estimable(?!: | because )"),
    "a computer's word": re.compile(r"\b(?:nan|NaN|inf|NaT|float64)\b|\bNone\b(?! [a-z])|∞"),
}
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
SYMBOL = re.compile(r"#([A-Za-z_]\w*)")


def faults(field: str, text: str) -> list[str]:
    """What is wrong with a text that stands in this field; [] where nothing is."""
    found = [name for name, pattern in FAULTS.items() if pattern.search(text)]
    if any(float(one.replace(",", "")) > 1e6 for one in NUMBER.findall(text)):
        found.append("past a million")
    codes = SYMBOL.findall(text)
    if codes and (field not in SHOWS_SYMBOLS or not set(codes) <= set(GLOSSARY)):
        found.append("a symbol left over")
    return found


def excluded(block: Any) -> list[tuple[float, float, float]]:
    """Intervals of a block that do not hold their own estimate: (low, estimate, high)."""
    match block:
        case Recovery():
            rows = ((row.found, row.interval) for row in block.rows)
            triples = [
                (ends[0], found, np.inf if ends[1] is None else ends[1])
                for found, ends in rows
                if ends and found is not None
            ]
        case Figure():
            triples = [triple for table in block.tables.values() for triple in _drawn(dict(table))]
        case Row() | Stage():
            return [one for figure in figures_of(block) for one in excluded(figure)]
        case _:
            return []
    return [(low, mid, high) for low, mid, high in triples if not low - 1e-9 <= mid <= high + 1e-9]


def _drawn(table: Mapping[str, Any]) -> Iterator[tuple[float, float, float]]:
    middle = next((name for name in ("estimate", "y") if name in table), None)
    if middle and {"low", "high"} <= set(table):
        yield from zip(*(map(float, table[name]) for name in ("low", middle, "high")), strict=True)


def wrong_with(block: Any) -> list[tuple[Any, ...]]:
    """Everything that is wrong with a block."""
    texts = ((fault, field, text) for field, text in said(block) for fault in faults(field, text))
    return [*texts, *(("leaves its estimate out", *triple) for triple in excluded(block))]


# Every lesson, in many states.


def states(lesson: Lesson, n: int) -> list[Controls]:
    """The start, the scenes, each control at its ends; then corners of all, and states anywhere: `n` or a few more."""
    rng, start = np.random.default_rng(10), lesson.params()
    corners = list(lesson.params.corners())
    ends = 2 * len(lesson.params.controls())
    first = [start, *(start.but(**scene.settings) for scene in lesson.scenes), *corners[:ends]]
    more = max(0, n - len(first))
    picked = rng.choice(np.arange(ends, len(corners)), size=min(more // 2, len(corners) - ends), replace=False)
    corner = [corners[k].but(seed=int(rng.integers(1, 5))) for k in picked]
    return [*first, *corner, *anywhere(lesson, rng, more - len(corner))]


def read(lesson: Lesson, n: int) -> None:
    """Read `n` states; fail with the first state of each kind of fault."""
    wrong: dict[tuple[str, str], Any] = {}
    n_read = n_failed = 0
    for p in states(lesson, n):
        try:
            for block in lesson.story(lesson.run(p)):
                n_read += sum(1 for _ in said(block))
                for fault in wrong_with(block):
                    wrong.setdefault((type(block).__name__, fault[0]), (fault[1:], p))
        except FitError:  # The page says so instead; too few pupils for the model, say.
            n_failed += 1
    assert n_read > 50 * n, "the reader finds texts to read"
    assert n_failed < n / 4
    assert not wrong, "\n".join(f"{kind}: {what}" for kind, what in wrong.items())


@every_lesson
def test_no_text_is_a_slip_in_any_of_forty_states(lesson):
    read(lesson, 40)


@pytest.mark.long
@every_lesson
def test_no_text_is_a_slip_in_any_of_two_hundred_states(lesson):
    read(lesson, 200)


@every_lesson
def test_what_a_click_brings_is_no_slip_either(lesson):
    """Many samples, a second opinion, the game: at the start, and in the smallest world."""
    controls = lesson.params.controls()
    smallest = lesson.params(
        **{c.name: c.lo for c in controls if isinstance(c, Range) and c.whole and c.name != "seed"}
    )
    for p in (lesson.params(), smallest):
        for block in lesson.story(lesson.run(p)):
            brought: Any = ()
            match block:
                case Repeats():
                    brought = (*block.before, *block.show(block.repeat(5)))
                case SecondOpinion() if p == lesson.params():
                    brought = (block.ask(),)
                case Game():
                    brought = tuple(block.round(k) for k in range(3))
                case _:
                    pass
            assert not [fault for one in brought for fault in wrong_with(_as_block(one))], (lesson.slug, p)


def _as_block(thing: Any) -> Any:
    return Prose(thing) if isinstance(thing, str) else thing


@every_lesson
def test_what_stands_around_a_story_is_no_slip(lesson):
    options = [tuple(c.options.values()) for c in lesson.params.controls() if isinstance(c, Choice)]
    around = (
        lesson.title,
        lesson.question,
        tuple(scene.name for scene in lesson.scenes),
        tuple((c.label, c.note) for c in lesson.params.controls()),
        tuple(options),
    )
    assert not [(field, text) for field, text in said(around, "around") if faults(field, text)]


# The reader itself: every fault is found, wherever it stands.


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("It reaches up to 3.2e+19.", "an exponent"),
        ("from 0.12 to 1,234,567.00", "past a million"),
        ("The slope is −0.00 here.", "minus nothing"),
        ("minus 0.00 for the school", "minus nothing"),
        ("It is -0.0", "minus nothing"),
        ("The ICC is @icc.", "a slot left over"),
        ("1 pupils of 4 schools", "one of many"),
        ("1 of the 24 lines fall", "one of many"),
        ("all 24 school", "many of one"),
        ("The ICC is not estimable.", "not estimable without a reason"),
        ("between nan and 2", "a computer's word"),
        ("up to inf", "a computer's word"),
        ("The ICC is None.", "a computer's word"),
        ("#tau99 is no symbol", "a symbol left over"),
    ],
)
def test_a_planted_fault_is_found(text, fault):
    assert fault in faults("text", text)


@pytest.mark.parametrize(
    "text",
    [
        "A level-1 unit, and −0.05 to 0.00; level 1 units; 1 is less.",
        "1 + (n − 1) × 0.10, in 97 million persons, 40,212 voters and 51 states.",
        "None in kind: two names of one family; from −0.004 to 10.00.",
        "1 school, 1 of 24 lines falls, 1.01 times the odds, #tau00 is 3.",
        "It is not estimable: every school has one pupil.",
    ],
)
def test_a_sound_text_is_left_alone(text):
    assert faults("text", text) == []


def test_a_symbol_where_the_page_shows_none_is_found():
    assert faults("title", "The variance #tau00") == ["a symbol left over"]


BAD = "1 pupils"
DOTS = {"x": [0.0], "y": [0.0], "group": ["1"], "weight": [0.0]}
PLANTED = {
    "a step": Step(BAD),
    "prose": Prose(BAD),
    "a live number": Live("@big pupils", big=1e9),
    "a title": Figure("f", BAD, scatter, {}, "."),
    "a key": Figure("f", "t", scatter, {}, ".", key=BAD),
    "a caption": Figure("f", "t", scatter, {}, BAD),
    "an axis title": Figure("f", "t", scatter, {}, ".", {"x_title": BAD}),
    "a label in a chart": Figure("f", "t", scatter, {"points": pd.DataFrame(DOTS | {"label": [BAD]})}, "."),
    "a figure on the stage": Stage(Figure("f", BAD, scatter, {}, ".")),
    "a figure in a row": Row((Figure("f", BAD, scatter, {}, "."),), (1,)),
    "a cell": Table(("model", "b"), (("a", BAD),), "."),
    "a head": Table(("@head",), (("a",),), "."),
    "a caption of a table": Table(("model",), (("a",),), BAD),
    "a set value": Recovery((SetFound("tau00", 1e9, 1.0),), "."),
    "a found value without a reason": Recovery((SetFound("tau00", 1.0, None),), "."),
    "a reason": Recovery((SetFound("tau00", 1.0, None, why=BAD),), "."),
    "an interval that explodes": Recovery((SetFound("tau00", 1.0, 1.0, (0.0, 1e120)),), "."),
    "an interval that leaves its estimate out": Recovery((SetFound("tau00", 1.0, 1.0, (1.1, 2.0)),), "."),
    "a bar that leaves its estimate out": Figure(
        "f", "t", scatter, {"e": pd.DataFrame({"estimate": [3.0], "low": [1.0], "high": [2.0]})}, "."
    ),
    "what a comparison says": Recovery((), BAD),
    "an equation": Equation("y", (Term("gamma00", "1e+09"),)),
    "a question before": PredictNumber("p", BAD, 0, 1, 0.1, "", 0.5, 0.1, {}),
    "a unit": PredictNumber("p", "?", 0, 1, 0.1, BAD, 0.5, 0.1, {}),
    "its reason": PredictNumber("p", "?", 0, 1, 0.1, "", 0.5, 0.1, {"low": BAD}),
    "its option": PredictChoice("p", "?", {"a": (BAD, ".")}, "a"),
    "the reason of its option": PredictChoice("p", "?", {"a": ("a", BAD)}, "a"),
    "a challenge": Challenge("c", BAD, (), ("", ""), {}),
    "a condition": Challenge("c", ".", (Condition(BAD, 0.0),), ("", ""), {}),
    "a hint": Challenge("c", ".", (), ("", BAD), {}),
    "an aside": Aside("a", BAD),
    "a question": Check((Single("s", BAD, ()),)),
    "an option": Check((Single("s", "?", (Right(BAD, "."),)),)),
    "the reason of an option": Check((Single("s", "?", (Right("a", BAD),)),)),
    "a symbol in an option": Check((Single("s", "?", (Right("#tau00", "."),)),)),
    "a takeaway": Takeaways((BAD,)),
}


@pytest.mark.parametrize("place", PLANTED)
def test_a_fault_is_found_wherever_it_stands(place):
    assert wrong_with(PLANTED[place])
