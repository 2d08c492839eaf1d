"""How every lesson ends: the questions, then what to remember."""

from collections.abc import Iterator

from lessons.kit.questions import Question
from lessons.kit.story import Check, Step, Takeaways


def ending(questions: tuple[Question, ...], takeaways: Takeaways) -> Iterator[Step | Check | Takeaways]:
    """The last two steps."""
    yield Step("Check yourself")
    yield Check(questions)
    yield Step("Take away")
    yield takeaways
