"""In what order options are offered: fixed for a reader and a question, with no favorite place for the right one."""

from collections.abc import Iterable
from hashlib import sha256

from lessons.kit.blocks.predict import PredictChoice
from lessons.kit.blocks.questions import Multiple, Order, Single, Sort

Offer = PredictChoice | Single | Multiple | Order | Sort


def shuffled(things: Iterable[str], reader: str, item: str) -> tuple[str, ...]:
    """`things` in an order that `reader` and `item` decide: every order is equally likely over readers.

    How `things` were listed plays no part, so the author's order cannot show through.
    """
    return tuple(sorted(things, key=lambda thing: sha256(f"{reader}\n{item}\n{thing}".encode()).digest()))


def offered(question: Offer, reader: str, item: str) -> tuple[str, ...]:
    """What `question` lets `reader` choose from, in the order to show it; `item` is "lesson/question".

    Texts of options, codes of a PredictChoice, items of an Order, claims of a Sort. Lists with an order of their own
    (`ordered`) keep it.
    """
    match question:
        case PredictChoice():
            things = tuple(question.options)
        case Single() | Multiple():
            things = tuple(option.text for option in question.options)
        case Order():
            things = question.items
        case Sort():
            things = tuple(claim.text for claim in question.claims)
    keeps = isinstance(question, PredictChoice | Single | Multiple) and question.ordered
    return things if keeps else shuffled(things, reader, item)
