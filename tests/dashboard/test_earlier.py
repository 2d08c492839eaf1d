"""A server's second start takes its specs and its pictures from the first, as they were, and from no other code."""

import asyncio
import json

import pytest
from starlette.requests import Request
from starlette.responses import Response

from dashboard import spec
from dashboard.server import earlier, sketches
from dashboard.server.earlier import earlier_specs
from dashboard.server.sketches import Sketches
from lessons.curriculum import lessons
from lessons.kit import figures_of
from lessons.kit.charts import DARK, LIGHT

LESSON = next(lesson for lesson in lessons() if lesson.slug == "icc")


def every_spec():
    told = LESSON.story(LESSON.run(LESSON.params()))
    figures = [figure for block in told for figure in figures_of(block)]
    return [spec.built(f.chart, look, tuple(sorted(f.settings.items()))) for f in figures for look in (LIGHT, DARK)]


@pytest.fixture
def start(monkeypatch):
    """Another process: nothing is known."""

    def nothing_known():
        monkeypatch.setattr(spec, "known", {})
        spec.built.cache_clear()

    nothing_known()
    yield nothing_known
    spec.built.cache_clear()


@pytest.fixture
def never_build(monkeypatch):
    def forbid():
        monkeypatch.setattr(spec, "_built", lambda *_: pytest.fail("It was built anew."))

    return forbid


def test_a_second_start_has_the_specs_of_the_first_and_builds_none(start, never_build, tmp_path):
    with earlier_specs(tmp_path):
        first = every_spec()
    assert len(first) > 4
    start()
    never_build()
    with earlier_specs(tmp_path):
        assert every_spec() == first


def test_other_code_takes_over_nothing_and_leaves_nothing_of_the_old(start, tmp_path, monkeypatch):
    with earlier_specs(tmp_path):
        every_spec()
    (old,) = tmp_path.iterdir()
    start()
    monkeypatch.setattr(earlier, "CODE", "other")
    monkeypatch.setattr(earlier, "_of_this_code", lambda: "other")
    with earlier_specs(tmp_path):
        assert not spec.known
        every_spec()
    assert [file.name for file in tmp_path.iterdir()] == ["other-specs.json"]
    assert not old.exists()


def test_what_was_built_by_code_that_was_saved_over_meanwhile_is_not_kept(start, tmp_path, monkeypatch):
    with earlier_specs(tmp_path):
        every_spec()
        monkeypatch.setattr(earlier, "_of_this_code", lambda: "newer")
    assert not list(tmp_path.iterdir())


def test_what_a_killed_start_left_is_cleared_away(start, tmp_path):
    (tmp_path / "specs-of-old.json.123").write_text("{", encoding="utf-8")
    with earlier_specs(tmp_path):
        every_spec()
    assert len(list(tmp_path.iterdir())) == 1


def test_any_line_of_a_lesson_makes_it_other_code(tmp_path, monkeypatch):
    (tmp_path / "lessons" / "kit").mkdir(parents=True)
    file = tmp_path / "lessons" / "kit" / "charts.py"
    file.write_text("GRAY = 1\n", encoding="utf-8")
    monkeypatch.setattr(earlier, "ROOT", tmp_path)
    before = earlier._of_this_code()
    file.write_text("GRAY = 2\n", encoding="utf-8")
    assert earlier._of_this_code() != before


@pytest.mark.parametrize("damaged", ["", "{", "[1]", "\x00", json.dumps("no"), json.dumps({"a chart": 1})])
def test_a_damaged_file_is_as_none_and_is_mended(start, tmp_path, damaged):
    with earlier_specs(tmp_path):
        every_spec()
    (file,) = tmp_path.iterdir()
    whole = file.read_text(encoding="utf-8")
    file.write_text(damaged, encoding="utf-8")
    start()
    with earlier_specs(tmp_path):
        assert not spec.known
        every_spec()
    assert file.read_text(encoding="utf-8") == whole


def test_where_nothing_can_be_kept_a_start_only_takes_longer(start, tmp_path):
    (tmp_path / "no-folder").write_text("", encoding="utf-8")
    with earlier_specs(tmp_path / "no-folder"):
        assert every_spec()


def test_a_chart_that_is_nobodys_by_name_is_not_kept(start):
    """Two functions of one name would show each other's chart."""
    chart = next(f.chart for block in LESSON.story(LESSON.run(LESSON.params())) for f in figures_of(block))
    unnamed = lambda look, **settings: chart(look, **settings)  # noqa: E731
    unnamed.__module__ = chart.__module__
    assert not spec._name(unnamed, LIGHT, ())
    assert spec._name(chart, LIGHT, ()) != spec._name(chart, DARK, ())


@pytest.fixture
def cache(monkeypatch, tmp_path):
    """Where the servers of this test keep what they make."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "frogpond"


@pytest.fixture
def never_draw(monkeypatch):
    return lambda: monkeypatch.setattr(sketches, "desk", lambda: pytest.fail("It was drawn anew."))


def asked_of_a_new_server(name: str) -> Response:
    return asyncio.run(Sketches().answer(Request({"type": "http", "path_params": {"name": name}})))


def test_a_second_start_has_the_pictures_of_the_first_and_draws_none(cache, never_draw):
    first = asked_of_a_new_server("icc-light")
    assert first.status_code == 200
    never_draw()
    assert asked_of_a_new_server("icc-light").body == first.body
    assert [file.name for file in cache.iterdir()] == [f"{earlier.CODE}-icc-light.webp"]


def test_a_damaged_picture_is_drawn_anew_and_mended(cache):
    whole = asked_of_a_new_server("icc-light").body
    (file,) = cache.iterdir()
    for damaged in (b"", b"RIFF", b"<html>", whole[:-1]):
        file.write_bytes(damaged)
        assert asked_of_a_new_server("icc-light").body == whole
        assert file.read_bytes() == whole


def test_a_picture_of_no_lesson_is_neither_drawn_nor_looked_for(cache, never_draw):
    never_draw()
    assert asked_of_a_new_server("bogus-light").status_code == 404
    assert not cache.exists()


def test_a_picture_that_many_wait_for_is_drawn_and_kept_once(cache, monkeypatch):
    kept, keep = [], sketches.keep
    monkeypatch.setattr(sketches, "keep", lambda name, content: (kept.append(name), keep(name, content)))

    async def asked_by_four() -> list[Response]:
        pictures = Sketches()
        request = Request({"type": "http", "path_params": {"name": "icc-light"}})
        return await asyncio.gather(*(pictures.answer(request) for _ in range(4)))

    assert len({answer.body for answer in asyncio.run(asked_by_four())}) == 1
    assert kept == ["icc-light.webp"]
