"""Passages that lessons have in common: set beside found, and the ending."""

from collections.abc import Iterator

from lessons.kit.fit import second_opinion
from lessons.kit.lesson import Run
from lessons.kit.questions import Question
from lessons.kit.story import Block, Check, Recovery, SecondOpinion, Step, Takeaways


def set_and_found(shown: Recovery, run: Run, model: str) -> Iterator[Block]:
    """What was set beside what was found, and what another program makes of `model` in the same data."""
    yield Step("Set and found")
    yield shown
    yield SecondOpinion("fit", lambda: second_opinion(run.fits[model]).sentence)


def ending(questions: tuple[Question, ...], takeaways: Takeaways) -> Iterator[Block]:
    """The questions, and what to remember."""
    yield Step("Check yourself")
    yield Check(questions)
    yield Step("Take away")
    yield takeaways
