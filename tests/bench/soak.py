"""`make soak`: many readers for many minutes, who join, move, answer, draw, download and leave; what that costs.

`python -m tests.bench.soak [--readers 50] [--minutes 10] [--pause 1.5] [--address http://...]`
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from lessons.curriculum import lessons
from tests.bench.figures import Figure, percentile, table
from tests.bench.reader import Reader, anywhere, read
from tests.browser.serve import served

STAY = (15, 75)
WARM = 0.25
LOOK_EVERY = 2.0
MB = 1024
CHART, STUDY, TAKE = "First chart (SVG)", "Draw 400 samples from this world", "Data, code and charts"


@dataclass
class Tally:
    """What happened to all readers, and what the server weighed meanwhile."""

    counts: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    problems: Counter[str] = field(default_factory=Counter)
    weights: list[dict[str, float]] = field(default_factory=list)


def weigh(pid: int) -> dict[str, float]:
    """Megabytes, descriptors and threads of the server, and how many child processes it has."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines())
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = [child for task in tasks for child in task.read_text(encoding="utf-8").split()]
    return {
        "memory (MB)": int(status["VmRSS"].split()[0]) / MB,
        "descriptors": len(list(Path(f"/proc/{pid}/fd").iterdir())),
        "threads": int(status["Threads"]),
        "children": len(children),
    }


async def step(reader: Reader, tally: Tally, dice: random.Random) -> None:
    """Move the sliders while something else is said, and wait as the panel does: at last it asks for a clean page."""
    if dice.random() < 0.3:
        await reader.act(dice)
    began = time.perf_counter()
    number = await reader.move(anywhere(reader, dice), dice.random() < 0.3, dice.choice([None, [0, 1], [1, 2, 3]]))
    if dice.random() < 0.3:
        await reader.act(dice)
    tally.counts["steps"] += 1
    if not await reader.answered(number):
        tally.counts["unanswered"] += 1
    took = time.perf_counter() - began
    reader.pace = max(took, reader.pace / 2)
    tally.waits.append(1000 * took)


async def extra(reader: Reader, tally: Tally, dice: random.Random) -> None:
    """Now and then: many samples, or a chart to take along."""
    chance = dice.random()
    if chance < 0.02 and reader.sees(STUDY):
        tally.counts["studies"] += 1
        await reader.press_named(STUDY)
    elif chance < 0.04 and reader.sees(TAKE):
        await reader.press_named(TAKE)
        if await reader.until(lambda: reader.sees(CHART), 10):
            tally.counts["downloads asked for"] += 1
            await reader.press_named(CHART)


async def one(address: str, end: float, pause: float, tally: Tally, dice: random.Random) -> None:
    """A place in the room: one reader after the other sits there."""
    while time.monotonic() < end:
        leaves = min(end, time.monotonic() + dice.uniform(*STAY))

        async def life(reader: Reader, leaves: float = leaves) -> None:
            while time.monotonic() < leaves:
                await step(reader, tally, dice)
                await extra(reader, tally, dice)
                await asyncio.sleep(dice.uniform(0, 2 * pause))

        try:
            reader = await read(address, dice.choice(lessons()).slug, life)
        except Exception as problem:
            tally.problems[f"{type(problem).__name__}: {problem}"[:90]] += 1
            continue
        tally.counts["sessions"] += 1
        tally.counts["late, asked for a clean page"] += reader.late
        tally.counts["files saved"] += len(reader.saved)
        tally.problems.update(message[:90] for message in reader.exceptions)


async def watch(pid: int, end: float, tally: Tally) -> None:
    while time.monotonic() < end:
        tally.weights.append(weigh(pid))
        await asyncio.sleep(LOOK_EVERY)


async def soak(address: str, pid: int | None, options: argparse.Namespace) -> Tally:
    tally, end = Tally(), time.monotonic() + 60 * options.minutes
    seats = [one(address, end, options.pause, tally, random.Random(k)) for k in range(options.readers)]
    await asyncio.gather(*seats, *([watch(pid, end, tally)] if pid else []))
    return tally


def figures(tally: Tally) -> list[Figure]:
    found = [
        Figure("steps answered, p50", percentile(tally.waits, 50), "ms"),
        Figure("steps answered, p95", percentile(tally.waits, 95), "ms"),
        Figure("unanswered", tally.counts["unanswered"], f"of {tally.counts['steps']:,}", goal=0),
        Figure("errors", sum(tally.problems.values()), "in all", goal=0),
    ]
    names = tally.weights[0] if tally.weights else {}
    for name in names:
        values = [weight[name] for weight in tally.weights][int(WARM * len(tally.weights)) :]
        fifth = max(1, len(values) // 5)
        first, last = sum(values[:fifth]) / fifth, sum(values[-fifth:]) / fifth
        found += [Figure(name, last, "at the end"), Figure(f"{name}, most", max(values), "at once")]
        goal = 20 if name != "children" else None
        found.append(Figure(f"{name}, growth after warm-up", 100 * (last / first - 1) if first else 0, "%", goal=goal))
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pause", type=float, default=1.5, help="seconds between the steps of a reader, on average")
    parser.add_argument("--address", help="of a server that runs already; its memory is then not weighed")
    options = parser.parse_args()
    log = Path(tempfile.mkdtemp()) / "server.log"
    server: AbstractContextManager[tuple[str, int | None]]
    out = log.open("wb")
    server = nullcontext((options.address, None)) if options.address else served(log=out)
    with out, server as (address, pid):
        tally = asyncio.run(soak(address, pid, options))
    said = log.read_text(encoding="utf-8") if log.exists() else ""
    tally.problems.update({"traceback in the server's log": said.count("Traceback")} if "Traceback" in said else {})
    print(table(f"{options.readers} readers for {options.minutes:g} minutes", "", figures(tally)))
    print("\n".join(f"{name}: {count:,}" for name, count in sorted(tally.counts.items())))
    print("\n".join(f"PROBLEM {count} x {name}" for name, count in tally.problems.most_common(10)))


if __name__ == "__main__":
    main()
