"""What a reader has done, as one frozen record: visits, answers, guesses, challenges. Pure; time comes in as days.

Of what was asked it keeps no text: where the controls stood says how a question read, and the lesson says it again.

The record lives in the reader's own browser. It travels as JSON and is merged, never overwritten.
"""

import json
import re
from collections.abc import ItemsView, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

FORMAT = "frogpond-progress"
VERSION = 1
GAPS = (1.0, 3.0, 7.0, 21.0, 60.0)
LONGEST = 200_000
MOST_ITEMS, MOST_TRIES, MOST_PARTS, MOST_SETTINGS = 2_000, 20, 60, 60
LATEST, LARGEST, NARROWEST = 1e12, 1e9, 1e-9
ITEM = re.compile(r"[A-Za-z0-9_-]{1,80}(/[A-Za-z0-9_-]{1,80})?")
NAME = re.compile(r"[A-Za-z0-9_]{1,80}")
PART = re.compile(r"[a-z0-9.+-]{1,32}")
SETTING = re.compile(r"[A-Za-z0-9_.+-]{0,80}")
Settings = Mapping[str, str]


class ProgressError(ValueError):
    """A file that is no record of progress, in one plain sentence."""


@dataclass(frozen=True)
class Answer:
    """One first try at a question, `day` in days since 1970."""

    day: float
    right: bool


@dataclass(frozen=True)
class GuessMade:
    """One committed number, with its truth, the ends of its axis, and where the controls stood (as in a link)."""

    day: float
    guess: float
    truth: float
    low: float
    high: float
    settings: Settings = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        if not self.high - self.low >= NARROWEST:
            raise ValueError("An axis runs from low to high.")


@dataclass(frozen=True)
class ChoiceMade:
    """One committed choice: the code of its option, and where the controls stood."""

    day: float
    code: str
    settings: Settings = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Given:
    """The answer that stands under a question, in the parts that `dashboard.progress.given` reads."""

    day: float
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """Lesson -> day first visited; "lesson/question" -> answers; "lesson/prediction" -> guess; solved -> day.

    choices: "lesson/prediction" -> the choice committed there. given: "lesson/question" -> the answer given last.

    since: the day on which the reader last started anew. reader: a token drawn by lot, which decides in what order
    this reader is offered options; "" until there is one.
    """

    visited: Mapping[str, float] = field(default_factory=dict[str, float])
    answers: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict[str, tuple[Answer, ...]])
    guesses: Mapping[str, GuessMade] = field(default_factory=dict[str, GuessMade])
    solved: Mapping[str, float] = field(default_factory=dict[str, float])
    choices: Mapping[str, ChoiceMade] = field(default_factory=dict[str, ChoiceMade])
    given: Mapping[str, Given] = field(default_factory=dict[str, Given])
    since: float = 0.0
    reader: str = ""

    def visit(self, lesson: str, day: float) -> "Record":
        """The first visit counts."""
        return self if lesson in self.visited else replace(self, visited={**self.visited, lesson: day})

    def answer(self, item: str, right: bool, day: float) -> "Record":
        """One more try at "lesson/question"."""
        tries = (*self.answers.get(item, ()), Answer(day, right))
        return replace(self, answers={**self.answers, item: tries[-MOST_TRIES:]})

    def guess(self, item: str, made: GuessMade) -> "Record":
        """The first guess counts: a second one has seen the answer."""
        return self if item in self.guesses else replace(self, guesses={**self.guesses, item: made})

    def choose(self, item: str, made: ChoiceMade) -> "Record":
        """The first choice counts, as a guess does."""
        return self if item in self.choices else replace(self, choices={**self.choices, item: made})

    def give(self, item: str, parts: tuple[str, ...], day: float) -> "Record":
        """The answer given last stands."""
        if item in self.given and self.given[item].parts == parts:
            return self
        return replace(self, given={**self.given, item: Given(day, parts)})

    def solve(self, item: str, day: float) -> "Record":
        return self if item in self.solved else replace(self, solved={**self.solved, item: day})


def due_on(tries: tuple[Answer, ...]) -> float | None:
    """The day from which a question is to be asked again; None for one that was never missed.

    At once after a miss, then 1, 3, 7, 21 and 60 days after each right answer in a row.
    """
    if all(one.right for one in tries):
        return None
    streak = 0
    for one in reversed(tries):
        if not one.right:
            break
        streak += 1
    return tries[-1].day if streak == 0 else tries[-1].day + GAPS[min(streak, len(GAPS)) - 1]


def due(record: Record, day: float) -> tuple[str, ...]:
    """The questions to be asked again on `day`, longest overdue first."""
    dates = {item: due_on(tries) for item, tries in record.answers.items()}
    ready = [(date, item) for item, date in dates.items() if date is not None and date <= day]
    return tuple(item for _, item in sorted(ready))


def done(record: Record, lesson: str, questions: tuple[str, ...]) -> bool:
    """A lesson is done when each of its questions has once been answered right."""
    tries = (record.answers.get(f"{lesson}/{question}", ()) for question in questions)
    return bool(questions) and all(any(one.right for one in each) for each in tries)


def mean_miss(record: Record) -> float | None:
    """Calibration: the mean distance of guess and truth, as a share of the guess's axis; None without a guess."""
    misses = [abs(g.guess - g.truth) / (g.high - g.low) for g in record.guesses.values()]
    return sum(misses) / len(misses) if misses else None


def merge(one: Record, other: Record) -> Record:
    """Everything that either knows: two tabs, or a file loaded into a session; of two starts the newer counts alone."""
    if one.since != other.since:
        return max(one, other, key=lambda record: record.since)
    answers = {
        item: _together(one.answers.get(item, ()), other.answers.get(item, ()))
        for item in {*one.answers, *other.answers}
    }
    return Record(
        visited=_earliest(one.visited, other.visited),
        answers=answers,
        guesses=_one_of(min, one.guesses, other.guesses),
        solved=_earliest(one.solved, other.solved),
        choices=_one_of(min, one.choices, other.choices),
        given=_one_of(max, one.given, other.given),
        since=one.since,
        reader=min(filter(None, (one.reader, other.reader)), default=""),
    )


def _earliest(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {key: min(day for day in (one.get(key), other.get(key)) if day is not None) for key in {*one, *other}}


def _one_of(which: Any, one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Of each pair the earlier (min) or the later (max), and the same one in whichever tab it is asked."""
    pairs = {item: [made[item] for made in (one, other) if item in made] for item in {*one, *other}}
    return {item: which(made, key=lambda each: (each.day, repr(each))) for item, made in pairs.items()}


def _together(one: tuple[Answer, ...], other: tuple[Answer, ...]) -> tuple[Answer, ...]:
    return tuple(sorted({*one, *other}, key=lambda answer: (answer.day, answer.right)))[-MOST_TRIES:]


def to_json(record: Record) -> str:
    """The record as text; equal records give equal text."""
    return json.dumps({"format": FORMAT, "version": VERSION, **asdict(record)}, sort_keys=True)


def from_json(text: str, today: float = LATEST) -> Record:
    """The record that `text` holds; ProgressError for anything else.

    `today` in days since 1970: what a clock that runs ahead has dated later counts as done today.
    """
    if len(text) > LONGEST:
        raise ProgressError("This file is too large to be a record of progress.")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise ProgressError("This file is not a record of progress: it cannot be read.") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ProgressError("This file is not a record of progress from Frogpond.")
    if raw.get("version") != VERSION:
        raise ProgressError("This record of progress comes from another version of Frogpond.")
    try:
        return _record(raw, today)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ProgressError("This record of progress is damaged, so nothing was taken from it.") from None


def _record(raw: Mapping[str, Any], today: float) -> Record:
    return Record(
        visited=_days(raw["visited"], today),
        answers={item: _tries(tries, today) for item, tries in _items(raw["answers"])},
        guesses={item: _guess(made, today) for item, made in _items(raw["guesses"])},
        solved=_days(raw["solved"], today),
        choices={item: _choice(made, today) for item, made in _items(raw.get("choices", {}))},
        given={item: _given(made, today) for item, made in _items(raw.get("given", {}))},
        since=_day(raw.get("since", 0.0), today),
        reader=_token(raw.get("reader", "")),
    )


def _items(raw: Mapping[str, Any]) -> ItemsView[str, Any]:
    """The entries, when they are not too many and each names a lesson or something in one."""
    if len(raw) > MOST_ITEMS or not all(ITEM.fullmatch(item) for item in raw):
        raise ValueError("No such items.")
    return raw.items()


def _days(raw: Mapping[str, Any], today: float) -> dict[str, float]:
    return {item: _day(day, today) for item, day in _items(raw)}


def _tries(raw: Any, today: float) -> tuple[Answer, ...]:
    if not isinstance(raw, list) or not raw:
        raise TypeError(raw)
    return tuple(Answer(_day(one["day"], today), _flag(one["right"])) for one in raw[-MOST_TRIES:])


def _guess(raw: Mapping[str, Any], today: float) -> GuessMade:
    guess, truth, low, high = (_number(raw[name]) for name in ("guess", "truth", "low", "high"))
    return GuessMade(_day(raw["day"], today), guess, truth, low, high, _settings(raw.get("settings", {})))


def _choice(raw: Mapping[str, Any], today: float) -> ChoiceMade:
    return ChoiceMade(_day(raw["day"], today), _word(raw["code"], NAME), _settings(raw.get("settings", {})))


def _given(raw: Mapping[str, Any], today: float) -> Given:
    if not isinstance(raw["parts"], list) or len(raw["parts"]) > MOST_PARTS:
        raise TypeError(raw)
    return Given(_day(raw["day"], today), tuple(_word(part, PART) for part in raw["parts"]))


def _settings(raw: Mapping[str, Any]) -> Settings:
    if len(raw) > MOST_SETTINGS:
        raise ValueError("No such settings.")
    return {_word(name, NAME): _word(value, SETTING) for name, value in raw.items()}


def _word(value: Any, allowed: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not allowed.fullmatch(value):
        raise ValueError("No such word.")
    return value


def _day(value: Any, today: float) -> float:
    return min(_number(value, LATEST), today)


def _number(value: Any, largest: float = LARGEST) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= largest:
        raise ValueError("No such number.")
    return float(value)


def _token(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 64:
        raise TypeError(value)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value
