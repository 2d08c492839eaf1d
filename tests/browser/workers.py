"""Which process answers: read from the system's table of connections (Linux)."""

import os
import time
from collections.abc import Callable
from pathlib import Path

ESTABLISHED, LISTEN = "01", "0A"


def children(pid: int) -> list[int]:
    """The processes that `pid` has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def holders(pid: int, port: int, state: str) -> list[int]:
    """For each connection at `port` that is in this state, the child of `pid` that holds it."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    wanted = {f"socket:[{row[9]}]" for row in rows if row[3] == state and int(row[1].rsplit(":", 1)[1], 16) == port}
    return [child for child in children(pid) for link in _links(child) if link in wanted]


def _links(pid: int) -> list[str]:
    folder = Path(f"/proc/{pid}/fd")
    try:
        return [os.readlink(entry) for entry in folder.iterdir()]
    except OSError:  # The process, or one of its files, has just gone.
        return []


def until(says: Callable[[], bool], seconds: int = 300) -> None:
    """Wait until it is so."""
    for _ in range(seconds * 10):
        if says():
            return
        time.sleep(0.1)
    raise AssertionError("It never came true.")
