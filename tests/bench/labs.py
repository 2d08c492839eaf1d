"""Readers beside laboratories at work: what both of them feel, and how fast the Lab follows a hand."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from tests.bench import learner
from tests.bench.figures import Figure, percentile
from tests.bench.reader import Reader, read
from tests.bench.tree import HERE, Tree

LABS, LEARNERS, SECONDS = 2, 10, 12
QUERY = "repeats=5000&sweep=n_groups:20,40,60,80,100&sweep2=n_per_group:5,10,20,40"
GO, SETTINGS, PATIENCE = "Run all samples", "frogpond_lab_settings", 60
DRAG = range(10, 40)

Say = Callable[[str], None]


async def opened(reader: Reader) -> None:
    """The Lab has no panel: it is there when its button is."""
    await reader.say("")
    if not await reader.until(lambda: reader.sees(GO) and reader.runs > 0, PATIENCE):
        raise RuntimeError("The Lab did not open.")


async def at_work(address: str, over: asyncio.Event) -> None:
    """A Lab that draws all samples of twenty worlds until it is over, which is longer than anybody waits."""

    async def life(reader: Reader) -> None:
        await reader.press_named(GO)
        await over.wait()
        assert not reader.exceptions

    await read(address, "lab", life, QUERY, opened)


async def beside(address: str, n_labs: int) -> list[float]:
    """Milliseconds of every step of the learners, one step a second each."""
    waits, over = list[float](), asyncio.Event()

    async def life(reader: Reader) -> None:
        await learner.ready(reader, len(waits))
        moves = learner.steps(reader)
        for k in range(SECONDS):
            due = time.perf_counter() + 1
            waited = await anext(moves)
            waits.extend([waited] if k else [])
            await asyncio.sleep(max(0.0, due - time.perf_counter()))

    labs = [asyncio.create_task(at_work(address, over)) for _ in range(n_labs)]
    await asyncio.sleep(2 if labs else 0)
    await asyncio.gather(*(read(address, "random_slopes", life) for _ in range(LEARNERS)))
    over.set()
    await asyncio.gather(*labs)
    return waits


async def drag(address: str) -> list[float]:
    """Milliseconds from a message of the Lab's slider to a page that shows its samples."""
    waits: list[float] = []

    async def life(reader: Reader) -> None:
        await learner.rest(reader)
        key = reader.component(SETTINGS)
        assert key
        for number, n_groups in enumerate(DRAG, 1):
            values: dict[str, Any] = {**_told(reader, key)["values"], "n_groups": n_groups}
            state = {"seq": number, "values": values, "released": False}
            began = time.perf_counter()
            await reader.set(key, "json_value", json.dumps({"state": state}))
            await reader.until(lambda number=number: _told(reader, key)["ack"] >= number, PATIENCE)
            waits.append(1000 * (time.perf_counter() - began))

    await read(address, "lab", life, "", opened)
    return waits


def _told(reader: Reader, key: str) -> dict[str, Any]:
    return json.loads(reader.controls[key].proto.json)


def measure(say: Say, *_: Tree | float | None) -> list[Figure]:
    """Learners alone, then beside Labs at work; then one Lab whose slider moves."""
    with HERE.served() as (address, _pid):
        say(f"{LEARNERS} learners alone")
        asyncio.run(beside(address, 0))
        alone = asyncio.run(beside(address, 0))
        say(f"{LEARNERS} learners beside {LABS} Labs at work")
        busy = asyncio.run(beside(address, LABS))
        say("a Lab whose slider moves")
        moved = asyncio.run(drag(address))
    return [
        Figure("a step of a learner alone, p50", percentile(alone, 50), "ms"),
        Figure("a step of a learner beside the Labs, p50", percentile(busy, 50), "ms"),
        Figure("beside the Labs / alone, p50", percentile(busy, 50) / percentile(alone, 50), "x", goal=1.5),
        Figure("a step of a learner beside the Labs, p95", percentile(busy, 95), "ms"),
        Figure("beside the Labs / alone, p95", percentile(busy, 95) / percentile(alone, 95), "x"),
        Figure("a step of the Lab's slider, p50", percentile(moved, 50), "ms", goal=500),
    ]
