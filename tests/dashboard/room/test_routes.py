"""A phone over HTTP: small pages without a session, answers that count, and a hostile one that gets nowhere."""

import http.client
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.room.asked import Asked
from dashboard.room.rooms import AnyRooms, rooms_at
from dashboard.room.routes import AT_ONCE, is_move
from tests.browser.serve import served
from tests.dashboard.room.redis_server import redis_server

ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers() | st.text())
ASKED = Asked("icc/after", "What <b>happens</b>?", (("up", "It rises"), ("down", "It falls")))


@pytest.fixture(scope="module", params=["sqlite", "redis"])
def hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, AnyRooms]]:
    """Two workers, and their rooms as a test sees them: in a file, and in Redis where it is there."""
    folder = tmp_path_factory.mktemp("hall")
    kept = redis_server(folder) if request.param == "redis" else nullcontext(str(folder / "rooms.sqlite3"))
    with kept as place, served("--rooms", place, "--workers", "2") as (address, _):
        yield address, rooms_at(place)


def send(address: str, path: str, body: str | None = None, cookie: str = "", origin: str = "") -> tuple[int, str, str]:
    """(status, cookies, text) of a GET, or of a form that is sent."""
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    headers = {"Cookie": cookie, "Origin": origin or address}
    line.request("GET" if body is None else "POST", path, body, headers)
    answer = line.getresponse()
    cookies = "; ".join(value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie")
    return answer.status, cookies, answer.read().decode()


def test_fifty_phones_on_two_workers_are_all_counted_and_a_change_is_no_second_answer(hall):
    address, rooms = hall
    code, key = rooms.open()
    rooms.ask(code, key, ASKED, True)

    def phone(k: int) -> int:
        _, cookie, page = send(address, f"/r/{code}")
        number = re.search(r'name="n" value="(\d+)"', page)[1]
        send(address, f"/r/{code}", f"n={number}&a=up", cookie)
        return send(address, f"/r/{code}", f"n={number}&a={'up' if k % 5 else 'down'}", cookie)[0]

    with ThreadPoolExecutor(10) as phones:
        assert set(phones.map(phone, range(50))) == {303}
    assert json.loads(send(address, f"/r/{code}/now")[2])["count"] == 50
    assert rooms.answers(code, key, ASKED) == {"up": 40, "down": 10}


def test_a_page_is_small_says_what_is_asked_and_has_no_markup_of_others(hall):
    address, rooms = hall
    code, key = rooms.open()
    assert "first question comes here" in send(address, f"/r/{code}")[2]
    rooms.ask(code, key, ASKED, True)
    _, cookie, page = send(address, f"/r/{code.lower()}")
    assert len(page.encode()) < 30_000
    assert "What &lt;b&gt;happens&lt;/b&gt;?" in page
    number = rooms.now(code).number
    _, given, _ = send(address, f"/r/{code}", f"n={number}&a=down", cookie)
    again = send(address, f"/r/{code}", cookie=f"{cookie}; {given}")[2]
    assert re.search(r'value="down" aria-pressed="true"', again)
    rooms.ask(code, key, ASKED, False)
    assert "closed" in send(address, f"/r/{code}", cookie=cookie)[2]


def test_a_hostile_phone_sees_no_results_and_cannot_flood(hall):
    address, rooms = hall
    code, key = rooms.open()
    rooms.ask(code, key, ASKED, True)
    _, cookie, _ = send(address, f"/r/{code}")
    for body in ("", "n=", "n=x&a=up", "n=99999999999&a=up", "a=" + "u" * 9000, "%", "\x00", "n=1&a=" + quote("<xq>")):
        assert send(address, f"/r/{code}", body, cookie)[0] in (303, 429), body
    assert rooms.count(code) == 0
    assert 429 in {send(address, f"/r/{code}", "n=1&a=up", cookie)[0] for _ in range(4 * AT_ONCE)}
    assert send(address, f"/r/{code}", "n=1&a=up", origin="https://evil.example")[0] == 403
    assert send(address, f"/r/{code}/answers.csv?key=guess")[0] == 404
    assert send(address, "/r/ZZZZZ")[0] == 404
    assert send(address, "/icc", "n=1")[0] == 405


def test_the_owner_takes_the_answers_along_and_they_name_nobody(hall):
    address, rooms = hall
    code, key = rooms.open()
    rooms.ask(code, key, ASKED, True)
    _, cookie, _ = send(address, f"/r/{code}")
    send(address, f"/r/{code}", f"n={rooms.now(code).number}&a=up", cookie)
    status, _, text = send(address, f"/r/{code}/answers.csv?key={key}")
    assert (status, text.split()) == (200, ["question,answer", f"{ASKED.ballot},up"])


@given(st.text() | st.dictionaries(st.sampled_from(["move", "set", "scene", "sample", "x"]), ANYTHING).map(json.dumps))
def test_a_wall_takes_no_move_but_those_it_knows(what: str):
    if is_move(what):
        assert set(json.loads(what)) < {"move", "set", "scene", "sample"}


@pytest.mark.parametrize("what", ['{"move":"next"}', '{"scene":8}', '{"sample":true}', '{"set":["tau00",1.5]}'])
def test_moves_that_a_wall_knows(what: str):
    assert is_move(what)


@pytest.mark.parametrize(
    "what", ['{"move":"leave"}', '{"scene":9}', '{"set":["a b",1]}', '{"set":["a",NaN]}', "[" * 9000]
)
def test_moves_that_a_wall_does_not_know(what: str):
    assert not is_move(what)
