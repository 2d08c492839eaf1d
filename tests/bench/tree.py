"""A tree to measure: this one, or beside it the one of another commit, served with the packages of this environment."""

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.serve import served

SLUGS = "from lessons.curriculum import lessons; print(*(lesson.slug for lesson in lessons()))"


@dataclass(frozen=True)
class Tree:
    """The folder that holds dashboard, lessons and datasets, and the name it goes by."""

    root: Path
    name: str

    def served(self, *options: str) -> AbstractContextManager[tuple[str, int]]:
        """The address and process id of its dashboard."""
        return served(*options, cwd=str(self.root), env=self._env)

    @property
    def lessons(self) -> tuple[str, ...]:
        """The slugs of its lessons, in order."""
        return tuple(self._python("-c", SLUGS).split())

    @property
    def has_workers(self) -> bool:
        return "--workers" in self._python("-m", "dashboard", "--help")

    @property
    def _env(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(self.root)}

    def _python(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=self.root, env=self._env, capture_output=True, text=True, check=True).stdout


def shared(trees: Sequence[Tree]) -> list[str]:
    """The lessons that all of them have, in the order of the first."""
    known = [set(tree.lessons) for tree in trees]
    return [slug for slug in trees[0].lessons if all(slug in slugs for slugs in known)]


HERE = Tree(Path(__file__).parents[2], "now")


@contextmanager
def of_commit(commit: str) -> Iterator[Tree | None]:
    """The files of a commit in a folder of their own while the block runs; None for no commit.

    Unpacked and not checked out: whatever ends a bench leaves nothing behind in the repository.
    """
    if not commit:
        yield None
        return
    packed = subprocess.run(["git", "archive", commit], cwd=HERE.root, capture_output=True, check=True).stdout
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
        yield Tree(Path(folder), commit)
