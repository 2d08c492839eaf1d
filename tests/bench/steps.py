"""What one step of a slider costs the server: processor time, messages and bytes, lesson by lesson.

One learner at a time moves every slider; the trees take turns, so that a busy machine slows all of them alike.
Processor time is the server's own: what else the machine does counts only as far as it empties the caches.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import astuple, dataclass
from operator import attrgetter
from statistics import fmean

from tests.bench import learner, plain
from tests.bench.figures import Figure
from tests.bench.processes import processor
from tests.bench.reader import Reader, read
from tests.bench.tree import HERE, Tree, shared

ROUNDS = 2
GOAL = 0.4
SETTLE = 0.4

Say = Callable[[str], None]
Server = tuple[str, int]
Sweep = Callable[[Reader], Awaitable[int]]


@dataclass(frozen=True)
class Cost:
    """Of one step: milliseconds of the server's processor, its messages, and their kilobytes."""

    processor: float
    messages: float
    kilobytes: float


def mean(costs: list[Cost]) -> Cost:
    """Each counts alike: no lesson weighs more for having more sliders."""
    return Cost(*(fmean(column) for column in zip(*map(astuple, costs), strict=True)))


async def weighed(reader: Reader, pid: int, sweep: Sweep) -> Cost:
    """What a step costs while the sliders of a page move; the opening of the page has settled by then."""
    await asyncio.sleep(SETTLE)
    frames, received, computed = reader.frames, reader.received, processor(pid)
    n_steps = await sweep(reader)
    await asyncio.sleep(SETTLE)
    spent = processor(pid) - computed
    return Cost(spent / n_steps, (reader.frames - frames) / n_steps, (reader.received - received) / 1000 / n_steps)


def of_lesson(server: Server, page: str, seed: int) -> Cost:
    """A learner opens the lesson, makes it show all it has, and moves every slider."""
    found: list[Cost] = []

    async def life(reader: Reader) -> None:
        await learner.ready(reader, seed)
        found.append(await weighed(reader, server[1], learner.sweep))

    asyncio.run(read(server[0], page, life))
    return found[0]


def of_plain(server: Server) -> Cost:
    """The same on the plain page."""
    found: list[Cost] = []

    async def life(reader: Reader) -> None:
        found.append(await weighed(reader, server[1], plain.sweep))

    asyncio.run(read(server[0], "", life, opening=plain.opening))
    return found[0]


def by_turns(costs: list[Callable[[int], Cost]]) -> list[Cost]:
    """The mean of each over some rounds, in which they take turns; the first round, which warms up, does not count."""
    rounds = [[cost(seed) for cost in costs] for seed in range(ROUNDS + 1)]
    return [mean(list(found)) for found in zip(*rounds[1:], strict=True)]


def measure(say: Say, before: Tree | None, _: float | None) -> list[Figure]:
    """Every lesson that both trees have, then all of them beside the plain page."""
    trees = [HERE, before] if before else [HERE]
    found: dict[str, list[Cost]] = {}
    with ExitStack() as stack:
        servers = [stack.enter_context(tree.served()) for tree in trees]
        for page in shared(trees):
            say(f"steps of {page}")
            found[page] = by_turns([lambda seed, s=s, page=page: of_lesson(s, page, seed) for s in servers])
    with plain.served_plain() as server:
        say("steps of the plain page")
        other = by_turns([lambda _: of_plain(server)])[0]
    all_lessons = [mean(list(costs)) for costs in zip(*found.values(), strict=True)]
    rows = [figure for page, costs in found.items() for figure in _rows(page, costs)]
    return [*rows, *_rows("all lessons", all_lessons, other), *_against(all_lessons)]


def _rows(name: str, costs: list[Cost], other: Cost | None = None) -> list[Figure]:
    """The figures of one page: now, before, and of the plain page."""
    columns = {
        "processor": ("server CPU a step", "ms"),
        "messages": ("a step", "messages"),
        "kilobytes": ("a step", "kB"),
    }
    return [
        Figure(
            f"{name}: {words}",
            of(costs[0]),
            unit,
            of(other) if other else None,
            before=of(costs[1]) if costs[1:] else None,
        )
        for field, (words, unit) in columns.items()
        for of in [attrgetter(field)]
    ]


def _against(costs: list[Cost]) -> list[Figure]:
    if not costs[1:]:
        return []
    return [Figure("server CPU a step, after/before", costs[0].processor / costs[1].processor, "x", goal=GOAL)]
