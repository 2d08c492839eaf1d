"""An answer as the record keeps it: numbers, and marks of the texts that were picked, never the texts themselves.

A mark outlives a new order of the options; a text that was rewritten since has another mark, so that the question is
asked anew.
"""

from hashlib import sha256
from math import isfinite
from typing import Any

from lessons.kit import Multiple, Numeric, Order, Single, Sort
from lessons.kit.blocks.questions import Question


def parts_of(question: Question, answer: Any) -> tuple[str, ...]:
    """What is kept of `answer`, which is what `question.mark` takes."""
    match question:
        case Single():
            return (_mark(answer),)
        case Multiple():
            return tuple(sorted(map(_mark, answer)))
        case Numeric():
            return (repr(float(answer)),)
        case Order():
            return tuple(map(_mark, answer))
        case Sort():
            return tuple(_mark(f"{text}\n{answer[text]}") for text in sorted(answer))


def answer_of(question: Question, parts: tuple[str, ...]) -> Any:
    """The answer that these parts were made of; None where the question has none like it (any more)."""
    try:
        return _answer(question, parts)
    except (KeyError, ValueError):
        return None


def _answer(question: Question, parts: tuple[str, ...]) -> Any:
    match question:
        case Single():
            (part,) = parts
            return _texts(option.text for option in question.options)[part]
        case Multiple():
            texts = _texts(option.text for option in question.options)
            return frozenset(texts[part] for part in parts)
        case Numeric():
            (part,) = parts
            return float(part) if isfinite(float(part)) else None
        case Order():
            texts = _texts(question.items)
            return tuple(texts[part] for part in parts) if len(set(parts)) == len(texts) == len(parts) else None
        case Sort():
            return _sorted(question, parts)


def _sorted(question: Sort, parts: tuple[str, ...]) -> dict[str, str] | None:
    pairs = {_mark(f"{one.text}\n{place}"): (one.text, place) for one in question.claims for place in question.bins}
    answer = dict(pairs[part] for part in parts)
    return answer if len(answer) == len(question.claims) else None


def _texts(texts: Any) -> dict[str, str]:
    return {_mark(text): text for text in texts}


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
