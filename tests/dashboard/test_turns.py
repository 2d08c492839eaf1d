"""Scripts take turns: no more at once than are let in, none waits for ever, and one that fails leaves its seat."""

import subprocess
import sys
import threading

import pytest
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from dashboard.server import turns

LONG = 30


class Scripts:
    """Scripts that run until they are let go. most: how many were under way at once."""

    def __init__(self) -> None:
        self.under_way = self.most = 0
        self.begun, self.over, self.counting = threading.Semaphore(0), threading.Event(), threading.Lock()

    def run(self) -> None:
        with self.counting:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        self.begun.release()
        assert self.over.wait(LONG)
        with self.counting:
            self.under_way -= 1


def started(run: turns.Run, n: int) -> list[threading.Thread]:
    threads = [threading.Thread(target=run, daemon=True) for _ in range(n)]
    for thread in threads:
        thread.start()
    return threads


def test_no_more_run_at_once_than_are_let_in_and_all_of_them_run():
    scripts = Scripts()
    threads = started(turns.in_turn(scripts.run, 2, LONG), 8)
    assert scripts.begun.acquire(timeout=LONG)
    assert scripts.begun.acquire(timeout=LONG)
    assert not scripts.begun.acquire(timeout=0.2)
    scripts.over.set()
    for thread in threads:
        thread.join(LONG)
    assert (scripts.most, scripts.under_way) == (2, 0)


def test_a_script_that_takes_long_holds_nobody_up():
    scripts = Scripts()
    started(turns.in_turn(scripts.run, 1, 0.05), 3)
    assert all(scripts.begun.acquire(timeout=LONG) for _ in range(3))
    scripts.over.set()


def test_a_script_that_fails_leaves_its_seat():
    ran = threading.Event()

    def fail_or_run(fails: bool) -> None:
        if fails:
            raise ValueError("a script's own")
        ran.set()

    run = turns.in_turn(fail_or_run, 1, 2 * LONG)
    with pytest.raises(ValueError, match="own"):
        run(True)
    threading.Thread(target=run, args=(False,), daemon=True).start()
    assert ran.wait(LONG)


def test_a_server_has_its_scripts_take_turns_once():
    """In a process of its own: tests of pages run scripts of their own."""
    assert hasattr(ScriptRunner, turns.NAME), "Streamlit runs its scripts in another way now: look at turns.py"
    script = (
        "from dashboard.server import turns\n"
        "from streamlit.runtime.scriptrunner.script_runner import ScriptRunner\n"
        "turns.take_turns(); first = getattr(ScriptRunner, turns.NAME)\n"
        "turns.take_turns(); assert getattr(ScriptRunner, turns.NAME) is first\n"
        "assert hasattr(first, '__wrapped__')\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)
