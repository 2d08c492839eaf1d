"""The application: Streamlit's, with our routes before its own and our middleware around it.

`frogpond` serves it; so does `uvicorn dashboard.asgi:app --workers 4`. Its configuration lies beside app.py and is
found there from whatever directory it is started.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from dashboard.server.configured import look_up_once
from dashboard.server.earlier import earlier_specs
from dashboard.server.gate import Gate
from dashboard.server.limits import Limits, Sessions
from dashboard.server.log import forget_readers, server
from dashboard.server.packed import Packed
from dashboard.server.policy import Policy
from dashboard.server.routes import Readiness, routes
from dashboard.server.settings import Settings, share_secret
from dashboard.server.sockets import room_for_sessions, send_at_once
from dashboard.server.turns import take_turns
from dashboard.server.warm import warm

forget_readers()
share_secret()
settings = Settings.from_env()
sessions = Sessions(settings)
readiness = Readiness()


@asynccontextmanager
async def lifespan(_: Any) -> AsyncGenerator[None]:
    """Before the socket opens: everything warm, room for descriptors, small messages sent at once, scripts in turn."""
    send_at_once()
    look_up_once()
    take_turns()
    room = room_for_sessions()
    server.info("Up to %d sessions here (--max-sessions); descriptors suffice for %d.", settings.max_sessions, room)
    with earlier_specs():
        server.info("%d charts are ready.", warm())
    readiness.warm = True
    yield
    readiness.warm = False


app = st.App(
    Path(__file__).with_name("app.py"),
    lifespan=lifespan,
    routes=routes(sessions, readiness),
    middleware=[
        Middleware(Policy, embed_in=settings.embed_in),
        Middleware(Gate, metrics=settings.metrics),
        Middleware(Packed),
        Middleware(Limits, sessions=sessions),
    ],
)
