"""A hall of 300 phones that join and answer within ten seconds, while the wall drags: what both of them feel."""

import asyncio
import random
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.room.asked import Asked
from dashboard.room.rooms import AnyRooms, rooms_at
from tests.bench import learner
from tests.bench.figures import Figure, percentile
from tests.bench.reader import Reader, read
from tests.bench.tree import HERE, Tree
from tests.dashboard.room.redis_server import redis_server

PHONES, JOIN_SECONDS, DRAG_SECONDS, MOVES = 300, 8.0, 10.0, 60
STEPS_A_SECOND = 10
ASKED = Asked("icc/after", "What happens to the ICC?", (("up", "It rises"), ("same", "It stays"), ("down", "It falls")))
NUMBER = re.compile(r'name="n" value="(\d+)"')
COOKIE = re.compile(r"set-cookie: (pond-device=[^;]+)", re.IGNORECASE)

Say = Callable[[str], None]


async def asked(address: str, path: str, body: str | None = None, headers: str = "") -> tuple[str, str]:
    """(head, text) of an answer over HTTP, on a connection of its own as a phone has."""
    place = urlsplit(address)
    into, out = await asyncio.open_connection(place.hostname, place.port)
    method = "GET" if body is None else "POST"
    content = f"Content-Length: {len(body)}\r\n" if body is not None else ""
    out.write(
        f"{method} {path} HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: {address}\r\nConnection: close\r\n"
        f"{headers}{content}\r\n{body or ''}".encode()
    )
    head, _, text = (await into.read()).decode().partition("\r\n\r\n")
    out.close()
    return head, text


async def phone(address: str, code: str, dice: random.Random, waits: list[float]) -> None:
    await asyncio.sleep(dice.uniform(0, JOIN_SECONDS))
    head, page = await asked(address, f"/r/{code}")
    cookie, number = COOKIE.search(head), NUMBER.search(page)
    assert cookie, head
    assert number, page
    await asyncio.sleep(dice.uniform(0, 10 - JOIN_SECONDS))
    sent = f"n={number[1]}&a={dice.choice(ASKED.options)[0]}"
    began = time.perf_counter()
    await asked(address, f"/r/{code}", sent, f"Cookie: {cookie[1]}\r\n")
    waits.append(1000 * (time.perf_counter() - began))


async def drag(reader: Reader, waits: list[float]) -> None:
    """A slider on the wall, moved ten times a second: each step waits for its picture."""
    stops, end = learner.stops(reader), time.perf_counter() + DRAG_SECONDS
    while time.perf_counter() < end:
        began = time.perf_counter()
        await reader.answered(await reader.move(next(stops), seen=[0]))
        waits.append(1000 * (time.perf_counter() - began))
        await asyncio.sleep(max(0.0, 1 / STEPS_A_SECOND - (time.perf_counter() - began)))


async def remote(address: str, code: str, key: str) -> list[float]:
    """Milliseconds from a press on the remote to the wall that hears of it."""
    own, waits, after = f"X-Pond-Key: {key}\r\n", list[float](), 0
    for _ in range(MOVES):
        listening = asyncio.create_task(asked(address, f"/r/{code}/moves?after={after}", headers=own))
        await asyncio.sleep(0.15)
        began = time.perf_counter()
        await asked(address, f"/r/{code}/moves", '{"move":"next"}', own)
        _, text = await listening
        waits.append(1000 * (time.perf_counter() - began))
        after = int(text.split('"after":')[1].split(",")[0])
    return waits


async def lecture(address: str, rooms: AnyRooms) -> list[Figure]:
    opened = rooms.open()
    assert opened
    code, key = opened
    rooms.ask(code, key, ASKED, True)
    alone, busy, answers = list[float](), list[float](), list[float]()
    dice = random.Random(4)

    async def wall(reader: Reader) -> None:
        await drag(reader, [])
        await drag(reader, alone)
        phones = (phone(address, code, random.Random(dice.random()), answers) for _ in range(PHONES))
        await asyncio.gather(drag(reader, busy), *phones)

    await read(address, "icc", wall, "present=1")
    heard = await remote(address, code, key)
    ratio = percentile(busy, 50) / percentile(alone, 50)
    return [
        Figure("answers kept", rooms.count(code), f"of {PHONES}", goal=PHONES, more_is_better=True),
        Figure("an answer, p50", percentile(answers, 50), "ms"),
        Figure("an answer, p95", percentile(answers, 95), "ms", goal=300),
        Figure("a step of the wall alone, p50", percentile(alone, 50), "ms"),
        Figure("a step of the wall with the phones, p50", percentile(busy, 50), "ms"),
        Figure("with the phones / alone", ratio, "x", goal=1.5),
        Figure("the remote heard on the wall, p95", percentile(heard, 95), "ms", goal=150),
    ]


def measure(say: Say, before: Tree | None, plain_text: float | None) -> list[Figure]:
    """Two processes, as the README says for a hall; then with Redis, where it is. Older trees have no rooms."""
    with tempfile.TemporaryDirectory() as folder:
        found = in_a_hall(say, str(Path(folder) / "rooms.sqlite3"), "SQLite")
        if shutil.which("redis-server"):
            with redis_server(Path(folder)) as address:
                found += in_a_hall(say, address, "Redis")
    return found


def in_a_hall(say: Say, place: str, store: str) -> list[Figure]:
    say(f"{PHONES} phones and a wall, answers in {store}")
    with HERE.served("--workers", "2", "--rooms", place) as (address, _):
        found = asyncio.run(lecture(address, rooms_at(place)))
    return [replace(figure, name=f"{store}: {figure.name}") for figure in found]
