"""How many learn at once: concurrent sessions over real websockets, one step a second each."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from tests.bench.figures import Figure, percentile
from tests.browser.serve import served

CROWDS = (25, 50, 100)
SECONDS = 12


def memory(pid: int) -> float:
    """Resident memory of a process, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def descriptors(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def crowd(n_learners: int) -> tuple[list[float], float, float]:
    """The milliseconds of every step, and the megabytes and descriptors that a session adds to a warm server."""
    with served() as (address, pid):
        learn(address, 1, 2)
        before = memory(pid)
        with most(lambda: descriptors(pid)) as held:
            steps = learn(address, n_learners, SECONDS)
        time.sleep(0.5)
        return steps, (memory(pid) - before) / n_learners, (held.most - held.first) / n_learners


class most(threading.Thread):  # noqa: N801
    """Counts again and again while the block runs, and keeps the largest count."""

    def __init__(self, count: Callable[[], int]) -> None:
        super().__init__(daemon=True)
        self.count, self.over = count, threading.Event()
        self.first = self.most = count()

    def run(self) -> None:
        while not self.over.wait(0.5):
            self.most = max(self.most, self.count())

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.join()


def learn(address: str, n_learners: int, seconds: int) -> list[float]:
    """The learners live in a process of their own, as browsers do."""
    command = [sys.executable, "-m", "tests.bench.learner", address, str(n_learners), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    return json.loads(done.stdout)


def measure(say: Callable[[str], None]) -> list[Figure]:
    figures: list[Figure] = []
    for n_learners in CROWDS:
        say(f"{n_learners} learners")
        steps, each, held = crowd(n_learners)
        goal = 250 if n_learners == 100 else None
        figures += [
            Figure(f"{n_learners} learners: step, p50", percentile(steps, 50), "ms"),
            Figure(f"{n_learners} learners: step, p95", percentile(steps, 95), "ms", goal=goal),
            Figure(f"{n_learners} learners: memory a session", each, "MB"),
            Figure(f"{n_learners} learners: descriptors a session", held, ""),
        ]
    return figures
