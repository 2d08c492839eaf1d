"""Hostile addresses against a served dashboard: a short storm of the one that `python -m tests.bench.fuzz` sends."""

from argparse import Namespace
from pathlib import Path

from tests.bench.fuzz import PATHS, figures, hostile, storm
from tests.browser.serve import served
from tests.loops import run


def test_a_storm_is_answered_and_plants_nothing(tmp_path: Path):
    log = tmp_path / "server.log"
    with log.open("wb") as out, served(log=out) as (address, _):
        found = run(storm(address, Namespace(urls=40, seed=9, at_once=4)))
    told = figures(found, 40, log.read_text(encoding="utf-8", errors="replace").count("Traceback"))
    assert all(figure.reached for figure in told), found
    assert found["notices"] > 20, "what is wrong with an address is said"
    assert sum(count for name, count in found.items() if name.startswith("status")) == 40 + len(PATHS)


def test_every_storm_is_another_one_and_the_same_again():
    first = list(hostile(200, 1))
    assert first == list(hostile(200, 1))
    assert first != list(hostile(200, 2))
    assert len({page for page, _ in first}) > 12
