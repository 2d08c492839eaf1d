"""Work in child processes: fair turns, nothing for those who left, and no child that cannot be replaced."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.pictures import bundle, svg
from dashboard.work import Desk, Job, desk
from dashboard.work.hand import Hand
from dashboard.work.samples import samples
from lessons.how.random_slopes import LESSON
from lessons.kit import Repeats
from tests.dashboard import chores

PATIENCE = 60


@pytest.fixture
def one(request) -> Iterator[Desk]:
    """A desk with a single hand, so that turns can be told."""
    made = Desk(n_hands=1, **getattr(request, "param", {}))
    yield made
    made.close()


@pytest.fixture
def gate(tmp_path) -> Iterator:
    """A job that holds its child until the gate opens."""
    door = tmp_path / "open"
    yield door
    door.touch()


def value(job: Job):
    while not job.over.wait(0.05):
        job.look()
    assert not job.failed, job.problem
    return job.value


def held(at: Desk, session: str, gate) -> Job:
    """A job that is in hand and stays so."""
    job = at.ask(session, chores.wait_for, str(gate), session)
    while job.share == 0:
        job.look()
        job.over.wait(0.02)
    return job


def test_a_call_is_made_in_another_process_and_its_value_comes_back(one):
    assert value(one.ask("me", chores.pid)) != os.getpid()


def test_how_much_is_done_is_told(one, gate):
    assert held(one, "me", gate).share == 0.5


def test_a_problem_in_the_child_is_a_failed_job_and_the_child_goes_on(one):
    job = one.ask("me", chores.fail)
    assert job.over.wait(PATIENCE)
    assert job.failed
    assert not job.done
    assert value(one.ask("me", chores.pid))


def test_what_a_library_prints_does_not_get_among_the_words(one):
    assert value(one.ask("me", chores.chatter)) == "said"


def test_a_session_has_two_jobs_and_the_newest_win(one, gate):
    first = held(one, "greedy", gate)
    rest = [one.ask("greedy", chores.echo, k) for k in range(30)]
    assert first.dropped
    assert all(job.dropped for job in rest[:-2])
    assert [value(job) for job in rest[-2:]] == [28, 29]


def test_whoever_has_nothing_in_hand_comes_first(gate, tmp_path):
    """Two hands are busy, one of them for the greedy reader, whose next job was asked for before the other's first."""
    two, log, release = Desk(n_hands=2), tmp_path / "turns", tmp_path / "release"
    try:
        held(two, "greedy", gate)
        held(two, "third", release)
        jobs = [two.ask(name, chores.sign, str(log), name) for name in ("greedy", "other")]
        release.touch()
        for job in jobs:
            value(job)
        assert log.read_text(encoding="utf-8").split() == ["other", "greedy"]
    finally:
        two.close()


@pytest.mark.parametrize("one", [{"left_after": 0.5}], indirect=True)
def test_a_reader_who_has_left_holds_nobody(one, gate):
    gone = one.ask("gone", chores.wait_for, str(gate), "gone")
    assert value(one.ask("here", chores.echo, "mine")) == "mine"
    assert gone.failed


def test_a_child_that_was_killed_is_replaced_and_its_job_done(one, tmp_path):
    first = value(one.ask("me", chores.pid))
    os.kill(first, signal.SIGKILL)
    assert value(one.ask("me", chores.pid)) not in (first, os.getpid())
    assert value(one.ask("me", chores.die_once, str(tmp_path / "died"))) == "alive"


def test_a_job_that_kills_every_child_fails_alone(one):
    job = one.ask("me", chores.die)
    assert job.over.wait(PATIENCE)
    assert job.failed
    assert value(one.ask("me", chores.echo, 1)) == 1


@pytest.mark.parametrize("one", [{"rest_after": 0.3}], indirect=True)
def test_children_are_sent_home_after_a_rest(one):
    pid = value(one.ask("me", chores.pid))
    ended = threading.Event()
    while not ended.wait(0.05):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            break
    assert value(one.ask("me", chores.pid)) != pid


def test_a_closed_desk_has_no_children_and_leaves_no_job_waiting(gate):
    at = Desk(n_hands=1)
    job, waiting = held(at, "me", gate), at.ask("me", chores.pid)
    at.close()
    assert job.failed
    assert waiting.failed


def test_a_child_whose_server_was_killed_leaves(tmp_path):
    program = "from dashboard.work.hand import Hand; h = Hand(); print(h.pid, flush=True); import time; time.sleep(600)"
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    child = int(server.stdout.readline())
    server.kill()
    server.wait()
    for _ in range(PATIENCE * 20):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{child}/stat").read_text(encoding="utf-8").split(")")[1].split()[0] == "Z":
            return
        threading.Event().wait(0.05)
    pytest.fail("the child is still there")


def test_a_child_is_calmer_than_its_server():
    hand = Hand()
    try:
        hand.ask((chores.niceness, ()))
        while (heard := hand.hear(1.0)) is None:
            pass
        assert heard == ("value", min(19, os.nice(0) + 10))
    finally:
        hand.stop()


def test_a_study_in_a_child_is_the_lessons_own():
    p = LESSON.params(n_groups=8, n_per_group=6)
    block = next(b for b in LESSON.story(LESSON.run(p)) if isinstance(b, Repeats))
    found = value(desk().ask("me", samples, LESSON.slug, p.values(), block.name))
    again = block.repeat(block.n_samples)
    assert found.n == again.n == block.n_samples
    for name, column in again.columns.items():
        assert (found.columns[name] == column).all()


def test_charts_are_drawn_in_a_child():
    spec = {"mark": "point", "data": {"values": [{"x": 1}]}, "encoding": {"x": {"field": "x", "type": "quantitative"}}}
    assert b"<svg" in value(desk().ask("me", svg, spec))
    assert value(desk().ask("me", bundle, {"a.txt": "text"}, {"one": spec})).startswith(b"PK")
