"""How many learn at once: concurrent sessions over real websockets, one step a second each, on all lessons."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self

from tests.bench import learner
from tests.bench.figures import Figure, percentile
from tests.bench.processes import descriptors, memory, processor
from tests.bench.reader import Reader, read
from tests.bench.tree import HERE, Tree, shared

CROWDS = (25, 50, 100)
WORKERS = (1, 2)
SECONDS = 12
SETTLE = 1.0
# On a machine where the plain page answers a key in 75 ms, a step of the largest crowd takes 250 ms at most.
GOAL, PLAIN_TEXT = 250, 75

Say = Callable[[str], None]


@dataclass(frozen=True)
class Crowd:
    """The milliseconds of every step; of a step the messages, kilobytes and processor time; of a session its weight."""

    waits: list[float]
    messages: float
    kilobytes: float
    step: float
    opening: float
    megabytes: float
    descriptors: float


@dataclass
class Room:
    """Where learners meet: all open their lessons, and when the last has, all begin to move."""

    n_learners: int
    readers: list[Reader] = field(default_factory=list[Reader])
    waits: list[float] = field(default_factory=list[float])
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def learn(self, address: str, page: str, number: int) -> None:
        """One step a second; the learners begin spread over a second."""

        async def life(reader: Reader) -> None:
            await learner.ready(reader, number)
            self.readers.append(reader)
            await self.begun.wait()
            await asyncio.sleep(number / self.n_learners)
            moves = learner.steps(reader)
            for k in range(SECONDS):
                due = time.perf_counter() + 1
                waited = await anext(moves)
                self.waits += [waited] if k else []  # The first finds the caches as the others' opening left them.
                await asyncio.sleep(max(0.0, due - time.perf_counter()))

        await read(address, page, life)

    async def opened(self) -> None:
        while len(self.readers) < self.n_learners:
            await asyncio.sleep(0.1)
        await asyncio.sleep(SETTLE)

    def heard(self) -> tuple[int, int]:
        """Messages and bytes that all of them have had."""
        return sum(reader.frames for reader in self.readers), sum(reader.received for reader in self.readers)


async def lecture(server: tuple[str, int], pages: list[str], n_learners: int) -> Crowd:
    """Learners of all lessons in one room, and what they cost the server while they open and while they move."""
    address, pid = server
    room, computed, held, weight = Room(n_learners), processor(pid), descriptors(pid), memory(pid)
    everyone = asyncio.gather(*(room.learn(address, pages[k % len(pages)], k) for k in range(n_learners)))
    await _before_the_end_of(everyone, room.opened())
    opened, (frames, received) = processor(pid), room.heard()
    room.begun.set()
    with most(lambda: descriptors(pid)) as at_once:
        await everyone
    n_steps, (all_frames, all_received) = n_learners * SECONDS, room.heard()
    return Crowd(
        waits=room.waits,
        messages=(all_frames - frames) / n_steps,
        kilobytes=(all_received - received) / 1000 / n_steps,
        step=(processor(pid) - opened) / n_steps,
        opening=(opened - computed) / n_learners,
        megabytes=(memory(pid) - weight) / n_learners,
        descriptors=(at_once.most - held) / n_learners,
    )


async def _before_the_end_of(everyone: Awaitable[object], awaited: Awaitable[None]) -> None:
    """Wait for it; where somebody fails first, that error is raised, and nobody waits for ever."""
    waiting, others = asyncio.ensure_future(awaited), asyncio.ensure_future(everyone)
    await asyncio.wait([waiting, others], return_when=asyncio.FIRST_COMPLETED)
    if not waiting.done():
        waiting.cancel()
        await others


class most(threading.Thread):  # noqa: N801
    """Counts again and again while the block runs, and keeps the largest count."""

    def __init__(self, count: Callable[[], int]) -> None:
        super().__init__(daemon=True)
        self.count, self.over = count, threading.Event()
        self.most = count()

    def run(self) -> None:
        while not self.over.wait(0.5):
            self.most = max(self.most, self.count())

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.join()


def crowd(tree: Tree, pages: list[str], n_learners: int, workers: int) -> Crowd:
    """On a server of its own, which some learners of every lesson have used before."""
    with tree.served(*(["--workers", str(workers)] if workers > 1 else [])) as server:
        asyncio.run(_warm(server[0], pages * workers))
        return asyncio.run(lecture(server, pages, n_learners))


async def _warm(address: str, pages: list[str]) -> None:
    for page in pages:
        await read(address, page, lambda reader: learner.ready(reader, 0))


def measure(say: Say, before: Tree | None, plain_text: float | None) -> list[Figure]:
    """One process and two. `plain_text`: what a key takes on the plain page, in milliseconds, where it is known."""
    pages = shared([HERE, before] if before else [HERE])
    rows: list[Figure] = []
    for workers in WORKERS:
        old = before if before and (workers == 1 or before.has_workers) else None
        for n_learners in CROWDS:
            say(f"{n_learners} learners, {workers} processes")
            found = crowd(HERE, pages, n_learners, workers)
            then = crowd(old, pages, n_learners, workers) if old else None
            largest = n_learners == max(CROWDS) and workers == max(WORKERS)
            goal = GOAL * plain_text / PLAIN_TEXT if plain_text and largest else None
            rows += _rows(f"{n_learners} learners, {workers} proc.", found, then, goal)
    return rows


def _rows(name: str, now: Crowd, then: Crowd | None, goal: float | None) -> list[Figure]:
    """The figures of one crowd, beside those of the tree before."""

    def figure(words: str, unit: str, of: Callable[[Crowd], float], goal: float | None = None) -> Figure:
        return Figure(f"{name}: {words}", of(now), unit, goal=goal, before=of(then) if then else None)

    return [
        figure("a step, p50", "ms", lambda c: percentile(c.waits, 50)),
        figure("a step, p95", "ms", lambda c: percentile(c.waits, 95), goal),
        figure("server CPU a step", "ms", lambda c: c.step),
        figure("sent a step", "messages", lambda c: c.messages),
        figure("sent a step", "kB", lambda c: c.kilobytes),
        figure("server CPU to open a page", "ms", lambda c: c.opening),
        figure("memory a session", "MB", lambda c: c.megabytes),
        figure("descriptors a session", "open", lambda c: c.descriptors),
    ]
