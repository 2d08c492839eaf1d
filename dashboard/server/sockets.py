"""The sockets of this process: where it listens, how it sends, how many it may have."""

import errno
import os
import socket
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import SupportsIndex

# One for the connection; counted by `python -m tests.bench sessions`.
DESCRIPTORS_A_SESSION = 4
DESCRIPTORS_FOR_THE_HOUSE = 100
DESCRIPTORS = Path("/dev/fd")
MANY = 65_536


class Listening(socket.socket):
    """A socket bound to an address. Sent to a worker process, it becomes another one bound to the same address.

    So the system deals new connections evenly: of several processes that wait at one socket, the first to wake up
    would take a whole lecture hall.
    """

    def __reduce__(self) -> tuple[Callable[..., socket.socket], tuple[str, int]]:
        host, port, *_ = self.getsockname()
        return _bound, (host, port)

    def __reduce_ex__(self, _: SupportsIndex) -> tuple[Callable[..., socket.socket], tuple[str, int]]:
        return self.__reduce__()


SHARED = sys.platform == "linux"


def listen_on(host: str, port: int) -> socket.socket:
    """A socket bound to the address, for one process or several; OSError in one plain sentence when it cannot be."""
    try:
        _bound(host, port, alone=True).close()  # Who shares a port would not hear that another server has it.
        return _bound(host, port)
    except (OSError, UnicodeError) as problem:
        raise OSError(_in_words(host, port, problem)) from None


def _bound(host: str, port: int, alone: bool = False) -> socket.socket:
    family, kind, proto, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE
    )[0]
    made = (Listening if SHARED else socket.socket)(family, kind, proto)
    try:
        if os.name != "nt":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if SHARED and not alone:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind(address)
    except OSError:
        made.close()
        raise
    return made


def _in_words(host: str, port: int, problem: Exception) -> str:
    match getattr(problem, "errno", None):
        case errno.EADDRINUSE:
            return f"Port {port} is taken, perhaps by another Frogpond. Choose one with --port."
        case errno.EACCES:
            return f"Port {port} is not open to you. Choose one from 1024 up with --port."
        case _:
            return f"“{host[:60]}” is not an address of this machine. Try --host 0.0.0.0 for all of them."


def send_at_once() -> None:
    """Send small messages without waiting for the acknowledgment of the last one, which can take 40 ms.

    asyncio does so for a socket that names TCP as its protocol. A server that binds for several workers does not
    name it; an accepted connection inherits the setting from the socket that listens.
    """
    for name in os.listdir(DESCRIPTORS) if DESCRIPTORS.is_dir() else ():
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                _send_at_once(int(name))


def _send_at_once(descriptor: int) -> None:
    with socket.socket(fileno=os.dup(descriptor)) as one:
        if one.family in (socket.AF_INET, socket.AF_INET6) and one.type == socket.SOCK_STREAM:
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def room_for_sessions() -> int:
    """Raise the limit on open descriptors as far as the system lets us; how many sessions fit below it."""
    try:
        import resource
    except ImportError:  # Windows has no such limit.
        return MANY
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY if hard == resource.RLIM_INFINITY else min(hard, MANY)
    if wanted > soft:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return max(0, soft - DESCRIPTORS_FOR_THE_HOUSE) // DESCRIPTORS_A_SESSION
