"""How many readers, and how fast: one visitor may slow down themselves, not the others.

The numbers suit a lecture hall whose 400 readers share one address and all open the page when the lecturer says so.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.settings import Settings

OPENED_AT_ONCE, OPENED_A_SECOND = 400, 5.0
SENT_AT_ONCE, SENT_A_SECOND = 200, 50.0
ADDRESSES = 10_000


class Bucket:
    """So much at once, and then so much a second (a token bucket)."""

    def __init__(self, at_once: float, a_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.at_once, self.a_second, self.clock = at_once, a_second, clock
        self.level, self.since = at_once, clock()

    def take(self) -> float:
        """Take one; returns the seconds to wait until it is there."""
        self.level = self._now() - 1
        return max(0.0, -self.level / self.a_second)

    @property
    def empty(self) -> bool:
        return self._now() < 1

    @property
    def untouched(self) -> bool:
        return self._now() >= self.at_once

    def _now(self) -> float:
        now = self.clock()
        self.level = min(self.at_once, self.level + (now - self.since) * self.a_second)
        self.since = now
        return self.level


class Sessions:
    """The readers who are connected to this process, by address."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.held: Counter[str] = Counter()
        self.opened: dict[str, Bucket] = {}

    @property
    def full(self) -> bool:
        return self.held.total() >= self.settings.max_sessions

    def enter(self, address: str) -> bool:
        """Let one more in from this address, if there is room and it has not come too often."""
        bucket = self.opened.setdefault(address, Bucket(OPENED_AT_ONCE, OPENED_A_SECOND))
        if self.full or self.held[address] >= self.settings.per_address or bucket.empty:
            return False
        bucket.take()
        self.held[address] += 1
        return True

    def leave(self, address: str) -> None:
        self.held[address] -= 1
        self.held += Counter()  # Drops the addresses that nobody is left of.
        if len(self.opened) > ADDRESSES:
            self.opened = {name: bucket for name, bucket in self.opened.items() if not bucket.untouched}


class Limits:
    """ASGI middleware: a websocket is a reader; who is too many is refused, who is too fast waits."""

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        self.app, self.sessions = app, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address = (scope.get("client") or ("", 0))[0]
        if not self.sessions.enter(address):
            await send({"type": "websocket.close", "code": 1013})
            return
        try:
            await self.app(scope, paced(receive), send)
        finally:
            self.sessions.leave(address)


def paced(receive: Receive) -> Receive:
    """The same messages, no faster than a hand sends them; what waits, waits in the sender's own connection."""
    bucket = Bucket(SENT_AT_ONCE, SENT_A_SECOND)

    async def next_message() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive":
            await asyncio.sleep(bucket.take())
        return message

    return next_message
