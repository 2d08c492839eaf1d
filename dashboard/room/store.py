"""Rooms and their answers in one SQLite file: any number of processes share it, and a restart loses nothing.

A room lives twelve hours. It is found by its code alone, and ruled by whoever has its key; there is no list of rooms.
Of a phone nothing is kept but a token of its own making, so that it has one answer, which it may change.
"""

import hmac
import os
import secrets
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeGuard
from zlib import crc32

from dashboard.room.asked import Asked

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # None that is read as another one.
LENGTH = 5
HOURS = 12
MOST_ROOMS = 2000
FILE = "FROGPOND_ROOMS"
TABLES = """
CREATE TABLE room (
    code TEXT PRIMARY KEY, key TEXT NOT NULL, made REAL NOT NULL, number INTEGER NOT NULL, asked TEXT NOT NULL,
    is_open INTEGER NOT NULL
);
CREATE TABLE answer (
    code TEXT NOT NULL REFERENCES room ON DELETE CASCADE, ballot TEXT NOT NULL,
    device TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (code, ballot, device)
);
CREATE TABLE wall (code TEXT PRIMARY KEY REFERENCES room ON DELETE CASCADE, told TEXT NOT NULL);
CREATE TABLE move (
    id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL REFERENCES room ON DELETE CASCADE, what TEXT NOT NULL
);
"""
SHAPE = crc32(TABLES.encode()) >> 1  # What SQLite keeps as user_version: a file of another shape is begun anew.
KEPT_MOVES = 50
Row = tuple[str, float, int, str, int]


@dataclass(frozen=True)
class Now:
    """What a room asks: `number` grows with every change, `asked` is None before the first question."""

    number: int
    asked: Asked | None
    is_open: bool


class Rooms:
    """The store. Every call has a connection of its own, so threads and processes need no agreement."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_file()

    @contextmanager
    def _connected(self) -> Generator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=10)) as link:
            link.execute("PRAGMA journal_mode = WAL")
            link.execute("PRAGMA synchronous = NORMAL")
            _shape(link)
            link.execute("PRAGMA foreign_keys = ON")
            with link:
                yield link

    def open(self) -> tuple[str, str] | None:
        """A new room: its code, and the key to rule it; None where too many are open. Rooms past their time go."""
        code, key = code_and_key()
        with self._connected() as link:
            link.execute("DELETE FROM room WHERE made < ?", (time.time() - 3600 * HOURS,))
            if link.execute("SELECT count(*) FROM room").fetchone()[0] >= MOST_ROOMS:
                return None
            link.execute("INSERT INTO room VALUES (?, ?, ?, 0, '', 0)", (code, digest(key), time.time()))
        return code, key

    def now(self, code: str) -> Now | None:
        """What the room asks; None where there is no such room, or none any more."""
        with self._connected() as link:
            row = self._row(link, code)
        return Now(row[2], Asked.from_json(row[3]) if row[3] else None, bool(row[4])) if row else None

    def ask(self, code: str, key: str, asked: Asked, is_open: bool) -> bool:
        """Put this question, or close it. Nothing happens where it is asked already; False: not your room."""
        with self._connected() as link:
            row = self._row(link, code)
            if not _rules(row, key):
                return False
            if (row[3], bool(row[4])) != (asked.to_json(), is_open):
                link.execute(
                    "UPDATE room SET number = number + 1, asked = ?, is_open = ? WHERE code = ?",
                    (asked.to_json(), int(is_open), code),
                )
        return True

    def close(self, code: str, key: str) -> None:
        """Take no more answers to what is asked now."""
        now = self.now(code)
        if now and now.asked:
            self.ask(code, key, now.asked, False)

    def answer(self, code: str, device: str, number: int, raw: str) -> str | None:
        """One answer a device, changed by the next one; None where it is none, too late, or to another question."""
        with self._connected() as link:
            row = self._row(link, code)
            if row is None or not row[4] or row[2] != number:
                return None
            asked = Asked.from_json(row[3])
            if (value := asked.accepts(raw)) is None:
                return None
            link.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", (code, asked.ballot, device, value))
        return value

    def count(self, code: str) -> int:
        """How many have answered what is asked now."""
        with self._connected() as link:
            row = self._row(link, code)
            if row is None or not row[3]:
                return 0
            ballot = Asked.from_json(row[3]).ballot
            return link.execute("SELECT count(*) FROM answer WHERE code = ? AND ballot = ?", (code, ballot)).fetchone()[
                0
            ]

    def answers(self, code: str, key: str, asked: Asked) -> Counter[str]:
        """How often each answer to this question was given; for the owner alone."""
        with self._connected() as link:
            row = self._row(link, code)
            if not _rules(row, key):
                return Counter()
            found = link.execute("SELECT value FROM answer WHERE code = ? AND ballot = ?", (code, asked.ballot))
            return Counter(value for (value,) in found)

    def everything(self, code: str, key: str) -> list[tuple[str, str]] | None:
        """(ballot, answer) of all that was said in the room, in no telling order; for the owner alone."""
        with self._connected() as link:
            row = self._row(link, code)
            if not _rules(row, key):
                return None
            return link.execute(
                "SELECT ballot, value FROM answer WHERE code = ? ORDER BY ballot, value", (code,)
            ).fetchall()

    def tell(self, code: str, key: str, told: str) -> None:
        """What is on the wall now, for the owner's other devices: JSON of our own making."""
        with self._connected() as link:
            if _rules(self._row(link, code), key):
                link.execute("INSERT OR REPLACE INTO wall VALUES (?, ?)", (code, told))

    def told(self, code: str, key: str) -> str | None:
        """What was told last, "" before that; None for who does not own the room."""
        with self._connected() as link:
            if not _rules(self._row(link, code), key):
                return None
            found = link.execute("SELECT told FROM wall WHERE code = ?", (code,)).fetchone()
            return found[0] if found else ""

    def move(self, code: str, key: str, what: str) -> bool:
        """What the owner's remote asks of the wall; the wall takes it from `moves`."""
        with self._connected() as link:
            if not _rules(self._row(link, code), key):
                return False
            done = link.execute("INSERT INTO move (code, what) VALUES (?, ?)", (code, what))
            link.execute("DELETE FROM move WHERE code = ? AND id <= ?", (code, (done.lastrowid or 0) - KEPT_MOVES))
        return True

    def moves(self, code: str, key: str, after: int) -> list[tuple[int, str]] | None:
        """(number, what) of every move after that number, oldest first; None for who does not own the room."""
        with self._connected() as link:
            if not _rules(self._row(link, code), key):
                return None
            return link.execute(
                "SELECT id, what FROM move WHERE code = ? AND id > ? ORDER BY id", (code, after)
            ).fetchall()

    @staticmethod
    def _row(link: sqlite3.Connection, code: str) -> Row | None:
        found = link.execute("SELECT key, made, number, asked, is_open FROM room WHERE code = ?", (code,)).fetchone()
        return found if found and found[1] > time.time() - 3600 * HOURS else None


def default_file() -> Path:
    """Where rooms are kept unless FROGPOND_ROOMS says otherwise: a file of this user in the folder for such files."""
    own = os.getuid() if hasattr(os, "getuid") else "rooms"
    return Path(os.environ.get(FILE) or Path(tempfile.gettempdir()) / f"frogpond-rooms-{own}.sqlite3")


def _shape(link: sqlite3.Connection) -> None:
    """Make the tables, once a file. What another version of this program kept for its halls is not read."""
    if link.execute("PRAGMA user_version").fetchone()[0] == SHAPE:
        return
    link.isolation_level = None
    link.execute("BEGIN IMMEDIATE")
    if link.execute("PRAGMA user_version").fetchone()[0] != SHAPE:
        for table in ("answer", "wall", "move", "room"):
            link.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in TABLES.strip().removesuffix(";").split(";"):
            link.execute(statement)
        link.execute(f"PRAGMA user_version = {SHAPE}")
    link.execute("COMMIT")
    link.isolation_level = "DEFERRED"


def code_and_key() -> tuple[str, str]:
    """A code to read aloud, and a key that cannot be guessed."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH)), secrets.token_urlsafe(24)


def _rules(row: Row | None, key: str) -> TypeGuard[Row]:
    return row is not None and is_key(key, row[0])


def is_key(key: str, kept: str | None) -> bool:
    """Whether this is the key whose digest was kept; None: there is no such room."""
    return kept is not None and hmac.compare_digest(kept, digest(key))


def digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
