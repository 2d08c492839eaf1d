"""The layering is a test: three rooms, one direction, and each engine behind its one door."""

import ast
import re
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


def test_a_lesson_imports_only_the_kit_the_datasets_and_its_own_companions():
    """A lesson is a module with LESSON; what lies beside it without one is the companion of the lesson it serves."""
    lessons = {name for name, path in MODULES.items() if re.search(r"^LESSON = ", path.read_text("utf-8"), re.M)}
    assert lessons
    assert not strays({name: imported(path) & set(MODULES) for name, path in MODULES.items()}, lessons)
    for name, path in MODULES.items():
        for one in imported(path):
            ours = one.startswith(("lessons.kit", "datasets")) or one in MODULES
            assert ours or one.split(".")[0] in STANDARD, f"{name} imports {one}"


MODULES = {
    f"lessons.{path.parent.name}.{path.stem}": path
    for path in sorted((ROOT / "lessons").glob("*/*.py"))
    if path.parent.name != "kit" and path.stem != "__init__"
}


def strays(imports: dict[str, set[str]], lessons: set[str]) -> list[str]:
    """What breaks the rule: a lesson that is imported, a companion of no lesson or of several."""
    used = [f"{name} imports the lesson {one}" for name in imports for one in imports[name] & lessons]
    owners = {name: [one for one in lessons if name in reached(one, imports)] for name in set(imports) - lessons}
    return used + [f"{name} serves {sorted(served)}" for name, served in owners.items() if len(served) != 1]


def reached(name: str, imports: dict[str, set[str]]) -> set[str]:
    """What a module imports, and what that imports."""
    found: set[str] = set()
    ahead = set(imports[name])
    while ahead:
        one = ahead.pop()
        found.add(one)
        ahead |= imports[one] - found
    return found


@pytest.mark.parametrize(
    ("imports", "said"),
    [
        ({"one": {"two"}, "two": set()}, ["one imports the lesson two"]),
        ({"one": {"c"}, "two": {"c"}, "c": set()}, ["c serves ['one', 'two']"]),
        ({"one": {"c"}, "two": {"d"}, "c": {"d"}, "d": set()}, ["d serves ['one', 'two']"]),
        ({"one": set(), "two": set(), "c": set()}, ["c serves []"]),
        ({"one": {"c"}, "two": set(), "c": {"two"}}, ["c imports the lesson two"]),
        ({"one": {"c"}, "two": set(), "c": {"d"}, "d": set()}, []),
    ],
    ids=["a lesson", "shared", "shared by way of another", "an orphan", "a lesson by way of another", "its own two"],
)
def test_a_module_that_breaks_the_rule_would_be_found(imports, said):
    assert strays(imports, {"one", "two"}) == said


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            package = node.module or ""
            whole = package == "lessons" or package.count(".") == 1
            names |= {f"{package}.{alias.name}" for alias in node.names} if whole else {package}
    return names


def test_the_kit_has_a_room_for_each_of_its_readers_and_each_says_what_it_holds():
    kit = ROOT / "lessons" / "kit"
    rooms = {path.parent.name for path in kit.glob("*/*.py")}
    assert rooms == {"blocks", "charts", "code", "fit", "glossary", "pictures", "studies", "theory"}
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
