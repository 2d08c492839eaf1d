"""What is projected, thought by thought: a step unfolds in builds, one a press of Next, beside a picture that stays.

A prediction is asked, then its answer stands in its place, and only then what follows is shown. So what is revealed
follows from the screen alone: going back hides it again, and the study page is never changed by it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Literal

from dashboard.steps import Steps, staged
from lessons.kit import (
    Aside,
    Block,
    Check,
    Code,
    Live,
    PredictChoice,
    PredictNumber,
    Printout,
    Prose,
    SecondOpinion,
    Stage,
    Step,
    Takeaways,
)
from lessons.kit.blocks.predict import Predict
from lessons.kit.blocks.questions import Single
from lessons.kit.fit import FitError

FOR_NOTES = (Prose, Aside, Code, Printout)
NOT_PROJECTED = (Step, Stage, SecondOpinion)
FEW_WORDS, MOST_WORDS = 9, 40
MOST_CONTROLS = 2
CHECKED = "check-"
SENTENCE = re.compile(r"(?<=[.?]) (?=[A-Z#*@√])")
Part = Literal["ask", "answer", "shown", "hall"]


@dataclass(frozen=True)
class Screen:
    """What is projected at once, and what only the speaker reads. `step` counts from 0, as on the page."""

    step: int
    title: str
    block: Block | None = None
    part: Part = "shown"
    notes: tuple[Block, ...] = ()
    moves: tuple[str, ...] = ()
    stage: Stage | None = None


def screens(told: Callable[[], Steps], opening: str) -> Iterator[Screen]:
    """The builds of every step, told no further than they are asked for.

    Prose is for the speaker. Where a model cannot be fitted, the last screen says why.
    """
    try:
        steps, left = told(), ()
        for k in count():
            if not (blocks := steps[k]):
                return
            builds = list(_builds(steps, k, blocks, opening, left))
            # What a step without a screen says is told with the next one.
            left = () if builds else (*left, *_notes(blocks))
            yield from builds
    except FitError as problem:
        yield Screen(0, str(problem))


def _notes(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if isinstance(block, FOR_NOTES))


def _builds(steps: Steps, k: int, blocks: list[Block], opening: str, left: tuple[Block, ...]) -> Iterator[Screen]:
    """An open question keeps the picture before it; its answer brings the next one."""
    step = blocks[0] if isinstance(blocks[0], Step) else Step("")
    blocks = [one for block in blocks for one in (_aloud(block) if isinstance(block, Check) else (block,))]
    notes = (*left, *_notes(blocks))
    stage = staged(steps, k - 1, list)
    whole = Screen(k, step.title or opening, notes=notes, moves=step.moves[:MOST_CONTROLS])
    for asked, rest in _segments(blocks):
        stage = None if asked and asked.name.startswith(CHECKED) else stage
        if asked:
            yield replace(whole, block=asked, part="ask", stage=stage)
        shown = [b for b in rest if not isinstance(b, (*FOR_NOTES, *NOT_PROJECTED))]
        new = next((b for b in reversed(rest) if isinstance(b, Stage)), None)
        stage = new or stage
        if asked:
            yield replace(whole, block=asked, part="answer", stage=stage)
        elif new and not shown:
            yield replace(whole, stage=stage)
        for block in shown:
            said, more = _short(block) if isinstance(block, Live) else (block, ())
            beside = None if isinstance(block, Takeaways) else stage
            yield replace(whole, block=said, notes=(*more, *notes), stage=beside)


def _segments(blocks: Iterable[Block]) -> Iterator[tuple[Predict | None, list[Block]]]:
    """A step cut at its predictions: each with what follows it; None for what comes before the first."""
    asked: Predict | None = None
    rest: list[Block] = []
    for block in blocks:
        if isinstance(block, PredictNumber | PredictChoice):
            yield asked, rest
            asked, rest = block, []
        else:
            rest.append(block)
    yield asked, rest


def _aloud(check: Check) -> tuple[PredictChoice, ...]:
    """Questions with one right answer, as a hall can be asked them; the others are for those who sit alone."""
    return tuple(
        PredictChoice(
            f"{CHECKED}{question.name}",
            question.ask,
            {str(k): (option.text, option.reason) for k, option in enumerate(question.options)},
            next(str(k) for k, option in enumerate(question.options) if option.right),
            question.ordered,
        )
        for question in check.questions
        if isinstance(question, Single)
    )


def _short(live: Live) -> tuple[Live, tuple[Live, ...]]:
    """The first sentences, as many as a hall reads at a glance; the others are the speaker's."""
    sentences = SENTENCE.split(live.text)
    n_words, kept = 0, 0
    for said in sentences:
        if n_words >= FEW_WORDS and n_words + len(said.split()) > MOST_WORDS:
            break
        n_words += len(said.split())
        kept += 1
    first, rest = " ".join(sentences[:kept]), " ".join(sentences[kept:])
    return Live(first, **live.numbers), (Live(rest, **live.numbers),) if rest else ()


def answer_of(block: Predict) -> list[tuple[bool, Any, Any]]:
    """(right, what was said, its reason) for every way to answer; the right one first."""
    if isinstance(block, PredictChoice):
        rows = [(code == block.truth, words, reason) for code, (words, reason) in block.options.items()]
    else:
        names = {"close": None, "low": "Too low", "high": "Too high"}
        rows = [(kind == "close", names[kind], reason) for kind, reason in block.reasons.items() if kind in names]
    return sorted(rows, key=lambda row: not row[0])
