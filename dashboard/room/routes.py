"""The addresses of rooms: a phone's page, its answer, what is asked now, and the owner's table of answers."""

import asyncio
import csv
import io
import json
import math
import secrets
import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.room.phone import phone, remote_page
from dashboard.room.rooms import AnyRooms
from dashboard.server.gate import from_own_page
from dashboard.server.limits import Bucket
from dashboard.server.shell import plain

DEVICE, GIVEN = "pond-device", "pond-given"
LARGEST = 2000
AT_ONCE, A_SECOND = 12, 2.0
DEVICES = 20_000
KEY = "x-pond-key"
WAIT, LOOK_EVERY = 20.0, 0.04
NO_ROOM = plain("There is no such room", "Look at the wall for its code. A room is gone after twelve hours.")
TOO_FAST = plain("Too fast", "Wait a moment, and go back.")
Result = TypeVar("Result")


def room_routes(rooms: AnyRooms) -> list[BaseRoute]:
    """Everything below /r/, and the speaker's page. Nothing here has a session; only the owner's key shows results."""
    buckets: dict[str, Bucket] = {}

    def too_fast(device: str) -> bool:
        if len(buckets) > DEVICES:
            for name in [name for name, bucket in buckets.items() if bucket.untouched]:
                del buckets[name]
        bucket = buckets.setdefault(device, Bucket(AT_ONCE, A_SECOND))
        if bucket.empty:
            return True
        bucket.take()
        return False

    async def show(request: Request) -> Response:
        code = request.path_params["code"].upper()
        now = await away(rooms.now, code)
        if now is None:
            return HTMLResponse(NO_ROOM, 404)
        number, _, given = request.cookies.get(GIVEN, "").partition("~")
        page = HTMLResponse(phone(code, now, given if number == str(now.number) else ""))
        page.headers["Cache-Control"] = "no-store"
        if not device_of(request):
            keep(page, DEVICE, secrets.token_urlsafe(12))
        return page

    async def take(request: Request) -> Response:
        if not from_own_page(request.scope):
            return HTMLResponse(NO_ROOM, 403)
        code, device = request.path_params["code"].upper(), device_of(request) or secrets.token_urlsafe(12)
        if too_fast(device if device_of(request) else request.client.host if request.client else ""):
            return HTMLResponse(TOO_FAST, 429)
        told = parse_qs((await body_of(request)).decode("utf-8", "replace"))
        number, raw = told.get("n", [""])[0], told.get("a", [""])[0]
        answer = RedirectResponse(f"{code}", 303)
        keep(answer, DEVICE, device)
        asked = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1
        if (value := await away(rooms.answer, code, device, asked, raw)) is not None:
            keep(answer, GIVEN, f"{number}~{value}")
        return answer

    async def told(request: Request) -> Response:
        code = request.path_params["code"].upper()
        now = await away(rooms.now, code)
        if now is None:
            return JSONResponse({"number": -1}, 404)
        found = {"number": now.number, "open": now.is_open, "count": await away(rooms.count, code)}
        return JSONResponse(found, headers={"Cache-Control": "no-store"})

    async def table(request: Request) -> Response:
        rows = await away(rooms.everything, request.path_params["code"].upper(), request.query_params.get("key", ""))
        if rows is None:
            return HTMLResponse(NO_ROOM, 404)
        text = io.StringIO()
        csv.writer(text).writerows([("question", "answer"), *rows])
        name = {"Content-Disposition": 'attachment; filename="room.csv"', "Cache-Control": "no-store"}
        return Response(text.getvalue(), media_type="text/csv", headers=name)

    async def remote(_: Request) -> Response:
        return HTMLResponse(remote_page("../../"), headers={"Cache-Control": "no-store"})

    async def speaker(_: Request) -> Response:
        return HTMLResponse(remote_page("./"), headers={"Cache-Control": "no-store"})

    async def wall(request: Request) -> Response:
        found = await away(rooms.told, request.path_params["code"].upper(), request.headers.get(KEY, ""))
        if found is None:
            return JSONResponse({}, 404)
        return Response(found or "{}", media_type="application/json", headers={"Cache-Control": "no-store"})

    async def moved(request: Request) -> Response:
        what = (await body_of(request)).decode("utf-8", "replace")
        if not from_own_page(request.scope) or not is_move(what):
            return JSONResponse({}, 400)
        done = await away(rooms.move, request.path_params["code"].upper(), request.headers.get(KEY, ""), what)
        return JSONResponse({}, 200 if done else 404)

    async def moves(request: Request) -> Response:
        """Answers as soon as there is a move, or after a while without one."""
        code, key, raw = (
            request.path_params["code"].upper(),
            request.headers.get(KEY, ""),
            request.query_params.get("after"),
        )
        after = int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 16 else None
        end = time.monotonic() + WAIT
        while True:
            found = await away(rooms.moves, code, key, after or 0)
            if found is None:
                return JSONResponse({}, 404)
            if after is None or found or time.monotonic() > end or await request.is_disconnected():
                last = found[-1][0] if found else after or 0
                told = [] if after is None else [json.loads(what) for _, what in found]
                return JSONResponse({"after": last, "moves": told}, headers={"Cache-Control": "no-store"})
            await asyncio.sleep(LOOK_EVERY)

    return [
        Route("/speaker", speaker),
        Route("/r/{code:word}/remote", remote),
        Route("/r/{code:word}/wall", wall),
        Route("/r/{code:word}/moves", moved, methods=["POST"]),
        Route("/r/{code:word}/moves", moves, methods=["GET"]),
        Route("/r/{code:word}", show, methods=["GET", "HEAD"]),
        Route("/r/{code:word}", take, methods=["POST"]),
        Route("/r/{code:word}/now", told),
        Route("/r/{code:word}/answers.csv", table),
    ]


def is_move(what: str) -> bool:
    """Whether the wall may be asked for this: a key's move, a scene, a sample, or a control set to a number."""
    try:
        told = json.loads(what)
    except (ValueError, RecursionError):
        return False
    match told:
        case {"move": "next" | "back" | "reveal" | "again" | "black" | "notes"} | {"sample": True}:
            return len(told) == 1
        case {"scene": int(k)}:
            return len(told) == 1 and 0 <= k < 9
        case {"set": [str(name), int() | float() as value]}:
            return len(told) == 1 and name.isidentifier() and len(name) < 40 and math.isfinite(value)
        case _:
            return False


async def away(call: Callable[..., Result], *args: Any) -> Result:
    """In a thread: the file may make one wait, and nobody else should."""
    return await asyncio.to_thread(call, *args)


async def body_of(request: Request) -> bytes:
    """As much of the body as an answer can have."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return b""
    return body


def device_of(request: Request) -> str:
    """The token that this phone was given; "" for none, or for what is no token of ours."""
    token = request.cookies.get(DEVICE, "")
    return token if 10 <= len(token) <= 40 and token.isascii() and token.isprintable() else ""


def keep(answer: Response, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=12 * 3600, httponly=True, samesite="lax", path="/r/")
