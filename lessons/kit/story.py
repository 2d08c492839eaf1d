"""The blocks a story is told in; every sentence in them is a template, filled when it is shown."""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lessons.kit.challenge import Challenge
from lessons.kit.charts.look import Look
from lessons.kit.game import Game
from lessons.kit.predict import Predict
from lessons.kit.questions import Question
from lessons.kit.repeats import Samples, repeated
from lessons.kit.symbols import symbol
from lessons.kit.text import Words, fill, number
from lessons.kit.travel import Travel


@dataclass(frozen=True)
class Step:
    """A thought: in study mode a section, in presenter mode a screen; "" opens a lesson without a heading.

    `moves` names what the reader's hand needs for it, in the text of the step: controls, "scenes", "sample".
    """

    title: str
    moves: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class Prose:
    """Sentences that no slider changes. `#tau00` shows a symbol in its color."""

    text: str


@dataclass(frozen=True)
class Live:
    """A sentence with numbers from this run: `Live("The ICC is @icc.", icc=.2)`."""

    text: str
    numbers: dict[str, Any] = field(default_factory=dict[str, Any])

    def __init__(self, text: str, **numbers: Any) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "numbers", numbers)

    @property
    def filled(self) -> str:
        return fill(self.text, self.numbers)


Chart = Callable[..., Any]


@dataclass(frozen=True)
class Figure:
    """A chart, its tables, and `says`: one sentence that is its caption and its alt text.

    `title` names the chart and `key` its marks, in a few words that no slider changes. `chart(look, **settings)`
    returns an Altair chart that names its data (`alt.NamedData`). It is built once for each look and settings; a
    rerun sends `tables` only. `picks` names the table whose rows of the group under
    the pointer go into the table `picked`, so that one hover is seen in every chart; "" for a chart without groups.
    `still` is what the tables depend on where no slider of the world moves them (a real table, say).
    """

    name: str
    title: Words
    chart: Chart
    tables: Mapping[str, Any]
    says: Words
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    picks: str = ""
    still: Hashable = None
    height: Literal["tall", "short"] = "tall"
    key: Words = ""

    def build(self, look: Look) -> Any:
        return self.chart(look, **self.settings)


@dataclass(frozen=True)
class Row:
    """Figures side by side; below one another on a narrow screen. `widths` are their shares."""

    figures: tuple[Figure, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Stage:
    """Pictures that stay in view from here on, until the next Stage: the first one large.

    Where two stages name a figure alike, it is one picture to the reader: its marks move to their new places.
    """

    figures: tuple[Figure | Travel, ...]

    def __init__(self, *figures: Figure | Travel) -> None:
        object.__setattr__(self, "figures", figures)


@dataclass(frozen=True)
class Term:
    """One term of an equation: its symbol, its live number ("" where it varies), and what it multiplies, in LaTeX."""

    code: str
    value: str = ""
    times: str = ""


@dataclass(frozen=True)
class Equation:
    """A model written out, in colored symbols and in this run's numbers; `spread` are its variances."""

    outcome: str
    terms: tuple[Term, ...]
    spread: tuple[Term, ...] = ()


Interval = tuple[float, float | None]


@dataclass(frozen=True)
class SetFound:
    """One line of a Recovery: what was set, what was found and its interval; `why` says why found is None.

    `ends` is the interval, or where it takes longer than a moving slider can wait, a function that works it out.
    set is None where the other controls leave nothing to set. `words` replaces the glossary's words where a lesson
    needs narrower ones.
    """

    code: str
    set: float | None
    found: float | None
    ends: Interval | Callable[[], Interval] | None = None
    why: Words = ""
    words: Words = ""

    @property
    def waits(self) -> bool:
        """Whether the interval is worked out when it is first read: on release, that is."""
        return callable(self.ends)

    @property
    def interval(self) -> Interval | None:
        """(low, high); high is None where nothing in the data tells it."""
        return self.ends() if callable(self.ends) else self.ends

    @property
    def span(self) -> str:
        """The interval in words."""
        interval = self.interval
        if interval is None:
            return ""
        low, high = interval
        if high is None:
            return f"{number(low)} and more: too few groups for an upper end"
        return f"{number(low)} to {number(high)}"


@dataclass(frozen=True)
class Recovery:
    """What was **set** beside what was **found**; `says` reads the comparison out."""

    rows: tuple[SetFound, ...]
    says: Words


@dataclass(frozen=True)
class Table:
    """A small table in words: the heads of its columns, its rows, and `says`, its caption."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    says: Words


@dataclass(frozen=True)
class Studies:
    """One design, many samples: `repeat(n)` draws and fits n of them and returns a table; run on request.

    `state` is what the result depends on: when it moves, an older result is no longer shown.
    """

    name: str
    label: str
    state: tuple[Any, ...]
    repeat: Callable[[int], Any]
    show: Callable[[Any], "tuple[Figure | Row | Table | Live | Prose, ...]"]
    n_samples: int = 400


@dataclass(frozen=True)
class Repeats:
    """One design, many samples, drawn on request: `one(seed)` says what one sample found, as numbers by name.

    `show` makes blocks of them. `state` is what they depend on: when it moves, older ones are no longer shown.
    """

    name: str
    label: Words
    state: tuple[Any, ...]
    seed: int
    one: Callable[[int], Mapping[str, float]]
    show: Callable[[Samples], "tuple[Figure | Row | Table | Live | Prose, ...]"]
    n_samples: int = 400

    def repeat(self, n_samples: int) -> Samples:
        return repeated(n_samples, self.seed, self.one)


@dataclass(frozen=True)
class SecondOpinion:
    """A button that has another program refit the present data; `ask()` returns its one sentence."""

    name: str
    ask: Callable[[], str]


@dataclass(frozen=True)
class Aside:
    """A remark for those who want it, closed at first."""

    title: Words
    text: Words


@dataclass(frozen=True)
class Code:
    """The model as code, in one or more dialects: language -> text."""

    dialects: Mapping[str, str]


@dataclass(frozen=True)
class Check:
    """The questions, asked after the play."""

    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Takeaways:
    """What to remember, one sentence each, and what to read."""

    sentences: tuple[str, ...]
    references: tuple[str, ...] = ()


Block = (
    Step
    | Prose
    | Live
    | Figure
    | Row
    | Stage
    | Travel
    | Equation
    | Recovery
    | Table
    | Studies
    | Repeats
    | SecondOpinion
    | Predict
    | Challenge
    | Game
    | Aside
    | Code
    | Check
    | Takeaways
)


def figures_of(block: Block) -> tuple[Figure, ...]:
    """The charts that a block shows."""
    match block:
        case Figure():
            return (block,)
        case Row():
            return block.figures
        case Stage():
            return tuple(figure for figure in block.figures if isinstance(figure, Figure))
        case _:
            return ()


def symbols_in(text: str) -> tuple[str, ...]:
    """The code names that `text` shows as #symbols; a KeyError for one the glossary lacks."""
    return tuple(symbol(code).code for code in re.findall(r"#([A-Za-z_]\w*)", text))
