"""Our own addresses: the page, the map by its name, and two for whoever watches the server."""

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.room.rooms import rooms_from_env
from dashboard.room.routes import room_routes
from dashboard.scripts import script
from dashboard.server.limits import Sessions
from dashboard.server.packed import FOR_GOOD
from dashboard.server.shell import page, plain
from dashboard.server.sketches import Sketches

AGAIN = 20
FULL = "Frogpond is full", f"Every seat is taken. This page tries again by itself every {AGAIN} seconds."


class Word(StringConvertor):
    """A part of an address that a page may have: no dot, no slash."""

    regex = "[A-Za-z0-9_-]+"


register_url_convertor("word", Word())


class Readiness:
    """Whether this process is warm."""

    def __init__(self) -> None:
        self.warm = False


def routes(sessions: Sessions, readiness: Readiness) -> list[BaseRoute]:
    """Tried in this order, before Streamlit's own."""

    async def live(_: Request) -> Response:
        return PlainTextResponse("live\n")

    async def ready(_: Request) -> Response:
        return PlainTextResponse("ready\n") if readiness.warm else PlainTextResponse("not yet\n", 503)

    async def to_map(request: Request) -> Response:
        return RedirectResponse(f"./{_query(request)}")

    async def without_slash(request: Request) -> Response:
        return RedirectResponse(f"../{request.path_params['page']}{_query(request)}")

    async def scripted(request: Request) -> Response:
        if (text := script(request.path_params["name"])) is None:
            return PlainTextResponse("There is no such script.\n", 404)
        return Response(text, media_type="text/javascript", headers=FOR_GOOD)

    async def shell(_: Request) -> Response:
        if sessions.full:
            return HTMLResponse(plain(*FULL, AGAIN), 503, {"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
        return HTMLResponse(page(), headers={"Cache-Control": "no-cache"})

    return [
        Route("/healthz", live),
        Route("/readyz", ready),
        Route("/map", to_map),
        Route("/picture/{name:word}", Sketches().answer),
        Route("/script/{name:word}", scripted),
        *room_routes(rooms_from_env()),
        Route("/", shell),
        Route("/{page:word}", shell),
        Route("/{page:word}/", without_slash),
    ]


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""
