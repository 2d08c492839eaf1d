"""The `frogpond` command: serve the dashboard on this machine."""

import argparse
import socket
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

APP = Path(__file__).with_name("app.py")


def main() -> None:
    """Parse the command line and serve until stopped."""
    parser = argparse.ArgumentParser(prog="frogpond", description="Learn multilevel models by moving them.")
    parser.add_argument("--port", type=int, default=8501, help="where to serve (default: %(default)s)")
    parser.add_argument("--version", action="version", version=f"frogpond {version('frogpond')}")
    options = parser.parse_args()
    serve(options.port)


def serve(port: int) -> None:
    from streamlit.web import cli

    answer_at_once()
    sys.argv = ["streamlit", "run", str(APP), "--server.port", str(port)]
    sys.exit(cli.main())


def answer_at_once() -> None:
    """Send small messages without waiting for the acknowledgment of the last one, which can take 40 ms.

    asyncio does so for every socket that names TCP as its protocol. Streamlit's does not name it; an accepted
    connection inherits the setting from the socket that listens.
    """
    from streamlit.web.server.starlette import starlette_server

    bind: Any = getattr(starlette_server, "_bind_socket", None)

    def bound(*args: Any) -> Any:
        listening = bind(*args)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening

    if bind is not None:
        setattr(starlette_server, "_bind_socket", bound)  # noqa: B010


if __name__ == "__main__":
    main()
