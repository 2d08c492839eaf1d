"""A Redis of a test's own: Debian's redis-server on a socket in a folder that goes."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Its address; the test is skipped where the program is not there."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed (Debian: redis-server)")
    with TemporaryDirectory() as short:  # A socket's path has 108 bytes.
        socket = Path(short) / "redis"
        command = [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(folder)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
            try:
                for _ in range(400):
                    if socket.exists():
                        break
                    time.sleep(0.02)
                yield f"unix://{socket}"
            finally:
                server.terminate()
