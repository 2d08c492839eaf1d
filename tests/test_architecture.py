"""The layering is a test: three rooms, one direction, and each engine behind its one door."""

import ast
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from importlinter.cli import lint_imports

from lessons.kit import Block

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "Makefile", "constraints.txt"}
ROOMS = {"dashboard", "lessons", "tests", "datasets"}
STANDARD = {"numpy", "pandas", "altair", "collections", "dataclasses", "functools", "itertools", "math", "typing"}
MADE_BY_TOOLS = {"build", "__pycache__"}


def test_the_import_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_every_chapter_with_lessons_is_under_the_contract_that_keeps_lessons_apart():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    apart = next(c for c in contracts if c["type"] == "independence")["modules"]
    chapters = {path.parent.name for path in (ROOT / "lessons").glob("*/*.py")} - {"kit"}
    assert chapters
    assert {f"lessons.{chapter}.*" for chapter in chapters} == set(apart)


def test_a_lesson_imports_only_the_kit_and_the_datasets():
    files = [path for path in (ROOT / "lessons").glob("*/*.py") if path.parent.name != "kit"]
    assert files
    for path in files:
        for name in imported(path):
            ours = name.startswith(("lessons.kit", "datasets"))
            assert ours or name.split(".")[0] in STANDARD, f"{path.name} imports {name}"


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            package = node.module or ""
            names |= {f"lessons.{alias.name}" for alias in node.names} if package == "lessons" else {package}
    return names


def test_the_kit_has_a_room_for_each_of_its_readers_and_each_says_what_it_holds():
    kit = ROOT / "lessons" / "kit"
    rooms = {path.parent.name for path in kit.glob("*/*.py")}
    assert rooms == {"blocks", "charts", "code", "fit", "glossary", "pictures", "theory"}
    for room in rooms:
        assert ast.get_docstring(ast.parse((kit / room / "__init__.py").read_text(encoding="utf-8"))), room


def test_every_kind_of_block_lies_in_the_room_of_blocks_and_has_its_case():
    drawn = (ROOT / "dashboard" / "blocks.py").read_text(encoding="utf-8")
    kinds = get_args(Block)
    assert kinds
    for kind in kinds:
        assert kind.__module__.startswith("lessons.kit.blocks."), kind
        assert f"{kind.__name__}()" in drawn, kind


def test_nothing_else_lies_at_the_top_level():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    found = {name for name in found if not name.endswith(".egg-info")} - MADE_BY_TOOLS
    assert found == TOP_LEVEL | ROOMS


def test_the_navigation_stays_short_enough_to_read_at_a_glance():
    assert len((ROOT / "dashboard" / "app.py").read_text(encoding="utf-8").splitlines()) < 60


@pytest.mark.parametrize("kind", ["*.py", "*.js", "*.toml", "*.txt", "Makefile", "*.md"])
def test_no_file_names_a_machine_or_a_registry(kind):
    host = re.compile(r"(?<!\w)/(work|root)/|files\.pythonhosted|registry\.npmjs|deb\.debian\.org|pypi\.org")
    files = [p for p in ROOT.rglob(kind) if not {".venv", ".git", "build"} & set(p.parts) and p != Path(__file__)]
    assert files
    for path in files:
        assert not host.search(path.read_text(encoding="utf-8")), path
