"""How every lesson ends: the questions, then what to remember."""

from collections.abc import Iterator

from lessons.kit.blocks.prose import Step, Takeaways
from lessons.kit.blocks.questions import Check, Question


def ending(questions: tuple[Question, ...], takeaways: Takeaways) -> Iterator[Step | Check | Takeaways]:
    """The last two steps."""
    yield Step("Check yourself")
    yield Check(questions)
    yield Step("Take away")
    yield takeaways
