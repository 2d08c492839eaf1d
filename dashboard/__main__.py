"""The `frogpond` command: serve the dashboard from this machine, or run a study without it."""

import argparse
import os
import socket
import sys
from importlib.metadata import version
from typing import NoReturn

from dashboard.room.rooms import unreachable
from dashboard.room.store import FILE
from dashboard.server.addresses import for_phones, reached_at
from dashboard.server.settings import MAX_SESSIONS, PER_ADDRESS, Settings, share_secret
from dashboard.server.sockets import listen_on

PORTS = range(1, 65_536)
LARGEST_MESSAGE = 4 * 2**20
GRACE_SECONDS = 3
HALL_WORKERS = 2
# A busy machine is no reason to end a process that serves a hundred readers.
PATIENCE_SECONDS = 60


class Parser(argparse.ArgumentParser):
    """A mistake is answered in one sentence, without the list of all options."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"frogpond: {message}\n")


def main() -> None:
    """Parse the command line and serve until stopped; what cannot be done is said in one sentence."""
    if sys.argv[1:2] == ["study"]:
        study(sys.argv[2:])
        return
    parser = command_line()
    options = parser.parse_args()
    if options.lecture:
        options.host, options.workers = "0.0.0.0", max(options.workers, HALL_WORKERS)
    try:
        settings = Settings(
            options.max_sessions, options.per_address, tuple(options.embed_in), options.metrics, options.public_url
        )
        listening = listen_on(options.host, options.port)
        if problem := unreachable(options.rooms):
            parser.error(problem)
    except (ValueError, OSError) as problem:
        parser.error(str(problem))
    os.environ.update(settings.to_env())
    if options.rooms:
        os.environ[FILE] = options.rooms
    print(f"Frogpond opens in a moment at {'  '.join(reached_at(options.host, options.port))}", flush=True)
    if options.lecture:
        print(where_phones_go(options.port, options.public_url), flush=True)
    serve(listening, options.workers)


def study(arguments: list[str]) -> None:
    """A study without a browser; only this command waits for what it needs."""
    parser = Parser(prog="frogpond study", description="Run a design many times, with every model of its file.")
    add = parser.add_argument
    add("file", nargs="?", help="the study, as TOML")
    add("--example", action="store_true", help="print a file to start from")
    add("--out", metavar="FILE", help="where the estimates go, as Parquet; the same command goes on after a stop")
    add("--processes", type=_count, default=1, metavar="N", help="processes, one a core (default: %(default)s)")
    add("--cluster", default="", metavar="tcp://HOST:PORT", help="a Dask scheduler (pip install frogpond[cluster])")
    options = parser.parse_args(arguments)
    from dashboard.study.command import study as run_study

    run_study(parser, options)


def command_line() -> Parser:
    parser = Parser(
        prog="frogpond",
        description="Learn multilevel models by moving them.",
        epilog="frogpond study FILE --out RESULTS runs a simulation study; frogpond study --help says how.",
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the address to listen on; 0.0.0.0 is all (default: %(default)s)")
    add("--port", type=_port, default=8501, help="where to serve (default: %(default)s)")
    add("--lecture", action="store_true", help="for a hall: all addresses, two processes, and says where phones go")
    add("--workers", type=_count, default=1, metavar="N", help="processes, one a core (default: %(default)s)")
    add("--max-sessions", type=_count, default=MAX_SESSIONS, metavar="N", help="readers a process (%(default)s)")
    add("--per-address", type=_count, default=PER_ADDRESS, metavar="N", help="of them from one address (%(default)s)")
    add("--embed-in", action="extend", nargs="+", default=[], metavar="ORIGIN", help="who may show it in a frame")
    add("--metrics", action="store_true", help="answer at /_stcore/metrics")
    add("--public-url", default="", metavar="URL", help="where phones reach it; else this machine's own address")
    add(
        "--rooms",
        default="",
        metavar="PLACE",
        help="a file for answers of a hall, or redis://HOST:PORT/0",
    )
    add("--version", action="version", version=f"frogpond {version('frogpond')}")
    return parser


def where_phones_go(port: int, public_url: str) -> str:
    """What to try the evening before: the page of the wall, and the address that a phone must be able to open."""
    wall = f"http://localhost:{port}"
    phones = for_phones(wall, public_url)
    if phones == wall:
        return "No network was found that phones could be in. Join one, and start again."
    return f"The wall: {wall}. Phones: {phones}. Open that one on your own phone now; if it fails, ask for TCP {port}."


def _port(raw: str) -> int:
    if not raw.isascii() or not raw.isdigit() or len(raw) > 5 or int(raw) not in PORTS:
        raise argparse.ArgumentTypeError(f"“{raw[:20]}” is not a port; choose one from 1 to {PORTS[-1]}.")
    return int(raw)


def _count(raw: str) -> int:
    if not raw.isascii() or not raw.isdigit() or len(raw) > 6 or int(raw) < 1:
        raise argparse.ArgumentTypeError(f"“{raw[:20]}” is not a whole number from 1 up.")
    return int(raw)


def serve(listening: socket.socket, workers: int) -> None:
    """One process, or several that share the socket; of those, one that dies is started again."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    share_secret()
    config = uvicorn.Config(
        "dashboard.asgi:app",
        workers=workers,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=PATIENCE_SECONDS,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
    )
    if workers > 1:
        Multiprocess(config, sockets=[listening]).run()
        return
    server = uvicorn.Server(config)
    server.run(sockets=[listening])
    sys.exit(0 if server.started else 1)


if __name__ == "__main__":
    main()
