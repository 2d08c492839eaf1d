"""Rooms in one file: processes share it, one that is killed loses nothing, and only the owner sees results."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import redis

from dashboard.room.asked import Asked, asked_of, plain
from dashboard.room.rooms import AnyRooms, rooms_at, unreachable
from dashboard.room.store import HOURS, LENGTH, LETTERS, Rooms
from lessons.kit import PredictChoice, PredictNumber
from tests.dashboard.room.redis_server import redis_server

CHOICE = Asked("icc/after", "What happens?", (("up", "It rises"), ("down", "It falls")))
NUMBER = Asked("icc/pairs", "How strongly?", (), 0, 1, 0.01)


@pytest.fixture(params=["sqlite", "redis"])
def rooms(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyRooms]:
    """Both stores keep the same promises; that in Redis where Debian's redis-server is there."""
    if request.param == "sqlite":
        yield Rooms(tmp_path / "rooms.sqlite3")
        return
    with redis_server(tmp_path) as address:
        yield rooms_at(address)


@pytest.fixture
def in_a_file(tmp_path: Path) -> Rooms:
    return Rooms(tmp_path / "rooms.sqlite3")


def test_a_room_has_a_code_that_can_be_read_aloud_and_a_key_that_cannot_be_guessed(rooms: AnyRooms):
    (code, key), (other, _) = rooms.open(), rooms.open()
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    assert code != other
    assert len(key) >= 32
    assert rooms.now("AAAAA") is None


def test_nobody_fills_the_file_with_rooms(rooms: AnyRooms, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dashboard.room.store.MOST_ROOMS", 3)
    opened = [rooms.open() for _ in range(5)]
    assert [one is None for one in opened] == [False, False, False, True, True]
    assert rooms.now(opened[0][0]) is not None, "those who are in stay"


def test_a_device_has_one_answer_which_it_may_change_until_the_question_is_closed(rooms: AnyRooms):
    code, key = rooms.open()
    assert rooms.ask(code, key, CHOICE, True)
    number = rooms.now(code).number
    assert rooms.answer(code, "a", number, "up") == "up"
    assert rooms.answer(code, "a", number, "down") == "down"
    assert rooms.answer(code, "b", number, "up") == "up"
    assert rooms.count(code) == 2
    assert rooms.ask(code, key, CHOICE, False)
    assert rooms.answer(code, "a", rooms.now(code).number, "up") is None
    assert rooms.answers(code, key, CHOICE) == Counter(down=1, up=1)


def test_an_answer_to_another_question_or_outside_of_the_axis_does_not_count(rooms: AnyRooms):
    code, key = rooms.open()
    rooms.ask(code, key, NUMBER, True)
    number = rooms.now(code).number
    for raw in ("1.5", "nan", "inf", "", "up", "1e400", "0x1"):
        assert rooms.answer(code, "a", number, raw) is None, raw
    assert rooms.answer(code, "a", number - 1, "0.5") is None
    assert rooms.answer(code, "a", number, "0.250") == "0.25"


def test_asking_the_same_again_changes_nothing_and_nobody_rules_without_the_key(rooms: AnyRooms):
    code, key = rooms.open()
    rooms.ask(code, key, CHOICE, True)
    before = rooms.now(code)
    assert rooms.ask(code, key, CHOICE, True)
    assert rooms.now(code) == before
    assert not rooms.ask(code, "no key", NUMBER, True)
    assert not rooms.answers(code, "no key", CHOICE)
    assert rooms.everything(code, "no key") is None
    assert rooms.now(code) == before


def test_a_room_is_gone_after_its_time_with_all_that_was_said(in_a_file: Rooms):
    rooms = in_a_file
    code, key = rooms.open()
    rooms.ask(code, key, CHOICE, True)
    rooms.answer(code, "a", rooms.now(code).number, "up")
    with sqlite3.connect(rooms.path) as link:
        link.execute("UPDATE room SET made = ?", (time.time() - 3600 * HOURS - 1,))
    assert rooms.now(code) is None
    rooms.open()
    with sqlite3.connect(rooms.path) as link:
        assert link.execute("SELECT count(*) FROM answer").fetchone() == (0,)


CHILD = """
import sys
from dashboard.room.rooms import rooms_at
rooms, code, number = rooms_at(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for k in range(10_000):
    assert rooms.answer(code, f"child-{k}", number, "up")
    print(k, flush=True)
"""


def test_fifty_phones_and_a_process_that_is_killed_lose_nothing(rooms: AnyRooms):
    code, key = rooms.open()
    rooms.ask(code, key, CHOICE, True)
    number = rooms.now(code).number
    command = [sys.executable, "-c", CHILD, str(rooms.path), code, str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        with ThreadPoolExecutor(10) as phones:
            given = list(phones.map(lambda k: rooms.answer(code, f"phone-{k}", number, "down"), range(50)))
        said = [child.stdout.readline() for _ in range(20)]
        os.kill(child.pid, signal.SIGKILL)
        said += child.stdout.read().splitlines()
    assert given == ["down"] * 50
    found = rooms_at(str(rooms.path)).answers(code, key, CHOICE)
    assert found["down"] == 50
    assert len(said) <= found["up"] <= len(said) + 1, "what was confirmed is there"


def test_a_prediction_becomes_plain_words_in_the_order_of_the_wall():
    block = PredictChoice("p", "Is **#tau00** larger?", {"a": ("Yes, #icc", "."), "b": ("No", ".")}, "a")
    asked = asked_of(block, "icc", ("b", "a"))
    assert asked.options == (("b", "No"), ("a", "Yes, intraclass correlation"))
    assert not set("#*") & set(asked.text)
    assert Asked.from_json(asked.to_json()) == asked
    number = asked_of(PredictNumber("n", "How?", 0, 2, 0.5, "m", 1, 0.1, {}), "icc", ())
    assert (number.low, number.high, number.unit, number.options) == (0, 2, "m", ())
    assert plain("#no_such") == "no_such"


def test_the_wall_hears_every_move_of_its_owner_in_order_and_no_other(rooms: AnyRooms):
    code, key = rooms.open()
    rooms.tell(code, key, "[1]")
    rooms.tell(code, "no key", "[2]")
    assert rooms.told(code, key) == "[1]"
    assert rooms.told(code, "no key") is None
    assert [rooms.move(code, key, str(k)) for k in range(3)] == [True] * 3
    assert not rooms.move(code, "no key", "4")
    (first, _), *later = rooms.moves(code, key, 0)
    assert [what for _, what in later] == ["1", "2"]
    assert rooms.moves(code, key, first) == later
    assert rooms.moves(code, "no key", 0) is None


def test_the_same_question_with_other_numbers_is_another_ballot(rooms: AnyRooms):
    code, key = rooms.open()
    again = replace(CHOICE, text="The same, of 30 schools?")
    rooms.ask(code, key, CHOICE, True)
    rooms.answer(code, "a", rooms.now(code).number, "up")
    rooms.ask(code, key, again, True)
    assert rooms.count(code) == 0
    rooms.answer(code, "a", rooms.now(code).number, "down")
    assert rooms.answers(code, key, CHOICE) == Counter(up=1)
    assert rooms.answers(code, key, again) == Counter(down=1)


def test_who_leaves_closes_the_question(rooms: AnyRooms):
    code, key = rooms.open()
    rooms.close(code, key)
    rooms.ask(code, key, CHOICE, True)
    rooms.close(code, "no key")
    assert rooms.now(code).is_open
    rooms.close(code, key)
    assert not rooms.now(code).is_open


def test_a_file_of_an_older_shape_is_begun_anew(tmp_path):
    old = tmp_path / "rooms.sqlite3"
    with sqlite3.connect(old) as link:
        link.execute("CREATE TABLE answer (code TEXT, name TEXT)")
    rooms = Rooms(old)
    code, key = rooms.open()
    assert Rooms(old).ask(code, key, CHOICE, True)
    assert rooms.count(code) == 0


def test_every_key_of_a_room_in_redis_ends_with_the_room(tmp_path: Path):
    with redis_server(tmp_path) as address:
        rooms = rooms_at(address)
        code, key = rooms.open()
        rooms.ask(code, key, CHOICE, True)
        rooms.answer(code, "a", rooms.now(code).number, "up")
        rooms.tell(code, key, "[1]")
        rooms.move(code, key, "1")
        link = redis.Redis.from_url(address, decode_responses=True)
        own = [name for name in link.scan_iter("*") if code in name]
        assert len(own) == 4
        assert all(3600 * (HOURS - 1) < link.ttl(name) <= 3600 * HOURS for name in own)
        link.delete(*own)
        assert rooms.now(code) is None


def test_a_redis_that_does_not_answer_is_said_in_one_sentence_without_its_password():
    assert unreachable("redis://me:secret@127.0.0.1:1/0") == "No Redis answers at 127.0.0.1:1/0."
    assert unreachable("redis://127.0.0.1:bogus/0") == "No Redis answers at redis://127.0.0.1:bogus/0."
    assert unreachable("/somewhere/rooms.sqlite3") == ""
