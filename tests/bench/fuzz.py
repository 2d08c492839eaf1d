"""Hostile addresses, each asked for by HTTP and opened in a session: what breaks, and what gets in.

`python -m tests.bench.fuzz [--urls 2000] [--seed 9] [--at-once 8] [--address http://...]`
It ends with exit code 1 where a goal is missed.
"""

import argparse
import asyncio
import contextlib
import http
import http.client
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import websockets

from lessons.curriculum import lessons
from lessons.kit import Controls
from tests.bench.figures import Figure, table
from tests.bench.reader import Reader, read
from tests.browser.serve import served
from tests.dashboard.planted import PIECES, parts

PATIENCE = 90
PLANTED = "xq"
PAGES = (
    "",
    "map",
    "data",
    "glossary",
    "lab",
    "progress",
    "review",
    "no_such_page",
    "%00",
    "..",
    "a/b/c",
    "_stcore",
    "icc.php",
)
PATHS = (
    "/..%2f..%2fetc/passwd", "/static/..%2f..%2fpyproject.toml", "/picture/<xq>", "/picture/icc-", "/healthz?<xq>",
    "/%ff%fe", "/media/xq", "/component/../../x", "/_stcore/upload_file/xq", "//x", "/icc//",
    "/icc/?x=%", "/" + "a" * 3000,
)  # fmt: skip
VALUES = (
    "", "0", "-1", "1e309", "-1e309", "nan", "inf", "1e-400", "9" * 400, "0x10", "1,5", "１６", "1;2", "true", "None",
    "[]", "{}", "%", "%zz", "\x00", "\ud800", "🐸" * 50, "x" * 5000, "../../x", "' or 1=1 --", "{{7*7}}", "${7}",
    "@n", "#tau00",
)  # fmt: skip
OURS = ("present", "seed", "scene", "print", "embed", "figure", "controls", "embed_options", "notation", "page", "from")


def hostile(n: int, seed: int) -> Iterator[tuple[str, str]]:
    """Pages and queries: each control of each lesson in its turn, with what nobody should write there."""
    dice = random.Random(seed)
    told = lessons()
    for k in range(n):
        lesson = told[k % len(told)]
        page = lesson.slug if dice.random() < 0.8 else dice.choice(PAGES)
        yield page, _query(lesson.params, dice)


def _query(params: type[Controls], dice: random.Random) -> str:
    known = [*(control.name for control in params.controls()), *OURS, "<xq>", "", "__proto__"]
    pairs = [(dice.choice(known), _value(dice)) for _ in range(dice.randint(1, 5))]
    written = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs])
    return written + (dice.choice(["", "&", "&&&", "&x", "&=", "&%ED%A0%80=1", "#"]) if dice.random() < 0.3 else "")


def _value(dice: random.Random) -> str:
    if dice.random() < 0.5:
        return dice.choice(VALUES)
    return "".join(dice.choices(PIECES, k=dice.randint(1, 4)))


def asked(address: str, path: str) -> int:
    """The status of a path asked for as it is written."""
    host = urlsplit(address).netloc
    with contextlib.closing(http.client.HTTPConnection(host, timeout=PATIENCE)) as line:
        line.request("GET", quote(path, safe="/%?&=.#+;:~"))
        return line.getresponse().status


async def opened(address: str, page: str, query: str) -> Reader:
    """A session that asked for the page, and heard it to its end."""

    async def opening(reader: Reader) -> None:
        await reader.say("")
        if not await reader.until(lambda: reader.runs > 0, PATIENCE):
            raise TimeoutError("no answer")

    async def life(reader: Reader) -> None:
        pass

    while True:
        try:
            return await read(address, page, life, query, opening)
        except websockets.InvalidStatus as refused:  # So many from one address: the gate asks us to come more slowly.
            if refused.response.status_code != http.HTTPStatus.FORBIDDEN:
                raise
            await asyncio.sleep(1)


async def one(address: str, page: str, query: str, found: Counter[str]) -> None:
    try:
        status = await asyncio.to_thread(asked, address, f"/{page}?{query}")
        found[f"status {status // 100}00"] += 1
        reader = await opened(address, page, query)
    except Exception as problem:
        found[f"PROBLEM {type(problem).__name__}: {problem}"[:90]] += 1
        return
    found["answered"] += 1
    found["notices"] += sum('class="notice"' in body for body in reader.html)
    found["tracebacks on a page"] += bool(reader.exceptions)
    found["planted"] += any(PLANTED in (tag, name) or name == "onx" for tag, name in parts(reader.html))


async def storm(address: str, options: argparse.Namespace) -> Counter[str]:
    found, seats = Counter[str](), asyncio.Semaphore(options.at_once)

    async def seated(page: str, query: str) -> None:
        async with seats:
            await one(address, page, query, found)

    await asyncio.gather(*(seated(page, query) for page, query in hostile(options.urls, options.seed)))
    for path in PATHS:
        found[f"status {await asyncio.to_thread(asked, address, path) // 100}00"] += 1
    return found


def figures(found: Counter[str], n: int, tracebacks: int) -> list[Figure]:
    return [
        Figure("sessions answered", found["answered"], f"of {n:,}", goal=n, more_is_better=True),
        Figure("server errors", found["status 500"], "answers", goal=0),
        Figure("tracebacks on a page", found["tracebacks on a page"], "pages", goal=0),
        Figure("tracebacks in the log", tracebacks, "in all", goal=0),
        Figure("markup that became an element", found["planted"], "pages", goal=0),
    ]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--urls", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--at-once", type=int, default=8)
    parser.add_argument("--address", help="of a server that runs already; its log is then not read")
    options = parser.parse_args()
    log = Path(tempfile.mkdtemp()) / "server.log"
    with log.open("wb") as out:
        server = nullcontext((options.address, 0)) if options.address else served(log=out)
        with server as (address, _):
            found = asyncio.run(storm(address, options))
    told = figures(found, options.urls, log.read_text(encoding="utf-8", errors="replace").count("Traceback"))
    print(table(f"{options.urls:,} hostile addresses", "", told))
    print("\n".join(f"{name}: {count:,}" for name, count in sorted(found.items())))
    return 1 - all(figure.reached for figure in told)


if __name__ == "__main__":
    raise SystemExit(main())
