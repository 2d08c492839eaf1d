"""No place is the right one's: options stand in an order that the reader and the question decide, and stay in it."""

from collections import Counter
from itertools import permutations
from math import factorial

import pytest
from scipy.stats import chi2

from lessons.curriculum import lessons
from lessons.kit import Multiple, Order, PredictChoice, Right, Single, Sort, Wrong
from lessons.kit.blocks.shuffle import offered, shuffled
from tests.lessons.answers import right_answer

READERS = [f"reader {k}" for k in range(3000)]
LESSONS = lessons()
# One in a million: there is a test a question, and none of them draws anew.
RARE = 1e-6


def choices() -> list[tuple[str, PredictChoice | Single]]:
    """Every list of options with one right answer that has no order by nature."""
    found: list[tuple[str, PredictChoice | Single]] = []
    for lesson in LESSONS:
        story = lesson.story(lesson.run(lesson.params()))
        blocks = [*(block for block in story if isinstance(block, PredictChoice)), *lesson.questions]
        singles = [block for block in blocks if isinstance(block, PredictChoice | Single) and not block.ordered]
        found += [(f"{lesson.slug}/{block.name}", block) for block in singles]
    return found


CHOICES = choices()


def right_place(item: str, block: PredictChoice | Single, reader: str) -> int:
    right = block.truth if isinstance(block, PredictChoice) else right_answer(block)
    return offered(block, reader, item).index(right)


def assert_uniform(counts: Counter, n_cells: int) -> None:
    expected = counts.total() / n_cells
    misfit = sum((counts[cell] - expected) ** 2 / expected for cell in counts) + expected * (n_cells - len(counts))
    assert misfit < chi2.isf(RARE, n_cells - 1), counts


def test_there_are_choices():
    assert len(CHOICES) >= 15


@pytest.mark.parametrize(("item", "block"), CHOICES, ids=[item for item, _ in CHOICES])
def test_over_readers_the_right_answer_stands_everywhere_alike(item, block):
    n_options = len(block.options)
    assert_uniform(Counter(right_place(item, block, reader) for reader in READERS), n_options)


def test_one_reader_finds_the_right_answer_in_no_favorite_place():
    """Over the questions of a sitting, too: a run of firsts would be learned."""
    three = [(item, block) for item, block in CHOICES if len(block.options) == 3]
    for reader in READERS[:40]:
        counts = Counter(right_place(item, block, reader) for item, block in three)
        # 15 draws at least from three places: 14 alike in one of 40 readers happens once in 20,000 times.
        assert max(counts.values()) < max(14, len(three) - 2)
    assert_uniform(Counter(right_place(item, block, r) for item, block in three for r in READERS[:300]), 3)


def test_every_order_is_as_likely_so_the_authors_does_not_show_through():
    things = ("a", "b", "c", "d")
    counts = Counter(shuffled(things, reader, "lesson/question") for reader in READERS)
    assert set(counts) <= set(permutations(things))
    assert_uniform(counts, factorial(4))
    assert shuffled(things, "r", "q") == shuffled(things[::-1], "r", "q"), "how they were listed plays no part"


def test_an_order_is_the_same_whenever_it_is_asked_for():
    # Written down once: another process, another day, another machine must find it too.
    assert shuffled(("a", "b", "c", "d"), "frog", "icc/pair") == FROZEN
    orders = {shuffled(("a", "b", "c", "d"), "frog", f"icc/{k}") for k in range(40)}
    assert len(orders) > 10, "each question has an order of its own"


FROZEN = ("c", "a", "d", "b")


def test_what_is_ordered_by_nature_keeps_its_order():
    options = (
        Wrong("less", "No.", "m"),
        Wrong("same", "No.", "m"),
        Right("more", "Yes."),
    )
    said = {"falls": ("It falls", "No."), "flat": ("It stays", "No."), "rises": ("It rises", "Yes.")}
    for reader in READERS[:50]:
        assert offered(Single("s", "?", options, ordered=True), reader, "l/s") == ("less", "same", "more")
        assert offered(Multiple("s", "?", options, ordered=True), reader, "l/s") == ("less", "same", "more")
        assert offered(PredictChoice("p", "?", said, "rises", ordered=True), reader, "l/p") == tuple(said)


def test_things_to_be_ordered_or_sorted_are_shuffled_too():
    order = Order("o", "?", ("first", "second", "third"), "So.", "m")
    assert len({offered(order, reader, "l/o") for reader in READERS[:100]}) == 6
    sorts = [(f"{lesson.slug}/{q.name}", q) for lesson in LESSONS for q in lesson.questions if isinstance(q, Sort)]
    assert sorts
    for item, sort in sorts:
        counts = Counter(sort.claims[0].text == offered(sort, reader, item)[0] for reader in READERS)
        assert counts[True] / len(READERS) == pytest.approx(1 / len(sort.claims), abs=0.05)


ORDERLY = ("smaller", "less", "falls", "down", "low")


def test_a_choice_between_directions_says_that_it_has_an_order():
    for lesson in LESSONS:
        for block in lesson.story(lesson.run(lesson.params())):
            if isinstance(block, PredictChoice) and set(block.options) & set(ORDERLY):
                assert block.ordered, (lesson.slug, block.name)
