"""The plain page on a server of its own, and a learner who moves its sliders over a websocket."""

import sys
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

from tests.bench.learner import PATIENCE, STOPS
from tests.bench.reader import Reader
from tests.browser.serve import served

PAGE = Path(__file__).with_name("plain_page.py")


def served_plain() -> AbstractContextManager[tuple[str, int]]:
    """In a folder of its own, so that no configuration but Streamlit's default is found."""
    command = [sys.executable, "-m", "streamlit", "run", str(PAGE)]
    options = ["--server.port", "{port}", "--server.headless", "true"]
    return served(command=[*command, *options], cwd=tempfile.mkdtemp())


async def opening(reader: Reader) -> None:
    await reader.say("")
    if not await reader.until(lambda: reader.runs > 0, PATIENCE):
        raise RuntimeError("The plain page did not open.")


async def sweep(reader: Reader) -> int:
    """Move every slider to as many places as on our pages; returns the number of steps."""
    for key, proto in reader.of("slider"):
        for stop in range(STOPS):
            runs, share = reader.runs, stop / (STOPS - 1)
            place = proto.min + round(share * (proto.max - proto.min) / proto.step) * proto.step
            await reader.set(key, "double_array_value", [place])
            await reader.until(lambda runs=runs: reader.runs > runs, PATIENCE)
    return STOPS * len(reader.of("slider"))
