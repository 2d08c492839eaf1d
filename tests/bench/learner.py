"""A learner of the bench: opens a lesson, skips its guesses, and moves every slider over its whole scale.

Each learner has a sample of their own, so that nothing the server keeps of one is of use to another.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from itertools import count
from typing import Any

from tests.bench.reader import Reader

STOPS = 5
PATIENCE = 60
STEP = re.compile(r"-step-(\d+)$")


async def ready(reader: Reader, seed: int) -> None:
    """Skip each guess, so that the page shows all it has, and take a sample of one's own."""
    while key := next((key for key, proto in reader.of("button") if proto.label == "Skip"), None):
        runs = reader.runs
        await reader.press(key)
        reader.controls.pop(key)
        await reader.until(lambda runs=runs: reader.runs > runs, PATIENCE)
        await rest(reader)  # Some wait for others, and come once they are answered.
    sample = next(control for control in reader.told["controls"] if control["part"] == "sample")
    low, high = int(sample["lo"]), int(sample["hi"])
    await step(reader, {**reader.told["values"], sample["name"]: low + (seed * 37) % (high - low)}, None)


async def rest(reader: Reader) -> None:
    """Wait until no run follows another: a guess has the whole page drawn once more."""
    runs = -1
    while runs != reader.runs:
        runs = reader.runs
        await asyncio.sleep(0.5)


def sliders(reader: Reader) -> list[dict[str, Any]]:
    return [one for one in reader.told["controls"] if one["kind"] == "range" and one["part"] != "sample"]


def stops(reader: Reader) -> Iterator[dict[str, Any]]:
    """Where the controls stand at each step: slider after slider moves from end to end, the others as at first."""
    start = dict(reader.told["values"])
    while True:
        for slider in sliders(reader):
            steps = round((slider["hi"] - slider["lo"]) / slider["step"])
            for stop in range(STOPS):
                place = slider["lo"] + round(steps * stop / (STOPS - 1)) * slider["step"]
                yield {**start, slider["name"]: round(place, 6)}


def views(reader: Reader) -> Iterator[list[int]]:
    """What is in view at each step: two steps of the story, further down each time, and from the top again."""
    n_steps = 1 + max((int(found[1]) for name in reader.blocks if (found := STEP.search(name))), default=0)
    for k in count():
        first = k % max(1, n_steps - 1)
        yield [first, first + 1]


async def step(reader: Reader, values: dict[str, Any], seen: list[int] | None) -> float:
    """Move, as a hand that holds a slider does; milliseconds until the server has finished what is in view."""
    start = time.perf_counter()
    number = await reader.move(values, released=seen is None, seen=seen)
    if not await reader.until(lambda: reader.finished >= number, PATIENCE):
        raise RuntimeError(f"No answer on {reader.page} to {values}")
    return 1000 * (time.perf_counter() - start)


async def steps(reader: Reader) -> AsyncIterator[float]:
    """Step after step, without end."""
    for values, seen in zip(stops(reader), views(reader), strict=False):
        yield await step(reader, values, seen)


async def sweep(reader: Reader) -> int:
    """Move every slider once over its scale; returns the number of steps."""
    n_steps, moves = STOPS * len(sliders(reader)), steps(reader)
    for _ in range(n_steps):
        await anext(moves)
    return n_steps
