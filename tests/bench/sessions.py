"""How many learn at once: concurrent sessions over real websockets, one step a second each."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
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


def processor(pid: int) -> float:
    """Milliseconds that a process has computed; other work on the machine does not count."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Crowd:
    """The milliseconds of every step, and what each session costs a warm server."""

    steps: list[float]
    megabytes: float
    descriptors: float
    opening: float
    step: float


def crowd(n_learners: int) -> Crowd:
    """Learners who open the lesson and move, then as many again who open it and move once."""
    with served() as (address, pid):
        learn(address, 1, 2)
        before, computed = memory(pid), processor(pid)
        with most(lambda: descriptors(pid)) as held:
            steps = learn(address, n_learners, SECONDS)
        time.sleep(0.5)
        megabytes, much = (memory(pid) - before) / n_learners, processor(pid) - computed
        learn(address, n_learners, 1)
        little = processor(pid) - computed - much
        step = (much - little) / n_learners / (SECONDS - 1)
        return Crowd(steps, megabytes, (held.most - held.first) / n_learners, little / n_learners - step, step)


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
        found = crowd(n_learners)
        goal = 250 if n_learners == 100 else None
        figures += [
            Figure(f"{n_learners} learners: step, p50", percentile(found.steps, 50), "ms"),
            Figure(f"{n_learners} learners: step, p95", percentile(found.steps, 95), "ms", goal=goal),
            Figure(f"{n_learners} learners: memory a session", found.megabytes, "MB"),
            Figure(f"{n_learners} learners: descriptors a session", found.descriptors, "open"),
            Figure(f"{n_learners} learners: processor to open the page", found.opening, "ms"),
            Figure(f"{n_learners} learners: processor a step", found.step, "ms"),
        ]
    return figures
