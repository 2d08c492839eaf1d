"""The small pictures of the map: each drawn once in a child, when it is first asked for, and kept for later starts."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.server.earlier import earlier, keep
from dashboard.sketches import drawn, names
from dashboard.work import Job, desk

LOOK_EVERY = 0.1
FOR_AN_HOUR = {"Cache-Control": "public, max-age=3600"}


class Sketches:
    """A job a picture; whoever asks meanwhile waits for it. One that failed is asked for anew.

    A browser has six requests of a page under way at most: while six pictures are waited for, it fetches nothing else.
    So what another start or another process has drawn is taken over.
    """

    def __init__(self) -> None:
        self._pictures: dict[str, bytes] = {}
        self._jobs: dict[str, Job] = {}

    async def answer(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in names():
            return PlainTextResponse("There is no such picture.\n", 404)
        picture = self._pictures.get(name) or _earlier(name) or await self._made(name)
        if picture is None:
            return PlainTextResponse("The picture could not be drawn.\n", 503)
        self._pictures[name] = picture
        return Response(picture, media_type="image/webp", headers=FOR_AN_HOUR)

    async def _made(self, name: str) -> bytes | None:
        if name not in self._jobs or self._jobs[name].failed:
            self._jobs[name] = desk().ask(f"map-{name}", drawn, name)
        job = self._jobs[name]
        while not job.over.is_set():
            job.look()
            await asyncio.sleep(LOOK_EVERY)
        if job.done and name not in self._pictures:  # The first of those who waited keeps it for all.
            self._pictures[name] = job.value
            await asyncio.to_thread(keep, _file(name), job.value)
        return job.value


def _file(name: str) -> str:
    return f"{name}.webp"


def _earlier(name: str) -> bytes | None:
    """The whole picture, or none: its own first bytes say what it is and how long."""
    found = earlier(_file(name)) or b""
    whole = found[8:12] == b"WEBP" and int.from_bytes(found[4:8], "little") + 8 == len(found)
    return found if whole else None
