"""What a server weighs: processor time, memory and descriptors of a process and of all that it has started (Linux)."""

import os
from collections.abc import Iterator
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> Iterator[int]:
    """The process, its children, and theirs."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            yield from family(int(child))


def processor(pid: int) -> float:
    """Milliseconds that they have computed; other work on the machine does not count."""
    return sum(_milliseconds(one) for one in family(pid))


def memory(pid: int) -> float:
    """Resident megabytes."""
    return sum(_megabytes(one) for one in family(pid))


def descriptors(pid: int) -> int:
    return sum(len(list(Path(f"/proc/{one}/fd").iterdir())) for one in family(pid))


def _milliseconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return TICK * (int(fields[11]) + int(fields[12]))


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
