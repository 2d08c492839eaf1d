"""Rooms in Redis, where several machines serve one hall: the same promises as the SQLite file keeps on one.

Every key of a room ends with the room. What must not come between two steps is one script on the server.
"""

import time
from collections import Counter
from typing import Any

from dashboard.room import store
from dashboard.room.asked import Asked
from dashboard.room.store import HOURS, KEPT_MOVES, Now, code_and_key, digest, is_key

ALL = "frogpond:rooms"
# KEYS: room; ARGV: digest of the key, question, open. 0: not your room. The same question again is no change.
ASK = """
local own = redis.call('HMGET', KEYS[1], 'key', 'asked', 'open')
if own[1] ~= ARGV[1] then return 0 end
if own[2] ~= ARGV[2] or own[3] ~= ARGV[3] then
  redis.call('HINCRBY', KEYS[1], 'number', 1)
  redis.call('HSET', KEYS[1], 'asked', ARGV[2], 'open', ARGV[3])
end
return 1
"""
# KEYS: room, answers, ballots; ARGV: number, device, value, ballot. 0: closed, or another question by now.
ANSWER = """
local now = redis.call('HMGET', KEYS[1], 'number', 'open', 'ends')
if now[1] ~= ARGV[1] or now[2] ~= '1' then return 0 end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
redis.call('SADD', KEYS[3], ARGV[4])
redis.call('EXPIREAT', KEYS[2], now[3])
redis.call('EXPIREAT', KEYS[3], now[3])
return 1
"""


class RedisRooms:
    """The store by its address, `redis://host:6379/0`. One client serves all threads."""

    def __init__(self, address: str) -> None:
        import redis

        self.path = address
        self._link: Any = redis.Redis.from_url(address, decode_responses=True, socket_timeout=10)
        self._ask: Any = self._link.register_script(ASK)
        self._answer: Any = self._link.register_script(ANSWER)

    def open(self) -> tuple[str, str] | None:
        """A new room: its code, and the key to rule it; None where too many are open."""
        code, key = code_and_key()
        made = time.time()
        self._link.zremrangebyscore(ALL, 0, made - 3600 * HOURS)
        if self._link.zcard(ALL) >= store.MOST_ROOMS or self._link.exists(_room(code)):
            return None
        ends = int(made + 3600 * HOURS)
        told = {"key": digest(key), "number": 0, "asked": "", "open": 0, "ends": ends}
        with self._link.pipeline() as together:
            together.zadd(ALL, {code: made}).hset(_room(code), mapping=told).expireat(_room(code), ends).execute()
        return code, key

    def now(self, code: str) -> Now | None:
        """What the room asks; None where there is no such room, or none any more."""
        number, asked, is_open = self._link.hmget(_room(code), "number", "asked", "open")
        if number is None:
            return None
        return Now(int(number), Asked.from_json(asked) if asked else None, is_open == "1")

    def ask(self, code: str, key: str, asked: Asked, is_open: bool) -> bool:
        """Put this question, or close it. Nothing happens where it is asked already; False: not your room."""
        return bool(self._ask(keys=[_room(code)], args=[digest(key), asked.to_json(), int(is_open)]))

    def close(self, code: str, key: str) -> None:
        """Take no more answers to what is asked now."""
        now = self.now(code)
        if now and now.asked:
            self.ask(code, key, now.asked, False)

    def answer(self, code: str, device: str, number: int, raw: str) -> str | None:
        """One answer a device, changed by the next one; None where it is none, too late, or to another question."""
        now = self.now(code)
        if now is None or now.asked is None or now.number != number or (value := now.asked.accepts(raw)) is None:
            return None
        ballot = now.asked.ballot
        keys = [_room(code), _answers(code, ballot), _ballots(code)]
        return value if self._answer(keys=keys, args=[number, device, value, ballot]) else None

    def count(self, code: str) -> int:
        """How many have answered what is asked now."""
        now = self.now(code)
        return self._link.hlen(_answers(code, now.asked.ballot)) if now and now.asked else 0

    def answers(self, code: str, key: str, asked: Asked) -> Counter[str]:
        """How often each answer to this question was given; for the owner alone."""
        return Counter(self._link.hvals(_answers(code, asked.ballot)) if self._rules(code, key) else ())

    def everything(self, code: str, key: str) -> list[tuple[str, str]] | None:
        """(ballot, answer) of all that was said in the room, in no telling order; for the owner alone."""
        if not self._rules(code, key):
            return None
        ballots = self._link.smembers(_ballots(code))
        return sorted((ballot, value) for ballot in ballots for value in self._link.hvals(_answers(code, ballot)))

    def tell(self, code: str, key: str, told: str) -> None:
        """What is on the wall now, for the owner's other devices: JSON of our own making."""
        if self._rules(code, key):
            self._link.hset(_room(code), "told", told)

    def told(self, code: str, key: str) -> str | None:
        """What was told last, "" before that; None for who does not own the room."""
        return (self._link.hget(_room(code), "told") or "") if self._rules(code, key) else None

    def move(self, code: str, key: str, what: str) -> bool:
        """What the owner's remote asks of the wall; the wall takes it from `moves`."""
        if not self._rules(code, key):
            return False
        number, ends = self._link.hincrby(_room(code), "moves", 1), self._link.hget(_room(code), "ends")
        with self._link.pipeline() as together:
            together.zadd(_moves(code), {f"{number} {what}": number}).zremrangebyrank(_moves(code), 0, -KEPT_MOVES - 1)
            together.expireat(_moves(code), int(ends)).execute()
        return True

    def moves(self, code: str, key: str, after: int) -> list[tuple[int, str]] | None:
        """(number, what) of every move after that number, oldest first; None for who does not own the room."""
        if not self._rules(code, key):
            return None
        found = self._link.zrangebyscore(_moves(code), f"({after}", "+inf", withscores=True)
        return [(int(number), member.partition(" ")[2]) for member, number in found]

    def _rules(self, code: str, key: str) -> bool:
        return is_key(key, self._link.hget(_room(code), "key"))


def _room(code: str) -> str:
    return f"frogpond:{{{code}}}"


def _answers(code: str, ballot: str) -> str:
    return f"{_room(code)}:answers:{ballot}"


def _ballots(code: str) -> str:
    return f"{_room(code)}:ballots"


def _moves(code: str) -> str:
    return f"{_room(code)}:moves"
