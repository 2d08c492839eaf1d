"""A child process that does one thing at a time: a call in, the shares done and then the value out, over its pipes.

Pipes need no semaphore, no socket and no writable folder. A child whose server has gone reads the end of its input and
leaves.
"""

import os
import pickle
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

Call = tuple[Callable[..., Any], tuple[Any, ...]]
ROOM = Path(__file__).parents[2]
CALM = 10
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
HEAD = 8
PIECE = 1 << 20


class HandError(RuntimeError):
    """The child broke off, or could not do what it was asked."""


class Hand:
    """The server's end of one child."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "dashboard.work"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOM, env=os.environ | ONE_THREAD
        )
        self._in, self._out = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._out, selectors.EVENT_READ)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, call: Call) -> None:
        try:
            _write(self._in, call)
        except (OSError, ValueError):
            raise HandError("The process was gone.") from None

    def hear(self, patience: float) -> tuple[str, Any] | None:
        """The child's next word: ("share", x), ("value", v) or ("problem", text); None when it says nothing in time."""
        if not self._ready.select(patience):
            return None
        try:
            return _read(self._out)
        except (EOFError, OSError):
            raise HandError("The process broke off.") from None

    def stop(self) -> None:
        """End the child, whatever it is at."""
        self._ready.close()
        self._process.kill()
        self._process.wait()
        for pipe in (self._in, self._out):
            try:
                pipe.close()
            except OSError:  # What was still to be written has nobody to read it.
                continue


def _write(pipe: BinaryIO, word: Any) -> None:
    text = pickle.dumps(word)
    pipe.write(len(text).to_bytes(HEAD, "big") + text)
    pipe.flush()


def _read(pipe: BinaryIO) -> Any:
    """The next word. What comes over these pipes is our own: a server and the children it started."""
    size = int.from_bytes(_exactly(pipe, HEAD), "big")
    return pickle.loads(_exactly(pipe, size))


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    """Past the pipe's buffer: what lay in there could not be seen by those who wait for the pipe."""
    parts: list[bytes] = []
    while size:
        part = os.read(pipe.fileno(), min(size, PIECE))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def serve() -> None:
    """The child: calls from the standard input until it ends, at a low priority."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(CALM)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Nothing that a library prints may get among the words.
    while True:
        try:
            function, given = _read(sys.stdin.buffer)
        except EOFError:
            return
        try:
            _write(out, ("value", function(*given, lambda share: _write(out, ("share", share)))))
        except BrokenPipeError:
            return
        except Exception as problem:
            _write(out, ("problem", f"{type(problem).__name__}: {problem}"))
