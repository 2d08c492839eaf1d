"""What `make lesson` begins is a lesson: it keeps the contract, as far as a skeleton can."""

import importlib.util
import inspect
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from lessons.curriculum import CHAPTERS, Planned, lessons
from lessons.kit import Lesson
from tests.author.__main__ import ROOT as REPOSITORY
from tests.author.__main__ import contract, main, stamps
from tests.author.skeleton import ROOM, SkeletonError, begin, listed, text
from tests.lessons import test_every_lesson as every
from tests.lessons.test_texts import read

CHAPTER, ENTRY = next((c, e) for c in CHAPTERS for e in c.lessons if isinstance(e, Planned))
PLACE = f"{CHAPTER.name}/{ENTRY.slug}"
# Those that take a lesson and nothing else; a few thousand states are for lessons that say something.
CONTRACT = {
    name: test
    for name, test in vars(every).items()
    if name.startswith("test_") and list(inspect.signature(test).parameters) == ["lesson"] and "at_once" not in name
}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    shutil.copy(ROOM / "curriculum.py", tmp_path)
    return tmp_path


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("chapter") / f"{ENTRY.slug}.py"
    path.write_text(text(ENTRY.slug, ENTRY.question), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def skeleton(file) -> Lesson:
    return loaded(file).LESSON


def test_there_is_a_contract():
    assert len(CONTRACT) > 12


@pytest.mark.parametrize("clause", CONTRACT)
def test_a_skeleton_keeps_the_contract(skeleton, clause):
    CONTRACT[clause](skeleton)


def test_no_text_of_a_skeleton_is_a_slip(skeleton):
    read(skeleton, 20)


@pytest.mark.parametrize("tool", [["ruff", "check"], ["ruff", "format", "--check"], ["pyright"]], ids=" ".join)
def test_a_skeleton_is_clean_and_its_types_fit(file, tool):
    project = ["--config", str(REPOSITORY / "pyproject.toml")] if tool[0] == "ruff" else []
    program = Path(sys.executable).with_name(tool[0])
    done = subprocess.run([program, *tool[1:], *project, file], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_a_lesson_is_begun_where_it_was_planned(room):
    path = begin(PLACE, room)
    assert path == room / CHAPTER.name / f"{ENTRY.slug}.py"
    assert ENTRY.question in path.read_text(encoding="utf-8")
    curriculum = (room / "curriculum.py").read_text(encoding="utf-8")
    assert f"{ENTRY.slug}.LESSON" in curriculum
    assert f'Planned("{ENTRY.slug}"' not in curriculum
    compile(curriculum, "curriculum.py", "exec")
    with pytest.raises(SkeletonError, match="already"):
        begin(PLACE, room)


def test_the_first_lesson_of_a_chapter_is_imported_too():
    curriculum = (ROOM / "curriculum.py").read_text(encoding="utf-8")
    assert "from lessons.structures import three_levels\n" in listed(curriculum, "structures", "three_levels")


@pytest.mark.parametrize("place", ["", "shrinkage", "nowhere/shrinkage", "how/../x", "how/never_planned"])
def test_what_cannot_be_begun_is_said_in_one_sentence(room, place):
    with pytest.raises(SkeletonError) as said:
        begin(place, room)
    assert len(str(said.value).splitlines()) == 1
    assert [path.name for path in room.iterdir()] == ["curriculum.py"]


def test_who_names_no_lesson_is_told_which_there_are():
    with pytest.raises(SystemExit, match=lessons()[0].slug):
        main("frog", "", "8501")


def test_a_save_is_seen_and_the_contract_of_that_lesson_is_run():
    assert REPOSITORY / "lessons" / "curriculum.py" in stamps()
    assert contract("icc")[-2:] == ["-k", "icc"]
