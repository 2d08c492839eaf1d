"""The addresses a reader can type, found by asking this machine alone."""

import ipaddress
import socket
import struct
import sys
from urllib.parse import urlsplit

ADDRESS_OF_INTERFACE = 0x8915  # SIOCGIFADDR of Linux
NOBODY = "192.0.2.1"  # An address reserved for documents: a datagram socket chooses its route, and nothing is sent.


def reached_at(host: str, port: int) -> list[str]:
    """The URLs of a server that listens on `host`; of one that listens on all, one for each interface."""
    if host in ("", "0.0.0.0", "::"):
        hosts = ["localhost", *of_interfaces()]
    else:
        hosts = ["localhost" if host == "127.0.0.1" else host]
    return [f"http://[{one}]:{port}" if ":" in one else f"http://{one}:{port}" for one in hosts]


def for_phones(here: str, public_url: str) -> str:
    """The address that others can reach: what was said, else `here`, with this machine's own name for itself replaced.

    here: the address as the lecturer's browser knows it.
    """
    parts = urlsplit(here)
    if public_url:
        return public_url.rstrip("/")
    host = parts.hostname or "localhost"
    if host in ("localhost", "127.0.0.1", "::1"):
        host = next(iter(of_interfaces()), host)
    return f"{parts.scheme or 'http'}://{host}{f':{parts.port}' if parts.port else ''}"


def of_interfaces() -> list[str]:
    """The IPv4 addresses of this machine, without its address to itself."""
    found = _of_each() if sys.platform == "linux" else _on_the_way()
    return [address for address in dict.fromkeys(found) if not ipaddress.ip_address(address).is_loopback]


def _of_each() -> list[str]:
    import fcntl

    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            try:
                answer = fcntl.ioctl(probe, ADDRESS_OF_INTERFACE, struct.pack("256s", name.encode()[:15]))
            except OSError:  # An interface without an address.
                continue
            found.append(socket.inet_ntoa(answer[20:24]))
    return found


def _on_the_way() -> list[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((NOBODY, 9))
        except OSError:  # No network.
            return []
        return [probe.getsockname()[0]]
