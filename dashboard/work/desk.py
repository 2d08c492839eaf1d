"""The queue before the child processes: few hands, fair turns, and nothing is done for a reader who has left.

A session has at most two jobs here; a third takes the place of the oldest. Whoever has nothing in hand comes first, so
that one reader's thirty downloads cost another at most one job. A reader looks at a job while waiting for it: one that
nobody has looked at for a while is dropped, and the child that is busy with it is ended.
"""

import atexit
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from dashboard.work.hand import Call, Hand, HandError

HANDS = 2
MOST_JOBS = 2
LEFT_AFTER = 8.0
LONGEST = 120.0
REST_AFTER = 60.0
LOOK_EVERY = 0.25
TRIES = 2


class Job:
    """One call, for one session: waiting, in hand, done, failed or dropped."""

    def __init__(self, session: str, call: Call) -> None:
        self.session, self.call = session, call
        self.share = 0.0
        self.value: Any = None
        self.problem = ""
        self.over = threading.Event()
        self.dropped = False
        self._looked = time.monotonic()

    def look(self) -> None:
        """The reader is still there."""
        self._looked = time.monotonic()

    @property
    def done(self) -> bool:
        return self.over.is_set() and not self.problem

    @property
    def failed(self) -> bool:
        return self.over.is_set() and bool(self.problem)

    def wanted(self, within: float) -> bool:
        """Whether anybody has looked at it `within` these seconds."""
        return not self.dropped and time.monotonic() - self._looked < within

    def end(self, value: Any = None, problem: str = "") -> None:
        self.value, self.problem = value, problem
        self.over.set()

    def drop(self) -> None:
        self.dropped = True
        self.end(problem="It was called off.")


class Desk:
    """Jobs in, values out. Threads and children start with the first job; children that rest too long are sent home."""

    def __init__(self, n_hands: int = HANDS, left_after: float = LEFT_AFTER, rest_after: float = REST_AFTER) -> None:
        self._n_hands, self._left_after, self._rest_after = n_hands, left_after, rest_after
        self._turn = threading.Condition()
        self._waiting: list[Job] = []
        self._in_hand: list[Job] = []
        self._threads: list[threading.Thread] = []
        self._hands: set[Hand] = set()
        self._closed = False

    def ask(self, session: str, function: Callable[..., Any], *given: Any) -> Job:
        """Have `function(*given, tell)` called in a child; `tell(share)` says how much of it is done."""
        job = Job(session, (function, given))
        with self._turn:
            mine = [other for other in [*self._in_hand, *self._waiting] if other.session == session]
            for other in mine[: max(0, len(mine) - MOST_JOBS + 1)]:
                self._drop(other)
            self._waiting.append(job)
            if len(self._threads) < self._n_hands:
                self._threads.append(threading.Thread(target=self._serve, daemon=True, name="desk"))
                self._threads[-1].start()
            self._turn.notify()
        return job

    def close(self) -> None:
        """End every child, and leave every job."""
        with self._turn:
            self._closed = True
            for job in [*self._in_hand, *self._waiting]:
                self._drop(job)
            self._turn.notify_all()
            hands, self._hands = self._hands, set()
        for hand in hands:
            hand.stop()

    def _drop(self, job: Job) -> None:
        job.drop()
        if job in self._waiting:
            self._waiting.remove(job)

    def _serve(self) -> None:
        """One thread: the next job, in a child of its own that is started anew whenever it was ended."""
        hand: Hand | None = None
        while job := self._next(rest=hand is not None):
            if job is RESTED:
                hand = self._away(hand)
                continue
            for _ in range(TRIES):
                hand = self._do(job, hand)
                if job.over.is_set():
                    break
            else:
                job.end(problem="The process broke off.")
            with self._turn:
                self._in_hand.remove(job)
        self._away(hand)

    def _next(self, rest: bool) -> Job | None:
        """The job whose turn it is; RESTED when there was none for long; None once the desk is closed."""
        with self._turn:
            while not self._closed:
                for job in [job for job in self._waiting if not job.wanted(self._left_after)]:
                    self._drop(job)
                if self._waiting:
                    busy = [job.session for job in self._in_hand]
                    job = min(self._waiting, key=lambda job: busy.count(job.session))  # The first of equals.
                    self._waiting.remove(job)
                    self._in_hand.append(job)
                    return job
                if not self._turn.wait(self._rest_after if rest else None):
                    return RESTED
        return None

    def _do(self, job: Job, hand: Hand | None) -> Hand | None:
        """Have the job done; returns the child if it can be asked again. A job without an end is tried anew."""
        try:
            hand = hand or self._new()
            hand.ask(job.call)
            end = time.monotonic() + LONGEST
            while job.wanted(self._left_after) and time.monotonic() < end:
                match hand.hear(LOOK_EVERY):
                    case ("share", share):
                        job.share = share
                    case ("value", value):
                        job.end(value)
                        return hand
                    case ("problem", problem):
                        job.end(problem=problem)
                        return hand
                    case _:
                        pass
            job.end(problem="It took too long.")
        except (HandError, OSError, ValueError):  # A child that was ended, by us or by others.
            pass
        return self._away(hand)

    def _new(self) -> Hand:
        hand = Hand()
        with self._turn:
            self._hands.add(hand)
        return hand

    def _away(self, hand: Hand | None) -> None:
        if hand is not None:
            with self._turn:
                self._hands.discard(hand)
            hand.stop()


RESTED = Job("", (lambda _: None, ()))
_desks: dict[int, Desk] = {}
_opening = threading.Lock()


def desk() -> Desk:
    """The desk of this server process; a process that was forked has one of its own."""
    with _opening:
        if os.getpid() not in _desks:
            _desks[os.getpid()] = Desk()
            atexit.register(_desks[os.getpid()].close)
        return _desks[os.getpid()]
