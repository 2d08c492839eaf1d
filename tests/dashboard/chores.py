"""What the tests have a child process do."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

Tell = Callable[[float], None]


def pid(_: Tell) -> int:
    return os.getpid()


def echo(word: object, _: Tell) -> object:
    return word


def sign(log: str, name: str, _: Tell) -> None:
    """Write down that it was this one's turn."""
    with Path(log).open("a", encoding="utf-8") as turns:
        turns.write(f"{name}\n")


def wait_for(door: str, word: str, tell: Tell) -> str:
    """Half done at once; the rest when the file `door` is there."""
    tell(0.5)
    while not Path(door).exists():
        time.sleep(0.02)
    return word


def fail(_: Tell) -> None:
    raise ValueError("It cannot be done.")


def chatter(_: Tell) -> str:
    print("a library is talkative")
    return "said"


def die(_: Tell) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(mark: str, _: Tell) -> str:
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def niceness(_: Tell) -> int:
    return os.nice(0)
