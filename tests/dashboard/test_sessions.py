"""Sessions over real websockets: whatever is said while the page is being drawn, every message has its answer."""

import asyncio
import random
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from lessons.how.random_slopes import LESSON
from tests import loops
from tests.bench.reader import Reader, anywhere, read
from tests.browser.serve import served

PATIENCE = 30
STEPS = 40


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as (url, _):
        yield url


def live(address: str, life, page: str = "random_slopes", query: str = "", opening=None) -> Reader:
    return loops.run(read(address, page, life, query=query, opening=opening))


def solved() -> dict[str, str]:
    """A link to a state in which the lesson's first challenge is solved."""
    block = next(b for b in LESSON.story(LESSON.run(LESSON.params())) if type(b).__name__ == "Challenge")
    return LESSON.params(**block.solution).to_query()


async def moved(reader: Reader, released: bool = True) -> None:
    number = await reader.move(anywhere(reader), released)
    assert await reader.answered(number), f"no answer to message {number}"


def test_a_link_to_a_solved_challenge_has_its_panel_however_soon_the_browser_speaks(address):
    async def opening(reader: Reader) -> None:
        await reader.say("")
        assert await reader.until(lambda: reader.component("frogpond_progress") is not None, PATIENCE)
        await reader.keep_progress()

    async def life(reader: Reader) -> None:
        await reader.until(lambda: reader.drawn >= 0, PATIENCE)
        await moved(reader)

    for _ in range(5):
        reader = live(address, life, query=urlencode(solved()), opening=opening)
        assert not reader.exceptions


def test_a_slider_that_moves_while_the_page_turns_does_not_hold_the_page_back(address):
    async def life(reader: Reader) -> None:
        # What a browser sends when Present is pressed while a slider is moving: one message says both.
        reader.query = "present=1"
        reader.panel_says(anywhere(reader))
        await reader.say("")
        assert await reader.until(lambda: reader.sees("Leave"), PATIENCE)

    assert not live(address, life).exceptions


def test_no_message_is_left_unanswered_while_the_reader_answers_and_commits(address):
    dice = random.Random(7)

    async def life(reader: Reader) -> None:
        for _ in range(STEPS):
            for _ in range(dice.randint(0, 2)):
                await reader.act(dice)
            number = await reader.move(anywhere(reader, dice), dice.random() < 0.3, dice.choice([None, [0, 1], [2, 3]]))
            await reader.act(dice)
            assert await reader.answered(number), f"no answer to message {number}"

    async def crowd() -> list[Reader]:
        pages = ("random_slopes", "icc", "dependence")
        return await asyncio.gather(*(read(address, page, life) for page in pages))

    for reader in loops.run(crowd()):
        assert not reader.exceptions
