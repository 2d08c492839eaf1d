"""The answer that earns the mark, for tests that give it."""

from typing import Any

from lessons.kit import Multiple, Numeric, Order, Single, Sort
from lessons.kit.blocks.questions import Question


def right_answer(question: Question) -> Any:
    match question:
        case Single():
            return next(o.text for o in question.options if o.right)
        case Multiple():
            return frozenset(o.text for o in question.options if o.right)
        case Numeric():
            return question.truth
        case Order():
            return question.items
        case Sort():
            return {claim.text: claim.bin for claim in question.claims}
