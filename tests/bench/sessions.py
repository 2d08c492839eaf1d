"""How many learn at once: concurrent sessions over real websockets, one step a second each."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.figures import Figure, percentile
from tests.browser.serve import served

CROWDS = (25, 50, 100)
SECONDS = 12


def memory(pid: int) -> float:
    """Resident memory of a process, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def crowd(n_learners: int) -> tuple[list[float], float]:
    """The milliseconds of every step, and the megabytes that a session adds to a warm server."""
    with served() as (address, pid):
        learn(address, 1, 2)
        before = memory(pid)
        steps = learn(address, n_learners, SECONDS)
        time.sleep(0.5)
        return steps, (memory(pid) - before) / n_learners


def learn(address: str, n_learners: int, seconds: int) -> list[float]:
    """The learners live in a process of their own, as browsers do."""
    command = [sys.executable, "-m", "tests.bench.learner", address, str(n_learners), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    return json.loads(done.stdout)


def measure(say: Callable[[str], None]) -> list[Figure]:
    figures: list[Figure] = []
    for n_learners in CROWDS:
        say(f"{n_learners} learners")
        steps, each = crowd(n_learners)
        goal = 250 if n_learners == 100 else None
        figures += [
            Figure(f"{n_learners} learners: step, p50", percentile(steps, 50), "ms"),
            Figure(f"{n_learners} learners: step, p95", percentile(steps, 95), "ms", goal=goal),
            Figure(f"{n_learners} learners: memory a session", each, "MB"),
        ]
    return figures
