"""A real server on a free port, and a real Chromium to look at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}
# Chromium without windows, a Debian package of its own, does the same with less work; letters as in the other one. A
# page of a test is not open for long enough that its scripts were worth optimizing.
SHELL = Path("/usr/bin/chromium-headless-shell")
CHEAPER = ["--font-render-hinting=none", "--js-flags=--no-opt"]
WINDOWLESS = {"executable_path": str(SHELL), "args": [*CHROMIUM["args"], *CHEAPER]}
TESTED = WINDOWLESS if SHELL.exists() else CHROMIUM
CACHE = Path(".pytest_cache").absolute()
FROGPOND = (sys.executable, "-m", "dashboard", "--port", "{port}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(
    *options: str,
    command: Sequence[str] = FROGPOND,
    cwd: str | None = None,
    port: int = 0,
    env: Mapping[str, str] = os.environ,
    log: Any = subprocess.DEVNULL,
) -> Iterator[tuple[str, int]]:
    """The address and process id of a running dashboard, or of `command`, with {port} filled in."""
    port = port or free_port()
    command = [part.format(port=port) for part in (*command, *options)]
    # What a test's server keeps is not the cache of whoever runs the test.
    env = {**env, "PYTHONWARNINGS": "ignore", "XDG_CACHE_HOME": str(CACHE)}
    output = {"stdout": log, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(command, cwd=cwd, env=env, **output)
    try:
        _wait_until_healthy(port, process)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:  # A busy machine: what was measured counts all the same.
            process.kill()
            process.wait()


def _wait_until_healthy(port: int, process: subprocess.Popen) -> None:
    for _ in range(3000):
        if process.poll() is not None:
            raise RuntimeError("The server stopped before it was ready.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server was not ready within five minutes.")
