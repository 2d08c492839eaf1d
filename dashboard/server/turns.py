"""How many scripts run at once: one interpreter does one thing at a time, and threads that compete for it slow it down.

Where a hundred readers move in the same second, steps that run side by side take twice the processor time of the same
steps one after the other, and a queue grows that need not be there (`make bench PARTS=sessions`).
"""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

# One more than computes, for while one of them fits a model outside the interpreter.
AT_ONCE = 2
# A script that takes longer than that holds nobody up.
PATIENCE = 1.0
NAME = "_run_script"

Run = Callable[..., None]


def take_turns() -> None:
    """Have the scripts of this process take turns; a Streamlit that runs them in another way is left as it is."""
    run: Run | None = getattr(ScriptRunner, NAME, None)
    if run is not None and not hasattr(run, "__wrapped__"):
        setattr(ScriptRunner, NAME, in_turn(run))


def in_turn(run: Run, at_once: int = AT_ONCE, patience: float = PATIENCE) -> Run:
    """`run`, of which at most `at_once` are under way, but for those that have waited `patience` seconds."""
    seats = threading.BoundedSemaphore(at_once)

    @wraps(run)
    def waited(*args: Any) -> None:
        seated = seats.acquire(timeout=patience)
        try:
            run(*args)
        finally:
            if seated:
                seats.release()

    return waited
