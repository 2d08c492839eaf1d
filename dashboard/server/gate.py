"""What is open: our pages, the files they need and the websocket. All else that Streamlit serves is closed.

No page of ours uploads a file, shows a component of the old kind, logs in or speaks to an agent. What phones answer in
a hall is the one thing that is posted.
"""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

from dashboard.server.shell import plain

STREAM = "/_stcore/stream"
METRICS = "/_stcore/metrics"
FILES = re.compile(
    r"/(static|app/static)/.+|/(picture|script)/[\w-]+|/favicon\.png|/manifest\.json|/_stcore/(health|host-config)"
)
PAGES = re.compile(r"/[\w-]*/?")
ROOM = re.compile(r"/r/[\w-]+(/now|/answers\.csv|/remote|/wall|/moves)?")
ANSWER = re.compile(r"/r/[\w-]+(/moves)?")


class Gate:
    """ASGI middleware: refuses what is not open, before Streamlit or a request's body is looked at."""

    def __init__(self, app: ASGIApp, metrics: bool = False) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            answer = self._refusal(scope)
            await (answer or self.app)(scope, receive, send)
        elif scope["type"] == "websocket" and not (scope["path"] == STREAM and from_own_page(scope)):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self.app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        if scope["method"] == "POST" and ANSWER.fullmatch(scope["path"]):
            return None
        if scope["method"] not in ("GET", "HEAD"):
            return Response("Only GET and HEAD are answered here.\n", 405, {"Allow": "GET, HEAD"})
        path = scope["path"]
        if PAGES.fullmatch(path) or ROOM.fullmatch(path) or FILES.fullmatch(path) or (self.metrics and path == METRICS):
            return None
        return HTMLResponse(plain("There is no such page", 'The <a href="/">map</a> shows all lessons.'), 404)


def from_own_page(scope: Scope) -> bool:
    """Whether a websocket comes from a page of this host: other sites may not speak for a reader.

    Streamlit's own test of a foreign origin would ask a public address for this machine's IP.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    own = origin is None or urlsplit(origin).netloc == headers.get("host")
    return own or origin in config.get_option("server.corsAllowedOrigins")
