"""The small pictures of the map: each drawn once in a child of this process, when it is first asked for."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.sketches import drawn, names
from dashboard.work import Job, desk

LOOK_EVERY = 0.1
FOR_AN_HOUR = {"Cache-Control": "public, max-age=3600"}


class Sketches:
    """A job a picture; whoever asks meanwhile waits for it. One that failed is asked for anew."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}

    async def answer(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in names():
            return PlainTextResponse("There is no such picture.\n", 404)
        if name not in self._jobs or self._jobs[name].failed:
            self._jobs[name] = desk().ask(f"map-{name}", drawn, name)
        job = self._jobs[name]
        while not job.over.is_set():
            job.look()
            await asyncio.sleep(LOOK_EVERY)
        if not job.done:
            return PlainTextResponse("The picture could not be drawn.\n", 503)
        return Response(job.value, media_type="image/webp", headers=FOR_AN_HOUR)
