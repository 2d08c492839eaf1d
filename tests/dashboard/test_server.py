"""The serving side without a browser: what is open, what is said in headers, what is refused and how."""

import asyncio
import gzip
import http.client
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.__main__ import where_phones_go
from dashboard.panel.panel import SCRIPT
from dashboard.scripts import by_address
from dashboard.server import sockets
from dashboard.server.addresses import for_phones, of_interfaces, reached_at
from dashboard.server.gate import Gate, from_own_page
from dashboard.server.limits import SENT_AT_ONCE, Bucket, Limits, Sessions
from dashboard.server.packed import static
from dashboard.server.policy import content_security_policy
from dashboard.server.settings import Settings
from dashboard.server.shell import DRAWN_BY, LETTERS, page, plain, script_hashes
from tests import loops
from tests.browser.serve import served


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served("--embed-in", "https://lms.example.edu") as (url, _):
        yield url


def ask(url: str, method: str = "GET") -> tuple[int, Any, str]:
    request = urllib.request.Request(url, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as got:
            return got.status, got.headers, got.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read().decode("utf-8", "replace")


@dataclass(frozen=True)
class Raw:
    status: int
    headers: Any
    body: bytes


def raw(url: str, path: str, coding: str = "identity", method: str = "GET") -> Raw:
    """An answer as it comes."""
    asked = http.client.HTTPConnection(url.removeprefix("http://"))
    asked.request(method, path, headers={"Accept-Encoding": coding})
    got = asked.getresponse()
    return Raw(got.status, got.headers, got.read())


@pytest.mark.parametrize(
    "path", ["/", "/random_slopes", "/no_such_page", "/healthz", "/static/none.js", "/_stcore/health"]
)
def test_every_answer_carries_the_policy(address: str, path: str):
    _, headers, _ = ask(address + path)
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self' https://lms.example.edu" in policy
    assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval'", "")
    assert "http:" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Server"] is None


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/upload_file/session/file",
        "/_stcore/agent/interact",
        "/_stcore/script-health-check",
        "/_stcore/bidi-components/x",
        "/component/x/index.html",
        "/auth/login",
        "/oauth2callback/x",
        "/a/b",
    ],
)
def test_what_no_page_needs_is_closed(address: str, path: str):
    status, _, said = ask(address + path)
    assert status == 404
    assert "There is no such page" in said


def test_no_path_leads_out_of_the_folder_of_files(address: str):
    for path in ("/app/static/../app.py", "/app/static/%2e%2e/app.py", "/static/../../__init__.py", "//etc/passwd"):
        status, _, said = ask(address + path)
        assert status in (400, 404), path
        assert "import" not in said, path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_is_taken_in_over_http(address: str, method: str):
    status, _, said = ask(f"{address}/_stcore/upload_file/session/file", method)
    assert status == 405
    assert "Only GET and HEAD" in said


def test_the_server_says_that_it_lives_and_that_it_is_warm(address: str):
    assert ask(f"{address}/healthz")[::2] == (200, "live\n")
    assert ask(f"{address}/readyz")[::2] == (200, "ready\n")


def test_a_component_carries_two_lines_and_its_script_is_kept_for_good(address: str):
    sent = by_address(SCRIPT)
    assert sent.count("\n") == 1
    status, headers, text = ask(f"{address}/{sent.split(chr(34))[1]}")
    assert (status, text) == (200, SCRIPT)
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Type"].startswith("text/javascript")
    assert ask(f"{address}/script/none")[0] == 404


def test_streamlits_scripts_come_small_and_are_kept_for_good(address: str):
    path = f"/static/js/{next(static('static/js').glob('protobuf.*.js')).name}"
    plain, packed = (raw(address, path, coding) for coding in ("identity", "gzip"))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert plain.body == gzip.decompress(packed.body) == static(path[1:]).read_bytes()
    assert len(packed.body) < 0.3 * len(plain.body)
    for got in (plain, packed):
        assert "immutable" in got.headers["Cache-Control"]
        assert got.headers["Vary"] == "Accept-Encoding"
        assert got.headers["Content-Type"].startswith("text/javascript")
        assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert raw(address, path, "gzip", "HEAD").body == b""


def test_the_page_names_what_it_will_need_and_all_of_it_is_there(address: str):
    _, _, html = ask(f"{address}/icc")
    named = re.findall(r'href="\./static/js/([^"]+)"', html)
    assert len(named) == len(set(named))
    for part in DRAWN_BY:
        assert any(name.startswith(f"{part}.") for name in named), part
    for name in named:
        assert static(f"static/js/{name}").is_file()
    letters = re.findall(r'<link rel="preload" as="font" [^>]*href="\.(/[^"]+)"', html)
    assert letters == [f"/app/static/{name}.woff2" for name in LETTERS]
    assert all(raw(address, path).status == 200 for path in letters)


def test_pages_that_frame_this_one_may_not_steer_it(address: str):
    assert '"allowedOrigins":[]' in ask(f"{address}/_stcore/host-config")[2]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/map", "./"),
        ("/map?notation=gelman_hill", "./?notation=gelman_hill"),
        ("/icc/?tau00=4", "../icc?tau00=4"),
        ("/component/", "../component"),
    ],
)
def test_an_address_that_means_another_leads_there_with_its_query(address: str, path: str, target: str):
    host, port = address.removeprefix("http://").split(":")
    asked = http.client.HTTPConnection(host, int(port))
    asked.request("GET", path)
    got = asked.getresponse()
    assert (got.status, got.getheader("Location")) == (307, target)


def test_metrics_are_there_for_who_asks_and_a_full_house_says_so_in_plain_words():
    with served("--metrics", "--max-sessions", "1") as (url, _):
        assert ask(f"{url}/_stcore/metrics")[0] == 200
        with reader(url) as first:
            assert b" 101 " in first
            status, headers, said = ask(f"{url}/icc")
            assert (status, headers["Retry-After"]) == (503, "20")
            assert "Frogpond is full" in said
            assert "<script" not in said
            with reader(url) as second:
                assert b" 403 " in second
            assert ask(f"{url}/healthz")[0] == 200, "who is full is alive"


class reader:  # noqa: N801
    """A websocket that says nothing; entering it gives the first line of the answer."""

    def __init__(self, url: str) -> None:
        host, port = url.removeprefix("http://").split(":")
        self.socket = socket.create_connection((host, int(port)))
        lines = ["GET /_stcore/stream HTTP/1.1", f"Host: {host}:{port}", "Upgrade: websocket", "Connection: Upgrade"]
        lines += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "", ""]
        self.socket.sendall("\r\n".join(lines).encode())

    def __enter__(self) -> bytes:
        return self.socket.recv(200).split(b"\r\n")[0]

    def __exit__(self, *_: object) -> None:
        self.socket.close()


def test_the_page_runs_the_scripts_that_the_policy_names_and_no_other_inline():
    assert page().count(b"<script>") == len(script_hashes()) >= 2
    assert all(name in content_security_policy([]) for name in script_hashes())
    assert b"BACKEND_BASE_URL" in page()


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        (None, "pond.example.edu", True),
        ("https://pond.example.edu", "pond.example.edu", True),
        ("http://localhost:8501", "localhost:8501", True),
        ("https://evil.example", "pond.example.edu", False),
        ("http://localhost:9000", "localhost:8501", False),
        ("null", "pond.example.edu", False),
    ],
)
def test_a_websocket_comes_from_a_page_of_the_same_host(origin: str | None, host: str, own: bool):
    headers = [(b"host", host.encode())] + ([(b"origin", origin.encode())] if origin else [])
    assert from_own_page({"type": "websocket", "headers": headers}) is own


@given(st.text(min_size=1, max_size=60))
def test_no_path_opens_what_is_closed(tail: str):
    for closed in ("/_stcore/upload_file/", "/_stcore/metrics", "/component/", "/_stcore/agent/"):
        scope = {"type": "http", "method": "GET", "path": closed + tail}
        refused = Gate(nowhere)._refusal(scope)
        assert refused is not None
        assert refused.status_code == 404


async def nowhere(*_: Any) -> None:
    raise AssertionError("Nobody should come here.")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_gives_so_much_at_once_and_then_so_much_a_second():
    clock = Clock()
    bucket = Bucket(3, 2.0, clock)
    assert [bucket.take() for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    clock.now = 1.0
    assert bucket.take() == 0.5
    clock.now = 60.0
    assert bucket.untouched
    assert [bucket.take() for _ in range(4)] == [0, 0, 0, 0.5]


def test_one_address_may_not_take_every_seat():
    sessions = Sessions(Settings(max_sessions=3, per_address=2))
    assert [sessions.enter(who) for who in "aaab"] == [True, True, False, True]
    assert sessions.full
    assert not sessions.enter("c")
    sessions.leave("a")
    assert sessions.enter("c")
    for who in "abc":
        sessions.leave(who)
    assert not sessions.held


def test_a_lecture_hall_behind_one_address_gets_in_at_once():
    sessions = Sessions(Settings())
    assert all(sessions.enter("hall") for _ in range(400))


def test_who_sends_too_fast_waits_and_nothing_is_dropped(monkeypatch):
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", note)
    heard: list[bytes] = []
    sent = [{"type": "websocket.receive", "bytes": bytes([k % 256])} for k in range(int(SENT_AT_ONCE) + 50)]
    left = iter([*sent, {"type": "websocket.disconnect"}])

    async def receive() -> Any:
        return next(left)

    async def listen(_: Any, receive: Any, __: Any) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            heard.append(message["bytes"])

    loops.run(Limits(listen, Sessions(Settings()))({"type": "websocket", "client": ("a", 1)}, receive, nowhere))
    assert heard == [message["bytes"] for message in sent]
    assert waits[0] == 0
    assert waits[-1] > 0.9


@pytest.mark.parametrize(
    "option",
    [
        ["--port", "99999"],
        ["--port", "0"],
        ["--port", "-1"],
        ["--port", "9" * 5000],
        ["--host", "frog.invalid"],
        ["--host", "192.0.2.1"],
        ["--host", "a" * 300],
        ["--workers", "0"],
        ["--max-sessions", "many"],
        ["--embed-in", "https://a.example; script-src *"],
        ["--embed-in", "*"],
        ["--frog"],
    ],
    ids=lambda option: " ".join(option)[:30],
)
def test_an_option_that_cannot_be_meant_gets_one_sentence(option: list[str]):
    said = subprocess.run([sys.executable, "-m", "dashboard", *option], capture_output=True, text=True)
    assert said.returncode == 2
    assert len(said.stderr.strip().splitlines()) == 1
    assert said.stderr.startswith("frogpond: ")
    assert len(said.stderr) < 200


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_port_that_is_taken_is_said_in_one_sentence(address: str, workers: str):
    port = address.rsplit(":", 1)[1]
    command = [sys.executable, "-m", "dashboard", "--port", port, "--workers", workers]
    said = subprocess.run(command, capture_output=True, text=True)
    assert said.returncode == 2
    assert said.stderr == f"frogpond: Port {port} is taken, perhaps by another Frogpond. Choose one with --port.\n"


def test_settings_survive_the_way_to_a_worker():
    settings = Settings(7, 3, ("https://a.example", "https://*.b.example:8443"), True)
    assert Settings.from_env(settings.to_env()) == settings
    assert Settings.from_env({}) == Settings()
    with pytest.raises(ValueError, match="whole number"):
        Settings.from_env({"FROGPOND_MAX_SESSIONS": "many"})


def test_small_messages_leave_at_once_even_from_a_socket_that_does_not_name_tcp():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        sockets.send_at_once()
        listening.listen()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_looking_for_sockets_leaves_no_descriptor_open():
    # A copy of another process's pipe, left open, keeps that process from ever hearing the end of it.
    read, write = os.pipe()
    sockets.send_at_once()
    os.close(write)
    os.set_blocking(read, False)
    assert os.read(read, 1) == b"", "somebody still holds the other end"
    os.close(read)


def test_there_is_room_for_sessions_below_the_limit_on_descriptors():
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    room = sockets.room_for_sessions()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert soft >= before[0]
    assert hard == before[1]
    assert room * sockets.DESCRIPTORS_A_SESSION < soft


def test_addresses_come_from_this_machine_alone(monkeypatch):
    def called(*_: Any, **__: Any) -> None:
        raise AssertionError("It called out.")

    monkeypatch.setattr(socket, "getaddrinfo", called)
    monkeypatch.setattr(socket, "create_connection", called)
    assert "127.0.0.1" not in of_interfaces()
    assert reached_at("127.0.0.1", 8501) == ["http://localhost:8501"]
    assert reached_at("0.0.0.0", 80)[0] == "http://localhost:80"
    assert reached_at("fe80::1", 80) == ["http://[fe80::1]:80"]


def test_a_lecturer_is_told_where_phones_go(monkeypatch):
    monkeypatch.setattr("dashboard.server.addresses.of_interfaces", lambda: ["10.1.2.3"])
    assert "Phones: http://10.1.2.3:8501." in where_phones_go(8501, "")
    assert "Phones: https://pond.example.edu." in where_phones_go(8501, "https://pond.example.edu/")
    monkeypatch.setattr("dashboard.server.addresses.of_interfaces", list)
    assert "No network" in where_phones_go(8501, "")


@pytest.mark.parametrize(
    ("here", "public", "found"),
    [
        ("http://localhost:8501/icc", "", "http://10.1.2.3:8501"),
        ("http://[::1]:8501/icc", "", "http://10.1.2.3:8501"),
        ("https://pond.example.edu/icc", "", "https://pond.example.edu"),
        ("http://localhost:8501/icc", "https://pond.example.edu/", "https://pond.example.edu"),
        ("", "", "http://10.1.2.3"),
    ],
)
def test_a_phone_is_never_sent_to_localhost(here: str, public: str, found: str, monkeypatch):
    monkeypatch.setattr("dashboard.server.addresses.of_interfaces", lambda: ["10.1.2.3"])
    assert for_phones(here, public) == found


def test_a_plain_page_has_no_script():
    assert b"<script" not in plain("Full", "Wait.", 20)
    assert b'content="20"' in plain("Full", "Wait.", 20)


def test_the_log_names_no_reader(tmp_path):
    log = tmp_path / "log"
    with log.open("w") as target, served(log=target) as (url, _):
        ask(f"{url}/icc?tau00=9")
        with reader(url) as first:
            assert b" 101 " in first
    said = log.read_text(encoding="utf-8")
    assert "charts are ready" in said
    assert "127.0.0.1" not in said
    assert "icc" not in said
    assert "WebSocket" not in said
